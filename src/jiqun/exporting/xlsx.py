"""A workbook: a sheet per table, and before them one that says what is in it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from jiqun.exporting import replacing
from jiqun.exporting.tables import Cell, Table, updated
from jiqun.knowledge import KnowledgeBase
from jiqun.text.width import cell_width

_WIDEST = 60


def write(tables: Sequence[Table], base: KnowledgeBase, path: Path) -> list[Path]:
    """Write all tables to one workbook."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": base.meta.title, "created": updated(base)})
        bold = book.add_format({"bold": True})
        _contents(book.add_worksheet("说明"), tables, bold)
        for table in tables:
            _sheet(book.add_worksheet(table.name), table, bold)
    with replacing(path) as temporary:
        temporary.write_bytes(content.getvalue())
    return [path]


def _contents(sheet: Any, tables: Sequence[Table], bold: Any) -> None:
    """Write what the base says of itself, and the list of sheets, with a link to each."""
    about = [row[1:] for table in tables if table.name == "meta" for row in table.rows]
    listed = [(table.name, table.title, len(table.rows)) for table in tables]
    for at, row in enumerate([*about, (), ("表", "内容", "行数"), *listed]):
        _row(sheet, at, row)
    sheet.set_row(len(about) + 1, None, bold)
    for at, table in enumerate(tables, start=len(about) + 2):
        sheet.write_url(at, 0, f"internal:'{table.name}'!A1", string=table.name)
    _fit(sheet, [*about, *listed])


def _sheet(sheet: Any, table: Table, bold: Any) -> None:
    """Write a table below a header that stays in sight and tells the titles of its fields."""
    names = [field.name for field in table.fields]
    for at, row in enumerate([names, *table.rows]):
        _row(sheet, at, row)
    for at, field in enumerate(table.fields):
        sheet.write_comment(0, at, "\n".join(filter(None, (field.title, field.description))))
    sheet.set_row(0, None, bold)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(names) - 1)
    _fit(sheet, [names, *table.rows])


def _row(sheet: Any, at: int, row: Iterable[Cell]) -> None:
    """Write every cell as what it is: a text that begins with = is a text."""
    for column, cell in enumerate(row):
        if isinstance(cell, bool):
            sheet.write_boolean(at, column, cell)
        elif isinstance(cell, str):
            sheet.write_string(at, column, cell)
        elif cell is not None:
            sheet.write_number(at, column, cell)


def _fit(sheet: Any, rows: Sequence[Sequence[Cell]]) -> None:
    """Make columns as wide as what stands in them, within reason."""
    for at, cells in enumerate(zip(*rows, strict=False)):
        widest = max(cell_width(str(cell)) for cell in cells if cell is not None)
        # Two more for the button of the filter.
        sheet.set_column(at, at, min(widest + 2, _WIDEST))
