"""Batches: the years in which the ministry published winners."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiqun.kinds.base import Kind, facts_field
from jiqun.kinds.cluster import Cluster
from jiqun.kinds.places import in_them, members
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, may, must
from jiqun.schema.rules import COUNT, DATE, SLUG, SOURCES, TEXT, TEXTS, YEAR, ListOf, Ref
from jiqun.structs import Struct
from jiqun.text.phrases import titled

if TYPE_CHECKING:
    from jiqun.views.cards import Card


class Batch(Struct):
    """A year in which the ministry published winners; ``id`` is that year."""

    id: int = must("批次", YEAR, "年份")
    name: str = must("名称", TEXT, search="name", priority=NAME)
    added: int = must("入选", COUNT, "新入选个数")
    total: int = must("累计", COUNT, "累计个数")
    notice: str = must("公示", TEXT, "公示起止")
    published: str | None = may("公布", DATE, "正式公布日期")
    rounds: Sequence[str] = may("轮次", TEXTS, "竞赛轮次", one="round")
    documents: Sequence[str] = may("文件", ListOf(Ref("policies", SLUG)), "有关文件")
    sources: Sequence[str] = must("来源", SOURCES, priority=PROSE, brief=False)


def _clusters(base: KnowledgeBase, batch: Batch) -> Sequence[Cluster]:
    return base.clusters_where([("batch", lambda year: year == batch.id)])


def _card(base: KnowledgeBase, batch: Batch) -> "Card":
    from jiqun.kinds.cards import group_card, told

    documents = "；".join(titled(base.get("policy", id_).title) for id_ in batch.documents)
    facts = told(base, KIND, batch, "added total notice published rounds")
    return group_card(base, KIND, batch, [*facts, ("文件", documents or None)])


KIND = Kind(
    "batch",
    table="batches",
    title="批次",
    listing="批次与集群",
    record=Batch,
    default="id name added total count notice published",
    card=_card,
    about=in_them,
    facts="note",
    derived={"notes": facts_field("note", "注", column=False), **members(_clusters, "本库")},
    clusters=_clusters,
    compared="added total count notice published rounds clusters",
    apart="id",
    facet=("列出批次及集群数。", "“本库”是本库列出的个数"),
    cited_as="'公示 ' || notice",
)
