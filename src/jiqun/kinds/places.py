"""What those kinds have in common that stand for a group of clusters."""

from collections.abc import Iterable, Iterator

from jiqun.kinds.base import Clusters, Entry, references_to
from jiqun.kinds.cluster import Cluster
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, Field
from jiqun.views.rows import references


def members(clusters: Clusters, count: str = "集群数") -> dict[str, Field]:
    """Return the fields of the clusters of a group: how many, and which."""
    return {
        "count": Field(
            count, value=lambda base, one: len(clusters(base, one)), number=True, priority=NAME
        ),
        "clusters": Field(
            "集群",
            value=lambda base, one: references_to(clusters(base, one)),
            priority=PROSE,
            named=True,
        ),
    }


def cited_by_members(base: KnowledgeBase, one: Entry) -> Iterator[str]:
    """Yield the sources by which the clusters of a place are known to be there."""
    return cited_by(base.clusters_of(one))


def cited_by(clusters: Iterable[Cluster]) -> Iterator[str]:
    """Yield the sources by which clusters are known."""
    for cluster in clusters:
        yield from cluster.sources


def sources_of_members() -> Field:
    """Return the field of the sources by which the clusters of a place are known to be there."""
    return Field(
        "来源",
        value=lambda base, one: references(base, cited_by_members(base, one)),
        column=False,
        brief=False,
    )


def in_them(base: KnowledgeBase, one: Entry) -> str:
    """Return how many clusters an entry stands for, in words."""
    return f"{len(base.clusters_of(one))} 个集群"
