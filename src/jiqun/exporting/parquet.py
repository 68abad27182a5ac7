"""A folder of Parquet: a file per table, which says its keys and what its columns are.

Parquet has no keys of its own: the primary key, the references and the data version stand in
the metadata of a file, title and meaning in those of a column. The same base always gives the
same bytes (from the same version of pyarrow, which comes with the extra ``jiqun[parquet]``).
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jiqun.errors import MissingExtraError, OutputError
from jiqun.exporting.tables import Column, Table
from jiqun.knowledge import KnowledgeBase
from jiqun.writing import Caution, folder_made, write_all

try:
    import pyarrow
    from pyarrow import parquet
except ImportError:
    raise MissingExtraError("写 Parquet", "parquet") from None

_TYPES = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
}
# The key of the metadata by which an earlier export is known.
_MARK = b"jiqun"


def write(
    tables: Sequence[Table], base: KnowledgeBase, folder: Path, caution: Caution
) -> list[Path]:
    """Write a file per table into a folder, which is made if need be."""
    paths = {table.name: folder / f"{table.name}.parquet" for table in tables}
    for path in paths.values():
        if path.exists() and not caution.force and not _is_ours(path):
            raise OutputError(
                f"{folder} 里已有 {path.name}，不像是以前导出的，请换一个文件夹，或加 --force"
            )
    contents = {str(paths[table.name]): _written(_filled(table, base)) for table in tables}
    with folder_made(folder):
        write_all(contents, caution)
    return list(paths.values())


def _written(table: Any) -> bytes:
    content = io.BytesIO()
    parquet.write_table(table, content)
    return content.getvalue()


def _is_ours(path: Path) -> bool:
    try:
        return _MARK in (parquet.read_schema(path).metadata or {})
    except (pyarrow.ArrowInvalid, OSError):
        return False


def _filled(table: Table, base: KnowledgeBase) -> Any:
    """Return a table of pyarrow, which has no types for mypy."""
    schema = pyarrow.schema([_field(one) for one in table.columns], _told(table, base))
    arrays = [
        pyarrow.array([row[at] for row in table.rows], field.type)
        for at, field in enumerate(schema)
    ]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _field(column: Column) -> Any:
    told = {"title": column.title, "description": column.description}
    return pyarrow.field(
        column.name,
        _TYPES[column.type],
        nullable=not column.required,
        metadata={key: text for key, text in told.items() if text},
    )


def _told(table: Table, base: KnowledgeBase) -> dict[bytes, str]:
    """Return the metadata of a file."""
    told = {
        "title": table.title,
        **base.edition.stamp(),
        "licence": base.meta.licence,
        "primary_key": list(table.key),
        "references": {one.name: one.references for one in table.columns if one.references},
    }
    return {_MARK: json.dumps(told, ensure_ascii=False)}
