"""Matches of a search: what was found, how, and what each entry is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jiqun.finding import Answer, Match
from jiqun.kinds import kind_named
from jiqun.kinds.figure import Figure, figure_cell, texts_of
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, Field
from jiqun.schema.rules import Json
from jiqun.views.rows import REFERENCE, Rows, reference_field, references, text_of, value_of
from jiqun.vocabulary import FIGURE_KINDS, INDEX_FIELDS, TIERS


def _entry(base: KnowledgeBase, match: Match) -> Any:
    return base.get(match.kind, match.id)


def _of_entry(key: str) -> Field:
    """Return a field that has what the entry has under this key, if it has such a key."""

    def value(base: KnowledgeBase, match: Match) -> Json:
        field = kind_named(match.kind).fields.get(key)
        return value_of(base, key, field, _entry(base, match)) if field else None

    return Field(key, value=value, column=False)


def _of_cluster(key: str, field: Field, known: bool) -> Field:
    """Return the column that a listing of clusters has under this key, empty for other kinds.

    ``known`` says that items have the key of all kinds.
    """

    def value(base: KnowledgeBase, match: Match) -> Json:
        own = kind_named(match.kind).fields.get(key)
        return value_of(base, key, own, _entry(base, match)) if own else None

    def text(base: KnowledgeBase, match: Match) -> str | None:
        own = kind_named(match.kind).fields.get(key)
        return text_of(base, key, own, _entry(base, match)) if own else None

    def sort(base: KnowledgeBase, match: Match) -> float | None:
        own = kind_named(match.kind).fields.get(key)
        return own.sort(base, _entry(base, match)) if own and own.sort else None

    return Field(
        field.title,
        value=value,
        text=text,
        sort=sort if field.sort else None,
        number=field.is_number,
        priority=field.gives_way,
        item=known,
    )


def _found_figure(base: KnowledgeBase, match: Match) -> Figure | None:
    """Return the figure of a cluster in which the query was found, if it was in one."""
    if match.kind != "cluster":
        return None
    for one in base.figures(_entry(base, match)):
        if any(text in match.terms for _, text in texts_of(one)):
            return one
    return None


def _about(base: KnowledgeBase, match: Match) -> str:
    """Return what an entry is about: of a cluster the figure that was found, if it was one."""
    entry = _entry(base, match)
    if figure := _found_figure(base, match):
        kind = FIGURE_KINDS[figure.kind]
        return f"{entry.domain}，{entry.batch}，{kind} {figure_cell(figure)}"
    if match.terms and match.terms[0].endswith(" 个集群"):
        return match.terms[0]
    return kind_named(match.kind).about(base, entry)


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


# So many characters of a query are repeated.
_ECHOED = 30
_CLUSTER = kind_named("cluster").fields
# The keys of clusters that items of all kinds have, and those that matches have of their own.
_SHARED = ("domain", "batch", "provinces", "cities")
_OWN = ("kind", "id", "name", "mark", "score", "tier", "matched", "about", "sources", REFERENCE)

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
        "about": Field("概要", value=_about, priority=PROSE),
        **{key: _of_cluster(key, _CLUSTER[key], known=True) for key in _SHARED},
        "sources": Field(
            "来源", value=lambda base, match: references(base, _sources(base, match)), column=False
        ),
        REFERENCE: reference_field(_sources),
        **{
            key: _of_cluster(key, field, known=False)
            for key, field in _CLUSTER.items()
            if field.column and key not in {*_OWN, *_SHARED}
        },
    },
    ("kind", "name", "about"),
    reference=REFERENCE,
    owners=lambda base, match: [kind_named(match.kind).path(_entry(base, match))],
)


def nothing_like(query: str, found: Answer, told: bool) -> str:
    """Return what is told where nothing explains a whole query.

    ``told`` says that what is near, and why, is shown already.
    """
    if found.near:
        without = f"；没用上：{'、'.join(found.unused)}" if found.unused else ""
        return "" if told else f"没有全部相符的，相近的 {len(found.near)} 条{without}"
    return f"没有找到“{query[:_ECHOED]}”；全部集群见 jiqun list，城市见 jiqun cities"
