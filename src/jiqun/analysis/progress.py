"""Targets beside outcomes: which are comparable, how far they have come, and why not.

A target and an outcome are comparable only where metric, label, unit, scope and industry agree,
where the outcome is an actual of a whole year (or of the target's own period), and where it is
no older than the target's publication. The rule follows from what sources get wrong: a city's
figure is no cluster's, half a year is no year, and 规模 is no 产值.
"""

from collections.abc import Iterator, Sequence
from math import inf

from jiqun.analysis.filter import ClusterFilter, select
from jiqun.answers import REASONS, Reason, Status, Verdict
from jiqun.kinds.cluster import Cluster
from jiqun.kinds.figure import Figure
from jiqun.knowledge import KnowledgeBase
from jiqun.structs import Struct
from jiqun.vocabulary import Op

# Why two figures cannot be compared, and what that is called where a target has no verdict.
_REASON_OF: dict[str, Reason] = {
    "指标不同": "other_metric", "单位不同": "other_metric",
    "范围不同": "other_area", "口径不同": "other_area",
    "只是级别": "only_tier",
    "时段不同": "other_time", "不足一年": "other_time", "实绩年份不明": "other_time",
    "目标发布年份不明": "other_time", "早于目标": "other_time",
}  # fmt: skip
_LOWER = frozenset({"gt", "ge"})
_UPPER = frozenset({"lt", "le"})
# Labels that say no more than the metric; 规上 and 主导产业 do, for they leave something out.
SAYS_NOTHING = frozenset(
    {
        *("总产值", "工业总产值", "工业产值", "年产值", "产业产值", "产业规模", "集群规模"),
        *("总规模", "总营收", "营收", "年产量", "总产量"),
    }
)


class Standing(Struct):
    """A target, the outcome that is nearest to it, and how they stand to one another.

    ``why_not`` says why they are not comparable. ``progress`` is in per cent of the target and
    bounded by ``progress_op`` as the outcome is. ``reason`` says why nobody can tell whether the
    target was kept.
    """

    cluster: Cluster
    target: Figure
    actual: Figure | None
    comparable: bool
    why_not: str | None
    progress: float | None
    progress_op: Op | None
    status: Status
    reason: Reason | None = None

    @property
    def due(self) -> int:
        """The year by whose end the target is due; 0 where it has none."""
        return self.target.ends

    def verdict(self, base: KnowledgeBase) -> Verdict | None:
        """Return what became of the target as far as a base knows; None where it has no year."""
        if not self.due:
            return None
        if self.target.status != "current":
            return "superseded"
        if self.status == "met":
            return "kept"
        if self.due >= int(base.meta.updated[:4]):
            return "open"
        return "not_kept" if self.status == "not_met" else "cannot_tell"


def standings(base: KnowledgeBase, cluster: Cluster) -> Iterator[Standing]:
    """Yield how every target of a cluster stands, in the order of the base."""
    figures = base.figures(cluster)
    actuals = [figure for figure in figures if figure.kind == "actual"]
    for target in figures:
        if target.kind == "target":
            yield _standing(base, cluster, target, actuals)


def select_standings(
    base: KnowledgeBase, wanted: ClusterFilter, statuses: Sequence[Status], due: int | None = None
) -> list[Standing]:
    """Return the standings of the clusters in ``wanted``, of these statuses if any are given.

    With ``due``, a year, only targets due by its end, those of the clusters' own scope apart from
    the wider ones. What can be compared comes first, then the clusters' own, and last what was
    replaced.

    Scope and year are those of the target here, not of any figure of its cluster.
    """
    found = [
        standing
        for cluster in select(base, wanted._replace(scopes=frozenset(), years=frozenset()))
        for standing in standings(base, cluster)
        if (not wanted.scopes or standing.target.scope in wanted.scopes)
        and (not wanted.years or standing.target.year in wanted.years)
        and (not statuses or standing.status in statuses)
        and (not due or 0 < standing.due <= due)
    ]

    def order(one: Standing) -> tuple[bool, ...]:
        wider, apart = not one.target.of_cluster, not one.comparable
        return (one.target.status != "current", *((wider, apart) if due else (apart, wider)))

    return sorted(found, key=order)


def looked(base: KnowledgeBase, standing: Standing) -> str:
    """Return until when outcomes of a target were looked for: a gap tells, or the newest source."""
    gaps = [
        gap.looked
        for gap in base.gaps(standing.cluster)
        if gap.looked and gap.field in ("actuals", "own_actuals")
    ]
    figures = base.figures(standing.cluster)
    latest = max(gaps or [base.source(one.source).accessed for one in figures])
    # Of a day in the past, nothing is told that was done later.
    return min(latest, base.meta.updated)


def _standing(
    base: KnowledgeBase, cluster: Cluster, target: Figure, actuals: Sequence[Figure]
) -> Standing:
    set_in = _set_in(base, target)
    judged = [(_obstacles(cluster, target, actual, set_in), actual) for actual in actuals]
    if not judged:
        return Standing(
            cluster, target, None, False, "未见实绩", None, None, "no_actual", "no_outcome"
        )
    obstacles, actual = min(
        judged,
        key=lambda pair: (
            *(not _of_one_sort(target, pair[1]), len(pair[0])),
            *(not pair[1].of_cluster, -pair[1].ends),
        ),
    )
    if obstacles:
        reason = _REASON_OF[obstacles[0]]
        beside: Figure | None = actual
        why = "、".join(obstacles)
        if not _of_one_sort(target, actual):
            beside, why = None, REASONS[reason]
        elif reason == "other_metric":
            # Of one metric, but not of the same thing: what else differs no longer matters.
            beside, why = None, obstacles[0]
        return Standing(cluster, target, beside, False, why, None, None, "not_comparable", reason)
    wanted = target.value_base
    # How far one has come towards a limit, or towards nothing, is no per cent.
    share = None if target.op in _UPPER or not wanted else 100 * actual.value_base / wanted
    progress = None if share is None else round(share, 1)
    status = _status(target, actual)
    untold: Reason = "loose_bound" if actual.ends >= target.ends else "other_time"
    return Standing(
        *(cluster, target, actual, True, None, progress, actual.op, status),
        untold if status == "open" else None,
    )


def _of_one_sort(target: Figure, actual: Figure) -> bool:
    """Tell whether two figures may stand beside one another at all, comparable or not."""
    return (target.metric, target.unit_base, target.industry) == (
        *(actual.metric, actual.unit_base, actual.industry),
    )


def _set_in(base: KnowledgeBase, target: Figure) -> int | None:
    """Return the year in which a target was set: by its plan, else as far as its source tells."""
    if isinstance(target.set_by, int):
        return target.set_by
    plan = base.get("policy", target.set_by).date if target.set_by else None
    date = plan or base.source(target.source).date
    return int(date[:4]) if date else None


def _same_area(cluster: Cluster, target: Figure, actual: Figure) -> bool:
    """Tell whether two figures of equal scope and industry cover the same area.

    The cluster is one; a city is, where the cluster has only that one and the industry is its
    own. Elsewhere two areas are the same only where they are described in the same words.
    """
    if target.industry == "cluster":
        only = {"city": cluster.cities, "province": cluster.provinces}.get(target.scope, ())
        if target.scope in ("cluster", "nation") or len(only) == 1:
            return True
    return actual.scope_note == target.scope_note


def _measured(figure: Figure) -> tuple[str, str]:
    label = figure.label or ""
    return figure.metric, "" if label in SAYS_NOTHING else label


def _obstacles(cluster: Cluster, target: Figure, actual: Figure, set_in: int | None) -> list[str]:
    """Return why the two are not comparable, the weightiest reason first."""
    obstacles = []
    if _measured(actual) != _measured(target):
        obstacles.append("指标不同")
    if actual.unit_base != target.unit_base:
        obstacles.append("单位不同")
    if actual.scope != target.scope:
        obstacles.append("范围不同")
    elif actual.industry != target.industry:
        obstacles.append("口径不同")
    elif not _same_area(cluster, target, actual):
        obstacles.append("范围不同")
    if "tier" in (target.op, actual.op):
        obstacles.append("只是级别")
    if actual.year is None and (actual.period is None or actual.period != target.period):
        whole = actual.period and len(actual.period.start) == 4
        obstacles.append("时段不同" if whole else "不足一年" if actual.period else "实绩年份不明")
    # An outcome of the target's own year is no older than the target, whenever that was set.
    if actual.ends and actual.ends < target.ends:
        if set_in is None:
            obstacles.append("目标发布年份不明")
        elif actual.ends < set_in:
            obstacles.append("早于目标")
    return obstacles


def _status(target: Figure, actual: Figure) -> Status:
    """Return whether a target is met, is not, or cannot be told yet.

    The outcome is a range, open where its bound is: >1900 may still be more than 2000.
    """
    wanted, reached = target.value_base, actual.value_base
    low = -inf if actual.op in _UPPER else reached
    high = inf if actual.op in _LOWER else reached
    if target.op in _UPPER:
        met, missed = high <= wanted, low > wanted
        if target.op == "lt" and high == wanted and actual.op != "lt":
            met, missed = False, True
    else:
        met, missed = low >= wanted, high < wanted
        if target.op == "gt" and reached == wanted and actual.op != "gt":
            met, missed = False, high == wanted
        if actual.op in ("near", "about") and reached == wanted:
            met, missed = False, actual.op == "near"
    if met:
        return "met"
    return "not_met" if missed and actual.ends >= target.ends > 0 else "open"
