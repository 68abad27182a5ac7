"""The snapshot: compiled tables in a form that loads in a millisecond or two.

One header line, then one line of JSON per table; a table is decoded when it is first asked
for. The header names the format, the key of the content it was made from, and the place,
length and checksum of every table. Nothing in it can execute; whatever does not fit is treated
as absent and made again.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from jiqun import __version__, model

# Raised when the tables, the records or the folding of names change.
FORMAT = 10

RECORDS: dict[str, Any] = {
    "meta": model.Meta,
    "sources": model.Source,
    "domains": model.Domain,
    "regions": model.Region,
    "provinces": model.Province,
    "cities": model.City,
    "batches": model.Batch,
    "clusters": model.Cluster,
    "policies": model.Policy,
    "indicators": model.Indicator,
    "figures": model.Figure,
    "measures": model.Measure,
    "firms": model.Firm,
    "organisations": model.Organisation,
    "notes": model.Note,
    "gaps": model.Gap,
}
_NESTED: dict[str, dict[str, Any]] = {
    "figures": {"period": model.Period, "growth": model.Growth},
    "measures": {"period": model.Period},
    "indicators": {"period": model.Period, "check": model.Check},
}

Decoder = Callable[[str], list[Any]]


class DamagedError(Exception):
    """A table of the snapshot is not what was written."""


def content_key(contents: Iterable[bytes]) -> str:
    """Return a key that changes with the content of the data files or with this program."""
    parts = [f"{len(content)}.{zlib.crc32(content):08x}" for content in contents]
    return "-".join([__version__, str(FORMAT), *parts])


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
        return records(name, json.loads(line))

    return decode


def records(name: str, rows: Sequence[Any]) -> list[Any]:
    """Turn rows of JSON into the records of table ``name``; other tables stay as they are."""
    record = RECORDS.get(name)
    if record is None:
        return list(rows)
    for field, nested in _NESTED.get(name, {}).items():
        at = record._fields.index(field)
        for row in rows:
            if row[at] is not None:
                row[at] = nested._make(row[at])
    return list(map(record._make, rows))


def load(key: str) -> Decoder | None:
    """Return the decoder of the snapshot with this key, or None."""
    try:
        # Left open: tables are read from it until the process ends.
        return decoder(open(path_of(key), "rb"), key)
    except OSError:
        return None


def save(content: bytes, key: str) -> None:
    """Write the snapshot atomically and drop older ones; a folder that refuses is no error."""
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
        _drop_old()


def _drop_old(keep: int = 8) -> None:
    with os.scandir(folder()) as entries:
        snapshots = [entry for entry in entries if entry.name.endswith(".snapshot")]
    snapshots.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
    for entry in snapshots[keep:]:
        os.unlink(entry.path)
