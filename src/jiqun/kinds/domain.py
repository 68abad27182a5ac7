"""Domains: the six in which the ministry counts the clusters of 2022."""

from collections.abc import Sequence

from jiqun.kinds.base import Kind, facts_field
from jiqun.kinds.cluster import Cluster
from jiqun.kinds.places import in_them, members
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, may, must
from jiqun.schema.rules import SLUG, SOURCE, TEXT, TEXTS
from jiqun.structs import Struct


class Domain(Struct):
    """One of the six domains in which the ministry counts the clusters of 2022."""

    id: str = must("短名", SLUG)
    name: str = must("领域", TEXT, "名称", search="name", priority=NAME)
    short: str = must("简称", TEXT, search="alias")
    english: str = must("英文名", TEXT, search="english")
    aliases: Sequence[str] = may("别名", TEXTS, search="alias", priority=PROSE)
    source: str = must("来源", SOURCE, priority=PROSE)


def _clusters(base: KnowledgeBase, domain: Domain) -> Sequence[Cluster]:
    return base.clusters_where([("domain", lambda name: name == domain.name)])


KIND = Kind(
    "domain",
    table="domains",
    title="领域",
    listing="领域与集群",
    record=Domain,
    key="name",
    default="name short english count",
    told="aliases",
    # Every cluster here has the same domain; where it is says more.
    shown="name place batch target",
    about=in_them,
    facts="note",
    derived={"notes": facts_field("note", "注", column=False), **members(_clusters)},
    clusters=_clusters,
    compared="count clusters",
    facet=("列出六大领域及集群数。", "逐个集群的领域多按名称推断"),
    code="id",
    completes=True,
    lends=("domain", "name short"),
    cited_as="short",
)
