"""The cache: the compiled base as a file that loads in a millisecond or two.

One header line, then one line of JSON per table; a table is decoded when it is first asked
for. The header names the key of what it was made from, and the place, length and checksum of
every table. Nothing in it can execute; whatever does not fit is treated as absent and made again.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO

from jiqun import __version__
from jiqun.errors import DamagedError

# The rooms whose code decides what is compiled.
_COMPILERS = ("finding", "kinds", "loading", "schema", "text")
# How many files are kept, with overlays and without.
_KEPT = 8

Decoder = Callable[[str], list[Any]]


def content_key(contents: Sequence[bytes]) -> str:
    """Return a key that changes with the content of the data files or with this program.

    It begins with the number of files, so that the base alone is told from what has overlays.
    """
    parts = [f"{len(content)}.{zlib.crc32(content):08x}" for content in contents]
    return "-".join([str(len(contents)), __version__, _code_key(), *parts])


def _code_key() -> str:
    """Return what changes with the code that compiles: no one has to think of a number.

    It is the same in a checkout, in the wheel that is built of it and where that is installed.
    """
    package = os.path.dirname(os.path.dirname(__file__))
    checksum = 0
    for room in _COMPILERS:
        folder = os.path.join(package, room)
        for name in sorted(os.listdir(folder)):
            if name.endswith(".py"):
                with open(os.path.join(folder, name), "rb", buffering=0) as file:
                    checksum = zlib.crc32(file.read(), checksum)
    return f"{checksum:08x}"


def folder() -> str:
    """Return the user's cache folder for jiqun, which need not exist."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    elif sys.platform == "darwin":
        root = os.path.expanduser("~/Library/Caches")
    else:
        root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(root, "jiqun")


def path_of(key: str) -> str:
    """Return the path of the snapshot with this key."""
    return os.path.join(folder(), f"{key}.snapshot")


def encode(tables: Mapping[str, Sequence[Any]], key: str) -> bytes:
    """Return the snapshot of ``tables`` as bytes."""
    lines = {
        name: json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
        for name, rows in tables.items()
    }
    places, offset = {}, 0
    for name, line in lines.items():
        places[name] = [offset, len(line), zlib.crc32(line)]
        offset += len(line) + 1
    header = json.dumps({"key": key, "tables": places}, separators=(",", ":")).encode()
    return b"\n".join([header, *lines.values(), b""])


def decoder(content: BinaryIO, key: str) -> Decoder | None:
    """Return what decodes tables out of a snapshot, or None where it is not one with this key.

    Only the tables that are asked for are read. The decoder raises `DamagedError` for one that
    is not what was written.
    """
    header = content.readline()
    try:
        described = json.loads(header)
        if described["key"] != key:
            return None
        places = described["tables"]
    except (ValueError, KeyError, TypeError):
        return None

    def decode(name: str) -> list[Any]:
        try:
            offset, length, checksum = places[name]
            content.seek(len(header) + offset)
            line = content.read(length)
        except (KeyError, OSError):
            raise DamagedError(name) from None
        if zlib.crc32(line) != checksum:
            raise DamagedError(name)
        rows: list[Any] = json.loads(line)
        return rows

    return decode


def load(path: str, key: str) -> Decoder | None:
    """Return the decoder of the snapshot at ``path``, or None where it has not this key."""
    try:
        # Left open: tables are read from it until the process ends.
        return decoder(open(path, "rb"), key)
    except OSError:
        return None


def save(content: bytes, key: str) -> None:
    """Write a compiled base atomically and drop older ones; a folder that refuses is no error."""
    import contextlib
    import tempfile

    with contextlib.suppress(OSError):
        os.makedirs(folder(), exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder(), suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.replace(temporary, path_of(key))
        except BaseException:
            os.unlink(temporary)
            raise
        _drop_old(key)


def _drop_old(key: str) -> None:
    """Drop all but the newest of those with as many files as this one.

    Counted apart, the edits of an overlay never push out the base itself.
    """
    files = key.partition("-")[0]
    with os.scandir(folder()) as entries:
        alike = [
            entry
            for entry in entries
            if entry.name.startswith(f"{files}-") and entry.name.endswith(".snapshot")
        ]
    alike.sort(key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
    for entry in alike[_KEPT:]:
        os.unlink(entry.path)
