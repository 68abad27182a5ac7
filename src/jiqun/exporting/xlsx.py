"""A workbook: a sheet per table, and before them one that says what is in it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jiqun.exporting.tables import Cell, Table, updated
from jiqun.formats.workbook import fit_column, write_cell
from jiqun.knowledge import KnowledgeBase
from jiqun.writing import Caution
from jiqun.writing import write as write_file

if TYPE_CHECKING:
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.worksheet import Worksheet


def write(tables: Sequence[Table], base: KnowledgeBase, path: Path, caution: Caution) -> list[Path]:
    """Write all tables to one workbook."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": base.meta.title, "created": updated(base)})
        bold = book.add_format({"bold": True})
        _contents(book.add_worksheet("说明"), tables, bold)
        for table in tables:
            _sheet(book.add_worksheet(table.name), table, bold)
    write_file(path, content.getvalue(), caution)
    return [path]


def _contents(sheet: Worksheet, tables: Sequence[Table], bold: CellFormat) -> None:
    """Write what the base says of itself, and the list of sheets, with a link to each."""
    about = [row[1:] for table in tables if table.name == "meta" for row in table.rows]
    listed = [(table.name, table.title, len(table.rows)) for table in tables]
    for at, row in enumerate([*about, (), ("表", "内容", "行数"), *listed]):
        _row(sheet, at, row)
    sheet.set_row(len(about) + 1, None, bold)
    for at, table in enumerate(tables, start=len(about) + 2):
        sheet.write_url(at, 0, f"internal:'{table.name}'!A1", string=table.name)
    _fit(sheet, [*about, *listed])


def _sheet(sheet: Worksheet, table: Table, bold: CellFormat) -> None:
    """Write a table below a header that stays in sight and tells the titles of its fields."""
    names = [column.name for column in table.columns]
    for at, row in enumerate([names, *table.rows]):
        _row(sheet, at, row)
    for at, column in enumerate(table.columns):
        sheet.write_comment(0, at, "\n".join(filter(None, (column.title, column.description))))
    sheet.set_row(0, None, bold)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(names) - 1)
    _fit(sheet, [names, *table.rows])


def _row(sheet: Worksheet, at: int, row: Iterable[Cell]) -> None:
    for column, cell in enumerate(row):
        if cell is not None:
            write_cell(sheet, at, column, cell)


def _fit(sheet: Worksheet, rows: Sequence[Sequence[Cell]]) -> None:
    for at, cells in enumerate(zip(*rows, strict=False)):
        fit_column(sheet, at, cells)
