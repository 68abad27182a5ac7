"""Targets as horizontal bars: how far the outcome has come, and where the target stands.

Only what is comparable gets a bar. A figure of another scope or metric is told in words beside
a dotted line: a bar would say that it is a part of the target.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from jiqun.formats import Listing, Span, Target
from jiqun.formats.bars import bar
from jiqun.text.linebreak import breaks
from jiqun.text.width import cell_width
from jiqun.views.cells import actual, figure_cell, percent, standing

# The mark of the target stands at this part of the room; beyond it is more than was promised.
_FULL = 0.8
_ROOM = 50
_INDENT = "  "
# What must fit behind the bar: a bounded per cent.
_PERCENT = 8


def lines(listing: Listing, target: Target) -> list[list[Span]]:
    """Return a few lines for every target: its name, its bar, target and outcome in words."""
    drawn: list[list[Span]] = []
    width = target.width or 80
    for item in listing.items:
        name = f"{item['cluster']}{item['mark'] or ''}"
        drawn += [[Span(line, "title")] for line in _wrapped(name, width, target)]
        drawn.append(_bar(item, min(_ROOM, width - _PERCENT), target))
        for label, text in (
            ("目标", figure_cell(item)),
            ("实绩", actual(item)),
            ("状态", standing(item)),
        ):
            drawn += _told(label, text, width, target)
        drawn.append([])
    return drawn[:-1]


def _bar(item: Mapping[str, Any], cells: int, target: Target) -> list[Span]:
    room = cells - len(_INDENT) - 1
    full = round(_FULL * room)
    progress = item["progress"]
    if progress is None:
        return [Span(_INDENT), Span("·" * full if target.ambiguous == 1 else "." * full, "dim"),
                Span("|", "mark")]  # fmt: skip
    within = bar(progress / 100, full, target)
    beyond = bar(progress / 100 - 1, room - full, target) if progress > 100 else ""
    if progress / 100 > room / full:
        beyond = beyond[:-1] + ">"
    pad = " " * (full - cell_width(within))
    return [
        Span(_INDENT),
        Span(within, "good"),
        Span(pad),
        Span("|", "mark"),
        Span(beyond, "good"),
        Span(f" {percent(item)}"),
    ]


def _told(label: str, text: str, width: int, target: Target) -> Iterator[list[Span]]:
    head = target.fit(f"{_INDENT}{label}  ")
    indent = cell_width(head)
    for at, line in enumerate(_wrapped(text, width - indent, target)):
        yield [Span(head if at == 0 else " " * indent, "dim"), Span(line)]


def _wrapped(text: str, width: int, target: Target) -> list[str]:
    text = target.fit(text)
    ends = [0, *breaks(text, width), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(ends)]
