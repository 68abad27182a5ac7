"""Listings and cards for pipes: plain, aligned, nothing wrapped or cut.

Written without Rich, which takes longer to import than everything else takes to run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from jiqun.formats.base import Destination, drawn_lines, written
from jiqun.text.width import cell_width, without_fillers
from jiqun.views.view import CardView, ListView, edition_line

if TYPE_CHECKING:
    from jiqun.views.cards import Card, Section
    from jiqun.views.columns import Column

_GAP = "  "
_INDENT = "  "


def draw(views: Sequence[ListView | CardView | Card], destination: Destination) -> str:
    """Return listings and cards, one below the other."""
    lines: list[str] = []
    for view in views:
        lines += [""] if lines else []
        lines += (
            _listing(view, destination)
            if isinstance(view, ListView)
            else _card(view.card if isinstance(view, CardView) else view, destination)
        )
    if isinstance(last := views[-1], CardView):
        lines += ["", destination.fit(edition_line(last.edition))]
    return without_fillers("".join(f"{line.rstrip()}\n" for line in lines))


def _listing(view: ListView, destination: Destination) -> list[str]:
    if (drawn := drawn_lines(view, destination)) is not None:
        lines = ["".join(span.text for span in line) for line in drawn]
    else:
        cells = [[_cell(column, row, destination) for column in view.columns] for row in view.rows]
        titles = [destination.fit(column.title) for column in view.columns]
        lines = _table(titles, cells, [column.right for column in view.columns])
    if view.caption:
        lines = [*destination.fit(view.caption).split("\n"), "", *lines]
    return [*lines, "", *destination.fit(view.told).split("\n")] if view.told else lines


def _cell(column: Column, row: object, destination: Destination) -> str:
    if column.bar:
        from jiqun.formats.bars import NATURAL, bar

        return bar(column.bar(row), NATURAL, destination)
    return destination.fit(written(column.text(row)))


def _table(
    titles: Sequence[str], rows: Iterable[Sequence[str]], rights: Sequence[bool]
) -> list[str]:
    """Return aligned lines: the titles, a rule, and the rows."""
    cells = [titles, *rows]
    sizes = [list(map(cell_width, row)) for row in cells]
    widths = [max(column) for column in zip(*sizes, strict=True)]
    lines = [
        _GAP.join(
            " " * (width - size) + cell if right else cell + " " * (width - size)
            for cell, size, width, right in zip(row, row_sizes, widths, rights, strict=True)
        )
        for row, row_sizes in zip(cells, sizes, strict=True)
    ]
    rule = "-" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    return [lines[0], rule, *lines[1:]]


def _card(card: Card, destination: Destination) -> list[str]:
    fit = destination.fit
    lines = [fit(card.title), fit(card.subtitle), ""]
    lines += _pairs([(fit(label), fit(text)) for label, text in card.facts])
    for section in card.sections:
        lines += ["", fit(section.title)]
        lines += (f"{_INDENT}{line}" for line in _section(section, destination))
    return lines


def _section(section: Section, destination: Destination) -> list[str]:
    rows = [list(map(destination.fit, row)) for row in section.rows]
    if section.columns and not section.stacked:
        titles = list(map(destination.fit, section.columns))
        return _table(titles, rows, [False] * len(titles))
    return list(_pairs([(label, _told(told, section.stacked)) for label, *told in rows]))


def _told(told: Sequence[str], stacked: bool) -> str:
    """Return what stands beside a label; of a stacked row the last cell is below the others."""
    if not stacked:
        return told[-1]
    return "\n".join([_GAP.join(told[:-1]), *filter(None, told[-1:])])


def _pairs(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield labels with texts beside them."""
    widest = max((cell_width(label) for label, _ in rows), default=0)
    for label, text in rows:
        first, *rest = text.split("\n")
        yield f"{label}{' ' * (widest - cell_width(label))}{_GAP}{first}"
        yield from (f"{' ' * widest}{_GAP}{line}" for line in rest)
