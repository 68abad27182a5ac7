"""JSON: every table as an array of objects, Chinese never escaped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from jiqun.exporting.tables import Table
from jiqun.knowledge import KnowledgeBase
from jiqun.schema import SCHEMA_VERSION
from jiqun.writing import Caution
from jiqun.writing import write as write_file


def write(tables: Sequence[Table], base: KnowledgeBase, path: Path, caution: Caution) -> list[Path]:
    """Write all tables to one file."""
    content = {
        "schema_version": SCHEMA_VERSION,
        **base.edition.stamp(),
        "tables": {
            table.name: [
                {column.name: cell for column, cell in zip(table.columns, row, strict=True)}
                for row in table.rows
            ]
            for table in tables
        },
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write_file(path, text.encode(), caution)
    return [path]
