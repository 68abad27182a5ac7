"""Which target stands for a cluster in a listing, and what is told of it there.

It is the cluster's own; where there is none, one of the same industry in a wider area, with its
subject in words. A target of another industry, one that was replaced, or one that was due before
the plans that lie behind the present ones stands for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from jiqun.kinds.base import cited
from jiqun.kinds.figure import Figure, figure_cell
from jiqun.schema.fields import PROSE, Field
from jiqun.views.rows import REFERENCE, reference_field
from jiqun.vocabulary import SCOPES, STATES, Scope

if TYPE_CHECKING:
    from jiqun.kinds.cluster import Cluster
    from jiqun.knowledge import KnowledgeBase

# The year for which the plans set their targets that lie behind the present ones.
_PLANNED = 2025
_WIDER: frozenset[Scope] = frozenset({"city", "province", "nation"})
# What stands in place of a target where there are only some that do not stand for the cluster.
_OTHERS_ONLY = "只有别的口径的目标"


def leading(
    base: KnowledgeBase, one: Cluster, scopes: Collection[Scope] = (), years: Collection[int] = ()
) -> Figure | None:
    """Return the target that stands for a cluster: of these scopes and years, if any are given.

    Its own come first, then those of its whole area, then those of a part of it. Of these come
    first what is not due yet, what has a year, money, and what is nearest in time and area.
    """
    this_year = int(base.meta.updated[:4])
    areas = list(SCOPES)

    def order(target: Figure) -> tuple[object, ...]:
        due = target.ends < this_year
        apart = abs(target.ends - this_year)
        unlike = (not target.of_cluster, _of_part(one, target), due, not target.ends)
        return (*unlike, "元" not in target.unit, apart, areas.index(target.scope))

    found = [each for each in base.figures(one) if _stands(each, scopes, years)]
    return min(found, key=order, default=None)


def _stands(figure: Figure, scopes: Collection[Scope], years: Collection[int]) -> bool:
    """Tell whether a figure is a target that may stand for its cluster."""
    return (
        (figure.kind, figure.status, figure.industry) == ("target", "current", "cluster")
        and (figure.scope in scopes if scopes else figure.of_cluster or figure.scope in _WIDER)
        and (figure.year in years if years else not 0 < figure.ends < _PLANNED)
    )


def _of_part(one: Cluster, target: Figure) -> bool:
    """Tell whether a target is of one of several cities or provinces of a cluster."""
    several = {"city": len(one.cities) > 1, "province": len(one.provinces) > 1}
    return several.get(target.scope, False)


def target_cell(
    base: KnowledgeBase, one: Cluster, scopes: Collection[Scope] = (), years: Collection[int] = ()
) -> str | None:
    """Return the target that stands for a cluster, or which kind of unknown there is instead."""
    if target := leading(base, one, scopes, years):
        return figure_cell(target)
    if any(each.kind == "target" for each in base.figures(one)):
        return _OTHERS_ONLY
    states = [STATES[each.state] for each in base.gaps(one) if each.field == "targets"]
    return states[0] if states else None


def _worth(
    base: KnowledgeBase, one: Cluster, scopes: Collection[Scope], years: Collection[int]
) -> float | None:
    """Return what the target is worth in 亿元; other units are no more or less than that."""
    target = leading(base, one, scopes, years)
    return target.value_base if target and target.unit_base == "亿元" else None


def _subject(
    base: KnowledgeBase, one: Cluster, scopes: Collection[Scope], years: Collection[int]
) -> str | None:
    target = leading(base, one, scopes, years)
    return target.scope_note if target else None


def cites(
    base: KnowledgeBase, one: Cluster, scopes: Collection[Scope] = (), years: Collection[int] = ()
) -> Iterator[str]:
    """Yield the sources of a cluster and of the target that stands for it."""
    yield from one.sources
    if target := leading(base, one, scopes, years):
        yield from cited(target)


def target_fields(scopes: Collection[Scope] = (), years: Collection[int] = ()) -> dict[str, Field]:
    """Return the columns of the target that stands for a cluster, of these scopes and years."""

    def of_these(tells: Callable[..., Any]) -> Callable[[KnowledgeBase, Cluster], Any]:
        return partial(tells, scopes=scopes, years=years)

    column = partial(Field, priority=PROSE, item=False, after="keywords")
    return {
        "target": column("目标", value=of_these(target_cell), sort=of_these(_worth)),
        "scope_note": column("口径说明", value=of_these(_subject)),
        REFERENCE: reference_field(of_these(cites)),
    }
