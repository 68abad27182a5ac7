"""The filter of clusters: the same for the command line, official totals and statistics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from jiqun.structs import Struct

if TYPE_CHECKING:
    from jiqun.kinds.cluster import Cluster
    from jiqun.kinds.indicator import Check
    from jiqun.knowledge import KnowledgeBase
    from jiqun.vocabulary import Scope

_ANY: frozenset[Any] = frozenset()


class ClusterFilter(Struct):
    """Which clusters. Values of one field mean *or*, different fields mean *and*.

    All names are those of the base (see `jiqun.finding.resolve`); ``places`` are pairs of kind
    and name, the kind of those without clusters being empty; ``firms`` are names under which firms
    are counted (see `jiqun.analysis.firms`), ``has`` is target, actual or firm, and ``found`` the
    ids of those that keywords find, None where there were none. Equal filters are equal as keys.
    """

    domains: frozenset[str] = _ANY
    places: frozenset[tuple[str, str]] = _ANY
    cities: frozenset[str] = _ANY
    provinces: frozenset[str] = _ANY
    regions: frozenset[str] = _ANY
    batches: frozenset[int] = _ANY
    firms: frozenset[str] = _ANY
    scopes: frozenset[Scope] = _ANY
    years: frozenset[int] = _ANY
    has: frozenset[str] = _ANY
    found: frozenset[str] | None = None

    @classmethod
    def of_check(cls, check: Check) -> ClusterFilter:
        """Return the filter that an official total states of itself."""
        return cls(
            batches=frozenset(check.batch),
            domains=frozenset(check.domain),
            regions=frozenset(check.region),
            provinces=frozenset(check.province),
            cities=frozenset(check.city),
        )


def select(base: KnowledgeBase, wanted: ClusterFilter) -> list[Cluster]:
    """Return the clusters that meet every field of ``wanted``: by batch, then by domain.

    Domains stand in the order in which the clusters of the base have them.
    """
    tests = list(_tests(base, wanted))
    found = base.clusters_where(list(_fields(base, wanted)))
    found = [one for one in found if all(test(one) for test in tests)]
    base.read_together(found)
    domains = {name: at for at, name in enumerate(dict.fromkeys(base.values("cluster", "domain")))}
    return sorted(found, key=lambda one: (one.batch, domains[one.domain]))


def _fields(
    base: KnowledgeBase, wanted: ClusterFilter
) -> Iterable[tuple[str, Callable[[Any], bool]]]:
    """Yield the fields of a cluster that must be so, each with a test."""
    if wanted.found is not None:
        yield "id", wanted.found.__contains__
    if wanted.domains:
        yield "domain", wanted.domains.__contains__
    if wanted.batches:
        yield "batch", wanted.batches.__contains__
    strict = {"city": wanted.cities, "province": wanted.provinces, "region": wanted.regions}
    groups = [wanted.places, *({(kind, name) for name in names} for kind, names in strict.items())]
    for places in filter(None, groups):
        yield "id", _in_places(base, places).__contains__


def _tests(base: KnowledgeBase, wanted: ClusterFilter) -> Iterable[Callable[[Cluster], bool]]:
    """Yield what else must be so: a test for what is asked of facts."""
    if wanted.firms:
        yield _with_firms(base, wanted.firms)
    if wanted.scopes or wanted.years:
        yield lambda one: any(
            (not wanted.scopes or figure.scope in wanted.scopes)
            and (not wanted.years or figure.year in wanted.years)
            for figure in base.figures(one)
        )
    if wanted.has:
        yield lambda one: any(_has(base, one, part) for part in wanted.has)


def _in_places(base: KnowledgeBase, places: Iterable[tuple[str, str]]) -> set[str]:
    """Return the ids of the clusters in any of these places."""
    entries = [base.get(kind, name) for kind, name in places if kind]
    return {one.id for entry in entries for one in base.clusters_of(entry)}


def _with_firms(base: KnowledgeBase, wanted: frozenset[str]) -> Callable[[Cluster], bool]:
    from jiqun.analysis.firms import firms_of

    return lambda one: not wanted.isdisjoint(firms_of(base, one))


def _has(base: KnowledgeBase, cluster: Cluster, part: str) -> bool:
    if part == "firm":
        return bool(base.firms(cluster))
    return any(figure.kind == part for figure in base.figures(cluster))


def counted_in_several(clusters: Sequence[Cluster]) -> bool:
    """Tell whether the counts of provinces add up to more than the clusters."""
    return any(len(one.provinces) > 1 for one in clusters)
