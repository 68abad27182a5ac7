"""Cities: those that a cluster covers."""

from collections.abc import Sequence

from jiqun.kinds.base import Kind
from jiqun.kinds.cluster import Cluster
from jiqun.kinds.places import cited_by_members, in_them, members, sources_of_members
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, Field, may, must
from jiqun.schema.rules import ADCODE, PINYIN, SLUG, TEXT, TEXTS, Ref
from jiqun.structs import Struct


class City(Struct):
    """A city of prefecture level (or a municipality, or a unit directly under a province)."""

    id: str = must("短名", SLUG)
    name: str = must("城市", TEXT, "简称，如 株洲", search="name", priority=NAME)
    full: str = must("全称", TEXT, search="alias")
    english: str = must("英文名", TEXT, search="english")
    pinyin: str = must("拼音", PINYIN)
    aliases: Sequence[str] = may("别名", TEXTS, search="alias", priority=PROSE)
    adcode: str | None = may("代码", ADCODE, "GB/T 2260 代码；不是行政区的不写", search="code")
    province: str = must("省份", Ref("provinces"), "所属省级单位")
    note: str | None = may("备注", TEXT, "读者须知", column=False)


def _clusters(base: KnowledgeBase, city: City) -> Sequence[Cluster]:
    return base.clusters_where([("cities", lambda names: city.name in names)])


def _region(base: KnowledgeBase, city: City) -> str | None:
    return base.province(city.province).region


KIND = Kind(
    "city",
    table="cities",
    title="城市",
    listing="集群所在的城市",
    record=City,
    key="name",
    default="name province region count clusters",
    told="full adcode province region aliases note",
    about=lambda base, city: f"{city.province}，{in_them(base, city)}",
    derived={
        "region": Field("区域", value=_region, after="province"),
        **members(_clusters),
        "sources": sources_of_members(),
    },
    cites=cited_by_members,
    clusters=_clusters,
    compared="province region count clusters",
    facet=("列出城市及集群数。", "联合集群在参与的每个城市都计"),
    code="adcode",
    provinces=lambda city: {city.province},
    place=True,
    clustered=True,
    yields_to="province",
    completes=True,
    lends=("place", "name full aliases english"),
)
