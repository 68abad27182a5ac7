"""What the workbooks of listings and of the whole base have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jiqun.text.width import cell_width

if TYPE_CHECKING:
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.worksheet import Worksheet

_WIDEST = 60


def write_cell(
    sheet: Worksheet, row: int, at: int, value: object, style: CellFormat | None = None
) -> None:
    """Write a value as what it is: a text that begins with = is a text, None is a blank."""
    if value is None:
        sheet.write_blank(row, at, None, style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, at, value, style)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, at, value, style)
    else:
        sheet.write_string(row, at, str(value), style)


def fit_column(sheet: Worksheet, at: int, texts: Iterable[object]) -> None:
    """Make a column as wide as what stands in it, within reason, and the button of its filter."""
    widest = max(cell_width(str(text)) for text in texts if text is not None)
    sheet.set_column(at, at, min(widest + 2, _WIDEST))
