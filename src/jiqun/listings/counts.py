"""Counts as rows and columns: a bar and a share for one dimension, a heat map for two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from jiqun.analysis.firms import firms_of
from jiqun.analysis.statistics import RULES, TOTAL, Count, Counts
from jiqun.answers import DIMENSIONS, Dimension
from jiqun.kinds.cluster import Cluster
from jiqun.kinds.indicator import Indicator
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, NUMBER, PROSE, WORDS, Field
from jiqun.schema.rules import Json
from jiqun.text.phrases import number_text
from jiqun.views.columns import Column, Columns
from jiqun.views.drawings import shade
from jiqun.views.rows import Rows, source_reference

# Why a base with own data differs is not for us to say.
_OVERLAID = "本库含叠加的数据"


def count_rows(counts: Counts) -> Rows:
    """Return what the rows of a count are in JSON, each with the official totals of the same."""

    def joint(base: KnowledgeBase, row: Count) -> Json:
        return (counts.joint or RULES[row.by]) if row.by in RULES else None

    return Rows(
        "集群统计",
        {
            "by": Field("", value=lambda base, row: row.by),
            "and": Field("", value=lambda base, row: counts.across),
            "name": Field("", value=lambda base, row: row.name),
            "count": Field("", value=lambda base, row: row.number),
            "of": Field("", value=lambda base, row: counts.total.number),
            "share": Field("", value=lambda base, row: row.share),
            "joint": Field("", value=joint),
            "cells": Field("", value=lambda base, row: _cells(counts, row)),
            "official": Field("", value=_official_items),
        },
        (),
        id="name",
    )


def _cells(counts: Counts, row: Count) -> dict[str, Json] | None:
    return dict(zip(counts.columns, row.cells, strict=True)) if counts.across else None


def _official_items(base: KnowledgeBase, row: Count) -> Json:
    return [
        {
            "id": one.id,
            "value": one.value,
            "text": _amount(one),
            "deviation": _deviation(base, one),
            "source": source_reference(base, one.source),
        }
        for one in row.official
    ]


def _amount(one: Indicator) -> str:
    return number_text(one.value or 0)


def _deviation(base: KnowledgeBase, one: Indicator) -> str | None:
    return _OVERLAID if base.overlaid else one.deviation


def count_columns(base: KnowledgeBase, counts: Counts, explained: bool) -> Columns:
    """Return the columns of a count; ``explained`` leaves out what `count_text` tells."""
    most = max((row.number for row in counts.rows), default=1)
    darkest = max((cell for row in counts.rows for cell in row.cells), default=1)

    def officials(row: Count) -> str | None:
        # Beside a cross table there is no room for sources: they are told below it.
        short = explained and counts.across
        cells = [_marked(base, row, one, with_source=not short) for one in row.official]
        return "；".join(cells) or None

    def deviations(row: Count) -> str | None:
        told = (_deviation(base, one) for one in row.official)
        return "；".join(filter(None, told)) or None

    known = [
        _plain("by", "项", lambda row: row.by and DIMENSIONS[row.by], priority=WORDS),
        _plain(
            "name",
            DIMENSIONS[counts.by] if counts.by else "名称",
            lambda row: row.name,
            priority=NAME,
        ),
        *(_cell_column(at, name, darkest) for at, name in enumerate(counts.columns)),
        _number("count", TOTAL if counts.across else "集群数", lambda row: row.number),
        _number("share", "占比", lambda row: row.share, lambda row: f"{row.share:.1f}%"),
        *([] if counts.across else [_bar(most)]),
        _plain("official", "官方", officials, priority=PROSE)._replace(
            sort=lambda row: row.official[0].value
        ),
        _plain("deviation", "为何有差", deviations, priority=PROSE),
    ]
    left_out = {"deviation"} if explained else set()
    # An overview needs no official totals, but tells what each row is by.
    left_out |= {"by"} if counts.by else {"official", "deviation"}
    if not any(row.official for row in (*counts.rows, counts.total)):
        left_out |= {"official", "deviation"}
    return Columns([column.key for column in known if column.key not in left_out], known)


# What a value of the second dimension must not be called.
_OWN_KEYS = frozenset({"by", "name", "count", "share", "bar", "official", "deviation"})


def _plain(key: str, title: str, text: Callable[[Count], str | None], priority: int) -> Column:
    return Column(key, title, text, text, priority=priority)


def _number(
    key: str,
    title: str,
    value: Callable[[Count], float],
    text: Callable[[Count], str] | None = None,
) -> Column:
    priority = NAME if key == "count" else NUMBER
    return Column(key, title, text or (lambda row: str(value(row))), value, True, priority)


def _bar(most: int) -> Column:
    def share(row: Count) -> float:
        return 0.0 if row.is_total else row.number / most

    return Column("bar", "", str, str, bar=share)


def _cell_column(at: int, name: str, darkest: int) -> Column:
    def heat(row: Count) -> int:
        # The line of totals is no cell of the map.
        return 0 if row.is_total else shade(row.cells[at], darkest)

    key = f"{name}（格）" if name in _OWN_KEYS else name
    return Column(
        key,
        name,
        lambda row: str(row.cells[at]),
        lambda row: row.cells[at],
        right=True,
        priority=NUMBER,
        heat=heat,
    )


def _marked(base: KnowledgeBase, row: Count, one: Indicator, with_source: bool) -> str:
    differs = "≠" if one.value != row.number else ""
    source = f"（{_published(base, one)}）" if with_source else ""
    return f"{differs}{_doubted(base, one)}{source}"


def _is_doubted(base: KnowledgeBase, one: Indicator) -> bool:
    return base.source(one.source).quality == "aggregator"


def _doubted(base: KnowledgeBase, one: Indicator) -> str:
    """Return an official total; one that only an aggregator tells bears a mark."""
    return f"{_amount(one)}{'*' * _is_doubted(base, one)}"


def _published(base: KnowledgeBase, one: Indicator) -> str:
    """Return who published an official total, and when."""
    source = base.source(one.source)
    return "，".join(part for part in (source.publisher, source.date) if part)


def count_text(base: KnowledgeBase, counts: Counts, rows: Sequence[Count]) -> str:
    """Return what is told below a count: how it was made, and why official totals differ."""
    lines = ["；".join([f"共 {counts.total.number} 个集群", *_rules(counts)])]
    officials = [(row, one) for row in rows for one in row.official]
    for row, one in officials:
        if one.value != row.number and (why := _deviation(base, one)):
            lines.append(f"{row.name}：本库 {row.number}，官方 {_amount(one)}。{why}")
    if counts.across and officials:
        told = [
            f"{row.name} {_doubted(base, one)}（{_published(base, one)}）" for row, one in officials
        ]
        lines.append(f"官方数出处：{'；'.join(told)}")
    if any(_is_doubted(base, one) for _, one in officials):
        lines.append("* 这个官方数只见于聚合类来源")
    return "\n".join(lines)


def overview_text(base: KnowledgeBase, clusters: Sequence[Cluster]) -> str:
    """Return what is told below an overview: how far clusters reach, and how to count further."""
    provinces = {name for one in clusters for name in one.provinces}
    cities = {name for one in clusters for name in one.cities}
    firms = {name for one in clusters for name in firms_of(base, one)}
    others = [f"{by}（{word}）" for by, word in DIMENSIONS.items()]
    return (
        f"共 {len(clusters)} 个集群，涉及 {len(provinces)} 个省级单位、{len(cities)} 个城市、"
        f"{len(firms)} 家企业；{_REMARKS['domain']}，区域按首位省份\n"
        f"与官方合计并列用 --by：{'、'.join(others)}；再加 --and 成交叉表；"
        "还缺什么见 jiqun stats --coverage"
    )


def _rules(counts: Counts) -> Iterator[str]:
    both = [one for one in (counts.by, counts.across) if one]
    yield from (_REMARKS[one] for one in both if one in _REMARKS)
    each = [one for one in both if one in RULES and (counts.joint or RULES[one]) == "each"]
    once = [one for one in both if one in RULES and one not in each]
    if each:
        places = "、".join(DIMENSIONS[one] for one in each)
        more = "，占比之和因此超过 100%" if counts.by in each else ""
        yield f"联合集群在参与的每个{places}都计{more}（--count-joint once 只计首位）"
    if once:
        first = "、".join(dict.fromkeys(_FIRST.get(one, DIMENSIONS[one]) for one in once))
        yield f"每个集群只计一次，计入首位{first}（--count-joint each 各方都计）"
    if counts.across and all(one in RULES for one in both):
        yield "格中是两处都参与的集群数，不是一处在另一处之内"


_FIRST: Mapping[Dimension, str] = {"region": "省份所在的区域", "key-region": "省份所在的区域"}
_REMARKS: Mapping[Dimension, str] = {
    "domain": "领域多按名称推断",
    "firm": "一个集群有几家企业，就在每家名下都计，占比之和因此不是 100%",
    "year": "年份是集群数字（目标与实绩）的年份，一个集群可计入几年，占比之和因此超过 100%",
}
