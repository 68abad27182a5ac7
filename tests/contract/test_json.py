"""JSON, JSONL and YAML: the keys and sizes that scripts rely on, schema version 2."""

from __future__ import annotations

import json
from collections.abc import Callable
from statistics import median
from typing import Any

import pytest
import yaml

from conftest import Result
from jiqun.kinds import all_kinds
from jiqun.knowledge import KnowledgeBase

Cli = Callable[..., Result]

BRIEF_CLUSTER = [
    "id", "name", "mark", "short", "aliases", "english", "english_basis", "domain",
    "domain_basis", "batch", "round", "region", "key_region", "provinces", "cities",
    "cities_status", "counties", "confidence",
]  # fmt: skip
MORE = {
    "products", "keywords", "firms", "organisation", "figures", "measures", "notes", "gaps",
    "sources",
}  # fmt: skip
LISTED = [kind.table for kind in all_kinds() if kind.name != "cluster"]


def envelope(result: Result) -> dict[str, Any]:
    assert (result.code, result.err) == (0, "")
    found: dict[str, Any] = json.loads(result.out)
    assert found["schema_version"] == 2
    return found


def length(item: object) -> int:
    return len(json.dumps(item, ensure_ascii=False))


def test_a_listing_has_brief_items(cli: Cli) -> None:
    result = cli("list", "-f", "json")
    found = envelope(result)
    assert list(found) == ["schema_version", "data_version", "total", "items"]
    assert len(result.out) <= 60_000
    assert {tuple(item) for item in found["items"]} == {tuple(BRIEF_CLUSTER)}
    assert max(map(length, found["items"])) <= 800


def test_all_columns_are_the_whole_item(cli: Cli) -> None:
    question = ("list", "-p", "株洲", "--columns", "all")
    found = envelope(cli(*question, "-f", "json"))["items"]
    assert len({tuple(item) for item in found}) == 1
    assert found[0].keys() >= {*BRIEF_CLUSTER} | MORE
    shown = envelope(cli("show", found[0]["id"], "-f", "json"))
    assert shown["item"] == found[0]
    assert list(map(json.loads, cli(*question, "-f", "jsonl").out.splitlines())) == found
    assert yaml.safe_load(cli(*question, "-f", "yaml").out) == found
    assert envelope(cli(*question[:-1], "全部", "-f", "json"))["items"] == found


@pytest.mark.parametrize("columns", ["name,cities,gaps", "集群,城市，空白", "集群、cities、gaps"])
def test_columns_are_the_keys_of_items(cli: Cli, columns: str) -> None:
    question = ("list", "-p", "株洲", "--columns", columns)
    found = envelope(cli(*question, "-f", "json"))["items"]
    assert [list(item) for item in found] == [["name", "cities", "gaps"]] * 3
    assert list(map(json.loads, cli(*question, "-f", "jsonl").out.splitlines())) == found
    assert yaml.safe_load(cli(*question, "-f", "yaml").out) == found


def test_every_key_of_an_item_can_be_a_column(cli: Cli) -> None:
    for table in ("list", *LISTED):
        first = envelope(cli(table, "--columns", "all", "--limit", "1", "-f", "json"))["items"]
        keys = ",".join(first[0])
        again = envelope(cli(table, "--columns", keys, "--limit", "1", "-f", "json"))["items"]
        assert again == first


def test_a_brief_item_is_a_part_of_the_whole_one(cli: Cli) -> None:
    for table in ("list", *LISTED):
        brief = envelope(cli(table, "-f", "json"))["items"]
        whole = envelope(cli(table, "--columns", "all", "-f", "json"))["items"]
        parts = [{key: item[key] for key in brief[0]} for item in whole]
        assert parts == brief


def test_a_figure_stands_once(cli: Cli) -> None:
    item = envelope(cli("show", "zhuzhou-rail", "-f", "json"))["item"]
    kinds = [figure["kind"] for figure in item["figures"]]
    assert {"target", "actual"} <= set(kinds)
    assert not {"targets", "actuals", "forecasts", "target"} & item.keys()
    words = [figure["evidence"] for figure in item["figures"]]
    written = json.dumps(item, ensure_ascii=False)
    assert [written.count(f'"{one}"') for one in words] == [1] * len(words)


@pytest.mark.parametrize("name", ["江苏", "株洲", "长三角", "东部", "高端装备", "2021"])
def test_what_has_clusters_refers_to_them(cli: Cli, name: str) -> None:
    result = cli("show", name, "-f", "json")
    shown = envelope(result)
    assert list(shown) == ["schema_version", "data_version", "kind", "item", "related"]
    assert len(result.out) <= 12_000
    assert {tuple(one) for one in shown["related"]["clusters"]} == {("id", "name")}
    assert shown["item"]["clusters"] == shown["related"]["clusters"]


def test_a_cluster_is_shown_in_few_characters(cli: Cli, base: KnowledgeBase) -> None:
    sample = base.clusters[::6]
    assert median(len(cli("show", one.id, "-f", "json").out) for one in sample) <= 12_000


@pytest.mark.parametrize("name", ["table", "md", "html", "yaml", "json"])
@pytest.mark.parametrize("command", [("domains",), ("show", "株洲"), ("show", "株洲", "长沙")])
def test_every_format_tells_the_version_of_the_data(
    cli: Cli, base: KnowledgeBase, name: str, command: tuple[str, ...]
) -> None:
    printed = cli(*command, "-f", name).out
    assert printed.count(base.meta.version) == 1
    if name != "json":
        assert f"数据版本 {base.meta.version}" in printed
