"""Conditions: the places, figures, years, batches and order that a query asks for.

`jiqun.finding.reading` imports this only for a query with a sign of one: the patterns take
longer to compile than most queries to answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiqun.finding.query import says_something
from jiqun.finding.reading import Reading
from jiqun.knowledge import KnowledgeBase
from jiqun.structs import Struct
from jiqun.text.phrases import number_text

if TYPE_CHECKING:
    from jiqun.kinds.figure import Figure
    from jiqun.text.quantities import Quantity
    from jiqun.vocabulary import FigureKind

# Numbers that texts write otherwise.
_UNUSUAL = re.compile("[\\d][,，]\\d|[０-９]|[一二两三四五六七八九十百千]+[百千万亿成]|分之")
_NUMERAL = re.compile(r"[\d一二两三四五六七八九十百千万亿]")
# Words that people use for a metric, the longest first.
_METRICS = {
    "工业总产值": "产值", "工业产值": "产值", "总产值": "产值", "产值": "产值",
    "营业收入": "营业收入", "业务收入": "营业收入", "营收": "营业收入", "收入": "营业收入",
    "产业规模": "规模", "规模": "规模", "工业增加值": "增加值", "增加值": "增加值",
    "企业数量": "企业数", "企业数": "企业数", "利润": "利润", "出口额": "出口", "出口": "出口",
    "投资额": "投资", "投资": "投资", "产量": "产量", "产能": "产能",
}  # fmt: skip
_METRIC = re.compile("|".join(sorted(_METRICS, key=len, reverse=True)))
_FIRMS_MOST = re.compile("企业(?:数量?|个数)?(?=最[多少])")
_KINDS: dict[str, FigureKind] = {
    "目标": "target",
    "规划": "target",
    "预计": "forecast",
    "实绩": "actual",
    "实际": "actual",
}
_KIND = re.compile("|".join(_KINDS))
_HIGHEST = re.compile(
    "由高到低|从高到低|从大到小|最[高大多强]|排名第一|第一名?|排名|排行榜?|排行|居首|领先"
)
_LOWEST = re.compile("[由从]低到高|从小到大|最[低小少弱]")
_FIRST = re.compile(r"(?:排名?)?前\s*([一二两三四五六七八九十]|\d{1,2})\s*[名位个]?")
_NUMERALS = {char: number for number, char in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)\s*年?底?")
_BATCH = re.compile("新一批|这一批|新增|新入选|新晋|入选|胜出|公布|认定|批次|批|名单")
_LATEST = re.compile("最新一批|最近一批|新一批|最新批次")
_GROUPS = {"省": "province", "省份": "province", "城市": "city", "市": "city", "地区": "province",
           "区域": "region", "领域": "domain", "行业": "domain", "批次": "batch"}  # fmt: skip
_GROUP_WORDS = "省份|省|城市|市|地区|区域|领域|行业|批次"
_GROUP = re.compile(rf"(?:哪一?个|哪些|哪|各|什么|每个)({_GROUP_WORDS})|最[多少]的({_GROUP_WORDS})")
_MOST = re.compile("最[多少]|排名|排行榜?|前[一二三四五六七八九十\\d]+")
_VERDICT = re.compile("达标|没有?(?:完成|达到|实现)|(?:完成|达到|实现)了?(?:目标|没有?)")
_EVERY = re.compile("哪些|哪几个|有什么|全部|所有|一共|总共|几个|多少|名单|列出")
# What makes a bound of a number.
_BOUNDED = re.compile(
    "[超逾过破]|以[上下]|[不至最][低高少多足到大小]|[低高大小多少]于|[之以]内|未[到达]"
)
_BOUNDS = {"gt", "ge", "lt", "le"}


class FigureCondition(Struct):
    """What a cluster's figure must be; None is any.

    ``bounds`` are pairs of operator and quantity. ``own`` asks for figures of the cluster itself.
    """

    metric: str | None
    year: int | None
    kind: FigureKind | None
    bounds: Sequence[Quantity]
    own: bool

    def met_by(self, figure: Figure) -> bool:
        """Tell whether a current figure is what is asked for."""
        return (
            figure.status == "current"
            and self.metric in (None, figure.metric)
            and self.year in (None, figure.year)
            and (figure.kind == self.kind if self.kind else True)
            and (figure.of_cluster if self.own else figure.industry == "cluster")
            and all(_within(figure, bound) for bound in self.bounds)
        )


class Order(Struct):
    """By which end figures are sorted, and how many are asked for, 0 being all."""

    descending: bool
    first: int


class _Text:
    """A query out of which conditions are taken."""

    def __init__(self, text: str) -> None:
        self.left = text
        self.taken: list[str] = []

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take the first match out, if there is one."""
        if match := pattern.search(self.left):
            self.cut(*match.span())
        return match

    def cut(self, start: int, end: int) -> None:
        """Take out what stands between two positions."""
        self.taken.append(self.left[start:end].strip())
        self.left = f"{self.left[:start]} {self.left[end:]}"


def conditions(base: KnowledgeBase, query: str) -> Reading:
    """Return what a query in mainland words asks for, its places excepted."""
    text = _Text(query)
    bounds = _take_bounds(text)
    if text.take(_VERDICT):
        return _rest(text, unanswered="目标到期后达到没有，见 jiqun targets --due 2025")
    if _GROUP.search(text.left) and _MOST.search(text.left):
        if _METRIC.search(text.left) or "企业" in text.left:
            return _rest(text)
        group = text.take(_GROUP)
        most = text.take(_MOST) or group
        if group and most:
            kind = _GROUPS[group[1] or group[2]]
            return _rest(text, group=kind, order=Order("少" not in most[0], 0))
    batches = _take_batch(base, text)
    if (order := _take_order(text)) or bounds or _dated(text.left):
        return _rest(text, figure=_take_figure(text, bounds, order), order=order, batches=batches)
    return _rest(text, batches=batches)


def _rest(
    text: _Text,
    figure: FigureCondition | None = None,
    order: Order | None = None,
    batches: frozenset[int] = frozenset(),
    group: str = "",
    unanswered: str = "",
) -> Reading:
    every = "集群" in text.left and bool(_EVERY.search(text.left))
    every = every and not says_something(text.left)
    return Reading(text.left, tuple(text.taken), figure, order, batches, group, every, unanswered)


def _dated(text: str) -> bool:
    """Tell whether a figure is asked for by its metric, or as a target, and its year."""
    return bool(_YEAR.search(text) and (_METRIC.search(text) or _KIND.search(text)))


def written_plainly(query: str) -> str:
    """Return a query with its numbers as texts write them: 2,000亿 and 二千亿 as 2000亿."""
    if not _UNUSUAL.search(query):
        return query
    from jiqun.text.quantities import quantities

    for one in reversed(quantities(query)):
        start = next((at for at in range(one.start, one.end) if _NUMERAL.match(query, at)), one.end)
        if one.value is not None and one.op != "tier":
            written = f"{number_text(one.value)}{one.unit}"
            query = f"{query[:start]}{written}{query[one.end :]}"
    return query


def _take_bounds(text: _Text) -> list[Quantity]:
    """Take the quantities that are bounds out of a text."""
    if not _BOUNDED.search(text.left):
        return []
    from jiqun.text.quantities import quantities_in

    found = [one for one in quantities_in(text.left) if one.op in _BOUNDS and one.value is not None]
    for one in reversed(found):
        text.cut(one.start, one.end)
    return found


def _take_batch(base: KnowledgeBase, text: _Text) -> frozenset[int]:
    known = [batch.id for batch in base.batches]
    if text.take(_LATEST):
        return frozenset([max(known)])
    year = _YEAR.search(text.left)
    if not year or int(year[1]) not in known or _METRIC.search(text.left):
        return frozenset()
    without = f"{text.left[: year.start()]}{text.left[year.end() :]}"
    named = _BATCH.search(without)
    # The clusters of a year are those chosen in it.
    if not named and "集群" not in without:
        return frozenset()
    text.cut(*year.span())
    while text.take(_BATCH):
        pass
    return frozenset([int(year[1])])


def _take_order(text: _Text) -> Order | None:
    first = text.take(_FIRST)
    number = 0
    if first:
        number = int(first[1]) if first[1].isdigit() else _NUMERALS[first[1]]
    # The metric of 企业最多 would be lost with the order.
    if firms := _FIRMS_MOST.search(text.left):
        text.left = f"{text.left[: firms.start()]}企业数{text.left[firms.end() :]}"
    if text.take(_LOWEST):
        return Order(False, number)
    if text.take(_HIGHEST) or first:
        return Order(True, number)
    return None


def _take_figure(text: _Text, bounds: Sequence[Quantity], order: Order | None) -> FigureCondition:
    metric = text.take(_METRIC)
    year = text.take(_YEAR)
    kind = text.take(_KIND)
    # The largest without a metric is that with the highest output.
    named = _METRICS[metric[0]] if metric else ("产值" if order and not bounds else None)
    # What is the case is sorted, unless a year was named, in which it may be the aim.
    wanted: FigureKind | None = "actual" if order and not year else None
    wanted = _KINDS[kind[0]] if kind else wanted
    return FigureCondition(
        named, int(year[1]) if year else None, wanted, bounds, own=bool(bounds or order)
    )


def _within(figure: Figure, bound: Quantity) -> bool:
    """Tell whether a figure is certainly within a bound: >5000 is, for 突破5000."""
    from jiqun.text.units import base_unit, in_base_unit

    assert bound.value is not None
    if figure.unit_base != base_unit(bound.unit) or figure.op in ("tier", "near", "about"):
        return False
    limit = in_base_unit(bound.value, bound.unit)
    value = figure.value_base
    match bound.op:
        case "gt":
            return value > limit or (value == limit and figure.op == "gt")
        case "ge":
            return value >= limit and figure.op in ("eq", "gt", "ge")
        case "lt":
            return value < limit or (value == limit and figure.op == "lt")
        case _:
            return value <= limit and figure.op in ("eq", "lt", "le")
