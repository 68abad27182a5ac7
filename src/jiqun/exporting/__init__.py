"""The whole base, written for other programs: databases, a data package, JSON, a workbook."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

from jiqun.errors import OutputError, reason
from jiqun.knowledge import KnowledgeBase
from jiqun.writing import CAUTIOUS, Caution

__all__ = ["EXPORTS", "export"]

# The end of a file's name, and the module that writes such a file.
EXPORTS = {
    ".sqlite": "sqlite_",
    ".sqlite3": "sqlite_",
    ".db": "sqlite_",
    ".json": "json_",
    ".html": "html",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".duckdb": "duckdb_",
}
_FOLDER = "package"


def export(
    base: KnowledgeBase,
    path: str | os.PathLike[str],
    caution: Caution = CAUTIOUS,
    *,
    bom: bool = False,
) -> list[Path]:
    """Write the whole base to a file, whose name says in what form, or into a folder.

    A path that ends in a slash, has no suffix, or is a folder already, is a folder: a CSV per
    table, described by ``datapackage.json``; one that ends in ``.parquet`` is a folder of
    Parquet. Files of an earlier export are replaced, others in the folder stay.

    Args:
        base: what is written.
        path: of the file or folder.
        caution: what is not to be replaced; nor is a database or a folder that was not exported
            from here, unless by force.
        bom: whether each CSV begins with a byte order mark, for Excel.

    Returns:
        The paths of the files that were written.

    Raises:
        OutputError: the suffix is not one of `EXPORTS`, a mark is asked for where there is no
            CSV, or the place cannot be written to; what was there is there still.
        MissingExtraError: what writes such files is an extra, and is not installed.
    """
    from jiqun.exporting.tables import tables_of

    form = _writer(path)
    if bom and form != _FOLDER:
        raise OutputError("--bom 只用于文件夹里的 CSV，路径末尾加 /")
    more = {"bom": True} if bom else {}
    writer = import_module(f"jiqun.exporting.{form}")
    try:
        written: list[Path] = writer.write(tables_of(base), base, Path(path), caution, **more)
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
