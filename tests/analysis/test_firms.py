"""Firms: one has one count, wherever and by whatever name it is asked for."""

from __future__ import annotations

from jiqun.analysis.filter import ClusterFilter, select
from jiqun.analysis.firms import firms_named
from jiqun.analysis.statistics import count_by
from jiqun.knowledge import KnowledgeBase


def test_every_name_of_a_firm_finds_as_many_clusters_as_are_counted(base: KnowledgeBase) -> None:
    counts = count_by(base, base.clusters, ClusterFilter(), "firm")
    counted = {row.name: row.number for row in counts.rows}
    for cluster in base.clusters:
        for firm in base.firms(cluster):
            for name in (firm.name, *firm.aliases):
                (one,) = firms_named(base, name)
                clusters = select(base, ClusterFilter(firms=frozenset([one])))
                assert cluster in clusters
                assert len(clusters) == counted[one], name


def test_firms_are_no_parts_of_a_whole(base: KnowledgeBase) -> None:
    assert not count_by(base, base.clusters, ClusterFilter(), "firm").adds_up
    assert count_by(base, base.clusters, ClusterFilter(), "domain").adds_up
