"""Matches of a search: what was found, how, and what each entry is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jiqun.finding import Match
from jiqun.kinds import kind_named
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, Field
from jiqun.schema.rules import Json
from jiqun.views.rows import REFERENCE, Rows, reference_field, references, value_of
from jiqun.vocabulary import INDEX_FIELDS, TIERS


def _entry(base: KnowledgeBase, match: Match) -> Any:
    return base.get(match.kind, match.id)


def _of_entry(key: str) -> Field:
    """Return a field that has what the entry has under this key, if it has such a key."""

    def value(base: KnowledgeBase, match: Match) -> Json:
        field = kind_named(match.kind).fields.get(key)
        return value_of(base, key, field, _entry(base, match)) if field else None

    return Field(key, value=value, column=False)


def _sources(base: KnowledgeBase, match: Match) -> Iterable[str]:
    """Return by which sources the entry is known, those of its figures apart."""
    entry = _entry(base, match)
    if match.kind == "cluster":
        ids: Iterable[str] = entry.sources
        return ids
    return kind_named(match.kind).cites(base, entry)


def _marked_name(base: KnowledgeBase, match: Match) -> str:
    entry = _entry(base, match)
    return f"{base.title_of(entry)}{getattr(entry, 'mark', '')}"


ROWS = Rows(
    "查找结果",
    {
        "kind": Field(
            "类别",
            value=lambda base, match: match.kind,
            text=lambda base, match: kind_named(match.kind).title,
        ),
        "id": Field("短名", value=lambda base, match: match.id),
        "name": Field(
            "名称",
            value=lambda base, match: base.title_of(_entry(base, match)),
            text=_marked_name,
            priority=NAME,
            named=True,
        ),
        "mark": _of_entry("mark"),
        "score": Field(
            "分数",
            value=lambda base, match: round(match.score, 1),
            text=lambda base, match: f"{match.score:.0f}",
            number=True,
        ),
        "tier": Field(
            "档次", value=lambda base, match: match.tier, text=lambda base, match: TIERS[match.tier]
        ),
        "matched": Field(
            "命中",
            value=lambda base, match: {"field": match.field, "words": match.words},
            text=lambda base, match: f"{INDEX_FIELDS[match.field]}：{match.words}",
            priority=PROSE,
        ),
        "about": Field(
            "概要",
            value=lambda base, match: kind_named(match.kind).about(base, _entry(base, match)),
            priority=PROSE,
        ),
        **{key: _of_entry(key) for key in ("domain", "batch", "provinces", "cities")},
        "sources": Field(
            "来源", value=lambda base, match: references(base, _sources(base, match)), column=False
        ),
        REFERENCE: reference_field(_sources),
    },
    ("kind", "name", "about"),
    reference=REFERENCE,
)
