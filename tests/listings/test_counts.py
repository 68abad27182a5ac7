"""Statistics as they are told: beside official totals, with source and reason, for whom."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Result
from jiqun.answers import DIMENSIONS
from jiqun.knowledge import KnowledgeBase

Cli = Callable[..., Result]


def stats(cli: Cli, *arguments: str) -> dict[str, dict[str, Any]]:
    """Return the counts by name, as JSON has them."""
    result = cli("stats", *arguments, "-f", "json")
    assert (result.code, result.err) == (0, "")
    return {item["name"]: item for item in json.loads(result.out)["items"]}


@pytest.mark.parametrize("kind", ["province", "city"])
def test_counts_are_those_of_the_facets(cli: Cli, base: KnowledgeBase, kind: str) -> None:
    counted = {name: item["count"] for name, item in stats(cli, "--by", kind).items()}
    facets = {one.name: len(base.clusters_of(one)) for one in base.all(kind)}
    assert counted == {name: count for name, count in facets.items() if count}


@pytest.mark.parametrize("by", DIMENSIONS)
def test_a_cross_table_has_its_parts_and_its_total(cli: Cli, by: str) -> None:
    across = "batch" if by != "batch" else "domain"
    rows = stats(cli, "--by", by, "--and", across)
    assert rows
    for row in rows.values():
        assert sum(row["cells"].values()) == row["count"]


def test_official_totals_stand_beside_ours_with_source_and_reason(cli: Cli) -> None:
    rows = stats(cli, "--by", "domain", "-b", "2021", "-b", "2022")
    (official,) = rows["高端装备"]["official"]
    assert (rows["高端装备"]["count"], official["value"]) == (14, 13)
    assert official["deviation"]
    assert official["source"]["publisher"] == "工业和信息化部"
    table = cli("stats", "--by", "domain", "-b", "2021", "-b", "2022").out
    assert "≠13（工业和信息化部，2022-11-30）" in table
    assert "高端装备：本库 14，官方 13。" in table
    assert re.search(r"^合计 +45 +100\.0%.*45（工业和信息化部", table, re.MULTILINE)


def test_every_official_total_agrees_or_says_why_not(cli: Cli) -> None:
    seen = 0
    for filters in (
        [],
        ["-b", "2021"],
        ["-b", "2022"],
        ["-b", "2024"],
        ["-b", "2021", "-b", "2022"],
    ):
        for by in ("domain", "province", "city", "region", "key-region", "batch"):
            for row in stats(cli, "--by", by, *filters).values():
                for official in row["official"]:
                    seen += 1
                    assert official["value"] == row["count"] or official["deviation"], row
    assert seen > 80


@pytest.mark.parametrize(
    "arguments", [["--firm", "华为"], ["--has", "target"], ["--count-joint", "once"]]
)
def test_where_no_official_total_is_of_the_same_thing_none_is_shown(
    cli: Cli, arguments: list[str]
) -> None:
    assert not any(row["official"] for row in stats(cli, "--by", "province", *arguments).values())


def test_filters_narrow_what_is_counted(cli: Cli, base: KnowledgeBase) -> None:
    rows = stats(cli, "--by", "domain", "-p", "湖南")
    domains = [one.domain for one in base.clusters if "湖南" in one.provinces]
    assert {name: row["count"] for name, row in rows.items()} == {
        name: domains.count(name) for name in domains
    }


def test_totals_are_for_people_and_not_for_spreadsheets(cli: Cli) -> None:
    assert "合计" in cli("stats", "--by", "batch").out
    assert "合计" in cli("stats", "--by", "batch", "-f", "md").out
    for name in ("csv", "tsv", "json", "jsonl"):
        assert "合计" not in cli("stats", "--by", "batch", "-f", name).out
    head, *rows = cli("stats", "--by", "batch", "-f", "csv").out.splitlines()
    assert head == "批次,集群数,占比,官方,为何有差"
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--and", "batch"], "--and 和 --count-joint 要与 --by 同用"),
        (["--by", "colour"], "--by 没有“colour”，可用：domain（领域）"),
        (["--by", "domain", "--and", "domain"], "不同的两项"),
        (["--by", "city", "--count-joint", "twice"], "--count-joint 没有“twice”"),
    ],
)
def test_stats_refuses_in_one_line(cli: Cli, arguments: list[str], said: str) -> None:
    result = cli("stats", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert result.err.count("\n") == 1


def test_words_in_either_script_name_a_dimension(cli: Cli) -> None:
    assert cli("stats", "--by", "省份").out == cli("stats", "--by", "province").out
    assert cli("stats", "--by", "領域").out == cli("stats", "--by", "domain").out


def test_with_data_of_ones_own_the_base_explains_nothing(cli: Cli, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "clusters:\n  - {id: zhuzhou-rail, batch: 2024, domain: 消费品}\n", encoding="utf-8"
    )
    printed = cli("stats", "--by", "batch", "--data", str(own)).out
    assert "2021：本库 24，官方 25。本库含叠加的数据" in printed
    assert "山东" not in printed


def test_stats_alone_is_an_overview(cli: Cli, base: KnowledgeBase) -> None:
    result = cli("stats", "-f", "json")
    assert (result.code, result.err) == (0, "")
    found = json.loads(result.out)["items"]
    for by in ("batch", "domain", "region"):
        rows = [one for one in found if one["by"] == by]
        assert sum(one["count"] for one in rows) == len(base.clusters)
        assert {one["name"]: one for one in rows} == stats(cli, "--by", by)
    assert {one["by"] for one in found} == {"batch", "domain", "region"}
    table = cli("stats").out
    assert re.search(r"^批次 +2021 +25 +31\.6%", table, re.MULTILINE)
    assert re.search(r"^区域 +东部 +47 ", table, re.MULTILINE)
    provinces = {name for one in base.clusters for name in one.provinces}
    assert f"共 {len(base.clusters)} 个集群，涉及 {len(provinces)} 个省级单位、" in table
    assert cli("stats", "-f", "csv").out.startswith("项,名称,集群数,占比\n批次,2021,25,31.6%\n")
    # Filters narrow it.
    narrowed = json.loads(cli("stats", "-p", "湖南", "-f", "json").out)["items"]
    assert sum(one["count"] for one in narrowed if one["by"] == "domain") == 5


def test_firms_and_years_have_no_total(cli: Cli) -> None:
    for by in ("firm", "year"):
        assert "合计" not in cli("stats", "--by", by, "--limit", "10").out
