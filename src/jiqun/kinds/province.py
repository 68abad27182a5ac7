"""Provinces: all 34 provincial units."""

from collections.abc import Sequence

from jiqun.kinds.base import Kind
from jiqun.kinds.cluster import Cluster
from jiqun.kinds.places import cited_by_members, in_them, members, sources_of_members
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, Field, may, must
from jiqun.schema.rules import ADCODE, PINYIN, SLUG, TEXT, TEXTS, Ref, Text
from jiqun.structs import Struct


class Province(Struct):
    """A provincial unit; ``adcode`` is its six-digit GB/T 2260 code."""

    id: str = must("短名", SLUG)
    name: str = must("省份", TEXT, "简称，如 湖南", search="name", priority=NAME)
    full: str = must("全称", TEXT, search="alias")
    abbreviation: str = must("简称", Text("一个字", r"."), "一字简称，如 湘", search="alias")
    english: str = must("英文名", TEXT, search="english")
    pinyin: str = must("拼音", PINYIN)
    aliases: Sequence[str] = may("别名", TEXTS, search="alias", priority=PROSE)
    adcode: str = must("代码", ADCODE, "GB/T 2260 代码", search="code")
    region: str | None = may("区域", Ref("regions"), "所属四大区域")


def _clusters(base: KnowledgeBase, province: Province) -> Sequence[Cluster]:
    return base.clusters_where([("provinces", lambda names: province.name in names)])


def _cities(base: KnowledgeBase, province: Province) -> list[str]:
    return [city.name for city in base.cities if city.province == province.name]


KIND = Kind(
    "province",
    table="provinces",
    title="省份",
    listing="省份与集群",
    record=Province,
    key="name",
    default="name abbreviation region count cities",
    told="full abbreviation adcode region cities aliases",
    about=lambda base, province: f"{province.region}，{in_them(base, province)}",
    derived={
        "cities": Field("城市", value=_cities, priority=PROSE),
        **members(_clusters),
        "sources": sources_of_members(),
    },
    cites=cited_by_members,
    clusters=_clusters,
    compared="region count cities clusters",
    facet=("列出省份及集群数。", "联合集群在参与的每个省份都计"),
    code="adcode",
    provinces=lambda province: {province.name},
    place=True,
    completes=True,
    lends=("place", "name full abbreviation aliases english"),
)
