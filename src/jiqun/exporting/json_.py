"""JSON: every table as an array of objects, Chinese never escaped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from jiqun.exporting import replacing
from jiqun.exporting.tables import Table
from jiqun.knowledge import KnowledgeBase
from jiqun.schema import SCHEMA_VERSION


def write(tables: Sequence[Table], base: KnowledgeBase, path: Path) -> list[Path]:
    """Write all tables to one file."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "data_version": base.meta.version,
        "tables": {
            table.name: [
                {column.name: cell for column, cell in zip(table.columns, row, strict=True)}
                for row in table.rows
            ]
            for table in tables
        },
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    with replacing(path) as temporary:
        temporary.write_bytes(text.encode())
    return [path]
