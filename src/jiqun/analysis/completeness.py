"""Coverage: per field, how many clusters have it, and what is known of those that have not."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from jiqun.knowledge import KnowledgeBase
from jiqun.model import Cluster


class Coverage(NamedTuple):
    """How a field stands over all clusters; ``missing`` is what nobody has looked for yet."""

    field: str
    title: str
    present: int
    unpublished: int
    not_found: int
    not_applicable: int
    missing: int
    share: float


Has = Callable[[KnowledgeBase, Cluster], bool]


def _figure(**wanted: Any) -> Has:
    def has(base: KnowledgeBase, one: Cluster) -> bool:
        return any(
            all(getattr(figure, key) == value for key, value in wanted.items())
            for figure in base.figures("cluster", one)
        )

    return has


def _recent(base: KnowledgeBase, one: Cluster) -> bool:
    years = [f.year for f in base.figures("cluster", one) if f.kind == "actual"]
    return any(year is not None and year >= 2024 for year in years)


_OWN = {"scope": "cluster", "industry": "cluster"}
# Field, as gaps name it; what it is called; and whether a cluster has it.
_FIELDS: list[tuple[str, str, Has]] = [
    ("name", "名单上的写法", lambda base, one: True),
    ("round", "竞赛轮次", lambda base, one: one.round is not None),
    ("cities", "城市列全", lambda base, one: one.cities_status == "complete"),
    ("targets", "目标（任何口径）", _figure(kind="target")),
    ("targets", "2025 年目标（任何口径）", _figure(kind="target", year=2025)),
    ("own_targets", "集群口径的目标", _figure(kind="target", **_OWN)),
    ("actuals", "实绩（任何口径）", _figure(kind="actual")),
    ("actuals", "2024 年以来的实绩（任何口径）", _recent),
    ("own_actuals", "集群口径的实绩", _figure(kind="actual", **_OWN)),
    ("firms", "企业", lambda base, one: bool(base.firms("cluster", one))),
    ("organisation", "促进机构", lambda base, one: base.organisation(one) is not None),
]


def coverage(base: KnowledgeBase) -> Iterator[Coverage]:
    """Yield how every field stands. A name with a gap is one that was not seen in print."""
    total = len(base.clusters)
    for field, title, has in _FIELDS:
        counts = dict.fromkeys(("present", "unpublished", "not_found", "not_applicable"), 0)
        for cluster in base.clusters:
            states = [gap.state for gap in base.gaps("cluster", cluster) if gap.field == field]
            if field == "name" and states:
                counts[states[0]] += 1
            elif has(base, cluster):
                counts["present"] += 1
            elif states:
                counts[states[0]] += 1
        missing = total - sum(counts.values())
        share = 100 * counts["present"] / total if total else 0.0
        yield Coverage(field, title, **counts, missing=missing, share=round(share, 1))
