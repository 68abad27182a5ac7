"""The cache: the compiled base as a file that loads in a millisecond or two.

One header line, then the tables, each of them JSON, or text that is searched as it is; a table is
decoded when it is first asked for. The header names the key of what it was made from, and the
place, length and checksum of every table. A long table is kept twice: in columns, in which what
is repeated stands once, and as rows (``<table>:rows``), of which those of an owner can be read
alone, as ``<table>:parts`` tells where they are. Nothing in it can execute; whatever does not
fit is treated as absent and made again.
It is read only as a file of the user's own in a folder that nobody else can write.
"""

from __future__ import annotations

import io
import json
import os
import stat
import sys
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, compress, count, groupby
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
# To read a part takes as long as to read so many bytes of a whole table; to read this share of
# all at once, as long as to read the table.
_PART = 1_500
_MANY = 1 / 2
# In a column, values that are repeated so often stand once, and for each row a character, from
# this one on, that JSON does not escape. There are fewer than before the surrogates.
_REPEATED = 4
_FIRST_CODE, _MOST_CODES = ord("]"), 50_000
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

    A table of bytes is kept as it is. ``owners`` tells of tables which value of a row says whose
    it is; the rows of such a table can be read by owner where it is long.
    """
    lines = {
        name: rows if isinstance(rows, bytes) else _json(rows) for name, rows in tables.items()
    }
    for name, at in (owners or {}).items():
        if len(lines[name]) >= _LONG and (parts := _parts(tables[name], at)):
            lines[f"{name}:rows"], lines[f"{name}:parts"] = lines[name], _json(parts)
            lines[name] = _json(list(map(_column, zip(*tables[name], strict=True))))
    places, offset = {}, 0
    for name, line in lines.items():
        places[name] = [offset, len(line), zlib.crc32(line)]
        offset += len(line) + 1
    header = json.dumps({"key": key, "tables": places}, separators=(",", ":")).encode()
    return b"\n".join([header, *lines.values(), b""])


def _json(rows: object) -> bytes:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def _column(values: Sequence[Any]) -> list[Any]:
    """Return the values that a column has, and which of them each row has; or all as they are."""
    # A number that equals a truth is another value.
    keys = [one if isinstance(one, str) else (repr(one),) for one in values]
    known = dict(zip(keys, values, strict=True))
    if len(known) > min(len(values) / _REPEATED, _MOST_CODES):
        return [[], values]
    codes = {key: chr(_FIRST_CODE + at) for at, key in enumerate(known)}
    return [list(known.values()), "".join(map(codes.__getitem__, keys))]


def _parts(rows: Sequence[Any], at: int) -> list[list[Any]]:
    """Return the owners of rows, and the length and checksum of the JSON of the rows of each.

    Nothing where there are none, or the rows of an owner do not follow one another.
    """
    owners: list[str] = []
    lengths: list[int] = []
    checksums: list[int] = []
    for owner, owned in groupby(rows, key=lambda row: str(row[at])):
        part = _json(list(owned))[1:-1]
        owners.append(owner)
        lengths.append(len(part))
        checksums.append(zlib.crc32(part))
    return [owners, lengths, checksums] if 0 < len(set(owners)) == len(owners) else []


class Columns:
    """A long table in columns, as `_column` makes them."""

    def __init__(self, columns: Sequence[Sequence[Any]]) -> None:
        """Take what was read.

        Raises:
            ValueError: the columns are no columns, or are not of one length.
        """
        self._columns: list[tuple[Sequence[Any], Sequence[Any]]] = [
            (known, codes) for known, codes in columns
        ]
        (self.length,) = {len(codes) for _, codes in self._columns}

    def values(self, at: int) -> Iterable[Any]:
        """Return the values of a column, row by row."""
        known, codes = self._columns[at]
        if not known:
            return codes
        return map(dict(zip(map(chr, count(_FIRST_CODE)), known, strict=False)).__getitem__, codes)

    def rows(self, chosen: Sequence[bool] | None = None) -> list[Any]:
        """Return all rows, or those of which ``chosen`` says so."""
        columns = [self.values(at) for at in range(len(self._columns))]
        if chosen is not None:
            columns = [compress(values, chosen) for values in columns]
        return list(zip(*columns, strict=True))


class _Parts:
    """Where the rows of each owner are."""

    def __init__(
        self, first: int, owners: Sequence[str], lengths: Sequence[int], checksums: Sequence[int]
    ) -> None:
        """Take where the first ones are, and of all, in their order, what `_parts` tells."""
        self.numbers = {owner: number for number, owner in enumerate(owners)}
        # A comma is behind each part.
        self._starts = list(accumulate((length + 1 for length in lengths), initial=first))
        self._checksums = checksums
        if not len(self.numbers) == len(lengths) == len(checksums):
            raise ValueError

    def place(self, owner: str) -> tuple[int, int, int]:
        """Return the place, length and checksum of the rows of an owner."""
        number = self.numbers[owner]
        start = self._starts[number]
        return start, self._starts[number + 1] - start - 1, self._checksums[number]


class Snapshot:
    """The tables of a compiled base; only what is asked for is read."""

    def __init__(self, content: BinaryIO, start: int, places: Mapping[str, Any]) -> None:
        """Take where the tables begin in ``content``, and the place of each from there."""
        self._content, self._start, self._places = content, start, places
        self._columns: dict[str, Columns] = {}
        self._parts: dict[str, _Parts] = {}
        self._asked: dict[str, int] = {}

    def rows(self, name: str) -> list[Any]:
        """Return the rows of a table.

        Raises:
            DamagedError: it is not what was written.
        """
        try:
            if self.is_long(name):
                return self.columns(name).rows()
            if isinstance(rows := json.loads(self._read(*self._places[name])), list):
                return rows
        except _MISFITS:
            pass
        raise DamagedError(name)

    def is_long(self, name: str) -> bool:
        """Tell whether a table is kept in columns and by owner."""
        return f"{name}:parts" in self._places

    def columns(self, name: str) -> Columns:
        """Return a long table in columns.

        Raises:
            DamagedError: it is not what was written.
        """
        try:
            if name not in self._columns:
                self._columns[name] = Columns(json.loads(self._read(*self._places[name])))
        except _MISFITS:
            raise DamagedError(name) from None
        return self._columns[name]

    def rows_of(self, name: str, owners: Sequence[str]) -> list[Any] | None:
        """Return the rows of owners in a long table, or None where it is better to read all.

        Raises:
            DamagedError: they are not what was written.
        """
        try:
            if name not in self._parts:
                told = json.loads(self._read(*self._places[f"{name}:parts"]))
                # A bracket is before the first part.
                self._parts[name] = _Parts(self._places[f"{name}:rows"][0] + 1, *told)
            parts = self._parts[name]
            self._asked[name] = self._asked.get(name, 0) + 1
            if self._asked[name] * _PART > self._places[f"{name}:rows"][1]:
                return None
            if len(owners) > 10 + _MANY * len(parts.numbers):
                return None
            found = (self._read(*parts.place(one)) for one in owners if one in parts.numbers)
            rows: list[Any] = json.loads(b"[%s]" % b",".join(found))
        except _MISFITS:
            raise DamagedError(name) from None
        return rows

    def text(self, name: str) -> bytes:
        """Return a table that is text, in UTF-8.

        Raises:
            DamagedError: it is not what was written.
        """
        try:
            return self._read(*self._places[name])
        except _MISFITS:
            raise DamagedError(name) from None

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
