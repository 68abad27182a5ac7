"""Answers: what explains the whole query, and apart from it what only comes near."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Result
from jiqun import load
from jiqun.finding import KINDS, Answer, Match, answer, search
from jiqun.finding.index import indexes_of
from jiqun.text.normalize import fold

Cli = Callable[..., Result]
BASE = load()


def called(matches: Sequence[Match]) -> list[str]:
    """Return clusters by id, and what else there is by kind and name."""
    return [
        one.id
        if one.kind == "cluster"
        else f"{one.kind}:{BASE.title_of(BASE.get(one.kind, one.id))}"
        for one in matches
    ]


@pytest.mark.parametrize(
    ("query", "unused", "first"),
    [
        ("重庆汽车", ["重庆"], "domain:新能源及智能网联汽车"),
        ("重慶汽車", ["重庆"], "domain:新能源及智能网联汽车"),
        ("成都 汽车", ["成都"], "domain:新能源及智能网联汽车"),
        ("成都和重庆的汽车", ["成都", "重庆"], "domain:新能源及智能网联汽车"),
        ("合肥新能源汽车", ["合肥"], "domain:新能源及智能网联汽车"),
        ("舟山纺织", ["舟山"], "hangzhou-bay-textile"),
        ("舟山市", ["舟山市"], "province:浙江"),
        ("吉林市", ["吉林市"], "province:吉林"),
        ("廣東市", ["廣東市"], "province:广东"),
        ("福州", ["福州"], "province:福建"),
        ("税收优惠", ["优惠"], "shanghai-ic"),
        ("株州轨道", ["株州"], "zhuzhou-rail"),
        ("江苏 无锡 钢", ["钢"], "south-jiangsu-special-steel"),
        ("西安航空航天产业集群", ["航天"], "xian-aviation"),
    ],
)
def test_what_comes_near_is_no_item(query: str, unused: list[str], first: str) -> None:
    found = answer(BASE, query)
    assert list(found.items) == []
    assert list(found.unused) == unused
    assert called(found.near)[0] == first
    assert all(match.tier == "slip" for match in found.near)


@pytest.mark.parametrize(
    ("query", "items"),
    [
        ("南京2025产值", ["nanjing-power-grid"]),
        ("南京到2025年产值突破4000亿", ["nanjing-power-grid"]),
        ("產值前三", ["hangzhou-bay-textile", "guang-shen-fo-guan-equipment", "jjj-life-health"]),
        ("产值超过１万亿的集群", ["hangzhou-bay-textile"]),
        ("最大的生物医药集群", ["jjj-life-health", "tai-lian-xi-biomedicine"]),
        ("哪个省最多", ["province:江苏", "province:浙江", "province:广东"]),
        ("新材料集群最多的省", ["province:江苏"]),
        ("2024年湖南的集群", ["heng-chang-zhu-tan-uhv"]),
        ("9,816.9亿元", ["guang-shen-fo-guan-equipment"]),
        ("江苏省苏州市昆山市", ["city:苏州", "suzhou-nano"]),
        ("海淀", ["haidian-ai"]),
        ("株洲市先进轨道交通装备集群、青岛市轨道交通装备集群", ["zhuzhou-rail", "qingdao-rail"]),
        ("生醫", ["domain:生物医药及高端医疗器械"]),
        ("集羣", ["shenyang-aviation"]),
    ],
)
def test_what_is_asked_is_answered(query: str, items: list[str]) -> None:
    found = answer(BASE, query)
    assert called(found.items)[: len(items)] == items
    assert (list(found.near), list(found.unused)) == ([], [])


def test_the_clusters_of_a_year_are_all_of_its_batch() -> None:
    for query in ("2024年新增的集群", "2024年的集群有哪些", "最新一批集群"):
        found = [match.id for match in answer(BASE, query).items if match.kind == "cluster"]
        assert sorted(found) == sorted(one.id for one in BASE.clusters if one.batch == 2024)
    assert len(answer(BASE, "有哪些集群").items) == len(BASE.clusters)


def test_order_is_by_value_and_by_figures_of_the_cluster_itself() -> None:
    found = answer(BASE, "产值最高")
    values = []
    for match in found.items:
        figures = [
            one
            for one in BASE.figures(BASE.cluster(match.id))
            if one.of_cluster and one.kind == "actual" and one.metric == "产值"
        ]
        values.append(max(one.value_base for one in figures))
    assert len(values) > 10
    assert values[0] == max(values)
    assert found.notes == ["按集群自己的最近产值实绩从高到低排，没有这样的数字的不列"]


@pytest.mark.parametrize("number", ["2000亿", "2,000亿", "２０００億", "二千亿元", "两千亿元"])
def test_numbers_are_read_in_any_form(number: str) -> None:
    assert called(answer(BASE, number).items) == called(answer(BASE, "2000亿元").items)


def test_a_place_that_may_be_several_is_asked_about() -> None:
    told = "可以是 北京市朝阳区、辽宁省朝阳市、吉林省长春市朝阳区，请写明是哪一个"
    assert answer(BASE, "朝阳") == Answer((), (), (), [f"“朝阳”{told}"])
    found = answer(BASE, "fuzhou")
    assert called(found.items)[0] == "city:抚州"
    assert found.notes == ["“fuzhou”可以是 福州、抚州，请写明是哪一个"]


@pytest.mark.parametrize("query", ["华龙一号", "吉利", "火星", "新能原气", "的的的"])
def test_the_bare_name_of_a_county_is_no_place_within_other_words(query: str) -> None:
    assert list(answer(BASE, query).items) == []


def covered(word: str, texts: str) -> bool:
    """Tell whether a word is made of parts of two characters or more that stand in the texts."""
    return word in texts or any(
        word[:at] in texts and covered(word[at:], texts) for at in range(2, len(word) - 1)
    )


# Content words that each stand in texts of the base or name a place, and noise that says nothing.
_WORDS = [
    "株洲", "苏州", "重庆", "长三角", "湖南", "汽车", "轨道交通", "生物医药", "光伏", "芯片",
    "机器人", "新材料", "船舶", "福州", "厦门", "火箭", "银行", "华为", "稀土", "纺织",
]  # fmt: skip
_NOISE = ["的", "有哪些", "请问", "我想查一下", "集群", "和", " ", "有没有", "老师让查", "在"]


@given(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from(_NOISE), max_size=3),
)
@settings(max_examples=100)
def test_items_explain_the_whole_query(words: list[str], noise: list[str]) -> None:
    parts = [part for pair in zip(words, [*noise, "", "", ""], strict=False) for part in pair]
    found = answer(BASE, "".join(parts))
    for match in found.items:
        index = indexes_of(BASE).of(match.kind)
        texts = index.entry(index.number(match.id)).folded
        assert all(covered(fold(word), texts) for word in words), (parts, match)
        assert match.unused == ()
    near = {(match.kind, match.id) for match in found.near}
    assert not near & {(match.kind, match.id) for match in found.items}
    assert bool(found.near) <= bool(found.unused)


@given(st.text(alphabet="南京产值最高前三超过5000亿2025年的集群哪省多 昆山市", max_size=16))
@settings(max_examples=60)
def test_no_question_raises(query: str) -> None:
    found = answer(BASE, query)
    for matches in (found.items, found.near):
        assert [one.score for one in matches] == sorted(
            (one.score for one in matches), reverse=True
        )
    assert search(BASE, query) == [*found.items, *found.near]


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_limit_what_is_answered(kind: str) -> None:
    for query in ("苏州", "哪个省最多", "产值最高", "2024年新增的集群", "重庆汽车"):
        found = answer(BASE, query, (kind,))
        assert {match.kind for match in (*found.items, *found.near)} <= {kind}


def test_search_tells_near_ones_below_a_line(cli: Cli) -> None:
    result = cli("search", "重庆汽车", "--limit", "1")
    assert (result.code, result.err) == (1, "")
    lines = result.out.splitlines()
    assert lines[0] == "没有全部相符的，以下只是相近；没用上：重庆"
    assert lines[4].split()[:2] == ["领域", "新能源及智能网联汽车"]
    assert lines[6].startswith("相近的 ")


def test_search_has_near_and_unused_in_json(cli: Cli) -> None:
    near = cli("search", "重慶汽車", "-f", "json", "--limit", "2")
    told = json.loads(near.out)
    assert (near.code, told["total"], told["items"]) == (1, 0, [])
    assert ([one["tier"] for one in told["near"]], told["unused"]) == (["slip"] * 2, ["重庆"])
    assert near.err.startswith("没有全部相符的，相近的 ")
    whole = json.loads(cli("search", "株洲", "-f", "json").out)
    assert (whole["near"], whole["unused"]) == ([], [])


@pytest.mark.parametrize("format_", ["csv", "id", "jsonl"])
def test_lists_for_programs_have_no_near_ones(cli: Cli, format_: str) -> None:
    result = cli("search", "重庆汽车", "-f", format_)
    assert result.code == 1
    assert "新能源" not in result.out
    assert "没用上：重庆" in result.err


def test_the_figure_that_was_found_is_shown(cli: Cli) -> None:
    lines = cli("search", "4000亿", "--kind", "cluster").out.split("\n\n")[0].splitlines()[2:]
    assert len(lines) > 3
    assert all("4000亿元" in line for line in lines)


def test_search_takes_the_filters_and_columns_of_list(cli: Cli) -> None:
    options = ("-p", "江苏", "--columns", "name,cities,target", "-f", "csv")
    found = cli("search", "光伏", *options)
    listed = cli("list", "-k", "光伏", *options)
    assert (found.code, listed.code) == (0, 0)
    assert found.out.splitlines()[1:] == listed.out.splitlines()[1:]
    assert cli("search", "生物医药", "-p", "长三角", "-b", "2021", "--count").out == "1\n"
    assert cli("search", "汽车", "-p", "福州").code == 1
    by_target = ("--sort", "-target", "--kind", "cluster", "-f", "id")
    assert cli("search", "汽车", *by_target).out != cli("search", "汽车", *by_target[2:]).out


def test_a_query_in_the_place_of_a_command_is_searched(cli: Cli) -> None:
    for words in (["苏州"], ["蘇州", "--limit", "3"], ["zhuzhou", "-f", "json"]):
        assert cli(*words) == cli("search", *words)
