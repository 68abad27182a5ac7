"""Completeness: per field, how many clusters have it, and what is known of those that have not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from jiqun.kinds.cluster import Cluster
from jiqun.knowledge import KnowledgeBase
from jiqun.structs import Struct
from jiqun.vocabulary import FigureKind

Has: TypeAlias = Callable[[KnowledgeBase, Cluster], bool]


class Completeness(Struct):
    """How a field stands over all clusters; ``missing`` is what nobody has looked for yet.

    ``share`` is what is there, in per cent.
    """

    field: str
    title: str
    present: int
    unpublished: int
    not_found: int
    not_applicable: int
    missing: int
    share: float


# From this year on an outcome is a recent one.
_RECENT = 2024
# The year for which most plans set their targets.
_PLANNED = 2025


def _figure(kind: FigureKind, own: bool = False, year: int | None = None) -> Has:
    """Return whether a cluster has a figure of a kind: its own, of a year, where that is asked."""
    return lambda base, one: any(
        figure.kind == kind
        and (figure.of_cluster or not own)
        and (year is None or figure.year == year)
        for figure in base.figures(one)
    )


def _recent(base: KnowledgeBase, one: Cluster) -> bool:
    return any(
        figure.kind == "actual" and (figure.year or 0) >= _RECENT for figure in base.figures(one)
    )


# Field, as gaps name it; what it is called; and whether a cluster has it.
_FIELDS: list[tuple[str, str, Has]] = [
    ("name", "名单上的写法", lambda base, one: True),
    ("round", "竞赛轮次", lambda base, one: one.round is not None),
    ("cities", "城市列全", lambda base, one: one.cities_status == "complete"),
    ("targets", "目标（任何口径）", _figure("target")),
    ("targets", "2025 年目标（任何口径）", _figure("target", year=_PLANNED)),
    ("own_targets", "集群口径的目标", _figure("target", own=True)),
    ("actuals", "实绩（任何口径）", _figure("actual")),
    ("actuals", "2024 年以来的实绩（任何口径）", _recent),
    ("own_actuals", "集群口径的实绩", _figure("actual", own=True)),
    ("firms", "企业", lambda base, one: bool(base.firms(one))),
    ("organisation", "促进机构", lambda base, one: base.organisation(one) is not None),
]


def completeness(base: KnowledgeBase) -> Iterator[Completeness]:
    """Yield how every field stands. A name with a gap is one that was not seen in print."""
    total = len(base.clusters)
    for field, title, has in _FIELDS:
        counts = dict.fromkeys(("present", "unpublished", "not_found", "not_applicable"), 0)
        for cluster in base.clusters:
            states = [gap.state for gap in base.gaps(cluster) if gap.field == field]
            if field == "name" and states:
                counts[states[0]] += 1
            elif has(base, cluster):
                counts["present"] += 1
            elif states:
                counts[states[0]] += 1
        missing = total - sum(counts.values())
        share = 100 * counts["present"] / total if total else 0.0
        yield Completeness(field, title, **counts, missing=missing, share=round(share, 1))
