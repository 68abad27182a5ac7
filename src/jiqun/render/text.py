"""The listing of `jiqun.render.table` for pipes and files: plain, aligned, nothing wrapped or cut.

Written without Rich, which takes longer to import than everything else takes to run.
"""

from collections.abc import Sequence

from jiqun.render import Listing, Target, lines_of
from jiqun.render.bars import NATURAL, bar
from jiqun.render.widths import cell_width, unfilled

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
    widths = [max(map(cell_width, cells)) for cells in zip(*rows, strict=True)]
    lines = [_line(row, widths, [column.right for column in columns]) for row in rows]
    lines.insert(1, "-" * (sum(widths) + len(_GAP) * (len(widths) - 1)))
    return lines


def _line(row: Sequence[str], widths: Sequence[int], rights: Sequence[bool]) -> str:
    cells = []
    for cell, width, right in zip(row, widths, rights, strict=True):
        pad = " " * (width - cell_width(cell))
        cells.append(pad + cell if right else cell + pad)
    return _GAP.join(cells).rstrip()
