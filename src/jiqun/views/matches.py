"""Matches of a search as items and, for people, what each entry is about in one cell."""

from __future__ import annotations

from jiqun.finding import Match
from jiqun.knowledge import KnowledgeBase
from jiqun.views.columns import columns_of, leading_target
from jiqun.views.items import Item, item_of

FIELDS = {
    "name": "名称", "alias": "别名", "code": "代码", "english": "英文", "product": "产品",
    "firm": "企业", "place": "地方", "domain": "领域", "figure": "数字", "prose": "说明",
}  # fmt: skip
TIERS = {
    "exact": "全同", "alias": "别名", "prefix": "开头", "substring": "包含", "words": "各词都有",
    "pinyin": "拼音", "initials": "首字母", "slip": "近似", "figure": "数字", "prose": "说明",
}  # fmt: skip


def match_item(base: KnowledgeBase, match: Match) -> Item:
    """Return a match: kind, id, name, score, tier, what matched, and the main facts."""
    item = item_of(base, match.kind, base.get(match.kind, match.id))
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
        "name": item.get("name") or item.get("title"),
        "mark": item.get("mark"),
        "score": round(match.score, 1),
        "tier": match.tier,
        "matched": {"field": match.field, "words": match.words},
        "about": about,
        **{key: item[key] for key in ("domain", "batch", "provinces", "cities") if key in item},
    }
