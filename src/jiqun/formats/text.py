"""The listing of `jiqun.formats.table` for pipes and files: plain, aligned, nothing wrapped or cut.

Written without Rich, which takes longer to import than everything else takes to run.
"""

from collections.abc import Sequence

from jiqun.formats import Listing, Target, lines_of
from jiqun.formats.bars import NATURAL, bar
from jiqun.text.width import cell_width, unfilled

_GAP = "  "


def listing(listing: Listing, target: Target) -> str:
    """Return the items as an aligned table, or as they are drawn, above the footer."""
    drawn = lines_of(listing, target)
    if drawn is None:
        lines = _table(listing, target)
    else:
        lines = ["".join(span.text for span in line).rstrip() for line in drawn]
    lines += ["", target.fit(listing.footer)] if listing.footer else []
    return unfilled("".join(f"{line}\n" for line in lines))


def _table(listing: Listing, target: Target) -> list[str]:
    columns = listing.columns
    rows = [[target.fit(column.title) for column in columns]]
    for item in listing.items:
        rows.append(
            [
                bar(column.bar(item), NATURAL, target)
                if column.bar
                else target.fit(column.text(item))
                for column in columns
            ]
        )
    sizes = [list(map(cell_width, row)) for row in rows]
    widths = [max(column) for column in zip(*sizes, strict=True)]
    rights = [column.right for column in columns]
    lines = [_line(row, size, widths, rights) for row, size in zip(rows, sizes, strict=True)]
    lines.insert(1, "-" * (sum(widths) + len(_GAP) * (len(widths) - 1)))
    return lines


def _line(
    row: Sequence[str], sizes: Sequence[int], widths: Sequence[int], rights: Sequence[bool]
) -> str:
    cells = []
    for cell, size, width, right in zip(row, sizes, widths, rights, strict=True):
        pad = " " * (width - size)
        cells.append(pad + cell if right else cell + pad)
    return _GAP.join(cells).rstrip()
