"""``--as-of`` on the command line: what is told, and that it is told which day it is of."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import Result

Cli = Callable[..., Result]


def test_json_says_of_which_day_it_is(cli: Cli) -> None:
    listed = json.loads(cli("list", "--as-of", "2022", "-f", "json").out)
    assert (listed["as_of"], listed["total"]) == ("2022-12-31", 45)
    assert listed["undated"][0].keys() == {
        "owner", "name", "title", "text", "source", "published_by"
    }  # fmt: skip
    assert not {"as_of", "undated"} & json.loads(cli("list", "-f", "json").out).keys()


def test_a_listing_tells_what_is_undated_of_its_own_entries(cli: Cli) -> None:
    listed = json.loads(cli("list", "-p", "湖南", "--as-of", "2021", "-f", "json").out)
    ids = {f"clusters/{one['id']}" for one in listed["items"]}
    assert {one["owner"] for one in listed["undated"]} <= ids
    assert f"另有 {len(listed['undated'])} 项发布日期不明" in (
        cli("list", "-p", "湖南", "--as-of", "2021").out
    )
    policies = json.loads(cli("policies", "--as-of", "2021", "-f", "json").out)
    apart = {one["owner"] for one in policies["undated"] if one["text"] is None}
    assert apart
    assert not apart & {f"policies/{one['id']}" for one in policies["items"]}


def test_as_of_today_is_now(cli: Cli) -> None:
    today = date.today().isoformat()
    for arguments in (["list"], ["targets"], ["stats"], ["show", "zhuzhou-rail"]):
        now = json.loads(cli(*arguments, "-f", "json").out)
        then = json.loads(cli(*arguments, "-f", "json", "--as-of", today).out)
        assert (then.pop("as_of"), then.pop("undated")) == (today, [])
        assert then == now


def test_a_card_tells_what_may_not_be_of_then(cli: Cli) -> None:
    shown = json.loads(cli("show", "zhuzhou-rail", "--as-of", "2022", "-f", "json").out)
    undated = shown["undated"]
    assert undated
    assert {one["owner"] for one in undated} == {"clusters/zhuzhou-rail"}
    card = cli("show", "zhuzhou-rail", "--as-of", "2022").out
    assert "发布日期不明\n" in card
    assert undated[0]["text"] in card
    assert "发布日期不明\n" not in cli("show", "zhuzhou-rail").out


def test_the_option_may_stand_before_the_command(cli: Cli) -> None:
    assert cli("--as-of", "2021", "list", "--count").out == "25\n"
    assert cli("--as-of", "2021", "list", "--as-of", "2022", "--count").out == "45\n"


@pytest.mark.parametrize("command", ["list", "provinces", "targets", "stats", "map", "check"])
def test_tables_say_of_which_day_they_are(cli: Cli, command: str) -> None:
    out = cli(command, "--as-of", "2022-12-31").out
    assert "只按截至 2022-12-31 已公布的" in out
    assert "项发布日期不明" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("show zhuzhou-aeroengine", "株洲市中小航空发动机集群：截至 2021-12-31 尚未公布"),
        ("show 株洲航空发动机", "株洲市中小航空发动机集群：截至 2021-12-31 尚未公布"),
        ("cite zhuzhou-aeroengine", "株洲市中小航空发动机集群：截至 2021-12-31 尚未公布"),
        ("show 绵阳", "绵阳：截至 2021-12-31 还没有公布的集群"),
        ("show miit-2022-list45", "45个国家先进制造业集群名单：截至 2021-12-31 尚未公布"),
        ("list -p 绵阳", "成德绵自凉航空航天集群、成渝地区生物医药集群：截至 2021-12-31 尚未公布"),
        ("list -b 2022", "“2022”：截至 2021-12-31 尚未公布"),
        ("search 中小航空发动机", "株洲市中小航空发动机集群：截至 2021-12-31 尚未公布"),
        ("show 胡说八道", "没有“胡说八道”，也没有相近的；全部集群见 jiqun list，城市见 jiqun cities"
         "（只按 --as-of 那天已公布的）"),
    ],
)  # fmt: skip
def test_what_was_not_announced_is_not_found_and_it_says_so(
    cli: Cli, arguments: str, told: str
) -> None:
    found = cli(*arguments.split(), "--as-of", "2021")
    assert (found.code, found.err) == (1, f"{told}\n")


def test_blanks_are_old_as_of_then(cli: Cli) -> None:
    assert "0 处空白" in cli("check", "--stale", "--as-of", "2024").out


@pytest.mark.parametrize("day", ["昨天", "2999", "2022-02-30"])
def test_what_is_no_day_is_refused(cli: Cli, day: str) -> None:
    refused = cli("list", "--as-of", day)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("--as-of ")


def test_targets_were_open_then(cli: Cli) -> None:
    items = json.loads(cli("targets", "--due", "2025", "--as-of", "2022", "-f", "json").out)
    assert {one["verdict"] for one in items["items"]} <= {"open", "cannot_tell", "superseded"}
    assert all(one["looked"] is None or one["looked"] <= "2022-12-31" for one in items["items"])


def test_the_base_of_a_day_does_not_push_out_that_of_today(cli: Cli) -> None:
    folder = Path(os.environ["XDG_CACHE_HOME"]) / "jiqun"
    cli("list", "--count")
    today = {one.name for one in folder.iterdir() if one.name.startswith("1-")}
    for year in range(2015, 2026):
        cli("list", "--as-of", str(year), "--count")
    assert today <= {one.name for one in folder.iterdir()}
    assert len([one for one in folder.iterdir() if one.name.startswith("asof")]) <= 8
