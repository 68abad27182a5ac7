"""Filters, sorting and counting over clusters."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from jiqun.knowledge import KnowledgeBase
from jiqun.model import Cluster


class Selection(NamedTuple):
    """What to select. Values of one field mean *or*, different fields mean *and*.

    ``places`` are pairs of kind and name; all names are those of the base (see
    `jiqun.finding.resolve`). ``has`` is target, actual or firm.
    """

    domains: Sequence[str] = ()
    places: Sequence[tuple[str, str]] = ()
    cities: Sequence[str] = ()
    provinces: Sequence[str] = ()
    regions: Sequence[str] = ()
    batches: Sequence[int] = ()
    firms: Sequence[str] = ()
    scopes: Sequence[str] = ()
    years: Sequence[int] = ()
    has: Sequence[str] = ()


def select(base: KnowledgeBase, wanted: Selection) -> list[Cluster]:
    """Return the clusters that meet every field of ``wanted``, in the order of the base."""
    found: Sequence[Cluster] = base.clusters
    if wanted.domains:
        found = [one for one in found if one.domain in wanted.domains]
    if wanted.batches:
        found = [one for one in found if one.batch in wanted.batches]
    places = {"city": wanted.cities, "province": wanted.provinces, "region": wanted.regions}
    for kind, names in places.items():
        if names:
            found = _in_places(base, found, [(kind, name) for name in names])
    if wanted.places:
        found = _in_places(base, found, wanted.places)
    if wanted.firms:
        from jiqun.text.normalize import fold

        firms = [fold(firm) for firm in wanted.firms]
        found = [
            one
            for one in found
            if any(
                firm in fold(name)
                for each in base.firms("cluster", one)
                for name in (each.name, *each.aliases)
                for firm in firms
            )
        ]
    if wanted.scopes or wanted.years:
        found = [one for one in found if _has_figure(base, one, wanted)]
    if wanted.has:
        found = [one for one in found if any(_has(base, one, part) for part in wanted.has)]
    return list(found)


def _in_places(
    base: KnowledgeBase, clusters: Sequence[Cluster], places: Sequence[tuple[str, str]]
) -> list[Cluster]:
    ids = {one.id for kind, name in places for one in base.clusters_in(kind, base.get(kind, name))}
    return [one for one in clusters if one.id in ids]


def _has_figure(base: KnowledgeBase, cluster: Cluster, wanted: Selection) -> bool:
    return any(
        (not wanted.scopes or figure.scope in wanted.scopes)
        and (not wanted.years or figure.year in wanted.years)
        for figure in base.figures("cluster", cluster)
    )


def _has(base: KnowledgeBase, cluster: Cluster, part: str) -> bool:
    if part == "firm":
        return bool(base.firms("cluster", cluster))
    return any(figure.kind == part for figure in base.figures("cluster", cluster))


def sort_key(value: Any) -> tuple[int, float, bytes]:
    """Return a key that sorts numbers by value and Chinese by its reading, the unknown last.

    The order of GB 18030 is that of pinyin for the 3,755 characters of its first level.
    """
    if value is None or value == []:
        return (2, 0.0, b"")
    if isinstance(value, (int, float)):
        return (0, float(value), b"")
    text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return (1, 0.0, text.encode("gb18030", "replace"))
