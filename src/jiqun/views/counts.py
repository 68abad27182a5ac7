"""Counts as items and columns: a bar and a share for one property, a heat map for two."""

from collections.abc import Iterator
from typing import Any

from jiqun.counting import DIMENSIONS, RULES, TOTAL, Count, Counts
from jiqun.knowledge import KnowledgeBase
from jiqun.model import Indicator
from jiqun.views.cells import Item
from jiqun.views.columns import Column, Columns
from jiqun.views.items import source_reference
from jiqun.wording import UNSTATED, number_text

# How many shades a cross table has beside none.
_SHADES = 4


def count_items(base: KnowledgeBase, counts: Counts, by: str, across: str) -> list[dict[str, Any]]:
    """Return the rows of a count, each with the official totals of the same thing."""
    return [_item(base, row, counts, by, across) for row in counts.rows]


def total_item(base: KnowledgeBase, counts: Counts, by: str, across: str) -> dict[str, Any]:
    """Return the line below the rows, for tables that people read."""
    return _item(base, counts.total, counts, by, across)


def _item(base: KnowledgeBase, row: Count, counts: Counts, by: str, across: str) -> dict[str, Any]:
    return {
        "by": by,
        "and": across or None,
        "name": row.name,
        "count": row.number,
        "share": row.share,
        "cells": dict(zip(counts.across, row.cells, strict=True)) if across else None,
        "official": [_official(base, indicator) for indicator in row.official],
    }


def _official(base: KnowledgeBase, indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "value": indicator.value,
        "text": number_text(indicator.value or 0),
        "deviation": indicator.deviation,
        "source": source_reference(base, indicator.source),
    }


def count_columns(counts: Counts, by: str, explained: bool) -> Columns:
    """Return the columns of a count; ``explained`` leaves out what `explanations` tells."""
    most = max((row.number for row in counts.rows), default=1)
    darkest = max((cell for row in counts.rows for cell in row.cells), default=1)
    columns = [Column("name", DIMENSIONS[by], lambda item: item["name"])]
    columns += [_cell_column(name, darkest) for name in counts.across]
    columns += [
        Column("count", "合计" if counts.across else "集群数", _number("count"), right=True),
        Column("share", "占比", lambda item: f"{item['share']:.1f}%", right=True),
    ]
    if not counts.across:
        columns.append(Column("bar", "", str, bar=_bar(most)))
    if any(row.official for row in (*counts.rows, counts.total)):
        # Beside a cross table there is no room for sources: they are told below it.
        official = _officials if counts.across else _officials_with_sources
        columns.append(Column("official", "官方", official))
    if not explained:
        columns.append(
            Column("deviation", "为何有差", lambda item: "；".join(_deviations(item)) or UNSTATED)
        )
    return Columns(",".join(column.key for column in columns), columns)


def _bar(most: int) -> Any:
    return lambda item: 0.0 if item["name"] == TOTAL else item["count"] / most


def _number(key: str) -> Any:
    return lambda item: str(item[key])


def _cell_column(name: str, darkest: int) -> Column:
    def heat(item: Item) -> int:
        # The line of totals is no cell of the map.
        count = item["cells"][name] if item["name"] != TOTAL else 0
        return -(-_SHADES * count // darkest)

    return Column(name, name, lambda item: str(item["cells"][name]), right=True, heat=heat)


def _officials(item: Item) -> str:
    return "；".join(_marked(item, official) for official in item["official"]) or UNSTATED


def _officials_with_sources(item: Item) -> str:
    cells = [f"{_marked(item, one)}（{_published(one)}）" for one in item["official"]]
    return "；".join(cells) or UNSTATED


def _marked(item: Item, official: dict[str, Any]) -> str:
    differs = "≠" if official["value"] != item["count"] else ""
    return f"{differs}{official['text']}"


def _published(official: dict[str, Any]) -> str:
    source = official["source"]
    return "，".join(part for part in (source["publisher"], source["date"]) if part)


def _deviations(item: Item) -> Iterator[str]:
    for official in item["official"]:
        if official["deviation"]:
            yield official["deviation"]


def explanations(items: list[dict[str, Any]]) -> list[str]:
    """Return one line for every official total that is not ours, with the reason."""
    return [
        f"{item['name']}：本库 {item['count']}，官方 {official['text']}。{official['deviation']}"
        for item in items
        for official in item["official"]
        if official["value"] != item["count"] and official["deviation"]
    ]


def sources_text(items: list[dict[str, Any]]) -> list[str]:
    """Return a line that names the sources of the official totals beside a cross table."""
    named = dict.fromkeys(_published(official) for item in items for official in item["official"])
    return [f"官方数出处：{'；'.join(named)}"] if named else []


def rule_text(by: str, across: str, joint: str) -> str:
    """Return how clusters count here, in one sentence."""
    rules = [_RULES[one] for one in (by, across) if one in _RULES]
    for one in (by, across):
        if one in RULES and (joint or RULES[one]) == "each":
            rules.append(f"联合集群在每个参与{DIMENSIONS[one]}都计（--count-joint once 只计首位）")
        elif one in RULES:
            rules.append(
                f"每个集群只计一次，计入首位{DIMENSIONS[one]}（--count-joint each 各方都计）"
            )
    return "；".join(rules)


_RULES = {
    "domain": "领域多按名称推断",
    "firm": "一个集群有几家企业，就在每家名下都计",
    "year": "年份是集群数字的年份，一个集群可计入几年",
}
