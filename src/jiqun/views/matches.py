"""Matches of a search as items and, for people, what each entry is about in one cell."""

from __future__ import annotations

from typing import Any

from jiqun.finding import Match
from jiqun.knowledge import KnowledgeBase, title_of
from jiqun.views.cells import leading_target
from jiqun.views.columns import columns_of
from jiqun.views.items import item_of


def match_item(base: KnowledgeBase, match: Match) -> dict[str, Any]:
    """Return a match: kind, id, name, score, tier, what matched, and the main facts."""
    entity = base.get(match.kind, match.id)
    item = item_of(base, match.kind, entity)
    about = {
        "cluster": lambda: f"{item['domain']}，{item['batch']}，{leading_target(item)}",
        "city": lambda: f"{item['province']}，{item['count']} 个集群",
        "province": lambda: f"{item['region']}，{item['count']} 个集群",
        "region": lambda: f"{item['count']} 个集群",
        "domain": lambda: f"{item['count']} 个集群",
        "batch": lambda: f"{item['count']} 个集群",
        "policy": lambda: f"{item['issuer']}，{item['date'] or '日期未示'}",
        "indicator": lambda: f"{item['subject']}，{columns_of('indicator', 'text')[0].text(item)}",
        "source": lambda: f"{item['publisher']}，{item['date'] or '日期未示'}",
    }[match.kind]()
    return {
        "kind": match.kind,
        "id": match.id,
        "name": title_of(entity),
        "mark": item.get("mark"),
        "score": round(match.score, 1),
        "tier": match.tier,
        "matched": {"field": match.field, "words": match.words},
        "about": about,
        **{key: item.get(key) for key in ("domain", "batch", "provinces", "cities")},
    }
