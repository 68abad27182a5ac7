"""Targets beside outcomes: a row for each target, and which of them leads its cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from jiqun.analysis.progress import Standing, looked
from jiqun.answers import REASONS, STATUSES, VERDICTS
from jiqun.kinds import figure as figures
from jiqun.kinds.base import cited
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, Field
from jiqun.schema.rules import Json
from jiqun.text.phrases import UNSTATED, pasteable
from jiqun.views.drawings import Bar
from jiqun.views.rows import REFERENCE, Rows, item_of, reference_field, text_of, value_of
from jiqun.vocabulary import Op

_FIGURE = figures.FACT.fields
# How the figures of a table of targets are to be read.
READING = "〔 〕是口径，无此标记的才是集群自己的"
# So many targets that were decided are named above the rows.
_MOST_NAMED = 8
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


def _words(figure: figures.Figure) -> str:
    return f"{figures.figure_cell(figure)}“{figure.evidence}”"


def _untold(base: KnowledgeBase, standing: Standing) -> bool:
    return standing.verdict(base) == "cannot_tell"


def verdict_cell(base: KnowledgeBase, standing: Standing) -> str | None:
    """Return what became of a target that has a year; why nobody can tell, and as of when."""
    verdict = standing.verdict(base)
    if verdict is None:
        return None
    word = VERDICTS[verdict]
    if verdict == "kept" and standing.actual and standing.actual.ends < standing.due:
        return f"{word}：{standing.actual.ends} 年已达到"
    if not _untold(base, standing) or standing.reason is None:
        return word
    return f"{word}：{REASONS[standing.reason]}（查至 {looked(base, standing)}）"


# The keys of the target's figure that can be columns.
_COLUMNS = frozenset(
    ("metric", "label", "op", "value", "unit", "text", "year", "scope_note", "source", "evidence")
)


def _of_target(key: str, field: Field) -> Field:
    """Return the field of a target's figure."""
    sort = field.sort
    return field._replace(
        value=lambda base, one: value_of(base, key, field, one.target),
        text=lambda base, one: text_of(base, key, field, one.target),
        column=key in _COLUMNS,
        number=field.is_number,
        sort=(lambda base, one: sort(base, one.target)) if sort else None,
        after="",
    )


_TARGET = {
    key: _of_target(key, field) for key, field in _FIGURE.items() if key not in ("kind", "status")
}
_TARGET["text"] = _TARGET["text"]._replace(title="数字")
_TARGET["scope"] = _TARGET["scope"]._replace(
    text=lambda base, one: figures.mark_of(one.target) or "集群", column=True
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
            named=True,
        ),
        "mark": Field("标记", value=lambda base, one: one.cluster.mark or None, column=False),
        "target": Field(
            "目标",
            value=lambda base, one: figures.figure_cell(one.target),
            priority=PROSE,
            sort=lambda base, one: one.target.value_base,
            item=False,
        ),
        "target_words": Field(
            "目标与原词", value=lambda base, one: _words(one.target), priority=PROSE, item=False
        ),
        **_TARGET,
        "actual": Field(
            "最近的实绩",
            value=_actual,
            text=lambda base, one: actual_cell(one),
            priority=PROSE,
            sort=lambda base, one: one.actual and one.actual.value_base,
        ),
        "actual_words": Field(
            "最近的实绩与原词",
            value=lambda base, one: one.actual and _words(one.actual),
            priority=PROSE,
            item=False,
        ),
        "actual_source": Field("实绩来源", value=_actual_source, priority=PROSE, item=False),
        "comparable": Field("可比"),
        "why_not": Field("为何不可比", priority=PROSE),
        "progress": Field("进度", text=lambda base, one: progress_cell(one), number=True),
        "progress_op": Field("进度界限", column=False),
        "status": Field("状态", text=lambda base, one: status_cell(one), priority=PROSE),
        "verdict": Field(
            "结论",
            value=lambda base, one: one.verdict(base),
            text=lambda base, one: verdict_cell(base, one),
            priority=PROSE,
        ),
        "reason": Field(
            "为何无法判断",
            value=lambda base, one: one.reason if _untold(base, one) else None,
            text=lambda base, one: (
                REASONS[one.reason] if one.reason and _untold(base, one) else None
            ),
            column=False,
        ),
        "looked": Field(
            "查到何时",
            value=lambda base, one: looked(base, one) if _untold(base, one) else None,
            column=False,
        ),
        REFERENCE: reference_field(_cites),
    },
    ("cluster", "target", "actual", "progress", "status"),
    id="cluster_id",
    reference=REFERENCE,
    owners=lambda base, one: [base.kind_of(one.cluster).path(one.cluster)],
)

LEDGER = ROWS._replace(
    title="到期目标的结论", default=("cluster", "target_words", "actual_words", "verdict")
)


def leading(standings: Sequence[Standing]) -> list[Standing]:
    """Return one target for each cluster: current ones, then comparable ones, come first."""
    ordered = sorted(
        standings,
        key=lambda one: (
            *(one.target.status != "current", not one.comparable, not one.target.of_cluster),
            *(one.target.industry != "cluster", "元" not in one.target.unit),
        ),
    )
    first: dict[str, Standing] = {}
    for one in ordered:
        first.setdefault(one.cluster.id, one)
    return list(first.values())


def bars(standings: Sequence[Standing]) -> list[Bar]:
    """Return targets as bars. Only what is comparable has one; the others are told in words."""
    return [
        Bar(
            pasteable(one.cluster.marked_name) + _wider(one.target),
            one.progress,
            progress_cell(one) or "",
            (
                ("目标", figures.figure_cell(one.target)),
                ("实绩", actual_cell(one) or UNSTATED),
                ("状态", status_cell(one)),
            ),
            not one.target.of_cluster,
        )
        for one in standings
    ]


def _wider(target: figures.Figure) -> str:
    """Return what a target is of, where that is not the cluster."""
    if target.of_cluster:
        return ""
    return f" {figures.mark_of(target)}{figures.subject_of(target)}"


def targets_text(standings: Sequence[Standing]) -> str:
    """Return how many targets there are, how many are comparable, and how many are met."""
    comparable = [one for one in standings if one.comparable]
    met = sum(one.status == "met" for one in comparable)
    return (
        f"共 {len(standings)} 个目标，涉及 {len({one.cluster.id for one in standings})} 个集群；"
        f"{len(comparable)} 个可与实绩比较，其中 {met} 个已达到；{READING}"
    )


def ledger_text(base: KnowledgeBase, standings: Sequence[Standing]) -> str:
    """Return how many targets have each verdict, and why the others have none, by scope.

    What was decided is named.
    """
    lines = [f"共 {len(standings)} 个到期目标，数据更新于 {base.meta.updated}"]
    for title, own in (("集群自己的", True), ("更宽口径的", False)):
        ones = [one for one in standings if one.target.of_cluster == own]
        verdicts = Counter(one.verdict(base) for one in ones)
        reasons = Counter(one.reason for one in ones if _untold(base, one) and one.reason)
        told = "，".join(f"{word} {verdicts[verdict]}" for verdict, word in VERDICTS.items())
        why = "，".join(f"{REASONS[reason]} {count}" for reason, count in reasons.most_common())
        lines.append(f"{title} {len(ones)} 个：{told}" + (f"（{why}）" if why else ""))
    for verdict in ("kept", "not_kept"):
        names = [
            f"{one.cluster.short}{figures.mark_of(one.target)}"
            for one in standings
            if one.verdict(base) == verdict
        ]
        if names:
            more = f"等 {len(names)} 个" if len(names) > _MOST_NAMED else ""
            lines.append(f"{VERDICTS[verdict]}的：{'、'.join(names[:_MOST_NAMED])}{more}")
    return "\n".join(lines)


def chart_text(shown: Sequence[Standing], standings: Sequence[Standing]) -> str:
    """Return which targets are drawn, and how the chart is to be read."""
    return (
        f"{len(shown)} 个集群，每个取一个目标：可比的优先，再取集群自己的；"
        f"全部 {len(standings)} 个目标见不加 --chart 的表\n"
        "| 是目标，█ 是集群自己的实绩，/ 是更宽口径的，不是集群的进度；"
        "虚线是没有可比的实绩"
    )
