"""Names of places: one that is known is never taken for another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Result
from jiqun.finding.places import meanings
from jiqun.knowledge import KnowledgeBase

Cli = Callable[..., Result]


@pytest.mark.parametrize("command", ["list", "map", "show"])
@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "福州",
            "福州没有国家先进制造业集群；福建有 2 个：宁德市动力电池集群、泉州现代体育产品集群",
        ),
        ("太原市", "太原没有国家先进制造业集群；山西也没有"),
        ("taiyuan", "太原没有国家先进制造业集群；山西也没有"),
        ("吉林市", "吉林市没有国家先进制造业集群；吉林有 1 个：长春市汽车集群"),
        ("思茅", "思茅区（属普洱市）没有国家先进制造业集群；云南有 1 个：滇中稀贵金属集群"),
        ("德宏", "德宏傣族景颇族自治州没有国家先进制造业集群；云南有 1 个：滇中稀贵金属集群"),
        ("廣東市", "没有“廣東市”这个地方，相近的有 广东省"),
        ("深圳省", "没有“深圳省”这个地方，相近的有 深圳市"),
    ],
)
def test_a_place_without_clusters_says_so(cli: Cli, command: str, name: str, told: str) -> None:
    result = cli(command, *(["-p"] if command != "show" else []), name)
    assert (result.code, result.out, result.err) == (1, "", f"{told}\n")


def test_a_place_without_clusters_is_an_empty_listing_for_programs(cli: Cli) -> None:
    result = cli("list", "-p", "厦门", "-f", "jsonl")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("厦门没有国家先进制造业集群；福建有 2 个")


@pytest.mark.parametrize(
    ("name", "city", "told"),
    [
        ("昆山", "苏州", "昆山市（属苏州市），以下是苏州的"),
        ("kunshan", "苏州", "昆山市（属苏州市），以下是苏州的"),
        ("江蘇省蘇州市崑山市", "苏州", "昆山市（属苏州市），以下是苏州的"),
        ("福田区", "深圳", "福田区（属深圳市），以下是深圳的"),
        ("浦东新区", "上海", "浦东新区（属上海市），以下是上海的"),
        ("滨海新区", "天津", "滨海新区（属天津市），以下是天津的"),
        ("雄安新区", "保定", "雄安新区（属保定市），以下是保定的"),
        ("两江新区", "重庆", "两江新区（属重庆市），以下是重庆的"),
        ("萧山市", "杭州", "萧山市（旧名，今属浙江省杭州市萧山区），以下是杭州的"),
        ("西昌", "凉山", "西昌市（属凉山彝族自治州），以下是凉山的"),
        ("巢湖", "合肥", "巢湖市（属合肥市），以下是合肥的"),
    ],
)
def test_a_county_leads_to_its_city_and_says_so(cli: Cli, name: str, city: str, told: str) -> None:
    expected = cli("list", "-p", city, "-f", "id")
    assert expected.code == 0
    result = cli("list", "-p", name, "-f", "id")
    assert (result.code, result.out, result.err) == (0, expected.out, f"{told}\n")
    assert cli("show", name, "-f", "id").err == f"{told}\n"


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("福洲", "福州市、抚州市"),
        ("福洲市", "福州市、抚州市"),
        ("夏门", "厦门市"),
        ("台原", "太原市"),
    ],
)
def test_a_slip_names_the_places_that_sound_so_and_those_without_clusters(
    cli: Cli, typed: str, near: str
) -> None:
    told = f"没有“{typed}”这个地方，相近的有 {near}"
    result = cli("list", "-p", typed)
    assert (result.code, result.err) == (2, f"-p {told}\n")
    result = cli("show", typed)
    assert (result.code, result.err) == (1, f"{told}\n")
    result = cli("search", typed)
    assert (result.code, told in result.err) == (1, True)


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("fuzhou", "福州、抚州"),
        ("shanxi", "山西、陕西"),
        ("taizhou", "泰州、台州"),
        ("suzhou", "苏州、宿州"),
        ("yulin", "玉林、榆林"),
        ("朝阳", "北京市朝阳区、辽宁省朝阳市、吉林省长春市朝阳区"),
        ("chaoyang", "辽宁省朝阳市、北京市朝阳区、吉林省长春市朝阳区"),
    ],
)
def test_names_of_several_places_are_asked_about(cli: Cli, name: str, choices: str) -> None:
    listed = cli("list", "-p", name)
    assert (listed.code, listed.out) == (2, "")
    for choice in choices.split("、"):
        assert choice in listed.err
    shown = cli("show", name)
    assert (shown.code, shown.out) == (1, "")
    assert shown.err == f"“{name}”可以是：{choices}，请写明是哪一个\n"


@pytest.mark.parametrize(
    ("name", "near"), [("长江", "长三角"), ("京津", "京津冀"), ("珠江", "珠三角")]
)
def test_a_part_of_the_name_of_a_region_is_refused(cli: Cli, name: str, near: str) -> None:
    result = cli("list", "-p", name)
    assert (result.code, result.out) == (2, "")
    assert near in result.err


@pytest.mark.parametrize(
    ("name", "kind", "known"),
    [
        ("吉林", "province", "吉林"),
        ("湘", "province", "湖南"),
        ("重慶", "province", "重庆"),
        ("Shaanxi", "province", "陕西"),
        ("Yangtze River Delta", "region", "长三角"),
        ("changsanjiao", "region", "长三角"),
        ("大灣區", "region", "珠三角"),
        ("xi'an", "city", "西安"),
        ("430200", "city", "株洲"),
        ("广东深圳", "city", "深圳"),
    ],
)
def test_places_of_the_base(base: KnowledgeBase, name: str, kind: str, known: str) -> None:
    (found,) = meanings(base, name)
    assert (found.kind, found.name) == (kind, known)


def test_every_place_of_the_base_is_known_by_its_names(base: KnowledgeBase) -> None:
    for kind in ("region", "province", "city"):
        for one in base.all(kind):
            for name in (one.name, getattr(one, "full", one.name), *one.aliases):
                assert {(each.kind, each.name) for each in meanings(base, name, [kind])} >= {
                    (kind, one.name)
                }, name
