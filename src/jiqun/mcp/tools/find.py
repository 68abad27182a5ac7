"""``find``: what words find, best first, of any kind."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypedDict

from jiqun.api import Base
from jiqun.finding import Match, answer
from jiqun.kinds import KINDS, kind_named
from jiqun.kinds.figure import texts_of
from jiqun.mcp.filters import Listed
from jiqun.mcp.paging import USUAL, Cursor, Limit, MaxChars, page
from jiqun.mcp.results import Answer, Figure, figure_of, source_of, sources_of, told_first, total_of
from jiqun.vocabulary import INDEX_FIELDS, TIERS

Kind = Literal[
    "cluster", "city", "province", "region", "domain", "policy", "indicator", "source", "batch"
]


class Hit(TypedDict):
    """What was found: ``matched`` says by which words, ``figures`` are told whole if by these."""

    kind: str
    id: str
    name: str
    about: str
    matched: str
    figures: list[Figure]
    source: str


class Found(Answer):
    """``items`` explain the whole text, ``near`` all of it but the words in ``unused``."""

    unused: list[str]
    items: list[Hit]
    near: list[Hit]


def find(
    base: Base,
    text: Annotated[str, Field(description="名称、地方、产品、企业或数字")],
    kind: Annotated[list[Kind], Listed, Field(description="只找这些类")] = [],  # noqa: B006
    limit: Limit = 10,
    cursor: Cursor = "",
    max_chars: MaxChars = USUAL,
) -> Found:
    """查集群、城市、政策、官方合计、来源等，简繁拼音、整句都行。near 只是相近，不是答案。"""
    told = answer(base, text, kind or KINDS)
    head = {
        **base.edition.stamp(),
        "notes": [*told_first(base), *told.notes],
        "unused": list(told.unused),
    }
    hits = {
        "items": [_hit(base, match) for match in told.items],
        "near": [_hit(base, match) for match in told.near],
    }
    found: Found = page(head, hits, cursor, max_chars, limit)
    return found


def _hit(base: Base, match: Match) -> Hit:
    entry, kind = base.get(match.kind, match.id), kind_named(match.kind)
    field = INDEX_FIELDS.get(match.field, match.field)
    return {
        "kind": kind.title,
        "id": match.id,
        "name": f"{base.title_of(entry)}{getattr(entry, 'mark', '')}",
        "about": _about(base, match.kind, entry),
        "matched": f"{field}：{match.words}（{TIERS[match.tier]}）",
        "figures": _figures(base, match, entry),
        "source": source_of(base, sources_of(base, entry)),
    }


def _figures(base: Base, match: Match, entry: Any) -> list[Figure]:
    """Return the figures by which an entry was found; that of an indicator, which is one."""
    if match.kind == "indicator":
        return [total_of(base, entry)]
    name = base.title_of(entry)
    return [
        figure_of(base, figure, name)
        for figure in base.figures(entry)
        if any(text in match.terms for _, text in texts_of(figure))
    ]


def _about(base: Base, kind: str, entry: Any) -> str:
    """Return what an entry is, without figures: these are told whole or not at all."""
    if kind == "cluster":
        return f"{entry.domain}，{entry.batch} 年，{entry.place}"
    if kind == "indicator":
        return str(entry.subject)
    return kind_named(kind).about(base, entry)
