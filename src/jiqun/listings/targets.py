"""Targets beside outcomes: a row for each target, and which of them leads its cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiqun.analysis.progress import Standing
from jiqun.kinds import figure as figures
from jiqun.kinds.base import cited
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, Field
from jiqun.schema.rules import Json
from jiqun.text.phrases import UNSTATED
from jiqun.views.drawings import Bar
from jiqun.views.rows import REFERENCE, Rows, item_of, reference_field, text_of, value_of
from jiqun.vocabulary import STATUSES, Op

_FIGURE = figures.FACT.fields
_SIGNS: dict[Op, str] = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤", "about": "≈", "near": "≈"}


def percent(standing: Standing) -> str:
    """Return how far a target has come, bounded as the outcome is: ``≥80%``."""
    sign = _SIGNS.get(standing.progress_op, "") if standing.progress_op else ""
    return f"{sign}{standing.progress:.0f}%"


def progress_cell(standing: Standing) -> str | None:
    """Return how far a target has come, if that can be told."""
    return None if standing.progress is None else percent(standing)


def status_cell(standing: Standing) -> str:
    """Return how a target stands, and if it cannot be compared, why."""
    word = STATUSES[standing.status]
    return f"{word}：{standing.why_not}" if standing.status == "not_comparable" else word


def actual_cell(standing: Standing) -> str | None:
    """Return the outcome beside a target."""
    return figures.figure_cell(standing.actual) if standing.actual else None


# The keys of the target's figure that can be columns.
_COLUMNS = frozenset(
    ("metric", "label", "op", "value", "unit", "text", "year", "source", "evidence")
)


def _of_target(key: str, field: Field) -> Field:
    """Return the field of a target's figure."""
    return field._replace(
        value=lambda base, one: value_of(base, key, field, one.target),
        text=lambda base, one: text_of(base, key, field, one.target),
        column=key in _COLUMNS,
        number=field.is_number,
        after="",
    )


_TARGET = {key: _of_target(key, field) for key, field in _FIGURE.items() if key != "kind"}
_TARGET["text"] = _TARGET["text"]._replace(title="数字")
_TARGET["scope"] = _TARGET["scope"]._replace(
    text=lambda base, one: figures.scope_mark(one.target) or "集群", column=True
)


def _actual(base: KnowledgeBase, one: Standing) -> Json:
    return one.actual and item_of(base, _FIGURE, one.actual)


def _actual_source(base: KnowledgeBase, one: Standing) -> str | None:
    return base.source(one.actual.source).title if one.actual else None


def _cites(base: KnowledgeBase, one: Standing) -> Iterator[str]:
    yield from cited(one.target)
    if one.actual:
        yield from cited(one.actual)


ROWS = Rows(
    "集群的目标与实绩",
    {
        "cluster_id": Field("短名", value=lambda base, one: one.cluster.id),
        "cluster": Field(
            "集群",
            value=lambda base, one: one.cluster.name,
            text=lambda base, one: one.cluster.marked_name,
            priority=NAME,
        ),
        "mark": Field("标记", value=lambda base, one: one.cluster.mark or None, column=False),
        "target": Field(
            "目标",
            value=lambda base, one: figures.figure_cell(one.target),
            priority=PROSE,
            item=False,
        ),
        **_TARGET,
        "actual": Field(
            "最近的实绩", value=_actual, text=lambda base, one: actual_cell(one), priority=PROSE
        ),
        "actual_source": Field("实绩来源", value=_actual_source, priority=PROSE, item=False),
        "comparable": Field("可比"),
        "why_not": Field("为何不可比", priority=PROSE),
        "progress": Field("进度", text=lambda base, one: progress_cell(one), number=True),
        "progress_op": Field("进度界限", column=False),
        "status": Field("状态", text=lambda base, one: status_cell(one), priority=PROSE),
        REFERENCE: reference_field(_cites),
    },
    ("cluster", "target", "actual", "progress", "status"),
    id="cluster_id",
    reference=REFERENCE,
)


def leading(standings: Sequence[Standing]) -> list[Standing]:
    """Return one target for each cluster, those that are comparable with an outcome first."""
    ordered = sorted(
        standings, key=lambda one: (not one.comparable, *figures.leading_order(one.target))
    )
    first: dict[str, Standing] = {}
    for one in ordered:
        first.setdefault(one.cluster.id, one)
    return list(first.values())


def bars(standings: Sequence[Standing]) -> list[Bar]:
    """Return targets as bars. Only what is comparable has one; the others are told in words."""
    return [
        Bar(
            one.cluster.marked_name,
            one.progress,
            progress_cell(one) or "",
            (
                ("目标", figures.figure_cell(one.target)),
                ("实绩", actual_cell(one) or UNSTATED),
                ("状态", status_cell(one)),
            ),
        )
        for one in standings
    ]


def targets_text(standings: Sequence[Standing]) -> str:
    """Return how many targets there are, how many are comparable, and how many are met."""
    comparable = [one for one in standings if one.comparable]
    met = sum(one.status == "met" for one in comparable)
    return (
        f"共 {len(standings)} 个目标，涉及 {len({one.cluster.id for one in standings})} 个集群；"
        f"{len(comparable)} 个可与实绩比较，其中 {met} 个已达到；"
        "〔 〕是口径，无此标记的才是集群自己的"
    )


def chart_text(shown: Sequence[Standing], standings: Sequence[Standing]) -> str:
    """Return which targets are drawn, and how the chart is to be read."""
    return (
        f"{len(shown)} 个集群，每个取一个目标：可比的优先，再取集群自己的；"
        f"全部 {len(standings)} 个目标见不加 --chart 的表\n"
        "| 是目标，横条是可比的实绩；虚线是没有可比的实绩"
    )
