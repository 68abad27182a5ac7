"""The tables of facts: what hangs on an entity and cites a source. Facts are numbered.

The numbers follow the order of the base, so they change from one version of it to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from jiqun.analysis.progress import STATUSES, standings
from jiqun.exporting.describing import (
    Cell,
    Entry,
    Read,
    Table,
    attribute,
    facts,
    may,
    must,
    own_id,
    owner,
    reference,
)
from jiqun.exporting.entity_tables import (
    DAY,
    EVIDENCE,
    INDICATORS,
    KIND,
    METRIC,
    NAME,
    NOTE,
    OP,
    OPS,
    PERIOD,
    SCOPE,
    SOURCE,
    TEXT,
    YEAR,
)
from jiqun.knowledge import TABLES, KnowledgeBase
from jiqun.model import Cluster, Organisation
from jiqun.wording import GAP_FIELDS, INDUSTRIES, MEASURE_TYPES, STATES

_NUMBER = must("id", "编号", own_id, type="integer", description="随数据版本而变")
_OF_CLUSTER = owner("cluster", required=True)


class Alias(NamedTuple):
    """Another name of an entity."""

    owner: str
    alias: str


_NAMED = ("cluster", "city", "province", "region", "domain", "policy")


def _aliases(base: KnowledgeBase, kind: str, entity: Any) -> Iterator[Alias]:
    for alias in entity.aliases if kind in _NAMED else ():
        yield Alias(f"{TABLES[kind]}/{entity.id}", alias)


ALIASES = Table(
    "aliases",
    "别名",
    facts(_aliases),
    (_NUMBER, *map(owner, _NAMED), must("alias", "别名")),
    one_of=[f"{kind}_id" for kind in _NAMED],
)


def _is_own(base: KnowledgeBase, entry: Entry) -> Cell:
    return bool(entry.record.scope == entry.record.industry == "cluster")


FIGURES = Table(
    "figures",
    "数字",
    facts(KnowledgeBase.figures),
    (
        _NUMBER,
        _OF_CLUSTER,
        KIND,
        METRIC,
        may("label", "究竟量的是什么"),
        OP,
        must("value", "数", type="number"),
        must("unit", "单位"),
        TEXT._replace(required=True),
        YEAR,
        *PERIOD,
        SCOPE,
        must("industry", "产业口径", words=INDUSTRIES),
        must(
            "of_cluster",
            "集群自己的",
            _is_own,
            type="boolean",
            description="地域与产业口径都是集群；其余的数字不当作集群的数字",
        ),
        may("scope_note", "口径说明"),
        may("growth_op", "同比界限", attribute("growth.op"), words=OPS),
        may("growth_value", "同比（%）", attribute("growth.value"), type="number"),
        SOURCE,
        EVIDENCE._replace(required=True),
        NOTE,
    ),
)


def _standings(base: KnowledgeBase, kind: str, entity: Any) -> Iterable[Any]:
    return standings(base, entity) if isinstance(entity, Cluster) else ()


def _figure(which: str) -> Read:
    """Return what reads the number of a figure that a standing has."""

    def number(base: KnowledgeBase, entry: Entry) -> Cell:
        # By identity: a cluster may have two figures that are equal.
        numbers = base.once(
            "exporting.figures", lambda: {id(one.record): one.id for one in FIGURES.entries(base)}
        )
        return numbers.get(id(getattr(entry.record, which)))

    return number


_FIGURE: dict[str, Any] = {"type": "integer", "references": "figures.id"}
STANDINGS = Table(
    "standings",
    "目标与最近的实绩",
    facts(_standings),
    (
        must("target_figure_id", "目标", _figure("target"), **_FIGURE),
        may("actual_figure_id", "最近的实绩", _figure("actual"), **_FIGURE),
        must("comparable", "可比", type="boolean"),
        may("why_not", "为何不可比"),
        may("progress", "进度（%）", type="number"),
        may("progress_op", "进度界限", words=OPS),
        must("status", "情况", words=STATUSES),
    ),
    key=("target_figure_id",),
)
MEASURES = Table(
    "measures",
    "举措",
    facts(KnowledgeBase.measures),
    (
        _NUMBER,
        owner("cluster"),
        owner("policy"),
        must("type", "类别", words={type_: type_ for type_ in MEASURE_TYPES}),
        must("gist", "要点"),
        *PERIOD,
        SOURCE,
    ),
    one_of=("cluster_id", "policy_id"),
)
FIRMS = Table(
    "firms",
    "企业",
    facts(KnowledgeBase.firms),
    (_NUMBER, _OF_CLUSTER, NAME, must("role", "角色"), SCOPE, SOURCE, EVIDENCE, NOTE),
)


def _organisations(base: KnowledgeBase, kind: str, entity: Any) -> Iterator[Organisation]:
    if isinstance(entity, Cluster) and (body := base.organisation(entity)):
        yield body


ORGANISATIONS = Table(
    "organisations",
    "促进机构",
    facts(_organisations),
    (_OF_CLUSTER, NAME, SOURCE, EVIDENCE),
    key=("cluster_id",),
)
_NOTED = ("cluster", "region", "domain", "batch", "policy")
NOTES = Table(
    "notes",
    "注",
    facts(KnowledgeBase.notes),
    (
        _NUMBER,
        *map(owner, _NOTED),
        must("text", "内容"),
        may("speaker", "谁说的"),
        may("role", "说话人的身份"),
        reference("source", required=False),
    ),
    one_of=[f"{kind}_id" for kind in _NOTED],
)
GAPS = Table(
    "gaps",
    "空白",
    facts(KnowledgeBase.gaps),
    (
        _NUMBER,
        _OF_CLUSTER,
        must("field", "哪一项", words=GAP_FIELDS, open=True),
        must("state", "情况", words=STATES),
        may("looked", "何时查的", pattern=DAY),
        NOTE,
    ),
)
_COUNTED = {"clusters": "集群", "provinces": "省份", "cities": "城市"}


def _checks(base: KnowledgeBase) -> Iterator[Entry]:
    for indicator in base.indicators:
        if indicator.check:
            yield Entry(indicator.id, indicator.check)


def _count(base: KnowledgeBase, entry: Entry) -> Cell:
    from jiqun.checking.totals import count

    return count(base, entry.record)


_OF_INDICATOR = must("indicator_id", INDICATORS.title, own_id, references="indicators.id")
INDICATOR_CHECKS = Table(
    "indicator_checks",
    "指标在本库里的复算",
    _checks,
    (
        _OF_INDICATOR,
        must("counted", "数什么", words=_COUNTED),
        must("base_count", "本库数得", _count, type="integer"),
    ),
    key=("indicator_id",),
)
