"""How columns share the width of a terminal, and which of them give way when it narrows.

Columns first give up width, prose before words before names, each down to what it needs to be
read; then, in the same order, they leave the table and stand under their row with their title.
When only one is left, what was a table is a list of records. Where every row can do with two
lines, none gets more. Nothing is ever cut.
"""

from collections.abc import Sequence

from jiqun.schema.fields import NAME, NUMBER, PEER, PROSE, WORDS
from jiqun.structs import Struct
from jiqun.text.linebreak import breaks, longest_unit
from jiqun.text.width import cell_width

GAP = 2
# Below this many cells a column is no longer read with ease.
_LEAST = {NAME: 16, WORDS: 10, PROSE: 20, PEER: 14}
# Prose that would take more lines than this belongs under its row.
_LINES = 6
# In so many lines a row is still taken in at a glance.
_FEW = 2
# Only the titles of numbers wrap, at this many characters.
_TITLE = 3
# Where room is short a name takes no more than this part of it.
_SHARE = 3


class Layout(Struct):
    """The columns that stay in the table, by their place, with their widths; the others below."""

    inside: Sequence[int]
    widths: Sequence[int]
    below: Sequence[int]


def lay_out(priorities: Sequence[int], rows: Sequence[Sequence[str]], width: int) -> Layout:
    """Return how columns share ``width`` cells.

    Args:
        priorities: one for each column: who gives way, the highest first, and of equals the last;
            peers only make sense beside one another, and leave together.
        rows: lists of cells, one for each column, the titles first.
        width: of the terminal, in cells.

    Raises:
        ValueError: a row has more or fewer cells than there are columns.
    """
    columns = list(zip(*rows, strict=True))
    natural = [max(map(_width, cells)) for cells in columns]
    least = list(map(_least, priorities, columns, natural))
    inside = list(range(len(columns)))
    while len(inside) > 1:
        room = width - GAP * (len(inside) - 1)
        if sum(least[at] for at in inside) <= room:
            widths = _shrunk(
                [natural[at] for at in inside],
                _floors([columns[at] for at in inside], [least[at] for at in inside], room),
                [priorities[at] for at in inside],
                room,
            )
            return Layout(inside, widths, [at for at in range(len(columns)) if at not in inside])
        last = max(inside, key=lambda at: (priorities[at], at))
        peers = {at for at in inside if priorities[at] == PEER}
        inside = [at for at in inside if at not in (peers or {last})] or inside[:1]
    below = [at for at in range(len(columns)) if at not in inside]
    return Layout(inside, [width if below else min([width, *natural])], below)


def _floors(columns: Sequence[Sequence[str]], least: Sequence[int], room: int) -> Sequence[int]:
    """Return below which widths columns must not go: no row gets more lines than it needs to."""
    natural = [max(map(_width, cells)) for cells in columns]
    halves = [max(low, -(-wide // _FEW)) for low, wide in zip(least, natural, strict=True)]
    if sum(natural) <= room or sum(halves) > room:
        return least
    widths = list(map(_in_few_lines, columns, halves))
    return widths if sum(widths) <= room else least


def _in_few_lines(cells: Sequence[str], width: int) -> int:
    """Return the least width, from ``width`` on, at which no cell takes more than `_FEW` lines."""
    for cell in sorted(cells, key=_width, reverse=True):
        if _width(cell) <= width:
            break
        while "\n" not in cell and len(breaks(cell, width)) >= _FEW:
            width += 1
    return width


def _width(cell: str) -> int:
    return max(map(cell_width, cell.split("\n")))


def _least(priority: int, cells: Sequence[str], natural: int) -> int:
    """Return the width below which a column is no longer read with ease."""
    if priority == NUMBER:
        title, *numbers = cells
        return max(map(_width, [*numbers, title[:_TITLE]]))
    floor = _LEAST[priority]
    if priority == PROSE:
        floor = max(floor, natural // _LINES)
    else:
        # A word or a code stays whole, unless it is longer than two columns.
        floor = max(floor, *(min(longest_unit(cell), 2 * floor) for cell in cells))
    return min(natural, floor)


def _shrunk(
    natural: Sequence[int], least: Sequence[int], priorities: Sequence[int], room: int
) -> list[int]:
    """Return widths that sum up to ``room`` at most; of one priority the widest gives first."""
    widths = list(natural)
    share = [max(low, room // _SHARE) for low in least]
    steps = [(NAME, share), *((one, least) for one in (PEER, PROSE, WORDS, NUMBER, NAME))]
    for priority, floor in steps:
        while sum(widths) > room:
            yielding = [
                at
                for at, one in enumerate(priorities)
                if one == priority and widths[at] > floor[at]
            ]
            if not yielding:
                break
            widths[max(yielding, key=lambda at: widths[at])] -= 1
    return widths
