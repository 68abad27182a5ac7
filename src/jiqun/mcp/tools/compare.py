"""``compare``: entries of one kind side by side."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from jiqun.api import Base
from jiqun.listings.comparison import Difference, Value, comparable, differences
from jiqun.mcp.filters import entry_of
from jiqun.mcp.paging import USUAL, Cursor, MaxChars, page
from jiqun.mcp.results import UNTOLD, Answer, Figure, figure_of, source_of, sources_of, told_first


class Side(TypedDict):
    """What one entry has in a row; where ``known`` is false, ``text`` is the kind of blank."""

    of: str
    text: str
    known: bool
    figures: list[Figure]


class Row(TypedDict):
    """A field, or figures of the same metric, unit, time and scope."""

    title: str
    differs: bool
    values: list[Side]


class Comparison(Answer):
    """Rows; ``sources`` are those of the entries themselves, by name."""

    sources: dict[str, str]
    items: list[Row]


def compare(
    base: Base,
    names: Annotated[list[str], Field(min_length=2, max_length=6, description="同一类的条目")],
    cursor: Cursor = "",
    max_chars: MaxChars = USUAL,
) -> Comparison:
    """并列对照几个集群、城市、省份或领域；口径、时间、指标都相同的数字才在一行。"""
    notes = told_first(base)
    kind, entries = comparable(base, [entry_of(base, name, notes) for name in names])
    sources = {base.title_of(one): source_of(base, sources_of(base, one)) for one in entries}
    head = {**base.edition.stamp(), "notes": notes, "sources": sources}
    rows = [_row(base, row, list(sources)) for row in differences(base, kind, entries)]
    answer: Comparison = page(head, {"items": rows}, cursor, max_chars)
    return answer


def _row(base: Base, row: Difference, names: list[str]) -> Row:
    return {
        "title": row.title,
        "differs": row.differs,
        "values": [_side(base, *pair) for pair in zip(names, row.values, strict=True)],
    }


def _side(base: Base, name: str, value: Value) -> Side:
    return {
        "of": name,
        "text": value.text or UNTOLD,
        "known": value.known,
        "figures": [figure_of(base, one, name) for one in value.figures],
    }
