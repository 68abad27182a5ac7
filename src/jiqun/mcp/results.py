"""What answers are made of: figures, clusters and blanks, told whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from typing_extensions import TypedDict

from jiqun.api import Base
from jiqun.kinds.cluster import Cluster as ClusterRecord
from jiqun.kinds.figure import Figure as FigureRecord
from jiqun.kinds.gap import Gap
from jiqun.kinds.indicator import Indicator, said
from jiqun.kinds.undated import Undated
from jiqun.text.phrases import figure_text, time_text
from jiqun.views.cards import source_line
from jiqun.vocabulary import (
    FIGURE_KINDS,
    FIGURE_STATUSES,
    GAP_FIELDS,
    INDUSTRIES,
    OPS,
    SCOPES,
    SIGNS,
    STATES,
)

# What stands where the base has nothing and does not say why.
UNTOLD = "未载"
# What stands where a remark is our own.
OWN = "本库自己的说明"


class Figure(TypedDict):
    """A figure with all that it takes to state it.

    ``of_cluster`` says whether it is the cluster's own; ``scope`` says in words what it covers.
    """

    of: str
    kind: str
    metric: str
    text: str
    op: str
    bound: str
    value: float | None
    unit: str
    time: str
    of_cluster: bool
    scope: str
    status: str
    growth: str | None
    note: str | None
    evidence: str
    source: str


class Cluster(TypedDict):
    """A cluster in brief, without figures."""

    id: str
    name: str
    domain: str
    batch: int
    place: str
    source: str


class Blank(TypedDict):
    """What is known to be unknown, and until when it was looked for."""

    field: str
    state: str
    looked: str | None
    note: str | None


class Answer(TypedDict):
    """What every answer has: how many items there are, and how to get those that are left.

    ``notes`` say how words were read, where they do not say so plainly.
    """

    data_version: str
    notes: list[str]
    total: int
    truncated: bool
    cursor: str | None


def sources_of(base: Base, entry: Any) -> list[str]:
    """Return by which sources an entry is known; of what has no clusters, that of the lists."""
    kind = base.kind_of(entry)
    cites = entry.sources if kind.name == "cluster" else kind.cites(base, entry)
    return list(cites) or lists(base)


def lists(base: Base) -> list[str]:
    """Return the sources of the newest official list: of what there is, and what there is not."""
    return list(base.batches[-1].sources) if base.batches else []


def told_first(base: Base) -> list[str]:
    """Return what is told of a base of the past before how words were read."""
    if not base.known_on:
        return []
    count = len(base.undated)
    return [f"只按截至 {base.known_on} 已公布的；另有 {count} 项发布日期不明，不在内"]


def source_of(base: Base, ids: Iterable[str]) -> str:
    """Return the first of these sources in one line, with its id."""
    first = next(iter(ids), None)
    return OWN if first is None else f"{first}：{source_line(base, first)}"


def figure_of(base: Base, figure: FigureRecord, owner: str) -> Figure:
    """Tell a figure of a cluster, or of what is around it; ``owner`` is the cluster's name."""
    return {
        "of": owner,
        "kind": FIGURE_KINDS[figure.kind],
        "metric": figure.label or figure.metric,
        "text": said_of(figure),
        "op": figure.op,
        "bound": OPS[figure.op],
        "value": figure.value,
        "unit": figure.unit,
        "time": time_text(figure.year, figure.period),
        "of_cluster": figure.of_cluster,
        "scope": scope_of(figure),
        "status": FIGURE_STATUSES[figure.status],
        "growth": _growth(figure),
        "note": figure.note,
        "evidence": figure.evidence,
        "source": source_of(base, [figure.source]),
    }


def _growth(figure: FigureRecord) -> str | None:
    growth = figure.growth
    return f"同比 {SIGNS[growth.op]}{growth.value:+g}%" if growth else None


def said_of(figure: FigureRecord | Indicator) -> str:
    """Return a figure as a person would write it; its members where it only lists these."""
    text = said(figure) if isinstance(figure, Indicator) else figure_text(figure)
    return text or UNTOLD


def scope_of(figure: FigureRecord) -> str:
    """Return in words what a figure covers, and that it is not the cluster's where it is not."""
    if figure.of_cluster:
        return "集群自己的"
    parts = [SCOPES[figure.scope]] if figure.scope != "cluster" else []
    parts += [INDUSTRIES[figure.industry]] if figure.industry != "cluster" else []
    note = f"，{figure.scope_note}" if figure.scope_note else ""
    return f"不是集群自己的：{'·'.join(parts)}{note}"


def total_of(base: Base, indicator: Indicator) -> Figure:
    """Tell an official total."""
    return {
        "of": indicator.subject,
        "kind": FIGURE_KINDS[indicator.kind],
        "metric": indicator.name,
        "text": said_of(indicator),
        "op": indicator.op,
        "bound": OPS[indicator.op],
        "value": indicator.value,
        "unit": indicator.unit or "",
        "time": time_text(indicator.year, indicator.period),
        "of_cluster": False,
        "scope": f"不是单个集群的：{indicator.subject}",
        "status": FIGURE_STATUSES["current"],
        "growth": None,
        "note": "；".join(filter(None, (indicator.note, indicator.deviation))) or None,
        "evidence": indicator.evidence or UNTOLD,
        "source": source_of(base, [indicator.source]),
    }


def cluster_of(base: Base, cluster: ClusterRecord) -> Cluster:
    """Tell a cluster in brief."""
    return {
        "id": cluster.id,
        "name": cluster.marked_name,
        "domain": cluster.domain,
        "batch": cluster.batch,
        "place": cluster.place,
        "source": source_of(base, cluster.sources),
    }


def undated_of(one: Undated) -> Blank:
    """Tell what may or may not have been known on the day of a base."""
    return {
        "field": one.title,
        "state": "发布日期不明",
        "looked": None,
        "note": f"{one.text}（不晚于 {one.published_by}）",
    }


def blank_of(gap: Gap) -> Blank:
    """Tell what is known to be unknown."""
    return {
        "field": GAP_FIELDS.get(gap.field, gap.field),
        "state": STATES[gap.state],
        "looked": gap.looked,
        "note": gap.note,
    }
