"""Finding: what people type, and what must come first."""

from __future__ import annotations

import pytest

from jiqun.finding import KINDS, resolve, search
from jiqun.knowledge import KnowledgeBase
from jiqun.text.pinyin import syllables


@pytest.mark.parametrize(
    ("query", "kind", "id_"),
    [
        ("zhuzhou-rail", "cluster", "zhuzhou-rail"),
        ("株洲市先进轨道交通装备集群", "cluster", "zhuzhou-rail"),
        ("株洲市先進軌道交通裝備集群", "cluster", "zhuzhou-rail"),
        ("廣深佛莞", "cluster", "guang-shen-fo-guan-equipment"),
        ("guangshenfoguan", "cluster", "guang-shen-fo-guan-equipment"),
        ("智能电网", "cluster", "nanjing-power-grid"),
        ("南京市新型电力（智能电网）装备集群", "cluster", "nanjing-power-grid"),
        ("泰连锡", "cluster", "tai-lian-xi-biomedicine"),
        ("changsanjiao", "region", "yangtze-delta"),
        ("chongqing", "province", "chongqing"),
        ("火星", "", ""),
        ("湘", "province", "hunan"),
        ("430200", "city", "zhuzhou"),
        ("高端裝備", "domain", "equipment"),
        ("株洲 轨道", "cluster", "zhuzhou-rail"),
        ("工信厅规函〔2024〕252号", "policy", "miit-2024-252"),
        ("3000亿元", "cluster", "shanghai-ic"),
        ("42.5%", "cluster", "shenzhen-guangzhou-medtech"),
        ("赵作权", "policy", "miit-2019-cluster-action"),
    ],
)
def test_the_right_entry_comes_first(base: KnowledgeBase, query: str, kind: str, id_: str) -> None:
    found = search(base, query)
    if id_:
        assert (found[0].kind, found[0].id) == (kind, id_)
    else:
        assert found == []


@pytest.mark.parametrize(
    ("query", "id_", "found"),
    [
        ("株洲轨道", "zhuzhou-rail", ["株洲", "轨道"]),
        ("zhuzhou guidao", "zhuzhou-rail", ["株洲", "轨道"]),
        ("gsfg", "guang-shen-fo-guan-equipment", ["广深佛莞"]),
        ("新型電力", "nanjing-power-grid", ["新型电力"]),
    ],
)
def test_a_match_tells_what_the_query_stands_for(
    base: KnowledgeBase, query: str, id_: str, found: list[str]
) -> None:
    (match,) = [match for match in search(base, query, ["cluster"]) if match.id == id_]
    assert list(match.found) == found


def test_homophones_are_found_together(base: KnowledgeBase) -> None:
    cities = {match.id for match in search(base, "taizhou", ["city"])}
    assert {"taizhou-jiangsu", "taizhou-zhejiang"} <= cities


def test_scores_stay_inside_their_range(base: KnowledgeBase) -> None:
    for query in ("株洲", "装备", "shanghai", "4000亿", "工程机械"):
        scores = [match.score for match in search(base, query)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 100 for score in scores)


def test_a_municipality_resolves_to_its_province(base: KnowledgeBase) -> None:
    (match,) = resolve(base, "重慶", KINDS).matches
    assert (match.kind, match.id) == ("province", "chongqing")


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("长三角", "chang san jiao"),
        ("長三角", "chang san jiao"),
        ("衡长株潭", "heng chang zhu tan"),
        ("六安", "lu an"),
        ("重庆", "chong qing"),
        ("厦门", "xia men"),
        ("乐清", "yue qing"),
        ("台州", "tai zhou"),
        ("长春", "chang chun"),
        ("长沙", "chang sha"),
        ("成都", "cheng du"),
        ("东莞", "dong guan"),
        ("西安", "xi an"),
        ("绿色石化", "lv se shi hua"),
        ("中联重科", "zhong lian zhong ke"),
        ("5G基站", "5g ji zhan"),
    ],
)
def test_readings(text: str, reading: str) -> None:
    assert syllables(text) == reading


def test_places_are_read_as_the_base_says(base: KnowledgeBase) -> None:
    for place in (*base.provinces, *base.cities):
        assert syllables(place.name) == place.pinyin, place.name
