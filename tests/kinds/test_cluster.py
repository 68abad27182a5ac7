"""Clusters: what JSON shows beside one."""

from __future__ import annotations

from jiqun.kinds import kind_named
from jiqun.knowledge import KnowledgeBase


def test_clusters_of_the_same_cities_are_related(base: KnowledgeBase) -> None:
    cluster = kind_named("cluster")
    related = cluster.related(base, base.cluster("zhuzhou-rail"))
    assert related["clusters"] == [
        {"id": "zhuzhou-aeroengine", "name": "株洲市中小航空发动机集群"},
        {"id": "heng-chang-zhu-tan-uhv", "name": "衡长株潭特高压输变电装备集群"},
    ]
    assert related["places"] == [
        {"kind": "province", "id": "hunan", "name": "湖南"},
        {"kind": "city", "id": "zhuzhou", "name": "株洲"},
    ]


def test_policies_of_a_cluster_are_related(tiny: KnowledgeBase) -> None:
    related = [kind_named("cluster").related(tiny, one) for one in tiny.clusters]
    assert [one["policies"] for one in related] == [[{"id": "plan", "title": "一项规划"}], []]
    # No city is shared.
    assert [one["clusters"] for one in related] == [[], []]
