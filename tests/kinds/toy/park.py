"""A kind that the base does not have: industrial parks. `test_kinds` adds it to the others."""

from collections.abc import Sequence

from jiqun.kinds.base import Kind, facts_field
from jiqun.kinds.cluster import Cluster
from jiqun.kinds.places import in_them, members
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, may, must
from jiqun.schema.rules import SLUG, SOURCES, TEXT, TEXTS, ListOf, Ref
from jiqun.structs import Struct


class Park(Struct):
    """An industrial park."""

    id: str = must("短名", SLUG)
    name: str = must("园区", TEXT, search="name", priority=NAME)
    english: str = must("英文名", TEXT, search="english")
    aliases: Sequence[str] = may("别名", TEXTS, search="alias")
    level: str | None = may("级别", TEXT)
    city: str = must("城市", Ref("cities"))
    hosts: Sequence[str] = may("入驻集群", ListOf(Ref("clusters", SLUG)))
    sources: Sequence[str] = must("来源", SOURCES)


def _clusters(base: KnowledgeBase, park: Park) -> list[Cluster]:
    return [one for one in base.clusters if one.id in park.hosts]


KIND = Kind(
    "park",
    table="parks",
    title="园区",
    listing="园区与集群",
    record=Park,
    key="name",
    default="name level city count",
    told="level city aliases",
    about=in_them,
    facts="note",
    derived={"notes": facts_field("note", "注", column=False), **members(_clusters)},
    clusters=_clusters,
    compared="level city count",
    facet=("列出园区及集群数。", "入驻的才计"),
    place=True,
    completes=True,
    lends=("place", "name aliases"),
    cited_as="level",
)
