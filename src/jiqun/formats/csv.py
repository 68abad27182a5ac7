r"""CSV: UTF-8, Chinese header, newline ``\n``, cells that a spreadsheet would run made harmless.

The rule for cells is that of OWASP on CSV injection: a text that begins with = + - @, their
full-width forms, a tab or a carriage return is a formula to a spreadsheet; an apostrophe before
it makes it text. Plain numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re

from jiqun.formats.base import Destination, Format, in_one_row
from jiqun.text.width import visible
from jiqun.views.view import ListView

_NUMBER = r"[-+]?\d+(\.\d+)?"


def escape_formula(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    cell = cell.replace("\r", "\n")  # the csv module would not quote it
    cell = "\t".join(map(visible, cell.split("\t")))
    if cell[:1] in tuple("=+-@＝＋－＠\t\n") and not re.fullmatch(_NUMBER, cell):
        return f"'{cell}"
    return cell


def harmless_rows(view: ListView) -> list[list[str]]:
    """Return the titles, then the cells of all rows; what is unknown is an empty cell."""
    titles: list[str | None] = [column.title for column in view.columns]
    return [[escape_formula(cell or "") for cell in row] for row in (titles, *view.cells())]


def _listing(view: ListView, destination: Destination) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(harmless_rows(view))
    return ("\ufeff" if destination.bom else "") + out.getvalue()


FORMAT = Format(
    "csv",
    ["csv"],
    _listing,
    in_one_row(_listing),
    sourced=True,
    tabular=True,
    marked=True,
    about="给电子表格和程序；--bom 给 Excel",
)
