"""Counts of clusters by one dimension or by two, beside the official totals of the same thing.

A joint cluster has several cities or provinces. It counts in each of them (``each``), or only
in the first (``once``), where counts add up. The defaults are those of the official totals:
cities and provinces count every cluster that takes part, regions each cluster once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from jiqun.analysis.filter import ClusterFilter
from jiqun.analysis.firms import firms_of
from jiqun.answers import Dimension, Joint
from jiqun.kinds.cluster import Cluster
from jiqun.kinds.indicator import Indicator
from jiqun.knowledge import KnowledgeBase
from jiqun.structs import Struct
from jiqun.vocabulary import RegionKind

# How joint clusters count: where it is a choice, and where official totals make it.
RULES: dict[Dimension, Joint] = {
    "province": "each",
    "city": "each",
    "region": "once",
    "key-region": "once",
}
TOTAL = "合计"
# What every cluster has one of.
_OVERVIEW: tuple[Dimension, ...] = ("batch", "domain", "region")
_ELSEWHERE = "不在重点区域"


class Count(Struct):
    """How many clusters have a value of ``by``; ``share`` is in per cent of all that were counted.

    ``cells`` are the counts by the second dimension, in the order of `Counts.columns`;
    ``official`` the totals of the same thing.
    """

    name: str
    number: int
    share: float
    cells: Sequence[int]
    official: Sequence[Indicator]
    by: Dimension | None = None
    is_total: bool = False


class Counts(Struct):
    """Counts by value, most first (years and batches in their order), and all together.

    ``columns`` are the values of ``across``, the second dimension, if there is one. ``joint`` is
    how joint clusters were counted, None by the defaults. ``by`` is None where the rows are by
    several dimensions.
    """

    by: Dimension | None
    across: Dimension | None
    joint: Joint | None
    rows: Sequence[Count]
    total: Count
    columns: Sequence[str]

    @property
    def adds_up(self) -> bool:
        """Whether the clusters are a whole that its rows are parts of, as firms are not."""
        return self.by not in ("year", "firm", None)


def count_by(
    base: KnowledgeBase,
    clusters: Sequence[Cluster],
    wanted: ClusterFilter,
    by: Dimension,
    across: Dimension | None = None,
    joint: Joint | None = None,
) -> Counts:
    """Count ``clusters``, which ``wanted`` selected, by a dimension and maybe across another."""
    columns = _groups(base, clusters, across, joint) if across else {}
    officials = _officials(base)
    # They follow the rule of their dimension; under another they are of something else.
    beside = officials if joint in (None, RULES.get(by, joint)) else {}

    def counted(
        name: str, members: Sequence[Cluster], official: Sequence[Indicator], is_total: bool = False
    ) -> Count:
        ids = {one.id for one in members}
        cells = [sum(one.id in ids for one in column) for column in columns.values()]
        share = round(100 * len(members) / len(clusters), 1) if clusters else 0.0
        return Count(name, len(members), share, cells, official, by, is_total)

    rows = [
        counted(name, members, _official(beside, _narrowed(base, wanted, by, name)))
        for name, members in _groups(base, clusters, by, joint).items()
    ]
    if by not in ("batch", "year"):
        rows.sort(key=lambda row: (row.name == _ELSEWHERE, -row.number))
    # Years and firms are no parts of a whole that has an official total.
    whole = _strict(base, wanted) if by not in ("year", "firm") else None
    total = counted(TOTAL, clusters, _official(officials, whole), is_total=True)
    return Counts(by, across, joint, rows, total, list(columns))


def overview(base: KnowledgeBase, clusters: Sequence[Cluster], wanted: ClusterFilter) -> Counts:
    """Count ``clusters``, which ``wanted`` selected, by what they are all parted by."""
    parts = [count_by(base, clusters, wanted, by) for by in _OVERVIEW]
    rows = [row for part in parts for row in part.rows]
    return Counts(None, None, None, rows, parts[0].total, ())


def _groups(
    base: KnowledgeBase, clusters: Sequence[Cluster], by: Dimension, joint: Joint | None
) -> dict[str, list[Cluster]]:
    """Return the clusters by value, in the order of the base; values without any are left out."""
    groups: dict[str, list[Cluster]] = {name: [] for name in _order(base, by)}
    once = (joint or RULES.get(by)) == "once" and by in RULES
    for cluster in clusters:
        names = list(dict.fromkeys(_VALUES[by](base, cluster)))
        if not once and len(names) > 1:
            names = [name for name in names if name != _ELSEWHERE]
        for name in names[:1] if once else names:
            groups.setdefault(name, []).append(cluster)
    if by == "year":
        groups = dict(sorted(groups.items()))
    return {name: members for name, members in groups.items() if members}


def _order(base: KnowledgeBase, by: Dimension) -> list[str]:
    """Return the values of a dimension in the order of the base, where it has one."""
    match by:
        case "region" | "key-region":
            kind = "key" if by == "key-region" else "economic"
            return [region.name for region in base.regions if region.kind == kind]
        case "batch":
            return [str(batch.id) for batch in base.batches]
        case "domain" | "province" | "city":
            return [one.name for one in base.all(by)]
        case "year" | "firm":
            return []


def _regions(kind: RegionKind) -> Callable[[KnowledgeBase, Cluster], list[str]]:
    def regions(base: KnowledgeBase, cluster: Cluster) -> list[str]:
        names = [
            region.name
            for province in cluster.provinces
            for region in base.regions
            if region.kind == kind and province in region.provinces
        ]
        # Counted once, a cluster is in the region of its first province, or in none.
        first = base.region_of(cluster, kind) or _ELSEWHERE
        return [first, *(name for name in names if name != first)]

    return regions


_VALUES: dict[Dimension, Callable[[KnowledgeBase, Cluster], Sequence[str]]] = {
    "domain": lambda base, one: [one.domain],
    "province": lambda base, one: one.provinces,
    "city": lambda base, one: one.cities,
    "region": _regions("economic"),
    "key-region": _regions("key"),
    "batch": lambda base, one: [str(one.batch)],
    "year": lambda base, one: [
        str(figure.year) for figure in base.figures(one) if figure.year is not None
    ],
    "firm": firms_of,
}


def _officials(base: KnowledgeBase) -> dict[ClusterFilter, list[Indicator]]:
    """Return the official totals of clusters by what they count."""
    officials: dict[ClusterFilter, list[Indicator]] = {}
    for indicator in base.indicators:
        check = indicator.check
        if check and check.counted == "clusters" and indicator.value is not None:
            counted = _all_batches(base, ClusterFilter.of_check(check))
            officials.setdefault(counted, []).append(indicator)
    return officials


def _official(
    officials: Mapping[ClusterFilter, Sequence[Indicator]], counted: ClusterFilter | None
) -> Sequence[Indicator]:
    return officials.get(counted, ()) if counted else ()


def _all_batches(base: KnowledgeBase, wanted: ClusterFilter) -> ClusterFilter:
    """Return the filter with its batches named: none means all."""
    batches = wanted.batches or frozenset(batch.id for batch in base.batches)
    return wanted._replace(batches=batches)


def _strict(base: KnowledgeBase, wanted: ClusterFilter) -> ClusterFilter | None:
    """Return a filter as official totals state theirs, or None where none can state it."""
    if wanted.firms or wanted.scopes or wanted.years or wanted.has:
        return None
    # Kinds of places mean *or* among themselves, and *and* beside the strict filters.
    kinds = {kind for kind, _ in wanted.places}
    if len(kinds) > 1 or (kinds and (wanted.cities or wanted.provinces or wanted.regions)):
        return None

    def named(kind: str) -> frozenset[str]:
        return frozenset(name for each, name in wanted.places if each == kind)

    strict = wanted._replace(
        places=frozenset(),
        cities=wanted.cities | named("city"),
        provinces=wanted.provinces | named("province"),
        regions=wanted.regions | named("region"),
    )
    return _all_batches(base, strict)


def _narrowed(
    base: KnowledgeBase, wanted: ClusterFilter, by: Dimension, name: str
) -> ClusterFilter | None:
    """Return what a row counts: the filter, and one value of a dimension; None as `_strict`."""
    strict = _strict(base, wanted)
    if strict is None:
        return None
    match by:
        case "domain":
            return strict._replace(domains=frozenset([name]))
        case "batch":
            return strict._replace(batches=frozenset([int(name)]))
        # A cluster of a filtered place may be in others too, which no official total tells.
        case "province":
            return None if strict.provinces else strict._replace(provinces=frozenset([name]))
        case "city":
            return None if strict.cities else strict._replace(cities=frozenset([name]))
        case "region" | "key-region":
            return None if strict.regions else strict._replace(regions=frozenset([name]))
        case "year" | "firm":
            return None
