"""``scan``: a text against the base: what it mentions, and how its figures stand to the base."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from typing_extensions import TypedDict

from jiqun.answers import CONDITIONS, MENTIONED, STATED_KINDS, TEXT_VERDICTS
from jiqun.api import Base
from jiqun.kinds import KINDS, kind_named
from jiqun.mcp.paging import USUAL, Cursor, MaxChars, page
from jiqun.mcp.results import Answer, Figure, figure_of, told_first, total_of
from jiqun.scanning import Known, Mention, StatedFigure, scan_text
from jiqun.text.phrases import figure_text
from jiqun.vocabulary import OPS


class Stated(TypedDict):
    """A figure that the text states; ``known`` is what the base has, ``counted`` what it counts."""

    text: str
    of: str | None
    kind: str
    metric: str | None
    bound: str
    value: float | None
    unit: str
    year: int | None
    verdict: str
    known: Figure | None
    counted: str | None


class Mentioned(TypedDict):
    """What the text mentions, how often, and whether only by a nickname or a firm."""

    kind: str
    id: str | None
    name: str
    count: int
    indirect: bool


class Scanned(Answer):
    """Figures, then mentions; ``damage`` is what is wrong with the text itself."""

    date: str | None
    damage: list[str]
    figures: list[Stated]
    mentions: list[Mentioned]


def scan(
    base: Base,
    text: Annotated[str, Field(min_length=1, max_length=500_000, description="文章，可带 HTML")],
    date: Annotated[
        str, Field(pattern=r"^(\d{4}(-\d\d){0,2})?$", description="文章日期，今年、去年由它推算")
    ] = "",
    cursor: Cursor = "",
    max_chars: MaxChars = USUAL,
) -> Scanned:
    """读一篇文章：提到谁，每个数字与本库一致、不一致、口径不同还是未收录。"""
    found = scan_text(text, base, date or None)
    head = {
        **base.edition.stamp(),
        "notes": told_first(base),
        "date": found.date,
        "damage": [CONDITIONS[one] for one in found.condition],
    }
    parts: dict[str, list[Any]] = {
        "figures": [_stated(base, one) for one in found.figures],
        "mentions": [_mentioned(one) for one in found.mentions],
    }
    answer: Scanned = page(head, parts, cursor, max_chars)
    return answer


def _stated(base: Base, stated: StatedFigure) -> Stated:
    known = stated.known
    figure = _figure(base, known) if known and known.id else None
    return {
        "text": stated.text,
        "of": stated.subject,
        "kind": STATED_KINDS[stated.kind],
        "metric": stated.metric,
        "bound": OPS[stated.op],
        "value": stated.value,
        "unit": stated.unit,
        "year": stated.year,
        "verdict": TEXT_VERDICTS[stated.verdict],
        "known": figure,
        "counted": f"{known.name} {known.text}" if known and not known.id else None,
    }


def _figure(base: Base, known: Known) -> Figure | None:
    """Return the figure of the base that is known in these words, told whole."""
    if known.kind == "indicator":
        return total_of(base, base.get("indicator", str(known.id)))
    cluster = base.cluster(str(known.id))
    # The words of one source may hold several figures, and what is known may be a growth.
    said = [
        figure
        for figure in base.figures(cluster)
        if (figure.evidence, figure.year) == (known.evidence, known.year)
    ]
    said.sort(key=lambda figure: figure_text(figure) != known.text)
    return figure_of(base, said[0], cluster.marked_name) if said else None


def _mentioned(mention: Mention) -> Mentioned:
    kind = mention.kind
    return {
        "kind": kind_named(kind).title if kind in KINDS else MENTIONED[kind],
        "id": mention.id,
        "name": mention.name,
        "count": mention.count,
        "indirect": mention.indirect,
    }
