"""Entries side by side: what may share a row, what differs, and what is not known."""

from __future__ import annotations

import json
from collections.abc import Callable
from math import comb
from typing import Any

import pytest

from conftest import Result
from jiqun.kinds import kind_named
from jiqun.knowledge import KnowledgeBase
from jiqun.listings.comparison import difference_rows, differences
from jiqun.text.units import base_unit

Cli = Callable[..., Result]
RAILS = ("zhuzhou-rail", "qingdao-rail")


def items(result: Result) -> list[dict[str, Any]]:
    assert (result.code, result.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(result.out)["items"]
    return found


def test_figures_share_a_row_only_where_all_agrees(base: KnowledgeBase) -> None:
    # All at once: whatever pair would share a row shares one here.
    rows, shared = difference_rows(base.clusters), 0
    for row in differences(base, kind_named("cluster"), base.clusters):
        figures = [figure for value in row.values for figure in value.figures]
        if not figures:
            continue
        said = rows.item(base, row)["values"]
        assert [one["id"] for value in said for one in value["sources"]] == [
            figure.source for figure in figures
        ]
        if not (pairs := comb(sum(bool(value.figures) for value in row.values), 2)):
            continue
        shared += pairs
        assert all(figure.year or figure.period for figure in figures), row.title
        alike = {
            (
                *(one.kind, one.year, one.period, one.label or one.metric),
                *(base_unit(one.unit), one.scope, one.industry, one.of_cluster),
            )
            for one in figures
        }
        assert len(alike) == 1, row.title
        # A figure that is not the cluster's own is marked, and says of what area it is.
        marked = not figures[0].of_cluster
        assert ("〔" in row.title) == marked, row.title
        if marked:
            notes = {figure.scope_note or "" for figure in figures}
            assert {row.title.split("〕")[1]} == notes, row.title
    assert shared > 10


def test_equal_figures_do_not_differ_by_who_says_them(cli: Cli) -> None:
    pair = ("baotou-rare-earth", "heng-chang-zhu-tan-uhv")
    rows = items(cli("compare", *pair, "-f", "json"))
    equal = [
        row
        for row in rows
        if row["figure"] and len({value["text"] for value in row["values"]}) == 1
    ]
    assert all(not row["differs"] for row in equal)


@pytest.mark.parametrize("names", [("miit-20221130", "miit-202412"), ("n45-total", "n25-total")])
def test_what_has_no_fields_in_common_is_not_compared(cli: Cli, names: tuple[str, str]) -> None:
    result = cli("compare", *names)
    assert (result.code, result.out) == (2, "")
    assert "不能对照" in result.err


def test_a_city_target_does_not_stand_beside_a_clusters(cli: Cli) -> None:
    rows = {row["title"]: row for row in items(cli("compare", *RAILS, "-f", "json"))}
    own = rows["目标 2025 规模"]
    assert [value["text"] for value in own["values"]] == [">2000亿元", "未查到"]
    assert [value["known"] for value in own["values"]] == [True, False]
    assert own["values"][0]["sources"][0]["publisher"] == "经济参考报"
    assert ">2000亿元（经济参考报，2021-03-23）" in cli("compare", *RAILS, "-f", "csv").out
    (city,) = (
        row for title, row in rows.items() if title.startswith("目标 2025 产业链产值〔城市〕")
    )
    assert city["values"][0]["text"] == "—"
    # What is not stated is no difference.
    assert (city["differs"], city["missing"]) == (False, True)


def test_same_and_different_are_told_apart(cli: Cli) -> None:
    rows = {row["field"]: row for row in items(cli("compare", *RAILS, "-f", "json"))}
    assert not rows["domain"]["differs"]
    assert rows["cities"]["differs"]
    differing = items(cli("compare", *RAILS, "--differing", "-f", "json"))
    assert all(row["differs"] or row["missing"] for row in differing)
    assert "领域" not in cli("compare", *RAILS, "--differing").out


def test_three_cities_side_by_side(cli: Cli) -> None:
    result = cli("compare", "株洲", "長沙", "hengyang", "-f", "csv")
    assert result.out.splitlines()[0] == "项目,异,株洲,长沙,衡阳"


@pytest.mark.parametrize(
    ("names", "code", "said"),
    [
        (["株洲"], 2, "至少要两个"),
        (["株洲", "高端装备"], 2, "不能对照"),
        (["株洲", "zhuzhou"], 2, "是同一个条目"),
        (["株洲", "不存在的地方啊"], 1, "没有“不存在的地方啊”"),
    ],
)
def test_compare_refuses_in_one_line(cli: Cli, names: list[str], code: int, said: str) -> None:
    result = cli("compare", *names)
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert result.err.count("\n") == 1
