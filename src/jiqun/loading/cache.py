"""The cache: the compiled base as a file that loads in a millisecond or two.

One header line, then one line of JSON per table; a table is decoded when it is first asked
for. The header names the key of what it was made from, and the place, length and checksum of
every table. Nothing in it can execute; whatever does not fit is treated as absent and made again.
It is read only as a file of the user's own in a folder that nobody else can write.
"""

from __future__ import annotations

import io
import json
import os
import stat
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO

from jiqun import __version__
from jiqun.errors import DamagedError

# The rooms whose code decides what is compiled.
_COMPILERS = ("analysis", "finding", "kinds", "loading", "schema", "text")
# How many files are kept, with overlays and without.
_KEPT = 8

_LONGEST_HEADER = 1_000_000
# What a file that is no snapshot of ours leads to, wherever it does not fit.
_MISFITS = (OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError)
# Snapshots that this process has read from, and those that it found to be forged.
_read: dict[str, BinaryIO] = {}
_forged: set[str] = set()

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
    """Return the user's cache folder for jiqun, which need not exist.

    ``XDG_CACHE_HOME`` says which on every system. A relative path in the environment is ignored,
    as the XDG Base Directory Specification says.

    Raises:
        OSError: there is no home to keep it in.
    """
    if sys.platform == "win32":
        usual = (os.environ.get("LOCALAPPDATA", ""), "~\\AppData\\Local")
    elif sys.platform == "darwin":
        usual = ("~/Library/Caches",)
    else:
        usual = ("~/.cache",)
    for root in (os.environ.get("XDG_CACHE_HOME", ""), *usual):
        if os.path.isabs(path := os.path.expanduser(root)):
            return os.path.join(path, "jiqun")
    raise FileNotFoundError("HOME")


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
    header = content.readline(_LONGEST_HEADER)
    try:
        described = json.loads(header)
        if described["key"] != key:
            return None
        places = described["tables"]
    except _MISFITS:
        return None

    def decode(name: str) -> list[Any]:
        try:
            offset, length, checksum = places[name]
            content.seek(len(header) + offset)
            line = content.read(length)
            if zlib.crc32(line) == checksum and isinstance(rows := json.loads(line), list):
                return rows
        except _MISFITS:
            pass
        raise DamagedError(name)

    return decode


def load(path: str, key: str) -> Decoder | None:
    """Return the decoder of the snapshot at ``path``, or None where it has not this key."""
    if path in _forged:
        return None
    try:
        # Left open: tables are read from it until the process ends.
        content = io.BufferedReader(io.FileIO(path))
        decode = decoder(content, key)
    except OSError:
        return None
    if decode:
        _read[path] = content
    return decode


def load_saved(key: str) -> Decoder | None:
    """Return the decoder of the snapshot that `save` has written, or None."""
    try:
        path = path_of(key)
        if not _is_own_file(path):
            return None
        if any(name.startswith(".jiqun-") for name in os.listdir(folder())):
            from jiqun.writing import sweep

            sweep(folder())
    except OSError:
        return None
    return load(path, key)


def distrust() -> bool:
    """Take no more from the snapshots that were read; return whether there were any."""
    found = _read.keys() - _forged
    _forged.update(found)
    for path in found:
        # Windows replaces no file that is open.
        _read[path].close()
    return bool(found)


def _is_own_file(path: str) -> bool:
    return stat.S_ISREG(os.lstat(path).st_mode) and _is_own(path) and _is_own(os.path.dirname(path))


def _is_own(path: str) -> bool:
    """Tell whether a file or folder is the user's, and nobody else can write it."""
    told = os.stat(path)
    # Windows keeps the folders of users apart.
    return sys.platform == "win32" or (told.st_uid == os.geteuid() and not told.st_mode & 0o022)


def save(content: bytes, key: str) -> None:
    """Write a compiled base in one step and drop older ones; a folder that refuses is no error."""
    from contextlib import suppress

    from jiqun.writing import beside

    with suppress(OSError):
        os.makedirs(folder(), 0o700, exist_ok=True)
        # Not only ours to write, as earlier versions made it where the mask allows that.
        os.chmod(folder(), 0o700)
        if not _is_own(folder()):
            return
        with beside(path_of(key), 0o600) as temporary, open(temporary, "wb") as file:
            file.write(content)
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
