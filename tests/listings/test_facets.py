"""Facets: filtered, ordered by number, with the codes by which other tables join them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from conftest import Result
from jiqun.knowledge import KnowledgeBase

Cli = Callable[..., Result]


def items(cli: Cli, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(cli(*arguments, "-f", "json").out)["items"]
    return found


@pytest.mark.parametrize("command", ["cities", "provinces", "domains"])
def test_most_clusters_come_first(cli: Cli, command: str) -> None:
    counts = [one["count"] for one in items(cli, command)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_regions_of_a_kind_stay_together_and_batches_in_their_years(cli: Cli) -> None:
    regions = [(one["kind"], one["count"]) for one in items(cli, "regions")]
    kinds = [kind for kind, _ in regions]
    assert kinds == ["economic"] * 4 + ["key"] * 4
    assert regions == sorted(regions, key=lambda pair: (kinds.index(pair[0]), -pair[1]))
    assert [one["id"] for one in items(cli, "batches")] == [2021, 2022, 2024]


@pytest.mark.parametrize("command", ["cities", "provinces", "regions", "domains", "batches"])
def test_a_list_column_sorts_by_its_number(cli: Cli, command: str) -> None:
    found = items(cli, command, "--sort", "-clusters", "--columns", "count,clusters")
    numbers = [len(one["clusters"]) for one in found]
    assert numbers == [one["count"] for one in found] == sorted(numbers, reverse=True)


def test_places_filter_places_themselves(cli: Cli, base: KnowledgeBase) -> None:
    jiangsu = [one.name for one in base.cities if one.province == "江苏"]
    found = items(cli, "cities", "-p", "江苏")
    assert sorted(one["name"] for one in found) == sorted(jiangsu)
    # Their clusters are counted whole, those with cities elsewhere, too.
    whole = {one["name"]: one["count"] for one in items(cli, "cities")}
    assert {one["name"]: one["count"] for one in found} == {name: whole[name] for name in jiangsu}
    assert [one["name"] for one in items(cli, "provinces", "--region", "成渝")] == ["四川", "重庆"]
    assert [one["name"] for one in items(cli, "regions", "-p", "重庆")] == ["西部", "成渝"]
    assert items(cli, "provinces", "-p", "青海")[0]["count"] == 0


def test_other_filters_say_which_clusters_count(cli: Cli) -> None:
    listed = cli("list", "-d", "新材料", "--province", "江苏", "-f", "id").out.split()
    found = items(cli, "cities", "-d", "新材料", "-p", "江苏")
    ids = {cluster["id"] for one in found for cluster in one["clusters"]}
    assert ids == set(listed)
    assert all(one["count"] == len(one["clusters"]) > 0 for one in found)
    domains = items(cli, "domains", "-p", "江苏")
    assert sum(one["count"] for one in domains) == int(cli("list", "-p", "江苏", "--count").out)


@pytest.mark.parametrize(
    ("command", "code"),
    [("cities", "110000"), ("provinces", "320000"), ("domains", "equipment"), ("regions", "east")],
)
def test_programs_get_codes(cli: Cli, command: str, code: str) -> None:
    first, *_ = csv.DictReader(io.StringIO(cli(command, "-f", "csv").out))
    assert code in (first.get("代码"), first.get("短名"))
    assert "代码" not in cli(command).out


def test_a_word_without_its_option_leads_to_the_option(cli: Cli) -> None:
    refused = cli("cities", "江苏")
    assert refused == Result(
        2,
        "",
        "后面多了“江苏”，这个命令不要名称；筛选地方用 -p 江苏，想查就用 jiqun search 江苏，"
        "用法见 jiqun cities --help\n",
    )
    assert "-p 苏州 -p 无锡" in cli("list", "苏州", "无锡").err
