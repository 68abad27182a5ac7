"""What facts rest on: sources as such, and whether they can bear what is said on them."""

import re
from collections.abc import Iterator

from jiqun.answers import Severity
from jiqun.checking.problems import Marks, Problem
from jiqun.errors import Mark
from jiqun.kinds.cluster import Cluster
from jiqun.kinds.figure import Figure
from jiqun.kinds.firm import Firm
from jiqun.kinds.indicator import Indicator
from jiqun.kinds.source import Source
from jiqun.knowledge import KnowledgeBase
from jiqun.text.normalize import fold
from jiqun.text.phrases import number_text

_HOST = re.compile(r"\.(?:cn|com|org|net|gov)\b", re.IGNORECASE)
# What the name of an office, association or paper has, and that of a place has not.
_OFFICE = re.compile("[府厅局委办部会院社网报]|中央|中心|小组|集团|公司|协会|联盟|大学|管理")
_NUMBER = re.compile(r"[〔\[（(]\d{4}[〕\]）)]\d*号?|文号")
# Metrics of a whole year, which nobody knows before it ends.
_YEARLY = frozenset({"产值", "营业收入", "增加值", "产量", "利润", "出口", "投资", "占比"})
_LEADING = re.compile("龙头|链主|骨干|领军|头部|leading|lead", re.IGNORECASE)


def check_sources(base: KnowledgeBase, marks: Marks) -> Iterator[Problem]:
    """Yield what is wrong with sources, and with facts that their sources cannot bear."""
    for source in base.sources:
        mark = marks[f"sources/{source.id}"]
        for severity, problem in _source(base, source):
            yield Problem(severity, mark, problem)
    for cluster in base.clusters:
        for severity, problem in _confidence(base, cluster):
            yield Problem(severity, marks[f"clusters/{cluster.id}"], problem)
        for at, firm in enumerate(base.firms(cluster)):
            for severity, problem in _firm(firm):
                yield Problem(severity, marks[f"clusters/{cluster.id}/firms/{at}"], problem)
    for indicator in base.indicators:
        for severity, problem in _borne(base, indicator):
            yield Problem(severity, marks[f"indicators/{indicator.id}"], problem)
    for policy in base.policies:
        mark = marks[f"policies/{policy.id}"]
        if not _OFFICE.search(policy.issuer):
            yield Problem("warning", mark, f"发文单位“{policy.issuer}”是地方，不是机关")
        if _copied_only([base.source(id_) for id_ in policy.sources]):
            yield Problem("warning", mark, "政策只有聚合来源")
    yield from _figures(base, marks)
    yield from _dates(base, marks)


def _source(base: KnowledgeBase, source: Source) -> Iterator[tuple[Severity, str]]:
    if not any(True for _ in base.cited_by(source)):
        yield "warning", f"来源 {source.id} 没有用到"
    if source.quality == "aggregator" and source.url:
        yield "error", "聚合来源不给网址，只有原发单位或官方网站才给"
    if source.date and source.date > base.meta.updated:
        yield "error", _late(base, source.date)
    if source.accessed > base.meta.updated[: len(source.accessed)]:
        yield "error", f"查阅日期 {source.accessed} 晚于数据更新日期"
    if source.quality != "aggregator" and _HOST.search(source.publisher):
        yield "warning", f"原发单位“{source.publisher}”是网址，不是单位"
    traced = source.url or _NUMBER.search(f"{source.title}{source.note or ''}")
    if source.quality == "official" and source.seen_on == "repost" and not traced:
        yield "warning", "官方来源只见于转载：要有官方网址，或在备注里写文号"


def _confidence(base: KnowledgeBase, cluster: Cluster) -> Iterator[tuple[Severity, str]]:
    sources = [base.source(id_) for id_ in cluster.sources]
    if cluster.confidence != "verified" or any(one.quality == "official" for one in sources):
        return
    if len({one.publisher for one in sources}) < 2:
        yield "error", "可信程度 verified 要有一个官方来源，或两个不同单位的来源"
    elif _copied_only(sources):
        yield "warning", "可信程度 verified，可是只有聚合来源"


def _firm(firm: Firm) -> Iterator[tuple[Severity, str]]:
    if firm.evidence is None:
        yield "warning", f"企业“{firm.name}”没有原词"
        return
    said = fold(firm.evidence)
    if not any(fold(name) in said for name in (firm.name, *firm.aliases)):
        yield "error", f"原词“{firm.evidence}”里没有“{firm.name}”，也没有它的别名"
    # A note tells what words in another language, or around these, call it.
    if firm.role == "龙头企业" and not _LEADING.search(f"{firm.evidence}{firm.note or ''}"):
        yield "warning", f"原词“{firm.evidence}”没有说“{firm.name}”是龙头"


def _borne(base: KnowledgeBase, one: Figure | Indicator) -> Iterator[tuple[Severity, str]]:
    """Yield how a number's sources fail to bear it."""
    source = base.source(one.source)
    for id_ in one.confirmed_by:
        confirming = base.source(id_)
        if id_ != one.source and confirming.publisher == source.publisher:
            yield "error", f"印证 {id_} 与来源同出“{source.publisher}”，不算第二个来源"
        elif confirming.quality == "official" and source.quality != "official":
            yield "warning", f"官方来源 {id_} 只作印证，应与 {one.source} 对调"
    if one.kind == "target" and _copied_only([source, *map(base.source, one.confirmed_by)]):
        yield "warning", "目标只有聚合来源"
    known = source.date or ""
    if (
        one.kind == "actual"
        and one.metric in _YEARLY
        and f"{one.year}-" <= known < f"{one.year}-12"
    ):
        yield "warning", f"来源发表于 {known}，不会知道 {one.year} 年全年的数"


def _figures(base: KnowledgeBase, marks: Marks) -> Iterator[Problem]:
    first: dict[tuple[object, ...], tuple[Cluster, Mark]] = {}
    for cluster in base.clusters:
        for at, figure in enumerate(base.figures(cluster)):
            mark = marks[f"clusters/{cluster.id}/figures/{at}"]
            for severity, problem in _borne(base, figure):
                yield Problem(severity, mark, problem)
            key = (figure.source, figure.evidence, figure.value, figure.unit)
            other, place = first.setdefault(key, (cluster, mark))
            if other is not cluster and figure.of_cluster:
                said = f"{number_text(figure.value)}{figure.unit}"
                text = f"{said}与第 {place.line} 行 {other.name} 的是同一个数，不会是两个集群自己的"
                yield Problem("warning", mark, text)


def _copied_only(sources: list[Source]) -> bool:
    return bool(sources) and all(one.quality == "aggregator" for one in sources)


def _dates(base: KnowledgeBase, marks: Marks) -> Iterator[Problem]:
    for kind in ("policy", "batch"):
        for entry in base.all(kind):
            for date in (getattr(entry, "date", None), getattr(entry, "published", None)):
                if date and date > base.meta.updated:
                    mark = marks[f"{base.kind_of(entry).table}/{entry.id}"]
                    yield Problem("error", mark, _late(base, date))


def _late(base: KnowledgeBase, date: str) -> str:
    return f"日期 {date} 晚于数据更新日期"
