"""How the words of filters were read, and which of them left nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Result

Cli = Callable[..., Result]


def test_a_part_of_a_domain_is_told_to_have_been_read_as_the_domain(cli: Cli) -> None:
    assert cli("list", "-d", "新能源", "--count") == Result(
        0,
        "7\n",
        "-d “新能源”读作领域“新能源及智能网联汽车”；名称带“新能源”而属别的领域的有"
        " 保定市电力及新能源高端装备集群；按名称和产品查用 jiqun list -k 新能源\n",
    )
    assert "“汽车”读作领域“新能源及智能网联汽车”" in cli("list", "-d", "汽车", "-f", "json").err
    assert "讀作領域" in cli("list", "-d", "汽车", "--script", "hant").err


@pytest.mark.parametrize(
    "word", ["生物医药", "高端裝備", "gaoduanzhuangbei", "biomedicine", "装备"]
)
def test_a_name_of_a_domain_needs_no_word(cli: Cli, word: str) -> None:
    assert cli("list", "-d", word, "--count").err == ""


def test_what_is_no_domain_leads_to_a_search(cli: Cli) -> None:
    refused = cli("list", "-d", "光伏")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("-d 没有“光伏”这个领域；查得到 4 个集群：jiqun list -k 光伏")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["list", "-p", "青海"], "青海没有国家先进制造业集群"),
        (["list", "--province", "台湾"], "台湾没有国家先进制造业集群"),
        (["list", "--year", "1999"], "没有符合 --year 1999 的集群"),
        (["list", "-p", "吉林", "-d", "消费品"], "没有符合条件的条目，可减少筛选条件再试"),
        (["targets", "-p", "青海"], "青海没有国家先进制造业集群"),
        (["cities", "-p", "青海"], "青海没有国家先进制造业集群"),
    ],
)
def test_the_condition_that_leaves_nothing_is_named(
    cli: Cli, arguments: list[str], told: str
) -> None:
    assert cli(*arguments) == Result(1, "", f"{told}\n")


@pytest.mark.parametrize(
    ("name", "count"), [("华为", 4), ("huawei", 4), ("恒力", 2), ("恒力集团", 2), ("雷沃", 2)]
)
def test_a_firm_is_one_under_all_its_names(cli: Cli, name: str, count: int) -> None:
    assert cli("list", "--firm", name, "--count") == Result(0, f"{count}\n", "")


def test_firms_whose_names_have_the_name_of_another_are_told(cli: Cli) -> None:
    assert "“华为”作一家企业，名称带“华为”的另有 华为海思" in cli("list", "--firm", "华为").out
    assert cli("list", "--firm", "华为海思", "-f", "id").out == "shanghai-ic\n"
    # A part of names that is none itself stands for all of them.
    assert cli("list", "--firm", "中车", "--count").out == "2\n"
