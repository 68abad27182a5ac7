"""How many clusters a place or a domain has by the base."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase


class Counted(NamedTuple):
    """How many clusters of some batches are in a place.

    Args:
        least: those whose first place it is, so that each cluster is counted once.
        most: those that take part in it.
        among: the clusters of these batches that the base has.
        missing: those that it lacks.
    """

    least: int
    most: int
    among: int
    missing: int


def counted(base: KnowledgeBase, kind: str, name: str, batches: Sequence[int]) -> Counted:
    """Return how many clusters of batches (by their years) are in a place; it is counted once.

    ``kind`` is that of the place: ``city``, ``province`` or ``region``.
    """
    key = f"scanning/counts/{kind}/{name}/{batches}"
    return base.once(key, lambda: _counted(base, kind, name, batches))


def _counted(base: KnowledgeBase, kind: str, name: str, batches: Sequence[int]) -> Counted:
    clusters = [one for one in base.clusters if one.batch in batches]
    names = base.get("region", name).provinces if kind == "region" else [name]
    least = most = 0
    for cluster in clusters:
        places = cluster.cities if kind == "city" else cluster.provinces
        least += places[0] in names
        most += any(one in names for one in places)
    added = sum(one.added for one in base.batches if one.id in batches)
    return Counted(least, most, len(clusters), added - len(clusters))
