"""Counts by one dimension or two: what counts once adds up, and what filters leave is counted."""

from __future__ import annotations

import pytest

from jiqun.analysis.filter import ClusterFilter, select
from jiqun.analysis.statistics import RULES, count_by
from jiqun.answers import DIMENSIONS
from jiqun.knowledge import KnowledgeBase


@pytest.mark.parametrize("by", ["domain", "region", "key-region", "batch"])
def test_what_counts_once_adds_up(base: KnowledgeBase, by: str) -> None:
    counts = count_by(base, base.clusters, ClusterFilter(), by)
    assert sum(row.number for row in counts.rows) == counts.total.number == len(base.clusters)
    assert sum(row.share for row in counts.rows) == pytest.approx(100, abs=0.5)


@pytest.mark.parametrize("by", RULES)
def test_joint_clusters_count_once_or_in_each(base: KnowledgeBase, by: str) -> None:
    once = count_by(base, base.clusters, ClusterFilter(), by, joint="once")
    each = count_by(base, base.clusters, ClusterFilter(), by, joint="each")
    assert sum(row.number for row in once.rows) == len(base.clusters)
    # No cluster is in two key regions.
    assert (sum(row.number for row in each.rows) > len(base.clusters)) == (by != "key-region")
    default = count_by(base, base.clusters, ClusterFilter(), by)
    assert [row.number for row in default.rows] == [
        row.number for row in (each if RULES[by] == "each" else once).rows
    ]


@pytest.mark.parametrize("kind", ["province", "city"])
def test_counts_are_those_of_the_facets(base: KnowledgeBase, kind: str) -> None:
    counts = count_by(base, base.clusters, ClusterFilter(), kind)
    facets = {one.name: len(base.clusters_of(one)) for one in base.all(kind)}
    assert {row.name: row.number for row in counts.rows} == {
        name: number for name, number in facets.items() if number
    }


@pytest.mark.parametrize("by", DIMENSIONS)
def test_a_cross_table_has_its_parts_and_its_total(base: KnowledgeBase, by: str) -> None:
    across = "batch" if by != "batch" else "domain"
    counts = count_by(base, base.clusters, ClusterFilter(), by, across)
    assert counts.rows
    for row in (*counts.rows, counts.total):
        assert len(row.cells) == len(counts.columns)
        assert sum(row.cells) == row.number


def test_filters_narrow_what_is_counted(base: KnowledgeBase) -> None:
    wanted = ClusterFilter(places=frozenset([("province", "湖南")]))
    clusters = select(base, wanted)
    counts = count_by(base, clusters, wanted, "domain")
    assert {row.name: row.number for row in counts.rows} == {
        name: sum(one.domain == name for one in clusters)
        for name in {one.domain for one in clusters}
    }
