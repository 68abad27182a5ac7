"""The listing of `jiqun.render.table` for pipes and files: plain, aligned, nothing wrapped or cut.

Written without Rich, which takes longer to import than everything else takes to run.
"""

import re
import unicodedata
from collections.abc import Sequence

from jiqun.render import Listing, Target

# Control characters that a terminal would obey: C0, C1, and what steers direction.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_GAP = "  "


def visible(text: str) -> str:
    """Return text in which control characters are replaced by U+FFFD."""
    return _CONTROL.sub("\ufffd", text)


def cell_width(text: str) -> int:
    """Return how many cells of a terminal ``text`` takes; ambiguous characters take one."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def listing(listing: Listing, target: Target) -> str:
    """Return the items as an aligned table above its footer."""
    columns = listing.columns
    rows = [[column.title for column in columns]]
    rows += [[visible(column.text(item)) for column in columns] for item in listing.items]
    widths = [max(map(cell_width, cells)) for cells in zip(*rows, strict=True)]
    lines = []
    for at, row in enumerate(rows):
        lines.append(_line(row, widths, [column.right for column in columns]))
        if at == 0:
            lines.append("-" * (sum(widths) + len(_GAP) * (len(widths) - 1)))
    lines += ["", listing.footer] if listing.footer else []
    return "".join(f"{line}\n" for line in lines)


def _line(row: Sequence[str], widths: Sequence[int], rights: Sequence[bool]) -> str:
    cells = []
    for cell, width, right in zip(row, widths, rights, strict=True):
        pad = " " * (width - cell_width(cell))
        cells.append(pad + cell if right else cell + pad)
    return _GAP.join(cells).rstrip()
