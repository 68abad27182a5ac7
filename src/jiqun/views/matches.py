"""Matches of a search as items and, for people, what each entry is about in one cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jiqun.finding import Match
from jiqun.knowledge import KnowledgeBase, title_of
from jiqun.views.cells import leading_target
from jiqun.views.items import Fields, Item, item_of, source_reference
from jiqun.views.listings import columns_of

# A match, and the item of what it found.
_Found = tuple[Match, Item]


def match_item(base: KnowledgeBase, match: Match) -> Item:
    """Return a match: kind, id, name, score, tier, what matched, and the main facts."""
    found = item_of(base, match.kind, base.get(match.kind, match.id))
    return Item(base, _FIELDS, (match, found))


def _count(item: Item) -> str:
    return f"{item['count']} 个集群"


def _document(item: Item, who: str) -> str:
    return f"{item[who]}，{item['date'] or '日期未示'}"


_ABOUT: dict[str, Callable[[Item], str]] = {
    "cluster": lambda item: f"{item['domain']}，{item['batch']}，{leading_target(item)}",
    "city": lambda item: f"{item['province']}，{_count(item)}",
    "province": lambda item: f"{item['region']}，{_count(item)}",
    **dict.fromkeys(("region", "domain", "batch"), _count),
    "policy": lambda item: _document(item, "issuer"),
    "indicator": lambda item: f"{item['subject']}，{columns_of('indicator', 'text')[0].text(item)}",
    "source": lambda item: _document(item, "publisher"),
}


def _name(base: KnowledgeBase, found: _Found) -> str:
    return title_of(base.get(found[0].kind, found[0].id))


def _sources(base: KnowledgeBase, found: _Found) -> list[Any]:
    match, item = found
    if match.kind == "source":
        return [source_reference(base, match.id)]
    return item.get("sources") or [one for one in [item.get("source")] if one]


def _of_item(key: str) -> Callable[[KnowledgeBase, _Found], Any]:
    return lambda base, found: found[1].get(key)


_FIELDS: Fields = {
    "kind": lambda base, found: found[0].kind,
    "id": lambda base, found: found[0].id,
    "name": _name,
    "mark": _of_item("mark"),
    "score": lambda base, found: round(found[0].score, 1),
    "tier": lambda base, found: found[0].tier,
    "matched": lambda base, found: {"field": found[0].field, "words": found[0].words},
    "about": lambda base, found: _ABOUT[found[0].kind](found[1]),
    **{key: _of_item(key) for key in ("domain", "batch", "provinces", "cities")},
    "sources": _sources,
}
