"""Statistics, map, comparison and charts: what they count, where they put it, what they refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from conftest import Result
from jiqun.analysis.filter import Selection, select
from jiqun.analysis.statistics import DIMENSIONS, RULES, count_by
from jiqun.formats import Listing, Target, render
from jiqun.formats.bars import bar
from jiqun.knowledge import KnowledgeBase
from jiqun.views.comparison import difference_items
from jiqun.views.items import item_of
from jiqun.views.maps import map_items
from jiqun.views.standings import leading

Cli = Callable[..., Result]


def items(result: Result) -> list[dict[str, Any]]:
    assert (result.code, result.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(result.out)["items"]
    return found


def stats(cli: Cli, *arguments: str) -> dict[str, dict[str, Any]]:
    return {item["name"]: item for item in items(cli("stats", *arguments, "-f", "json"))}


@pytest.mark.parametrize("by", ["domain", "region", "key-region", "batch"])
def test_what_counts_once_adds_up(base: KnowledgeBase, by: str) -> None:
    counts = count_by(base, base.clusters, Selection(), by)
    assert sum(row.number for row in counts.rows) == counts.total.number == len(base.clusters)
    assert sum(row.share for row in counts.rows) == pytest.approx(100, abs=0.5)


@pytest.mark.parametrize("by", RULES)
def test_joint_clusters_count_once_or_in_each(base: KnowledgeBase, by: str) -> None:
    once = count_by(base, base.clusters, Selection(), by, joint="once")
    each = count_by(base, base.clusters, Selection(), by, joint="each")
    assert sum(row.number for row in once.rows) == len(base.clusters)
    # No cluster is in two key regions.
    assert (sum(row.number for row in each.rows) > len(base.clusters)) == (by != "key-region")
    default = count_by(base, base.clusters, Selection(), by)
    assert [row.number for row in default.rows] == [
        row.number for row in (each if RULES[by] == "each" else once).rows
    ]


@pytest.mark.parametrize("kind", ["province", "city"])
def test_counts_are_those_of_the_facets(cli: Cli, base: KnowledgeBase, kind: str) -> None:
    counted = {name: item["count"] for name, item in stats(cli, "--by", kind).items()}
    facets = {one.name: len(base.clusters_in(kind, one)) for one in base.all(kind)}
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
    assert official["source"]["publisher"] == "人民日报"
    table = cli("stats", "--by", "domain", "-b", "2021", "-b", "2022").out
    assert "≠13（人民日报，2022-12-16）" in table
    assert "高端装备：本库 14，官方 13。" in table
    assert re.search(r"^合计 +45 +100\.0%.*45（人民日报", table, re.MULTILINE)


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
    "arguments",
    [
        ["--firm", "华为"],
        ["--has", "target"],
        ["--count-joint", "once"],
    ],
)
def test_where_no_official_total_is_of_the_same_thing_none_is_shown(
    cli: Cli, arguments: list[str]
) -> None:
    assert not any(row["official"] for row in stats(cli, "--by", "province", *arguments).values())


def test_filters_narrow_what_is_counted(cli: Cli, base: KnowledgeBase) -> None:
    rows = stats(cli, "--by", "domain", "-p", "湖南")
    clusters = select(base, Selection(places=[("province", "湖南")]))
    assert {name: row["count"] for name, row in rows.items()} == {
        name: sum(one.domain == name for one in clusters)
        for name in {one.domain for one in clusters}
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
        ([], "请加 --by"),
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


# The map.


NEIGHBOURS = """
黑吉 吉辽 蒙黑 蒙吉 蒙辽 蒙冀 京津 京冀 冀津 冀晋 冀鲁 冀豫 晋豫 晋陕 陕豫 陕甘 陕宁 宁甘 甘青
甘新 青藏 新藏 青川 川渝 川云 云贵 渝贵 渝鄂 鄂豫 鄂湘 鄂皖 湘赣 湘粤 湘贵 赣皖 赣浙 赣闽 赣粤
皖苏 皖浙 苏沪 苏浙 浙沪 浙闽 粤桂 粤闽 粤澳 粤港 粤琼 桂贵 桂云 鲁苏 鲁豫 皖豫 皖鲁
"""


def test_34_units_have_a_tile_each_and_neighbours_touch(base: KnowledgeBase) -> None:
    tiles = map_items(base, base.clusters)
    at = {tile["abbreviation"]: (tile["row"], tile["column"]) for tile in tiles}
    assert len(at) == len(set(at.values())) == 34
    for one, other in map(tuple, NEIGHBOURS.split()):
        (row, column), (row2, column2) = at[one], at[other]
        assert max(abs(row - row2), abs(column - column2)) == 1, one + other


def test_every_tile_tells_its_number_without_colour(cli: Cli, base: KnowledgeBase) -> None:
    printed = cli("map").out
    for province in base.provinces:
        number = len(base.clusters_in("province", province))
        assert re.search(rf"{province.abbreviation} +{number}\b", printed), province.name
    assert "░░ 1-3" in printed


@pytest.mark.parametrize("width", [40, 60, 80])
def test_the_map_fits(cli: Cli, base: KnowledgeBase, width: int) -> None:
    shown = Listing("1", (), map_items(base, base.clusters), drawing="tiles")
    for line in render("table", shown, Target(width)).splitlines():
        assert len(line) + sum("\u4e00" <= char <= "\u9fff" for char in line) <= width


def test_shades_follow_the_numbers(base: KnowledgeBase) -> None:
    tiles = sorted(map_items(base, base.clusters), key=lambda tile: tile["count"])
    assert [tile["level"] for tile in tiles] == sorted(tile["level"] for tile in tiles)
    assert (tiles[0]["level"], tiles[-1]["level"]) == (0, 4)
    assert all((tile["level"] > 0) == (tile["count"] > 0) for tile in tiles)


def test_the_map_of_a_filter_counts_only_that(cli: Cli, base: KnowledgeBase) -> None:
    tiles = {tile["name"]: tile for tile in items(cli("map", "-d", "消费品", "-f", "json"))}
    clusters = [one for one in base.clusters if one.domain == "消费品"]
    assert sum(tile["count"] for tile in tiles.values()) == sum(
        len(one.provinces) for one in clusters
    )
    targets = {tile["name"]: tile for tile in items(cli("map", "--target", "-f", "json"))}
    assert all(tile["count"] <= tile["of"] for tile in targets.values())
    assert "10/14" in cli("map", "--target").out
    assert cli("map", "-p", "西藏").code == 1


# Side by side.


RAILS = ("zhuzhou-rail", "qingdao-rail")


def test_figures_share_a_row_only_where_all_agrees(base: KnowledgeBase) -> None:
    keys = ("kind", "year", "period", "scope", "industry", "of_cluster")
    shared = 0
    for one, other in combinations(base.clusters, 2):
        pair = [item_of(base, "cluster", one), item_of(base, "cluster", other)]
        for row in difference_items("cluster", pair):
            if not row["figure"]:
                continue
            found = [
                [figure for figure in item["figures"]
                 if figure["text"] in value["text"].split("；")
                 and figure["source"] in value["sources"]
                 and all(figure[key] == row["figure"][key] for key in ("kind", "year", "period"))]
                for item, value in zip(pair, row["values"], strict=True)
            ]  # fmt: skip
            if all(found):
                shared += 1
                both = [figure for figures in found for figure in figures]
                assert any(
                    len({str([figure[key] for key in keys]) for figure in combination}) == 1
                    for combination in product(*found)
                ), row["title"]
                assert all(figure["year"] or figure["period"] for figure in both), row["title"]
                # A figure that is not the cluster's own is marked, and says of what area it is.
                if not row["title"].rstrip().endswith("〕") and "〔" in row["title"]:
                    assert row["title"].split("〕")[1] in {f["scope_note"] for f in both}
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


# Charts.


def standing(**changes: Any) -> dict[str, Any]:
    figure = {
        "kind": "target", "metric": "规模", "label": None, "op": "gt", "value": 2000,
        "unit": "亿元", "text": ">2000亿元", "year": 2025, "period": None, "of_cluster": True,
        "scope": "cluster", "industry": "cluster",
    }  # fmt: skip
    return {
        **figure, "cluster_id": "a", "cluster": "甲", "mark": None, "actual": figure,
        "comparable": True, "why_not": None, "progress": 50.0, "progress_op": "eq",
        "status": "open", **changes,
    }  # fmt: skip


def chart(**changes: Any) -> str:
    listing = Listing("1", (), [standing(**changes)], drawing="chart")
    return render("table", listing, Target(60)).splitlines()[1]


def test_the_bar_stands_to_the_mark_as_the_outcome_to_the_target() -> None:
    half, full, beyond = chart(), chart(progress=100.0), chart(progress=120.0)
    assert half.index("|") == full.index("|") == beyond.index("|")
    room = half.index("|") - 2
    assert half.count("█") == room // 2
    assert full[2 : full.index("|")] == "█" * room
    assert beyond[beyond.index("|") + 1] == "█"
    assert half.endswith("| 50%")
    assert chart(progress=80.0, progress_op="ge").endswith("≥80%")


def test_what_is_not_comparable_has_no_bar_and_no_per_cent() -> None:
    line = chart(comparable=False, progress=None, status="not_comparable", why_not="范围不同")
    assert "█" not in line
    assert "%" not in line
    assert line.endswith("|")


def test_one_target_a_cluster_the_comparable_first(cli: Cli) -> None:
    own = standing(cluster_id="b", comparable=False)
    wide = standing(cluster_id="b", comparable=False, of_cluster=False)
    near = standing(cluster_id="c", of_cluster=False)
    assert leading([wide, own, near]) == [near, own]
    shown = items(cli("targets", "--chart", "-f", "json"))
    ids = [item["cluster_id"] for item in shown]
    assert len(ids) == len(set(ids)) > 50
    comparable = [item["comparable"] for item in shown]
    assert comparable == sorted(comparable, reverse=True)


@pytest.mark.parametrize(("share", "drawn"), [(0, ""), (0.001, "▏"), (0.5, "█████"), (1, "█" * 10)])
def test_bars(share: float, drawn: str) -> None:
    assert bar(share, 10, Target()) == drawn
    assert set(bar(share, 10, Target(ambiguous=2))) <= {"#"}
