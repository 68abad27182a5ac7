"""The cache: the compiled base as a file that loads in a millisecond or two.

One header line, then one line of JSON per table; a table is decoded when it is first asked
for. The header names the key of what it was made from, and the place, length and checksum of
every table. Of a long table a second one, ``<table>:parts``, tells the same of the rows of each
owner, which can be read alone. Nothing in it can execute; whatever does not fit is treated as
absent and made again.
It is read only as a file of the user's own in a folder that nobody else can write.
"""

from __future__ import annotations

import io
import json
import os
import stat
import sys
import zlib
from collections.abc import Mapping, Sequence
from itertools import accumulate, groupby
from typing import Any, BinaryIO

from jiqun import __version__
from jiqun.errors import DamagedError

# The rooms whose code decides what is compiled.
_COMPILERS = ("analysis", "finding", "kinds", "loading", "schema", "text")
# How many files are kept, with overlays and without.
_KEPT = 8

_LONGEST_HEADER = 1_000_000
# A table with fewer bytes is read whole sooner than its parts are looked up.
_LONG = 100_000
# To read a part takes as long as to read so many bytes of a whole table.
_PART = 1_500
# What a file that is no snapshot of ours leads to, wherever it does not fit.
_MISFITS = (OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError)
# Snapshots that this process has read from, and those that it found to be forged.
_read: dict[str, BinaryIO] = {}
_forged: set[str] = set()


def content_key(contents: Sequence[bytes]) -> str:
    """Return a key that changes with the content of the data files and the program's version.

    It begins with the number of files, so that the base alone is told from what has overlays.
    """
    parts = [f"{len(content)}.{zlib.crc32(content):08x}" for content in contents]
    return "-".join([str(len(contents)), __version__, *parts])


def saved_key(key: str) -> str:
    """Return the key by which the user's cache keeps what was compiled of contents with a key.

    It changes with the code that compiles, by the sizes and times of its files, as Python does:
    no one has to think of a number. What a package carries was compiled by the code beside it.
    """
    package = os.path.dirname(os.path.dirname(__file__))
    checksum = 0
    for room in _COMPILERS:
        with os.scandir(os.path.join(package, room)) as files:
            told = [(one.name, one.stat()) for one in files if one.name.endswith(".py")]
        # In whatever order the system has them.
        for name, status in told:
            line = f"{room}/{name} {status.st_size} {status.st_mtime_ns}"
            checksum += zlib.crc32(line.encode())
    return f"{key}-{checksum:x}"


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


def encode(
    tables: Mapping[str, Sequence[Any]], key: str, owners: Mapping[str, int] | None = None
) -> bytes:
    """Return the snapshot of ``tables`` as bytes.

    ``owners`` tells of tables which value of a row says whose it is; the rows of such a table
    can be read by owner where it is long.
    """
    lines = {name: _json(rows) for name, rows in tables.items()}
    for name, at in (owners or {}).items():
        if len(lines[name]) >= _LONG and (parts := _parts(tables[name], at)):
            lines[f"{name}:parts"] = _json(parts)
    places, offset = {}, 0
    for name, line in lines.items():
        places[name] = [offset, len(line), zlib.crc32(line)]
        offset += len(line) + 1
    header = json.dumps({"key": key, "tables": places}, separators=(",", ":")).encode()
    return b"\n".join([header, *lines.values(), b""])


def _json(rows: object) -> bytes:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def _parts(rows: Sequence[Any], at: int) -> list[list[Any]]:
    """Return the owners of rows, and the length and checksum of the JSON of the rows of each.

    Nothing where the rows of an owner do not follow one another.
    """
    owners: list[str] = []
    lengths: list[int] = []
    checksums: list[int] = []
    for owner, owned in groupby(rows, key=lambda row: str(row[at])):
        part = _json(list(owned))[1:-1]
        owners.append(owner)
        lengths.append(len(part))
        checksums.append(zlib.crc32(part))
    return [owners, lengths, checksums] if len(set(owners)) == len(owners) else []


class Snapshot:
    """The tables of a compiled base; only what is asked for is read."""

    def __init__(self, content: BinaryIO, start: int, places: Mapping[str, Any]) -> None:
        """Take where the tables begin in ``content``, and the place of each from there."""
        self._content, self._start, self._places = content, start, places
        self._parts: dict[str, dict[str, tuple[int, int, int]]] = {}
        self._asked: dict[str, int] = {}

    def rows(self, name: str) -> list[Any]:
        """Return the rows of a table.

        Raises:
            DamagedError: it is not what was written.
        """
        try:
            if isinstance(rows := json.loads(self._read(*self._places[name])), list):
                return rows
        except _MISFITS:
            pass
        raise DamagedError(name)

    def rows_of(self, name: str, owner: str) -> list[Any] | None:
        """Return the rows of an owner alone, or None where it is better to read the whole table.

        Raises:
            DamagedError: they are not what was written.
        """
        if f"{name}:parts" not in self._places:
            return None
        try:
            if name not in self._parts:
                self._parts[name] = self._parts_of(name)
            self._asked[name] = self._asked.get(name, 0) + 1
            if self._asked[name] * _PART > self._places[name][1]:
                return None
            part = self._parts[name].get(owner)
            return json.loads(b"[%s]" % self._read(*part)) if part else []
        except _MISFITS:
            raise DamagedError(name) from None

    def _parts_of(self, name: str) -> dict[str, tuple[int, int, int]]:
        owners, lengths, checksums = json.loads(self._read(*self._places[f"{name}:parts"]))
        # A bracket is before the first part, a comma behind each.
        first = self._places[name][0] + 1
        starts = accumulate((length + 1 for length in lengths), initial=first)
        return dict(zip(owners, zip(starts, lengths, checksums, strict=False), strict=True))

    def _read(self, offset: int, length: int, checksum: int) -> bytes:
        self._content.seek(self._start + offset)
        line = self._content.read(length)
        if zlib.crc32(line) != checksum:
            raise ValueError
        return line


def snapshot(content: BinaryIO, key: str) -> Snapshot | None:
    """Return the snapshot in ``content``, or None where it is not one with this key."""
    header = content.readline(_LONGEST_HEADER)
    try:
        described = json.loads(header)
        if described["key"] == key:
            return Snapshot(content, len(header), described["tables"])
    except _MISFITS:
        pass
    return None


def load(path: str, key: str) -> Snapshot | None:
    """Return the snapshot at ``path``, or None where it has not this key."""
    if path in _forged:
        return None
    try:
        # Left open: tables are read from it until the process ends.
        content = io.BufferedReader(io.FileIO(path))
        found = snapshot(content, key)
    except OSError:
        return None
    if found:
        _read[path] = content
    return found


def load_saved(key: str) -> Snapshot | None:
    """Return the snapshot that `save` has written, or None."""
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
