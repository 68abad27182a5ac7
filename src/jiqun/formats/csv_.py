r"""CSV: UTF-8, Chinese header, newline ``\n``, cells that a spreadsheet would run made harmless.

The rule for cells is that of OWASP on CSV injection: a text that begins with = + - @, their
full-width forms, a tab or a carriage return is a formula to a spreadsheet; an apostrophe before
it makes it text. Plain numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from jiqun.formats import Listing, Show, Target
from jiqun.text.width import visible
from jiqun.wording import UNSTATED

_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs; what is unknown is an empty cell."""
    if cell == UNSTATED:
        return ""
    cell = cell.replace("\r", "\n")  # the csv module would not quote it
    cell = "\t".join(map(visible, cell.split("\t")))
    if cell[:1] in tuple("=+-@＝＋－＠\t\n") and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _text(rows: Iterable[Iterable[str]], target: Target) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return ("\ufeff" if target.bom else "") + out.getvalue()


def listing(listing: Listing, target: Target) -> str:
    """Return a header and a row per item."""
    rows = [[harmless(column.title) for column in listing.columns]]
    rows += [[harmless(column.text(item)) for column in listing.columns] for item in listing.items]
    return _text(rows, target)


def show(show: Show, target: Target) -> str:
    """Return a header and one row."""
    return listing(Listing(show.data_version, show.columns, [show.item]), target)
