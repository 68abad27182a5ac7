"""A workbook: an overview, then a sheet for each view of SQLite, then one for each table."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jiqun.exporting.sqlite_ import views_of
from jiqun.exporting.tables import Cell, Table, updated
from jiqun.formats.workbook import fit_column, write_cell
from jiqun.kinds import meta
from jiqun.knowledge import KnowledgeBase
from jiqun.structs import Struct
from jiqun.writing import Caution
from jiqun.writing import write as write_file

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.worksheet import Worksheet

# The widths of the columns of the overview, in characters.
_LABEL, _PROSE = 26, 90


class Sheet(Struct):
    """A sheet: its name, what is in it, what its columns are called and mean, and its rows."""

    name: str
    title: str
    columns: Mapping[str, str]
    rows: Sequence[Sequence[Cell]]


def write(tables: Sequence[Table], base: KnowledgeBase, path: Path, caution: Caution) -> list[Path]:
    """Write all tables, and before them what the views of SQLite say, to one workbook."""
    from xlsxwriter import Workbook

    views = [
        Sheet(view.name, view.title, dict.fromkeys(view.columns, ""), view.rows)
        for view in views_of(tables)
    ]
    sheets = [Sheet(table.name, table.title, _meanings(table), table.rows) for table in tables]
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": base.meta.title, "created": updated(base)})
        _overview(book, base, {"视图": views, "表": sheets})
        bold = book.add_format({"bold": True})
        for one in [*views, *sheets]:
            _fill(book.add_worksheet(one.name), one, bold)
    write_file(path, content.getvalue(), caution)
    return [path]


def _meanings(table: Table) -> dict[str, str]:
    return {
        column.name: "\n".join(filter(None, (column.title, column.description)))
        for column in table.columns
    }


def _overview(book: Workbook, base: KnowledgeBase, parts: Mapping[str, Sequence[Sheet]]) -> None:
    """Write what the base says of itself, and all sheets by part, with a link to each."""
    sheet = book.add_worksheet("说明")
    bold, title, wrapped = (
        book.add_format({**one, "valign": "top"})
        for one in ({"bold": True}, {"bold": True, "font_size": 16}, {"text_wrap": True})
    )
    sheet.set_column(0, 0, _LABEL)
    sheet.set_column(1, 1, _PROSE, wrapped)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, base.meta.title, title)
    at = 1
    for key, value in base.meta._asdict().items():
        if key != "title":
            sheet.write_string(at, 0, meta.RULE.fields[key].title, bold)
            sheet.write_string(at, 1, _listed(value))
            at += 1
    for part, sheets in parts.items():
        head = at + 1
        for column, text in enumerate((part, "内容", "行数")):
            sheet.write_string(head, column, text, bold)
        for at, one in enumerate(sheets, start=head + 1):
            sheet.write_url(at, 0, f"internal:'{one.name}'!A1", string=one.name)
            sheet.write_string(at, 1, one.title)
            sheet.write_number(at, 2, len(one.rows))
        at += 1


def _listed(value: object) -> str:
    """Return a number, or texts one below the other."""
    return "\n".join(value) if isinstance(value, (list, tuple)) else str(value)


def _fill(sheet: Worksheet, filled: Sheet, bold: CellFormat) -> None:
    """Write rows below a header that stays in sight and tells what its columns mean."""
    names = list(filled.columns)
    for at, row in enumerate([names, *filled.rows]):
        _row(sheet, at, row)
    for at, meaning in enumerate(filled.columns.values()):
        if meaning:
            sheet.write_comment(0, at, meaning)
    sheet.set_row(0, None, bold)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(filled.rows)), len(names) - 1)
    _fit(sheet, [names, *filled.rows])


def _row(sheet: Worksheet, at: int, row: Iterable[Cell]) -> None:
    for column, cell in enumerate(row):
        if cell is not None:
            write_cell(sheet, at, column, cell)


def _fit(sheet: Worksheet, rows: Sequence[Sequence[Cell]]) -> None:
    for at, cells in enumerate(zip(*rows, strict=False)):
        fit_column(sheet, at, cells)
