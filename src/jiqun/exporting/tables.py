"""The whole base as tables with keys, from which every form of export is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from jiqun.exporting.describing import (
    POSITION,
    Cell,
    Entry,
    Field,
    Read,
    Table,
    item,
    listed,
    must,
    own_id,
    reference,
)
from jiqun.exporting.entity_tables import (
    BATCHES,
    CITIES,
    CLUSTERS,
    DOMAINS,
    INDICATORS,
    POLICIES,
    PROVINCES,
    REGIONS,
    SOURCES,
)
from jiqun.exporting.fact_tables import (
    ALIASES,
    FIGURES,
    FIRMS,
    GAPS,
    INDICATOR_CHECKS,
    MEASURES,
    NOTES,
    ORGANISATIONS,
    STANDINGS,
)
from jiqun.knowledge import KnowledgeBase
from jiqun.loading.schema import META

__all__ = ["SCHEMA_VERSION", "Cell", "Field", "Table", "tables_of", "updated"]

# Raised when a table or a field changes its name or its meaning.
SCHEMA_VERSION = 1


def tables_of(base: KnowledgeBase) -> list[Table]:
    """Return all tables of a base, each after those that it refers to."""
    return [table.filled(base) for table in _TABLES]


def updated(base: KnowledgeBase) -> datetime:
    """Return when the data was updated: what exports are dated, so that they are reproducible."""
    return datetime.fromisoformat(f"{base.meta.updated}-01-01"[:10])


def _meta(base: KnowledgeBase) -> Iterator[Entry]:
    for key, value in base.meta._asdict().items():
        title = META.fields[key].meaning
        if key == "rules":
            yield from (Entry(f"rule_{at}", (title, rule)) for at, rule in enumerate(value, 1))
        else:
            yield Entry(key, (title, str(value)))


def _vocabulary(base: KnowledgeBase) -> Iterator[Entry]:
    """Yield the words that do not speak for themselves."""
    for table in _TABLES:
        for field in table.fields:
            for word, meaning in field.words.items():
                if word != meaning:
                    yield Entry(word, (table.name, field.name, meaning))


def _part(at: int) -> Read:
    return lambda base, entry: entry.record[at]


def _place(kind: str, *before: str) -> Read:
    """Return what reads a place's name if it is of this kind, and of none that come before."""

    def read(base: KnowledgeBase, entry: Entry) -> Cell:
        kinds = [one for one in (*before, kind) if base.named(one, entry.record)]
        name: Cell = entry.record if kinds == [kind] else None
        return name

    return read


_FILTERS = ("batch", "domain", "region", "province", "city")


def _filters(base: KnowledgeBase) -> Iterator[Entry]:
    for check in INDICATOR_CHECKS.entries(base):
        wanted = [(kind, name) for kind in _FILTERS for name in getattr(check.record, kind)]
        yield from (Entry(check.id, pair, at) for at, pair in enumerate(wanted, start=1))


def _filter(kind: str) -> Read:
    return lambda base, entry: entry.record[1] if entry.record[0] == kind else None


_SOURCE = reference("source", item)
_CLUSTER = reference("cluster", item)
_PROVINCE = reference("province", item)
_CITY = reference("city", item)

_TABLES = (
    Table(
        "meta",
        "数据说明",
        _meta,
        (must("key", "键", own_id), must("title", "项", _part(0)), must("value", "内容", _part(1))),
        key=("key",),
    ),
    Table(
        "vocabulary",
        "词表",
        _vocabulary,
        (
            must("table_name", "表", _part(0)),
            must("field", "字段", _part(1)),
            must("word", "词", own_id),
            must("meaning", "意思", _part(2)),
        ),
        key=("table_name", "field", "word"),
    ),
    SOURCES,
    DOMAINS,
    REGIONS,
    PROVINCES,
    listed(REGIONS, "region", "provinces", "区域所含省份", _PROVINCE),
    CITIES,
    BATCHES,
    listed(BATCHES, "batch", "rounds", "批次的竞赛轮次", must("round", "轮次", item)),
    listed(BATCHES, "batch", "sources", "批次的来源", _SOURCE),
    CLUSTERS,
    listed(CLUSTERS, "cluster", "provinces", "集群所在省份，牵头者在前", _PROVINCE),
    listed(CLUSTERS, "cluster", "cities", "集群所在城市，牵头者在前", _CITY),
    listed(CLUSTERS, "cluster", "counties", "集群所在区县园区", must("county", "区县园区", item)),
    listed(CLUSTERS, "cluster", "products", "集群的产品（检索词）", must("product", "产品", item)),
    listed(CLUSTERS, "cluster", "keywords", "集群的检索词", must("keyword", "检索词", item)),
    listed(CLUSTERS, "cluster", "english_words", "集群的英文检索词", must("word", "词", item)),
    listed(CLUSTERS, "cluster", "sources", "集群名称与入选的来源", _SOURCE),
    FIGURES,
    listed(FIGURES, "figure", "confirmed_by", "数字的印证", _SOURCE, name="figure_confirmations"),
    STANDINGS,
    FIRMS,
    listed(FIRMS, "firm", "aliases", "企业的别名", must("alias", "别名", item)),
    ORGANISATIONS,
    POLICIES,
    listed(
        POLICIES,
        "policy",
        "places",
        "政策所属省市",
        must("place", "地方", item, description="照文件所写；与本库条目同名的，旁边有其短名"),
        reference("province", _place("province"), required=False),
        reference("city", _place("city", "province"), required=False),
        reference("region", _place("region", "province", "city"), required=False),
    ),
    listed(POLICIES, "policy", "clusters", "政策点名的集群", _CLUSTER),
    listed(POLICIES, "policy", "focus", "政策所列领域", must("focus", "领域", item)),
    listed(POLICIES, "policy", "sources", "政策的来源", _SOURCE),
    listed(
        BATCHES, "batch", "documents", "批次的有关文件", reference("policy", item, title="文件")
    ),
    MEASURES,
    listed(MEASURES, "measure", "applies_to", "举措适用的集群", _CLUSTER, name="measure_clusters"),
    INDICATORS,
    listed(INDICATORS, "indicator", "members", "指标的成员", must("member", "成员", item)),
    listed(
        INDICATORS,
        "indicator",
        "confirmed_by",
        "指标的印证",
        _SOURCE,
        name="indicator_confirmations",
    ),
    INDICATOR_CHECKS,
    Table(
        "indicator_check_filters",
        "指标复算时只数哪些",
        _filters,
        (
            INDICATOR_CHECKS.fields[0]._replace(references="indicator_checks.indicator_id"),
            POSITION,
            *(reference(kind, _filter(kind), required=False) for kind in _FILTERS),
        ),
        key=("indicator_id", "position"),
        one_of=[f"{kind}_id" for kind in _FILTERS],
    ),
    ALIASES,
    NOTES,
    GAPS,
)
