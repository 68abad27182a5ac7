"""Facets: the entries of a kind that clusters have, each with its number of clusters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from jiqun.analysis.filter import ClusterFilter, select
from jiqun.kinds import kind_named
from jiqun.kinds.base import Kind
from jiqun.kinds.cluster import Cluster
from jiqun.kinds.places import cited_by, cited_by_members, members
from jiqun.knowledge import KnowledgeBase
from jiqun.structs import Struct
from jiqun.views.rows import REFERENCE, Rows, reference_field, references


class Facet(Struct):
    """The entries of a kind, most clusters first, and how their rows are written.

    ``partly`` says that not all of their clusters are counted.
    """

    rows: Rows
    entries: Sequence[Any]
    partly: bool


def facet(base: KnowledgeBase, kind: Kind, wanted: ClusterFilter) -> Facet:
    """Return the entries of a kind with the clusters that are ``wanted``.

    Places filter places themselves: the cities in 江苏, not those of its clusters elsewhere. Of
    what has no cluster that meets the other filters nothing is told.
    """
    groups = _places(wanted) if kind.place else []
    other = _elsewhere(wanted) if kind.place else wanted
    partly = other != ClusterFilter()
    ids = {one.id for one in select(base, other)}

    def clusters(base: KnowledgeBase, entry: Any) -> list[Cluster]:
        return [one for one in base.clusters_of(entry) if one.id in ids]

    entries = [
        entry
        for entry in base.all(kind.name)
        if all(_lies_in(base, kind, entry, places) for places in groups)
        and (not partly or clusters(base, entry))
    ]
    apart = list(dict.fromkeys(getattr(one, kind.apart) for one in entries)) if kind.apart else []

    def order(entry: Any) -> tuple[int, int]:
        group = apart.index(getattr(entry, kind.apart)) if kind.apart else 0
        return group, -len(clusters(base, entry))

    return Facet(_rows(kind, clusters), sorted(entries, key=order), partly)


def _places(wanted: ClusterFilter) -> list[Collection[tuple[str, str]]]:
    """Return the places of a filter: of each group an entry lies in one at least."""
    strict = {"city": wanted.cities, "province": wanted.provinces, "region": wanted.regions}
    groups = [wanted.places, *({(kind, name) for name in names} for kind, names in strict.items())]
    return [group for group in groups if group]


def _elsewhere(wanted: ClusterFilter) -> ClusterFilter:
    """Return what a filter says of clusters beside their place."""
    nowhere = ClusterFilter()
    return wanted._replace(
        places=nowhere.places,
        cities=nowhere.cities,
        provinces=nowhere.provinces,
        regions=nowhere.regions,
    )


def _lies_in(
    base: KnowledgeBase, kind: Kind, entry: Any, places: Iterable[tuple[str, str]]
) -> bool:
    """Tell whether a place is one of ``places``, or lies in one of them, or holds it.

    What has no kind is no place of the base.
    """
    for other, name in places:
        if other == kind.name:
            if entry.name == name:
                return True
        elif other:
            there = kind_named(other).provinces(base.get(other, name))
            if not set(kind.provinces(entry)).isdisjoint(there):
                return True
    return False


def _rows(kind: Kind, clusters: Any) -> Rows:
    """Return the rows of a kind that tell only of some of its clusters."""
    fields = {**kind.fields, **members(clusters, kind.fields["count"].title)}
    if kind.cites is cited_by_members:

        def cites(base: KnowledgeBase, entry: Any) -> Iterable[str]:
            return cited_by(clusters(base, entry))

        fields[REFERENCE] = reference_field(cites)
        fields["sources"] = fields["sources"]._replace(
            value=lambda base, entry: references(base, cites(base, entry))
        )
    return kind.rows._replace(fields=fields)
