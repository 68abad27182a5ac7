"""The data's own rules, beyond those of the schema."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

import pytest

from jiqun.analysis.filter import ClusterFilter, select
from jiqun.knowledge import KnowledgeBase
from jiqun.text.normalize import fold

FIRST_45 = frozenset([2021, 2022])


def test_the_named_clusters_and_the_gap_make_80(base: KnowledgeBase) -> None:
    assert base.meta.total == 80
    assert len(base.clusters) == 79
    assert "1 个未见名称" in base.meta.gap


def test_batches_add_up(base: KnowledgeBase) -> None:
    total = 0
    for batch in base.batches:
        total += batch.added
        assert batch.total == total
    counts = Counter(cluster.batch for cluster in base.clusters)
    assert counts == {2021: 25, 2022: 20, 2024: 34}


@pytest.mark.parametrize(("region", "count"), [("东部", 30), ("中部", 8), ("西部", 5), ("东北", 2)])
def test_the_45_by_economic_region(base: KnowledgeBase, region: str, count: int) -> None:
    assert len(select(base, ClusterFilter(regions=frozenset([region]), batches=FIRST_45))) == count


def test_the_45_in_key_regions_and_provinces(base: KnowledgeBase) -> None:
    key = [region.name for region in base.regions if region.kind == "key"]
    first = select(base, ClusterFilter(batches=FIRST_45))
    assert len(select(base, ClusterFilter(regions=frozenset(key), batches=FIRST_45))) == 30
    assert len({province for one in first for province in one.provinces}) == 19


def test_codes_belong_to_their_provinces(base: KnowledgeBase) -> None:
    codes = [place.adcode for place in (*base.provinces, *base.cities)]
    municipalities = {"北京", "上海", "天津", "重庆"}
    repeated = [code for code, count in Counter(codes).items() if count > 1]
    assert len(repeated) == len(municipalities)
    assert len(base.provinces) == 34
    for city in base.cities:
        province = base.get("province", city.province)
        assert city.adcode is not None
        assert city.adcode[:2] == province.adcode[:2], city.name


def test_every_city_has_a_cluster_and_its_province_takes_part(base: KnowledgeBase) -> None:
    for city in base.cities:
        clusters = base.clusters_of(city)
        assert clusters, city.name
        assert all(city.province in cluster.provinces for cluster in clusters), city.name


def test_names_are_unique_and_survive_folding(base: KnowledgeBase) -> None:
    names = Counter(fold(cluster.name) for cluster in base.clusters)
    assert set(names.values()) == {1}
    for cluster in base.clusters:
        assert fold(cluster.name) == fold(fold(cluster.name))
        assert not set("甲乙") & set(cluster.id)


def test_a_doubtful_name_says_so(base: KnowledgeBase) -> None:
    for cluster in base.clusters:
        if cluster.confidence in ("recalled", "translated"):
            gaps = {gap.field: gap.state for gap in base.gaps(cluster)}
            assert gaps["name"] == "not_found", cluster.name


def test_a_wider_figure_says_what_it_covers(base: KnowledgeBase) -> None:
    for cluster in base.clusters:
        for figure in base.figures(cluster):
            if not figure.of_cluster:
                assert figure.scope_note, (cluster.id, figure.evidence)


def test_bounds_in_the_words_are_bounds_in_the_figure(base: KnowledgeBase) -> None:
    """A figure whose words end in 亿元以上 is no ``eq``; one of 突破2000亿元 neither."""
    for cluster in base.clusters:
        for figure in base.figures(cluster):
            for word in ("突破", "超过", "余家", "多家", "约", "左右"):
                if word in figure.evidence:
                    assert figure.op != "eq", (cluster.id, figure.evidence)


def test_addresses_are_given_only_where_an_outlet_or_office_has_them(base: KnowledgeBase) -> None:
    for source in base.sources:
        if source.quality == "aggregator":
            assert source.url is None, source.id
        if source.seen_on == "repost" and source.url:
            host = urlsplit(source.url).netloc
            # The Greater Bay Area's office has its site under another ending.
            official = f".{host}".endswith(".gov.cn") or host == "www.cnbayarea.org.cn"
            assert official, source.id


def test_sources_are_used(base: KnowledgeBase) -> None:
    for source in base.sources:
        assert any(base.cited_by(source)), source.id


def test_fujian_and_jiangsu_cities_with_one_sound_stay_apart(base: KnowledgeBase) -> None:
    assert base.get("city", "台州").province == "浙江"
    assert base.get("city", "泰州").province == "江苏"
