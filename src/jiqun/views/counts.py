"""Counts as items and columns: a bar and a share for one property, a heat map for two."""

from collections.abc import Iterator, Sequence
from typing import Any

from jiqun.analysis.statistics import DIMENSIONS, RULES, TOTAL, Count, Counts
from jiqun.knowledge import KnowledgeBase
from jiqun.model import Indicator
from jiqun.views.cells import Item, published, shade
from jiqun.views.columns import Column, Columns, plain_column
from jiqun.views.items import source_reference
from jiqun.wording import UNSTATED, number_text


def count_items(base: KnowledgeBase, counts: Counts) -> list[dict[str, Any]]:
    """Return the rows of a count, each with the official totals of the same thing."""
    return [_item(base, counts, row) for row in counts.rows]


def total_item(base: KnowledgeBase, counts: Counts) -> dict[str, Any]:
    """Return the line below the rows, for tables that people read."""
    return _item(base, counts, counts.total)


def _item(base: KnowledgeBase, counts: Counts, row: Count) -> dict[str, Any]:
    cells = dict(zip(counts.columns, row.cells, strict=True))
    return {
        "by": counts.by,
        "and": counts.across or None,
        "name": row.name,
        "count": row.number,
        "of": counts.total.number,
        "share": row.share,
        "joint": (counts.joint or RULES[counts.by]) if counts.by in RULES else None,
        "cells": cells if counts.across else None,
        "official": [_official(base, indicator) for indicator in row.official],
    }


# Why a base with own data differs is not for us to say.
_OVERLAID = "本库含叠加的数据"


def _official(base: KnowledgeBase, indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "value": indicator.value,
        "text": number_text(indicator.value or 0),
        "deviation": _OVERLAID if base.overlaid else indicator.deviation,
        "source": source_reference(base, indicator.source),
    }


def count_columns(counts: Counts, explained: bool) -> Columns:
    """Return the columns of a count; ``explained`` leaves out what `count_text` tells."""
    most = max((row.number for row in counts.rows), default=1)
    darkest = max((cell for row in counts.rows for cell in row.cells), default=1)
    columns = [Column("name", DIMENSIONS[counts.by], lambda item: str(item["name"]))]
    columns += [_cell_column(name, darkest) for name in counts.columns]
    columns += [
        plain_column("count", TOTAL if counts.across else "集群数", right=True),
        Column("share", "占比", lambda item: f"{item['share']:.1f}%", right=True),
    ]
    if not counts.across:
        columns.append(Column("bar", "", str, bar=_bar(most)))
    # Beside a cross table there is no room for sources: they are told below it.
    short = explained and counts.across
    columns.append(Column("official", "官方", _officials if short else _officials_with_sources))
    columns.append(
        Column("deviation", "为何有差", lambda item: "；".join(_deviations(item)) or UNSTATED)
    )
    left_out = {"deviation"} if explained else set()
    if not any(row.official for row in (*counts.rows, counts.total)):
        left_out |= {"official", "deviation"}
    default = [column.key for column in columns if column.key not in left_out]
    return Columns(default, columns)


# What a value of the second property must not be called.
_OWN_KEYS = frozenset({"name", "count", "share", "bar", "official", "deviation"})


def _bar(most: int) -> Any:
    return lambda item: 0.0 if item["name"] == TOTAL else item["count"] / most


def _cell_column(name: str, darkest: int) -> Column:
    def cell(item: Item) -> int:
        return int(item["cells"][name])

    def heat(item: Item) -> int:
        # The line of totals is no cell of the map.
        return shade(cell(item) if item["name"] != TOTAL else 0, darkest)

    key = f"{name}（格）" if name in _OWN_KEYS else name
    return Column(key, name, lambda item: str(cell(item)), right=True, heat=heat, raw=cell)


def _officials(item: Item) -> str:
    return "；".join(_marked(item, official) for official in item["official"]) or UNSTATED


def _officials_with_sources(item: Item) -> str:
    cells = [f"{_marked(item, one)}（{published(one['source'])}）" for one in item["official"]]
    return "；".join(cells) or UNSTATED


def _marked(item: Item, official: dict[str, Any]) -> str:
    differs = "≠" if official["value"] != item["count"] else ""
    return f"{differs}{_doubted(official)}"


def _doubted(official: dict[str, Any]) -> str:
    """Return an official total; one that only an aggregator tells bears a mark."""
    mark = "*" if official["source"]["quality"] == "aggregator" else ""
    return f"{official['text']}{mark}"


def _deviations(item: Item) -> Iterator[str]:
    for official in item["official"]:
        if official["deviation"]:
            yield official["deviation"]


def count_text(counts: Counts, items: Sequence[Item]) -> str:
    """Return what is told below a count: how it was made, and why official totals differ."""
    lines = ["；".join([f"共 {counts.total.number} 个集群", *_rules(counts)])]
    for item in items:
        ours = f"{item['name']}：本库 {item['count']}"
        lines += [
            f"{ours}，官方 {official['text']}。{official['deviation']}"
            for official in item["official"]
            if official["value"] != item["count"] and official["deviation"]
        ]
    said = [
        f"{item['name']} {_doubted(official)}（{published(official['source'])}）"
        for item in items
        for official in item["official"]
    ]
    if counts.across and said:
        lines.append(f"官方数出处：{'；'.join(said)}")
    if any("*" in told for told in said):
        lines.append("* 这个官方数只见于聚合类来源")
    return "\n".join(lines)


def _rules(counts: Counts) -> list[str]:
    both = (counts.by, counts.across)
    rules = [_REMARKS[one] for one in both if one in _REMARKS]
    each = [one for one in both if one in RULES and (counts.joint or RULES[one]) == "each"]
    once = [one for one in both if one in RULES and one not in each]
    if each:
        places = "、".join(DIMENSIONS[one] for one in each)
        more = "，占比之和因此超过 100%" if counts.by in each else ""
        rules.append(f"联合集群在参与的每个{places}都计{more}（--count-joint once 只计首位）")
    if once:
        first = "、".join(dict.fromkeys(_FIRST[one] for one in once))
        rules.append(f"每个集群只计一次，计入首位{first}（--count-joint each 各方都计）")
    if all(one in RULES for one in both):
        rules.append("格中是两处都参与的集群数，不是一处在另一处之内")
    return rules


_FIRST = {
    **DIMENSIONS,
    **dict.fromkeys(("region", "key-region"), "省份所在的区域"),
}
_REMARKS = {
    "domain": "领域多按名称推断",
    "firm": "一个集群有几家企业，就在每家名下都计，占比之和因此不是 100%",
    "year": "年份是集群数字（目标与实绩）的年份，一个集群可计入几年，占比之和因此超过 100%",
}
