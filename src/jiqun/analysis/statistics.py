"""Counts of clusters by one property or by two, beside the official totals of the same thing.

A joint cluster has several cities or provinces. It counts in each of them (``each``), or only
in the first (``once``), where counts add up. The defaults are those of the official totals:
cities and provinces count every cluster that takes part, regions each cluster once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from jiqun.analysis.filter import Selection
from jiqun.knowledge import KnowledgeBase
from jiqun.model import Cluster, Indicator

# What can be counted by, and what it is called.
DIMENSIONS = {
    "domain": "领域",
    "province": "省份",
    "city": "城市",
    "region": "区域",
    "key-region": "重点区域",
    "batch": "批次",
    "year": "年份",
    "firm": "企业",
}
# How joint clusters count: where it is a choice, and where official totals make it.
RULES = {"province": "each", "city": "each", "region": "once", "key-region": "once"}
TOTAL = "合计"
_ELSEWHERE = "不在重点区域"
# The filter that an official total has for a value of a dimension.
_CHECKED = {
    "domain": "domain", "province": "province", "city": "city", "region": "region",
    "key-region": "region", "batch": "batch",
}  # fmt: skip


class Count(NamedTuple):
    """How many clusters have a value; ``share`` is in per cent of all that were counted.

    ``cells`` are the counts by the second property, in the order of `Counts.columns`.
    """

    name: str
    number: int
    share: float
    cells: Sequence[int]
    official: Sequence[Indicator]


class Counts(NamedTuple):
    """Counts by value, most first (years and batches in their order), and all together.

    ``by`` and ``across`` (empty for none) are keys of `DIMENSIONS`; ``columns`` are the values of
    the latter. ``joint`` is how joint clusters were counted: once, each, or empty by the defaults.
    """

    by: str
    across: str
    joint: str
    rows: Sequence[Count]
    total: Count
    columns: Sequence[str]


def count_by(
    base: KnowledgeBase,
    clusters: Sequence[Cluster],
    wanted: Selection,
    by: str,
    across: str = "",
    joint: str = "",
) -> Counts:
    """Count ``clusters``, which ``wanted`` selected, by a dimension and maybe across another.

    ``joint`` is once, each, or empty for the rule of the official totals.
    """
    rows = _groups(base, clusters, by, joint)
    columns = _groups(base, clusters, across, joint) if across else {}
    whole = len(clusters)

    def counted(name: str, members: Sequence[Cluster], official: Sequence[Indicator]) -> Count:
        ids = {one.id for one in members}
        cells = [sum(one.id in ids for one in column) for column in columns.values()]
        share = round(100 * len(members) / whole, 1) if whole else 0.0
        return Count(name, len(members), share, cells, official)

    officials = _officials(base)
    # They follow the rule of their kind of place; under another they are of something else.
    beside = officials if joint in ("", RULES.get(by, joint)) else {}
    found = [
        counted(name, members, beside.get(_key(base, wanted, by, name) or (), ()))
        for name, members in rows.items()
    ]
    if by not in ("batch", "year"):
        found.sort(key=lambda row: (row.name == _ELSEWHERE, -row.number))
    # Years and firms are no parts of a whole that has an official total.
    whole_key = _key(base, wanted) if by in _CHECKED else None
    total = counted(TOTAL, clusters, officials.get(whole_key or (), ()))
    return Counts(by, across, joint, found, total, list(columns))


def _groups(
    base: KnowledgeBase, clusters: Sequence[Cluster], by: str, joint: str
) -> dict[str, list[Cluster]]:
    """Return the clusters by value, in the order of the base; values without any are left out."""
    groups: dict[str, list[Cluster]] = {name: [] for name in _order(base, by)}
    values = _VALUES[by]
    once = (joint or RULES.get(by)) == "once" and by in RULES
    for cluster in clusters:
        names = list(dict.fromkeys(values(base, cluster)))
        if not once and len(names) > 1:
            names = [name for name in names if name != _ELSEWHERE]
        for name in names[:1] if once else names:
            groups.setdefault(name, []).append(cluster)
    if by == "year":
        groups = dict(sorted(groups.items()))
    return {name: members for name, members in groups.items() if members}


def _order(base: KnowledgeBase, by: str) -> list[str]:
    if by in ("region", "key-region"):
        kind = "key" if by == "key-region" else "economic"
        return [region.name for region in base.regions if region.kind == kind]
    if by == "batch":
        return [str(batch.id) for batch in base.batches]
    return [one.name for one in base.all(by)] if by in ("domain", "province", "city") else []


def _regions(kind: str) -> Callable[[KnowledgeBase, Cluster], list[str]]:
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


_VALUES: dict[str, Callable[[KnowledgeBase, Cluster], Sequence[str]]] = {
    "domain": lambda base, one: [one.domain],
    "province": lambda base, one: one.provinces,
    "city": lambda base, one: one.cities,
    "region": _regions("economic"),
    "key-region": _regions("key"),
    "batch": lambda base, one: [str(one.batch)],
    "year": lambda base, one: [
        str(figure.year) for figure in base.figures("cluster", one) if figure.year is not None
    ],
    "firm": lambda base, one: [firm.name for firm in base.firms("cluster", one)],
}

# What an official total counts: batches, domains, regions, provinces, cities.
_Key = tuple[frozenset[str], ...]


def _officials(base: KnowledgeBase) -> dict[_Key, list[Indicator]]:
    officials: dict[_Key, list[Indicator]] = {}
    for indicator in base.indicators:
        check = indicator.check
        if check and check.counted == "clusters" and indicator.value is not None:
            batches = check.batch or [batch.id for batch in base.batches]
            key = (batches, check.domain, check.region, check.province, check.city)
            officials.setdefault(tuple(frozenset(map(str, part)) for part in key), []).append(
                indicator
            )
    return officials


def _key(base: KnowledgeBase, wanted: Selection, by: str = "", name: str = "") -> _Key | None:
    """Return what is counted, as official totals say it, or None where none can say it."""
    if wanted.firms or wanted.scopes or wanted.years or wanted.has:
        return None
    # Kinds of places mean *or* among themselves, and *and* beside the strict filters.
    if len({kind for kind, _ in wanted.places}) > 1 or (
        wanted.places and (wanted.cities or wanted.provinces or wanted.regions)
    ):
        return None
    said: dict[str, set[str]] = {
        "batch": set(map(str, wanted.batches or [batch.id for batch in base.batches])),
        "domain": set(wanted.domains),
        "region": set(wanted.regions),
        "province": set(wanted.provinces),
        "city": set(wanted.cities),
    }
    for kind, place in wanted.places:
        said[kind].add(place)
    if by:
        if by not in _CHECKED:
            return None
        # A cluster of a filtered place may be in others too, which no official total tells.
        if said[_CHECKED[by]] and _CHECKED[by] not in ("batch", "domain"):
            return None
        said[_CHECKED[by]] = {name}
    return tuple(frozenset(values) for values in said.values())
