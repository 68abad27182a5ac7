"""Figures and sources: units, years, scopes, duplicates, and evidence that holds its figure."""

import re
from collections.abc import Iterator

from jiqun.checking.problems import Marks, Problem
from jiqun.errors import Mark
from jiqun.kinds.figure import Figure
from jiqun.knowledge import KnowledgeBase
from jiqun.text.phrases import number_text
from jiqun.vocabulary import Severity

UNITS = frozenset(
    {
        *("元", "万元", "亿元", "万亿元", "亿美元", "万美元", "%", "个百分点"),
        *("家", "万家", "户", "个", "条", "项", "件", "套", "台", "万台", "亿台", "辆", "万辆"),
        *("吨", "万吨", "亿吨", "万载重吨", "亿平方米", "万平方米", "亿米", "人", "万人", "座"),
        *(
            "GW",
            "GWh",
            "MW",
            "万千瓦",
            "亿块",
            "亿颗",
            "款",
            "万片",
            "架",
            "艘",
            "种",
            "类",
            "级",
            "轮",
        ),
        *("P", "EFLOPS", "倍", "亿剂", "万部", "亿部", "万头", "亿只", "万套", "亿件", "次", "位"),
    }
)
_EARLIEST = 1990
# What the words of a source say of a bound, and the operators that say the same.
_BOUNDS = (
    (
        re.compile("突破|超过|超(?!高清|硬|级|大|算|市)|逾|大于|more than|over|surpass"),
        {"gt", "ge"},
    ),
    (re.compile(r"(?<!规模|限额)以上(?!工业|企业|规模)|不低于|不少于|至少"), {"ge", "gt"}),
    (re.compile(r"\d多|余[家个亿万]|多[家个亿万]"), {"gt", "ge"}),
    (re.compile(r"约\d|\d\S{0,3}左右|about"), {"about"}),
    (re.compile(r"近\d|接近\d|近[一二三四五六七八九十百千万]"), {"near", "lt"}),
)
_HAN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_DIGITS = "".join(_HAN)
_WORDS = {
    "百亿": 100.0, "千亿": 1000.0, "万亿": 10000.0, "一半": 50.0, "过半": 50.0, "半数": 50.0,
    "上千": 1000.0, "上万": 10000.0, "万家": 10000.0, "千家": 1000.0, "百家": 100.0,
}  # fmt: skip
# A thousand million is 10亿.
_ENGLISH = {"trillion": 10000.0, "billion": 10.0, "million": 0.01}
# A figure may be stored in a unit a power of ten away from the printed one, and rounded there.
_SCALES = (1.0, 10000.0, 0.0001)
_TOLERANCE = 0.006


def check_facts(base: KnowledgeBase, marks: Marks) -> Iterator[Problem]:
    """Yield what is wrong with figures and sources."""
    for cluster in base.clusters:
        seen: dict[tuple[object, ...], int] = {}
        for at, figure in enumerate(base.figures(cluster)):
            mark = marks[f"clusters/{cluster.id}/figures/{at}"]
            for severity, problem in _figure(base, figure):
                yield Problem(severity, mark, problem)
            key = _key(figure)
            if key in seen:
                first = marks[f"clusters/{cluster.id}/figures/{seen[key]}"]
                yield Problem("error", mark, f"与第 {first.line} 行的数字重复")
            seen.setdefault(key, at)
    for indicator in base.indicators:
        mark = marks[f"indicators/{indicator.id}"]
        if indicator.value is None and not indicator.members:
            yield Problem("error", mark, "指标要有 value 或 members")
        if indicator.value is not None and indicator.unit not in UNITS:
            yield Problem("error", mark, f"单位“{indicator.unit}”不在单位表里")
    yield from _sources(base, marks)


def _key(figure: Figure) -> tuple[object, ...]:
    return (
        *(figure.kind, figure.metric, figure.label, figure.op, figure.value, figure.unit),
        *(figure.year, figure.period, figure.scope, figure.scope_note, figure.source),
        figure.evidence,
    )


def _figure(base: KnowledgeBase, figure: Figure) -> Iterator[tuple[Severity, str]]:
    if figure.unit not in UNITS:
        yield "error", f"单位“{figure.unit}”不在单位表里"
    if not figure.of_cluster and not figure.scope_note:
        yield "error", "不是集群自己的数字，要用 scope_note 写明是什么的"
    if figure.unit == "%" and figure.metric == "占比" and not 0 <= figure.value <= 100:
        yield "error", f"占比 {number_text(figure.value)}% 不在 0 到 100 之间"
    if figure.source in figure.confirmed_by:
        yield "error", "confirmed_by 里是它自己的来源"
    yield from _times(base, figure)
    yield from _words(figure)


def _times(base: KnowledgeBase, figure: Figure) -> Iterator[tuple[Severity, str]]:
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


def _words(figure: Figure) -> Iterator[tuple[Severity, str]]:
    if not holds(figure.evidence, figure.value, figure.unit):
        said = f"原词“{figure.evidence}”里没有 {number_text(figure.value)}{figure.unit}"
        # A figure converted from a foreign text cannot be in its words; its note says so.
        yield ("warning" if figure.note else "error"), said
    elif figure.op == "eq":
        for pattern, ops in _BOUNDS:
            if pattern.search(figure.evidence):
                problem = f"原词“{figure.evidence}”有界限，op 应是 {'、'.join(sorted(ops))}"
                yield ("warning" if figure.note else "error"), problem
                return


def holds(evidence: str, value: float, unit: str) -> bool:
    """Tell whether the words of a source hold a value, in digits or in words.

    >>> holds("规上企业2.5万家", 25000, "家"), holds("产值突破万亿元", 10000, "亿元")
    (True, True)
    """
    text = evidence.replace(",", "").lower()
    return any(
        abs(number * scale - value) <= _TOLERANCE * max(1.0, abs(value))
        for number in _numbers(text)
        for scale in _SCALES
    )


def _numbers(text: str) -> Iterator[float]:
    """Yield the numbers that a text may mean: digits, 三成, 五分之一, 1/4, 万亿, 520 billion."""
    for number in re.findall(r"\d+(?:\.\d+)?", text):
        yield float(number)
        if "illion" in text:
            yield from (float(number) * worth for word, worth in _ENGLISH.items() if word in text)
    for high, low in re.findall(rf"([{_DIGITS}])成([{_DIGITS}]?)", text):
        yield 10 * _HAN[high] + _HAN.get(low, 0)
    for bottom, top in re.findall(rf"([{_DIGITS}十])分之([{_DIGITS}])", text):
        yield 100 * _HAN[top] / (10 if bottom == "十" else _HAN[bottom])
    for top, bottom in re.findall(r"(\d+)/([1-9]\d*)", text):
        yield 100 * int(top) / int(bottom)
    yield from (float(_HAN[digit]) for digit in re.findall(f"[{_DIGITS}]", text))
    yield from (number for word, number in _WORDS.items() if word in text)


def _sources(base: KnowledgeBase, marks: Marks) -> Iterator[Problem]:
    for source in base.sources:
        mark = marks[f"sources/{source.id}"]
        if not any(True for _ in base.cited_by(source)):
            yield Problem("warning", mark, f"来源 {source.id} 没有用到")
        if source.quality == "aggregator" and source.url:
            yield Problem("error", mark, "聚合来源不给网址，只有原发单位或官方网站才给")
        if source.date and source.date > base.meta.updated:
            yield Problem("error", mark, f"日期 {source.date} 晚于数据更新日期")
        if source.accessed > base.meta.updated[: len(source.accessed)]:
            yield Problem("error", mark, f"查阅日期 {source.accessed} 晚于数据更新日期")
    for kind in ("policy", "batch"):
        for entity in base.all(kind):
            for date in (getattr(entity, "date", None), getattr(entity, "published", None)):
                if date and date > base.meta.updated:
                    yield _late(marks[f"{base.kind_of(entity).table}/{entity.id}"], date)


def _late(mark: Mark, date: str) -> Problem:
    return Problem("error", mark, f"日期 {date} 晚于数据更新日期")
