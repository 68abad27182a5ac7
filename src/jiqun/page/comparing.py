"""What the page needs to set clusters side by side: the rows that each would have alone.

Rows of two clusters are one row where they share what `jiqun.listings.comparison` demands, which
is written out here; the page only lays them beside one another.
"""

from __future__ import annotations

from typing import Any

from jiqun.kinds import kind_named
from jiqun.kinds.cluster import Cluster
from jiqun.knowledge import KnowledgeBase
from jiqun.listings.comparison import (
    Difference,
    difference_columns,
    differences,
    shared_by,
    state_of,
)
from jiqun.page.texts import Texts
from jiqun.vocabulary import FIGURE_KINDS

# What is shared by the rows of a field: nothing but the field.
_NOTHING_SHARED = ("", "", "", "", "", "")


def comparison(base: KnowledgeBase, texts: Texts, cluster: Cluster) -> dict[str, Any]:
    """Return the rows of one cluster, and what stands where it has none of a kind of figure.

    A row is a list of texts: field, title, kind, time, measured, unit, area, entry, the value and
    the value with its sources; the last is None where the value says why there is none. Rows of
    figures stand in the order of ``kinds``, then of area and time.
    """
    head, *_, told = difference_columns(base, [cluster]).known
    del head

    def row(one: Difference) -> list[str | None]:
        shared = shared_by(cluster, one.figure) if one.figure else _NOTHING_SHARED
        (value,) = one.values
        return [one.field, one.title, *shared, value.text, told.text(one) if value.known else None]

    rows = differences(base, kind_named("cluster"), [cluster])
    return {
        "rows": texts.numbers([row(one) for one in rows]),
        "absent": {kind: state_of(base, cluster, f"own_{kind}s") for kind in FIGURE_KINDS},
    }
