"""Figures: numbers that a source states of a cluster, or of something around it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from jiqun.kinds.base import Fact
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import PROSE, Field, may, must, stored_fields
from jiqun.schema.rules import (
    DATE,
    EVIDENCE,
    MONTH,
    SLUG,
    SOURCE,
    SOURCES,
    TEXT,
    YEAR,
    Choice,
    Number,
    Record,
    Ref,
    YearOr,
)
from jiqun.structs import Struct
from jiqun.text.phrases import figure_text, number_text, time_text
from jiqun.vocabulary import (
    FIGURE_KINDS,
    FIGURE_STATUSES,
    INDUSTRIES,
    METRICS,
    OPS,
    SCOPES,
    FigureKind,
    FigureStatus,
    Industry,
    Op,
    Scope,
)

if TYPE_CHECKING:
    from jiqun.kinds.indicator import Indicator


class Period(Struct):
    """A span of time, both ends included, as ``2022-01`` or ``2021``."""

    start: str = must("起", MONTH)
    end: str = must("止", MONTH)


class Growth(Struct):
    """Change on the year before, in per cent."""

    op: Op = must("界限", Choice(OPS), "界限词")
    value: float = must("同比（%）", Number(), "同比，%")


def _op(base: KnowledgeBase, record: "Figure") -> str:
    return record.op


# The fields that figures and indicators share.
KIND = must("类别", Choice(FIGURE_KINDS), "目标、实绩或预计", column=False)
METRIC = must("指标", Choice(METRICS))
OP = must(
    "界限",
    Choice(OPS),
    "界限：突破、超是 gt，以上是 ge，约是 about，近是 near，级是 tier",
    # In a table for programs the operator stands as in YAML.
    text=_op,
)
YEAR_OF = may("年份", YEAR, "整年；来源没写年份就不写", column=False)
PERIOD = may("时段", Record(Period, stored_fields(Period)), "起止，半年不是一年", column=False)
SCOPE = must("口径", Choice(SCOPES), "覆盖的地域")
SOURCE_OF = must("来源", SOURCE, priority=PROSE)
CONFIRMED_BY = may(
    "印证", SOURCES, "另有印证的独立来源", column=False, brief=False, table="confirmations"
)
EVIDENCE_OF = must("原词", EVIDENCE, priority=PROSE, meaning="来源原词")
NOTE = may("备注", TEXT, "读者须知", priority=PROSE, column=False)


class Figure(Struct):
    """A number that a source states of a cluster or of something around it.

    ``value`` is in ``unit`` and bounded by ``op``. ``scope`` is the area it covers, ``industry``
    says whether it is the cluster's own: only a figure with both is a figure of the cluster.
    """

    owner: str
    kind: FigureKind = KIND
    metric: str = METRIC
    label: str | None = may("所指", TEXT, "究竟量的是什么，指标名说不尽时才写", search="prose")
    op: Op = OP
    value: float = must("数值", Number(), "数", sort=lambda base, one: one.value_base)
    unit: str = must("单位", TEXT, "单位，照来源所印")
    year: int | None = YEAR_OF
    period: Period | None = PERIOD
    scope: Scope = SCOPE
    industry: Industry = must("产业口径", Choice(INDUSTRIES), "是否集群自己的产业")
    scope_note: str | None = may("口径说明", TEXT)
    growth: Growth | None = may("同比", Record(Growth, stored_fields(Growth)))
    source: str = SOURCE_OF
    confirmed_by: Sequence[str] = CONFIRMED_BY
    evidence: str = EVIDENCE_OF
    set_by: str | int | None = may(
        "所据", YearOr(Ref("policies", SLUG)), "定下目标的政策，或它的年份", column=False
    )
    status: FigureStatus = may(
        "效力",
        Choice(FIGURE_STATUSES),
        "现行，或已被取代、撤回、更正",
        default="current",
        column=False,
    )
    supersedes: str | None = may("取代", EVIDENCE, "它所取代的、同一集群的数字的原词", column=False)
    recorded: str | None = may("收录", DATE, "自哪一版数据起收录", column=False)
    note: str | None = NOTE

    @property
    def of_cluster(self) -> bool:
        """Whether both area and industry are the cluster's own."""
        return self.scope == "cluster" and self.industry == "cluster"

    @property
    def ends(self) -> int:
        """The year in which the time ends that it is about; 0 where it is not known."""
        return self.year or (int(self.period.end[:4]) if self.period else 0)

    @property
    def value_base(self) -> float:
        """The value in the base unit of its kind: 亿元, 家, 吨."""
        from jiqun.text.units import in_base_unit

        return in_base_unit(self.value, self.unit)

    @property
    def unit_base(self) -> str:
        """The base unit of its kind."""
        from jiqun.text.units import base_unit

        return base_unit(self.unit)


def _published(base: KnowledgeBase, one: Figure) -> str | None:
    """Return when the world could know a figure: the date of its source."""
    return base.source(one.source).date


def _published_by(base: KnowledgeBase, one: Figure) -> str | None:
    """Return the latest possible date of publication, where the source shows none."""
    source = base.source(one.source)
    return None if source.date else source.accessed


def texts_of(figure: "Figure | Indicator") -> Iterator[tuple[str, str]]:
    """Yield how a figure is searched: as printed and, in 亿元, as it is also said.

    10000亿元 is 1万亿元, too.
    """
    if figure.value is not None:
        yield "figure", f"{figure.metric}{figure_text(figure)}"
        if figure.unit == "亿元" and figure.value >= 10000:
            yield "figure", f"{number_text(figure.value / 10000)}万亿元"
        if figure.unit == "万亿元":
            yield "figure", f"{number_text(round(figure.value * 10000, 2))}亿元"
    if figure.evidence:
        yield "figure", figure.evidence


FACT = Fact(
    "figure",
    table="figures",
    title="数字",
    record=Figure,
    derived={
        "text": Field(
            "写法",
            must=True,
            value=lambda base, one: figure_text(one),
            type="string",
            sort=lambda base, one: one.value_base,
            after="unit",
        ),
        "value_base": Field(
            "折合数值",
            value=lambda base, one: one.value_base,
            number=True,
            must=True,
            type="number",
            meaning="折合成 unit_base 的数",
            column=False,
            after="unit",
        ),
        "unit_base": Field(
            "折合单位",
            value=lambda base, one: one.unit_base,
            must=True,
            type="string",
            meaning="同类数字的共同单位",
            column=False,
            after="unit",
        ),
        "published": Field(
            "发布",
            value=_published,
            type="string",
            meaning="来源日期",
            column=False,
            after="source",
        ),
        "published_by": Field(
            "不晚于",
            value=_published_by,
            type="string",
            meaning="来源没有日期时，发布不晚于何时",
            column=False,
            after="source",
        ),
        "of_cluster": Field(
            "集群自己的",
            must=True,
            value=lambda base, one: one.of_cluster,
            type="boolean",
            meaning="地域与产业口径都是集群；其余的数字不当作集群的数字",
            after="industry",
        ),
    },
    exclusive=("year", "period"),
    slot="kind metric label year period scope industry scope_note",
    texts=texts_of,
    cited_as="""
    (SELECT meaning FROM vocabulary
      WHERE table_name = 'figures' AND field = 'kind' AND word = figures.kind)
    || '：' || coalesce(label, metric) || text || coalesce('（' || year || '）', '')
    || CASE WHEN of_cluster THEN '' ELSE '〔' || coalesce(scope_note, '非集群口径') || '〕' END
    """,
)


def mark_of(figure: Figure) -> str:
    """Return what must stand beside a figure of other scope, or not current: ``〔城市〕``."""
    parts = [] if figure.of_cluster else _scope_words(figure)
    if figure.status != "current":
        parts.append(FIGURE_STATUSES[figure.status])
    return f"〔{'·'.join(parts)}〕" if parts else ""


def _scope_words(figure: Figure) -> list[str]:
    area = [SCOPES[figure.scope]] if figure.scope != "cluster" else []
    industry = [INDUSTRIES[figure.industry]] if figure.industry != "cluster" else []
    return [*area, *industry]


# What a figure covers where no words tell it.
_AREAS: dict[Scope, str] = {
    "cluster": "", "city": "全市", "province": "全省", "park": "园区", "nation": "全国"
}  # fmt: skip


def subject_of(figure: Figure) -> str:
    """Return what a figure is of in words; of the cluster itself nothing need be said."""
    return "" if figure.of_cluster else figure.scope_note or _AREAS[figure.scope]


def figure_cell(figure: Figure) -> str:
    """Return a figure in one cell: scope and subject if not the cluster's, metric, value, time.

    As ``〔城市〕青岛全市轨道交通装备产业链：产业链产值 >1500亿元（2025）``.
    """
    when = time_text(figure.year, figure.period)
    name = figure.label or figure.metric
    subject = subject_of(figure)
    about = f"{mark_of(figure)}{subject}{'：' if subject else ''}"
    return f"{about}{name} {figure_text(figure)}（{when}）"


def figures_cell(figures: Iterable[Figure]) -> str | None:
    """Return figures in one cell: the cluster's own, or else the wider ones."""
    every = list(figures)
    own = [figure for figure in every if figure.of_cluster]
    return "；".join(map(figure_cell, own or every)) or None
