"""Search: what people type, and what must come first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, Result, knowledge_of
from jiqun.finding import KINDS, TIERS, resolve, search
from jiqun.knowledge import KnowledgeBase
from jiqun.loading import load
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
    ("query", "id_", "highlights"),
    [
        ("株洲轨道", "zhuzhou-rail", ["株洲", "轨道"]),
        ("zhuzhou guidao", "zhuzhou-rail", ["株洲", "轨道"]),
        ("gsfg", "guang-shen-fo-guan-equipment", ["广深佛莞"]),
        ("新型電力", "nanjing-power-grid", ["新型电力"]),
    ],
)
def test_a_match_tells_what_the_query_stands_for(
    base: KnowledgeBase, query: str, id_: str, highlights: list[str]
) -> None:
    (match,) = [match for match in search(base, query, ["cluster"]) if match.id == id_]
    assert list(match.highlights) == highlights


def test_homophones_are_found_together(base: KnowledgeBase) -> None:
    cities = {match.id for match in search(base, "taizhou", ["city"])}
    assert {"taizhou-jiangsu", "taizhou-zhejiang"} <= cities


QUERIES = (
    "株洲",
    "装备",
    "shanghai",
    "4000亿",
    "工程机械",
    "zzgd",
    "株州",
    "政策",
    "赛迪",
    "hunan",
)


@pytest.mark.parametrize("query", QUERIES)
def test_scores_stay_inside_their_tier(base: KnowledgeBase, query: str) -> None:
    matches = search(base, query)
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)
    for match in matches:
        assert TIERS[match.tier] - 10 < match.score <= TIERS[match.tier]


def test_a_search_does_not_depend_on_earlier_ones() -> None:
    used = load()
    for kinds in (["city"], ["domain"], ["cluster"], KINDS):
        for query in ("zhuzuo", "zhuzou guidao", "株州轨道", "jiqiren zhuangbe"):
            assert search(used, query, kinds) == search(load(), query, kinds), (kinds, query)
    assert search(used, "zhuzou guidao")[0].id == "zhuzhou-rail"


def with_products(folder: Path, first: str, second: str) -> Path:
    """Write the tiny base with these products of its first and its second cluster."""
    text = (ROOT / "tests" / "tiny.yaml").read_text(encoding="utf-8")
    for old, new in (("[高铁]", first), ("[纳米材料]", second)):
        assert text.count(f"products: {old}") == 1
        text = text.replace(f"products: {old}", f"products: [{new}]")
    path = folder / "base.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_main_products_come_before_later_ones(tmp_path: Path) -> None:
    base = knowledge_of(with_products(tmp_path, "高铁, 磁浮列车", "磁浮列车, 高铁"))
    assert [match.id for match in search(base, "高铁")] == ["zhuzhou-rail", "suzhou-nano"]
    assert [match.id for match in search(base, "磁浮列车")] == ["suzhou-nano", "zhuzhou-rail"]


@pytest.mark.parametrize(
    ("query", "worse", "better"),
    [
        ("超导磁 风洞", "超导磁, 风洞装备", "超导磁, 风洞"),  # full texts before parts of texts
        ("磁浮", "磁浮列车制造", "磁浮列车"),  # the text with less else in it
        ("磁浮 风洞", "磁浮列车组, 大型风洞组", "磁浮大风洞"),  # one text before two
        ("磁浮风洞", "磁浮车, 风洞车", "磁浮风洞车"),  # together before apart
        ("瓷福列车", "瓷悬列车", "磁浮列车"),  # a homophone before another typo
    ],
)
def test_the_better_match_comes_first(tmp_path: Path, query: str, worse: str, better: str) -> None:
    # The better one stands last, so that neither rank nor the order of the base decides.
    base = knowledge_of(with_products(tmp_path, worse, f"纳米材料, 纳米线, {better}"))
    assert [match.id for match in search(base, query)] == ["suzhou-nano", "zhuzhou-rail"]


@pytest.mark.parametrize("product", ["磁浮风洞、真空管道", "磁浮风洞真空管道"])
def test_one_product_names_no_cluster_but_with_a_place_it_does(
    cli: Callable[..., Result], tmp_path: Path, product: str
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(f"clusters:\n  - id: zhuzhou-rail\n    products: [{product}]\n", "utf-8")
    (match,) = search(load([str(path)]), "磁浮风洞")
    assert (match.tier, match.terms, match.names_it) == ("words", (product,), False)
    (match,) = search(load([str(path)]), "株洲磁浮风洞")
    assert (match.tier, match.terms, match.names_it) == ("words", ("株洲", product), True)
    alone = cli("show", "磁浮风洞", "--data", str(path))
    assert alone.code == 1
    assert "可以是" in alone.err
    assert cli("show", "株洲磁浮风洞", "--data", str(path)).code == 0


def test_several_matches_by_initials_are_a_choice(cli: Callable[..., Result]) -> None:
    result = cli("show", "zz")
    assert result.code == 1
    assert "“zz”可以是" in result.err


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
