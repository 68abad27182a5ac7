"""Targets as horizontal bars: how far the outcome has come, and where the target stands.

Only what is comparable gets a bar, and only what is of the cluster itself a full one; that of a
wider area or industry is hatched and named. Where nothing can be compared, the line is dotted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jiqun.formats.bars import bar
from jiqun.formats.base import Destination
from jiqun.formats.spans import Span
from jiqun.text.linebreak import breaks
from jiqun.text.width import cell_width
from jiqun.views.drawings import Bar

# The mark of the target stands at this part of the room; beyond it is more than was promised.
_FULL = 0.8
_ROOM = 50
_INDENT = "  "
# What must fit behind the bar: a bounded per cent.
_PERCENT = 8


def lines(bars: Sequence[Bar], destination: Destination) -> list[list[Span]]:
    """Return a few lines for every bar: its name, the bar, and its facts in words."""
    drawn: list[list[Span]] = []
    width = destination.width or 80
    for one in bars:
        drawn += [[Span(line, "title")] for line in _wrapped(one.name, width, destination)]
        drawn.append(_bar(one, min(_ROOM, width - _PERCENT), destination))
        for label, text in one.facts:
            drawn += _told(label, text, width, destination)
        drawn.append([])
    return drawn[:-1]


def _bar(one: Bar, cells: int, destination: Destination) -> list[Span]:
    room = cells - len(_INDENT) - 1
    full = round(_FULL * room)
    if one.progress is None:
        dot = "·" if destination.ambiguous == 1 else "."
        return [Span(_INDENT), Span(dot * full, "dim"), Span("|", "mark")]
    share = one.progress / 100
    within = bar(share, full, destination, one.wider)
    beyond = bar(share - 1, room - full, destination, one.wider) if share > 1 else ""
    if share > room / full:
        beyond = beyond[:-1] + ">"
    style = "dim" if one.wider else "good"
    return [
        Span(_INDENT),
        Span(within, style),
        Span(" " * (full - cell_width(within))),
        Span("|", "mark"),
        Span(beyond, style),
        Span(f" {one.text}"),
    ]


def _told(label: str, text: str, width: int, destination: Destination) -> Iterator[list[Span]]:
    head = destination.fit(f"{_INDENT}{label}  ")
    indent = cell_width(head)
    for at, line in enumerate(_wrapped(text, width - indent, destination)):
        yield [Span(head if at == 0 else " " * indent, "dim"), Span(line)]


def _wrapped(text: str, width: int, destination: Destination) -> list[str]:
    text = destination.fit(text)
    ends = [0, *breaks(text, width), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(ends)]
