"""Figures and indicators: units, times, scopes, duplicates, and words that hold the figure."""

import re
from collections.abc import Iterator

from jiqun.answers import Severity
from jiqun.checking.evidence import bounded, holds
from jiqun.checking.problems import Marks, Problem
from jiqun.kinds.figure import Figure
from jiqun.kinds.indicator import Indicator
from jiqun.knowledge import KnowledgeBase
from jiqun.text.phrases import number_text

_UNITS = """
    元 万元 亿元 万亿元 亿美元 万美元 % 个百分点 家 万家 户 个 条 项 件 亿件 套 万套 台 万台 亿台
    辆 万辆 吨 万吨 亿吨 万载重吨 亿平方米 万平方米 亿米 人 万人 座 位 次 种 类 级 轮 款 倍
    GW GWh MW 万千瓦 P EFLOPS 亿块 亿颗 亿只 亿剂 万片 万部 亿部 万头 架 艘
"""
UNITS = frozenset(_UNITS.split())
_EARLIEST = 1990
# Months of a year that a label or the words of a source name.
_MONTHS = re.compile(r"\d月|季度|半年|前[一二三四五六七八九十]+个?月")
_MONTHS_ALONE = re.compile(r"截至|截止|月底|月末|年底|发布|公布")


def check_facts(base: KnowledgeBase, marks: Marks) -> Iterator[Problem]:
    """Yield what is wrong with figures and indicators."""
    for cluster in base.clusters:
        seen: dict[tuple[object, ...], int] = {}
        slots: dict[tuple[object, ...], int] = {}
        for at, figure in enumerate(base.figures(cluster)):
            mark = marks[f"clusters/{cluster.id}/figures/{at}"]
            for severity, problem in _figure(base, figure):
                yield Problem(severity, mark, problem)
            if figure.supersedes and not any(
                one.evidence == figure.supersedes and one.status == "superseded"
                for one in base.figures(cluster)
            ):
                said = f"没有原词为“{figure.supersedes}”而 status 为 superseded 的数字"
                yield Problem("error", mark, said)
            key = _key(figure)
            if key in seen:
                first = marks[f"clusters/{cluster.id}/figures/{seen[key]}"]
                yield Problem("error", mark, f"与第 {first.line} 行的数字重复")
            seen.setdefault(key, at)
            if not figure.ends or figure.status != "current":
                continue
            other = slots.setdefault(_slot(figure), at)
            rival = base.figures(cluster)[other]
            if _value(figure) != _value(rival) and not (figure.note or rival.note):
                first = marks[f"clusters/{cluster.id}/figures/{other}"]
                said = f"与第 {first.line} 行是同一件事的两个数：用 status 写明哪个现行，或写 note"
                yield Problem("warning", mark, said)
    for indicator in base.indicators:
        mark = marks[f"indicators/{indicator.id}"]
        for severity, problem in _indicator(base, indicator):
            yield Problem(severity, mark, problem)


def _key(figure: Figure) -> tuple[object, ...]:
    return (
        *(figure.kind, figure.metric, figure.label, figure.op, figure.value, figure.unit),
        *(figure.year, figure.period, figure.scope, figure.scope_note, figure.source),
        figure.evidence,
    )


def _slot(figure: Figure) -> tuple[object, ...]:
    """Return what a figure tells of; two current values of it contradict one another."""
    return (
        *(figure.kind, figure.metric, figure.label, figure.year, figure.period),
        *(figure.scope, figure.industry, figure.scope_note),
    )


def _value(figure: Figure) -> tuple[float, str, str]:
    return figure.value_base, figure.unit_base, figure.op


def _figure(base: KnowledgeBase, figure: Figure) -> Iterator[tuple[Severity, str]]:
    if not figure.of_cluster and not figure.scope_note:
        yield "error", "不是集群自己的数字，要用 scope_note 写明是什么的"
    if figure.growth and not figure.ends:
        yield "warning", "有同比却没有年份或时段"
    said = f"{figure.label or ''} {figure.evidence}"
    if not figure.period and _MONTHS.search(said) and not _MONTHS_ALONE.search(said):
        yield "error", f"“{said.strip()}”写着月份，要用 period 记下时段"
    yield from _stated(base, figure)


def _indicator(base: KnowledgeBase, indicator: Indicator) -> Iterator[tuple[Severity, str]]:
    if indicator.value is None:
        if not indicator.members:
            yield "error", "指标要有 value 或 members"
        return
    if indicator.evidence is None:
        if indicator.value == len(indicator.members):
            yield "error", "数是从 members 数出来的，不是来源说的：去掉 value，或补原词"
        else:
            yield "warning", f"{number_text(indicator.value)}{indicator.unit or ''}没有原词"
    yield from _stated(base, indicator)


def _stated(base: KnowledgeBase, one: Figure | Indicator) -> Iterator[tuple[Severity, str]]:
    """Yield what is wrong with a number as such, of a cluster or of the country."""
    if one.unit not in UNITS:
        yield "error", f"单位“{one.unit}”不在单位表里"
    if one.unit == "%" and one.metric == "占比" and not 0 <= (one.value or 0) <= 100:
        yield "error", f"占比 {number_text(one.value or 0)}% 不在 0 到 100 之间"
    if one.source in one.confirmed_by:
        yield "error", "confirmed_by 里是它自己的来源"
    yield from _times(base, one)
    yield from _words(one)


def _times(base: KnowledgeBase, figure: Figure | Indicator) -> Iterator[tuple[Severity, str]]:
    date = base.source(figure.source).date
    published = int(date[:4]) if date else None
    latest = int(base.meta.updated[:4])
    if figure.period and figure.period.start > figure.period.end:
        yield "error", f"起 {figure.period.start} 晚于止 {figure.period.end}"
    if figure.year is None:
        return
    if not _EARLIEST <= figure.year <= latest + 30:
        yield "error", f"年份 {figure.year} 不可信"
    elif figure.kind == "actual" and figure.year > latest:
        yield "error", f"{figure.year} 年还没有实绩"
    elif figure.kind == "actual" and published and figure.year > published:
        yield "error", f"来源发表于 {published} 年，不会知道 {figure.year} 年的实绩"
    elif figure.kind == "target" and published and figure.year < published:
        yield "error", f"来源发表于 {published} 年，晚于目标的 {figure.year} 年"


def _words(one: Figure | Indicator) -> Iterator[tuple[Severity, str]]:
    if one.evidence is None or one.value is None:
        return
    unit = one.unit or ""
    if not holds(one.evidence, one.value, unit):
        yield "error", f"原词“{one.evidence}”里没有 {number_text(one.value)}{unit}"
    elif ops := bounded(one.evidence, one.op):
        # The words may bound another number than this; then a note tells so.
        severity: Severity = "warning" if one.note else "error"
        yield severity, f"原词“{one.evidence}”有界限，op 应是 {ops}"
