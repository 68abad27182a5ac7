"""``find``: what words find, best first, of any kind."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from jiqun.api import Base
from jiqun.finding import Match, search
from jiqun.kinds import KINDS, kind_named
from jiqun.mcp.filters import Listed
from jiqun.mcp.paging import USUAL, Cursor, Limit, MaxChars, page
from jiqun.mcp.results import Answer, Figure, source_of, sources_of, total_of
from jiqun.vocabulary import INDEX_FIELDS, TIERS

Kind = Literal[
    "cluster", "city", "province", "region", "domain", "policy", "indicator", "source", "batch"
]


class Hit(TypedDict):
    """What was found: ``matched`` says by which words, ``figure`` is that of an indicator."""

    kind: str
    id: str
    name: str
    about: str
    matched: str
    figure: Figure | None
    source: str


class Found(Answer):
    """Hits, best first."""

    items: list[Hit]


def find(
    base: Base,
    text: Annotated[str, Field(description="名称、地方、产品、企业或数字")],
    kind: Annotated[list[Kind], Listed, Field(description="只找这些类")] = [],  # noqa: B006
    limit: Limit = 10,
    cursor: Cursor = "",
    max_chars: MaxChars = USUAL,
) -> Found:
    """查找集群、城市、政策、官方合计、来源等，简繁拼音都行。先用它得到 id，再用 get。"""
    matches = search(base, text, kind or KINDS)
    hits = [_hit(base, match) for match in matches]
    found: Found = page(
        {"data_version": base.meta.version}, {"items": hits}, cursor, max_chars, limit
    )
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
        "figure": total_of(base, entry) if match.kind == "indicator" else None,
        "source": source_of(base, sources_of(base, entry)),
    }


def _about(base: Base, kind: str, entry: object) -> str:
    """Return what an entry is, without figures: these are told whole or not at all."""
    if kind == "cluster":
        return f"{entry.domain}，{entry.batch} 年，{entry.place}"  # type: ignore[attr-defined]
    if kind == "indicator":
        return str(entry.subject)  # type: ignore[attr-defined]
    return kind_named(kind).about(base, entry)
