"""The whole base, written for other programs: databases, a data package, JSON, a workbook."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from jiqun.errors import OutputError, reason
from jiqun.knowledge import KnowledgeBase

__all__ = ["EXPORTS", "export", "replacing"]

# The end of a file's name, and the module that writes such a file.
EXPORTS = {
    ".sqlite": "sqlite_",
    ".sqlite3": "sqlite_",
    ".db": "sqlite_",
    ".json": "json_",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".duckdb": "duckdb_",
}
_FOLDER = "package"


def export(base: KnowledgeBase, path: str | os.PathLike[str], *, bom: bool = False) -> list[Path]:
    """Write the whole base to a file, whose name says in what form, or into a folder.

    A path that ends in a slash, has no suffix, or is a folder already, is a folder: a CSV per
    table, described by ``datapackage.json``; one that ends in ``.parquet`` is a folder of
    Parquet. Files of the same names are replaced, others in the folder stay. With ``bom`` each
    CSV begins with a byte order mark, for Excel.

    Returns:
        The paths of the files that were written.

    Raises:
        OutputError: the suffix is not one of `EXPORTS`, the place cannot be written to, or a
            mark is asked for where there is no CSV.
        MissingExtraError: what writes such files is an extra, and is not installed.
    """
    from jiqun.exporting.tables import tables_of

    form = _writer(path)
    if bom and form != _FOLDER:
        raise OutputError("--bom 只用于文件夹里的 CSV，路径末尾加 /")
    more = {"bom": True} if bom else {}
    writer = import_module(f"jiqun.exporting.{form}")
    try:
        written: list[Path] = writer.write(tables_of(base), base, Path(path), **more)
    except OSError as error:
        raise OutputError(f"写不了 {os.fspath(path)}（{reason(error)}）") from error
    return written


def _writer(path: str | os.PathLike[str]) -> str:
    suffix = Path(path).suffix
    if suffix.lower() == ".parquet":
        return EXPORTS[".parquet"]
    if not suffix or os.fspath(path).endswith(("/", os.sep)) or Path(path).is_dir():
        return _FOLDER
    if suffix.lower() not in EXPORTS:
        raise OutputError(f"不会写“{suffix}”文件，可用：{'、'.join(EXPORTS)}，或文件夹（末尾加 /）")
    return EXPORTS[suffix.lower()]


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give an empty file beside ``path`` to write to, which takes its place when all went well."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(b"")
    try:
        yield temporary
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
