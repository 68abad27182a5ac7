"""Workbooks: typed cells, a frozen header, widths that fit Chinese; the same bytes each time."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from jiqun.formats import Listing, Show, Target
from jiqun.text.width import cell_width
from jiqun.wording import UNSTATED

# A workbook says when it was made; this one says the same each time.
_MADE = datetime(2000, 1, 1)
_WIDEST = 60
_BOUNDS = tuple("><≥≤≈约近")
# Not named by what is in them: a workbook refuses many names.
_DATA, _ABOUT = "数据", "说明"


def listing(listing: Listing, target: Target) -> bytes:
    """Return a workbook with the items in one sheet and what they are in another."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _MADE})
    write = _Writer(book, target)
    sheet = book.add_worksheet(write.fit(_DATA))
    sheet.freeze_panes(1, 1)
    columns = listing.columns
    for at, column in enumerate(columns):
        cells = [column.text(item) for item in listing.items]
        width = max(map(cell_width, [column.title, *cells]))
        sheet.set_column(at, at, min(width + 2, _WIDEST))
        write.cell(sheet, 0, at, column.title, write.bold)
        for row, (item, cell) in enumerate(zip(listing.items, cells, strict=True), start=1):
            value = _typed(column.value(item), cell)
            style = write.percent if cell.endswith("%") else write.wrapped
            write.cell(sheet, row, at, value, style)
    sheet.autofilter(0, 0, len(listing.items), len(columns) - 1)
    about = book.add_worksheet(write.fit(_ABOUT))
    about.set_column(0, 0, 12)
    about.set_column(1, 1, _WIDEST)
    told = (
        *(("内容", listing.title), ("说明", listing.footer)),
        *(("数据版本", listing.data_version), ("由来", "jiqun（集群）")),
    )
    for row, (label, text) in enumerate(told):
        write.cell(about, row, 0, label, write.bold)
        write.cell(about, row, 1, text, write.wrapped)
    book.close()
    return out.getvalue()


def show(show: Show, target: Target) -> bytes:
    """Return a workbook with one row."""
    return listing(
        Listing(show.data_version, show.columns, [show.item], title=show.card.title), target
    )


def _typed(raw: Any, cell: str) -> str | float | None:
    """Return a number where the item has one, nothing where it is unknown, else the text.

    A number with a bound, as in ``≥80%``, is text: the number alone would say something else.
    """
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and cell[:1] not in _BOUNDS:
        return raw
    return None if cell == UNSTATED else cell


class _Writer:
    """Writes cells; text is never taken for a formula, a number or an address."""

    def __init__(self, book: Any, target: Target) -> None:
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self.percent = book.add_format({"num_format": '0.0"%"', "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        # A workbook is no terminal: nothing in it is of ambiguous width.
        self.fit = target._replace(ambiguous=1).fit

    def cell(self, sheet: Any, row: int, at: int, value: str | float | None, style: Any) -> None:
        if value is None:
            sheet.write_blank(row, at, None, style)
        elif isinstance(value, str):
            sheet.write_string(row, at, self.fit(value), style)
        else:
            sheet.write_number(row, at, value, style)
