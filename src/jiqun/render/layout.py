"""Who gives way when the terminal narrows.

Columns first give up width, prose before words before names, each down to what it needs to be
read; then, in the same order, they leave the table and stand under their row with their title.
When only one is left, what was a table is a list of records. Nothing is ever cut.
"""

from collections.abc import Sequence
from typing import NamedTuple

from jiqun.render.widths import cell_width
from jiqun.render.wrapping import longest_unit

GAP = 2
# Prose in a narrower column becomes a tower; it goes under its row before that.
_PROSE = 20
_WORD = 10
_NAME = 16
# A cell that would take more lines than this belongs under its row.
_LINES = 6
# From this priority on (see `jiqun.views.columns.Column.priority`) a column is prose.
_IS_PROSE = 3


class Layout(NamedTuple):
    """The columns that stay in the table, by their place, with their widths; the others below."""

    inside: Sequence[int]
    widths: Sequence[int]
    below: Sequence[int]


def lay_out(priorities: Sequence[int], rows: Sequence[Sequence[str]], width: int) -> Layout:
    """Return how columns share ``width`` cells.

    ``rows`` are cells, the titles first. ``priorities`` tell who gives way, the highest first,
    and of equals the last; 0 is the name of a row, 1 a number, 2 words and 3 prose.
    """
    columns = list(zip(*rows, strict=True))
    natural = [max(map(_width, cells)) for cells in columns]
    inside = list(range(len(columns)))
    while len(inside) > 1:
        least = [_least(priorities[at], columns[at], natural[at]) for at in inside]
        room = width - GAP * (len(inside) - 1)
        if sum(least) <= room:
            widths = _shrunk([natural[at] for at in inside], least,
                             [priorities[at] for at in inside], room)  # fmt: skip
            return Layout(inside, widths, [at for at in range(len(columns)) if at not in inside])
        inside.remove(max(inside, key=lambda at: (priorities[at], at)))
    return Layout(inside, [width], [at for at in range(len(columns)) if at not in inside])


def _width(cell: str) -> int:
    return max(map(cell_width, cell.split("\n")))


def _least(priority: int, cells: Sequence[str], natural: int) -> int:
    """Return the width below which a column is no longer read with ease."""
    if priority == 1:
        return natural
    floor = {0: _NAME, 2: _WORD}.get(priority, max(_PROSE, natural // _LINES))
    if priority < _IS_PROSE:
        floor = max(floor, *(min(longest_unit(cell), 2 * floor) for cell in cells))
    return min(natural, floor)


def _shrunk(
    natural: Sequence[int], least: Sequence[int], priorities: Sequence[int], room: int
) -> list[int]:
    """Return widths that sum up to ``room`` at most; of one priority the widest gives first."""
    widths = list(natural)
    for priority in sorted(set(priorities), reverse=True):
        peers = [at for at, one in enumerate(priorities) if one == priority]
        while sum(widths) > room:
            widest = max(peers, key=lambda at: (widths[at] > least[at], widths[at]))
            if widths[widest] <= least[widest]:
                break
            widths[widest] -= 1
    return widths
