"""The map: a tile for every province, where it lies, shaded by what is counted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from conftest import Result
from jiqun.formats import format_named
from jiqun.formats.base import Destination
from jiqun.knowledge import KnowledgeBase
from jiqun.listings.map import tiles
from jiqun.text.width import cell_width
from jiqun.views.view import ListView

Cli = Callable[..., Result]


def items(result: Result) -> list[dict[str, Any]]:
    assert (result.code, result.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(result.out)["items"]
    return found


NEIGHBOURS = """
黑吉 吉辽 蒙黑 蒙吉 蒙辽 蒙冀 京津 京冀 冀津 冀晋 冀鲁 冀豫 晋豫 晋陕 陕豫 陕甘 陕宁 宁甘 甘青
甘新 青藏 新藏 青川 川渝 川云 云贵 渝贵 渝鄂 鄂豫 鄂湘 鄂皖 湘赣 湘粤 湘贵 赣皖 赣浙 赣闽 赣粤
皖苏 皖浙 苏沪 苏浙 浙沪 浙闽 粤桂 粤闽 粤澳 粤港 粤琼 桂贵 桂云 鲁苏 鲁豫 皖豫 皖鲁
"""


def test_34_units_have_a_tile_each_and_neighbours_touch(base: KnowledgeBase) -> None:
    at = {tile.abbreviation: (tile.row, tile.column) for tile in tiles(base, base.clusters)}
    assert len(at) == len(set(at.values())) == 34
    for one, other in map(tuple, NEIGHBOURS.split()):
        (row, column), (row2, column2) = at[one], at[other]
        assert max(abs(row - row2), abs(column - column2)) == 1, one + other


def test_every_tile_tells_its_number_without_colour(cli: Cli, base: KnowledgeBase) -> None:
    printed = cli("map").out
    for province in base.provinces:
        number = len(base.clusters_of(province))
        assert re.search(rf"{province.abbreviation} +{number}\b", printed), province.name
    assert "░░ 1-3" in printed


@pytest.mark.parametrize("width", [40, 60, 80])
def test_the_map_fits(base: KnowledgeBase, width: int) -> None:
    view = ListView(None, (), [], drawing=tiles(base, base.clusters))
    drawn = str(format_named("table").listing(view, Destination(width)))
    assert "░░ 1-3" in drawn
    for line in drawn.splitlines():
        assert cell_width(line) <= width


def test_shades_follow_the_numbers(base: KnowledgeBase) -> None:
    shaded = sorted(tiles(base, base.clusters), key=lambda tile: tile.clusters)
    assert [tile.level for tile in shaded] == sorted(tile.level for tile in shaded)
    assert (shaded[0].level, shaded[-1].level) == (0, 4)
    assert all((tile.level > 0) == (tile.clusters > 0) for tile in shaded)


def test_the_map_of_a_filter_counts_only_that(cli: Cli, base: KnowledgeBase) -> None:
    shown = {tile["name"]: tile for tile in items(cli("map", "-d", "消费品", "-f", "json"))}
    clusters = [one for one in base.clusters if one.domain == "消费品"]
    assert sum(tile["count"] for tile in shown.values()) == sum(
        len(one.provinces) for one in clusters
    )
    targets = {tile["name"]: tile for tile in items(cli("map", "--target", "-f", "json"))}
    assert all(tile["count"] <= tile["of"] for tile in targets.values())
    jiangsu = targets["江苏"]
    assert f"{jiangsu['count']}/{jiangsu['of']}" in cli("map", "--target").out
    assert cli("map", "-p", "西藏").code == 1
