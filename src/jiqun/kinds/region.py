"""Regions: the four economic and the four key regions, each a group of provinces."""

from collections.abc import Sequence

from jiqun.kinds.base import Kind, facts_field
from jiqun.kinds.cluster import Cluster
from jiqun.kinds.places import in_them, members
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, may, must
from jiqun.schema.rules import SLUG, SOURCE, TEXT, TEXTS, Choice, ListOf, Ref
from jiqun.structs import Struct
from jiqun.vocabulary import REGION_KINDS, RegionKind


class Region(Struct):
    """A group of provinces. A cluster counts once, in the regions of its first province."""

    id: str = must("短名", SLUG)
    name: str = must("区域", TEXT, "名称", search="name", priority=NAME)
    kind: RegionKind = must("类别", Choice(REGION_KINDS), "四大区域或重点区域")
    english: str = must("英文名", TEXT, search="english")
    aliases: Sequence[str] = may("别名", TEXTS, search="alias", priority=PROSE)
    provinces: Sequence[str] = must("省份", ListOf(Ref("provinces"), least=1), "所含省级单位")
    rule: str = must("计数规则", TEXT, "集群计入本区域的规则", priority=PROSE)
    source: str = must("来源", SOURCE, "规则或合计的来源", priority=PROSE)


def _clusters(base: KnowledgeBase, region: Region) -> Sequence[Cluster]:
    return base.clusters_where([("provinces", lambda names: names[0] in region.provinces)])


KIND = Kind(
    "region",
    table="regions",
    title="区域",
    listing="区域与集群",
    record=Region,
    key="name",
    default="name kind count provinces",
    told="kind provinces aliases rule",
    about=in_them,
    facts="note",
    derived={"notes": facts_field("note", "注", column=False), **members(_clusters)},
    clusters=_clusters,
    compared="kind count provinces clusters",
    facet=("列出区域及集群数。", "每个集群只计一次，计入首位省份所在区域"),
    code="id",
    apart="kind",
    provinces=lambda region: region.provinces,
    place=True,
    completes=True,
    lends=("place", "name aliases"),
    cited_as="rule",
)
