"""Workbooks: typed cells, a frozen header, widths that fit Chinese; the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from jiqun.formats.base import Destination, Format, in_one_row
from jiqun.formats.workbook import fit_column, write_cell
from jiqun.views.view import ListView, edition_line

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from jiqun.schema.rules import Json

_Fit = Callable[[str], str]

# A workbook says when it was made; this one says the same each time.
_MADE = datetime(2000, 1, 1)
_WIDE = 60
_BOUNDS = tuple("><≥≤≈约近")
# Not named by what is in them: a workbook refuses many names.
_DATA, _ABOUT = "数据", "说明"


def _listing(view: ListView, destination: Destination) -> bytes:
    """Return a workbook with the rows in one sheet and what they are in another."""
    from xlsxwriter import Workbook

    # A workbook is no terminal: nothing in it is of ambiguous width.
    fit = destination._replace(ambiguous=1).fit
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        _write_rows(book, book.add_worksheet(fit(_DATA)), view, fit)
        _write_about(book, book.add_worksheet(fit(_ABOUT)), view, fit)
    return out.getvalue()


def _write_rows(book: Workbook, sheet: Worksheet, view: ListView, fit: _Fit) -> None:
    bold = book.add_format({"bold": True, "valign": "top"})
    percent = book.add_format({"num_format": '0.0"%"', "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(view.columns):
        texts = [column.text(row) for row in view.rows]
        fit_column(sheet, at, [column.title, *texts])
        write_cell(sheet, 0, at, fit(column.title), bold)
        for line, (row, text) in enumerate(zip(view.rows, texts, strict=True), start=1):
            value = _typed(column.value(row), text)
            style = percent if text and text.endswith("%") else wrapped
            write_cell(sheet, line, at, fit(value) if isinstance(value, str) else value, style)
    sheet.autofilter(0, 0, len(view.rows), len(view.columns) - 1)


def _write_about(book: Workbook, sheet: Worksheet, view: ListView, fit: _Fit) -> None:
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, _WIDE)
    told = (
        ("内容", view.title),
        ("说明", "\n".join(filter(None, (view.caption, view.footer)))),
        ("数据版本", edition_line(view.edition).removeprefix("数据版本 ")),
        ("由来", "jiqun（集群）"),
    )
    for row, (label, text) in enumerate(told):
        write_cell(sheet, row, 0, fit(label), bold)
        write_cell(sheet, row, 1, fit(text), wrapped)


def _typed(value: Json, text: str | None) -> str | float | None:
    """Return a number where the row has one, nothing where it is unknown, else the text.

    A number with a bound, as in ``≥80%``, is text: the number alone would say something else.
    """
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if text is None or not is_number or text.startswith(_BOUNDS):
        return text
    number: float = value  # type: ignore[assignment]
    return number


FORMAT = Format(
    "xlsx",
    ["xlsx"],
    _listing,
    in_one_row(_listing),
    sourced=True,
    tabular=True,
    binary=True,
    counts=False,
    about="Excel 工作簿，数字是数字",
)
