"""JSON: every table as an array of objects, Chinese never escaped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from jiqun.exporting import replacing
from jiqun.exporting.tables import SCHEMA_VERSION, Table
from jiqun.knowledge import KnowledgeBase


def write(tables: Sequence[Table], base: KnowledgeBase, path: Path) -> list[Path]:
    """Write all tables to one file."""
    content = {
        "schema_version": SCHEMA_VERSION,
        "data_version": base.meta.version,
        "tables": {
            table.name: [
                {field.name: cell for field, cell in zip(table.fields, row, strict=True)}
                for row in table.rows
            ]
            for table in tables
        },
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    with replacing(path) as temporary:
        temporary.write_bytes(text.encode())
    return [path]
