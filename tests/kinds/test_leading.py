"""The target that a listing shows of a cluster: its own, or one that says whose it is."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from conftest import Result
from jiqun.kinds.leading import leading, target_cell
from jiqun.knowledge import KnowledgeBase

Cli = Callable[..., Result]


def test_what_is_shown_may_stand_for_its_cluster(base: KnowledgeBase) -> None:
    this_year = int(base.meta.updated[:4])
    shown = 0
    for cluster in base.clusters:
        target = leading(base, cluster)
        may = [
            one
            for one in base.figures(cluster)
            if (one.kind, one.status, one.industry) == ("target", "current", "cluster")
            and not 0 < one.ends < 2025
        ]
        own = [one for one in may if one.of_cluster]
        if target is None:
            assert not own
            assert not [one for one in may if one.scope in ("city", "province", "nation")]
            continue
        shown += 1
        assert target in (own or may)
        assert target.scope != "park"
        # What was due does not stand in the place of what is not.
        alike = [one for one in may if one.scope == target.scope]
        assert target.ends >= this_year or all(one.ends < this_year for one in alike)
    assert shown > 30


@pytest.mark.parametrize(
    ("cluster", "cell"),
    [
        ("zhuzhou-rail", "规模 >2000亿元（2025）"),
        # One of 2015 was replaced, and another is of all of Shandong's rail industry.
        ("qingdao-rail", "〔城市〕青岛全市轨道交通装备产业链：产业链产值 >1500亿元（2025）"),
        # The goal of 2025 was followed by one that is not due yet.
        ("east-zhejiang-machine-tool", "〔全省〕浙江全省工业母机产业：产值 >1500亿元（2027）"),
        # Of the whole industry of the city there is one, and of all its industries another.
        ("wuxi-iot", "〔城市〕全市物联网产业：营业收入 5000亿元级（2025）"),
        # All strategic industries; four industries together; a goal of 2020; a park.
        ("shenzhen-ict", "只有别的口径的目标"),
        ("suzhou-nano", "只有别的口径的目标"),
        ("zhuzhou-aeroengine", "只有别的口径的目标"),
        ("shanghai-ships", "只有别的口径的目标"),
        ("changsha-machinery", "未查到"),
    ],
)
def test_whose_target_it_is_stands_in_the_cell(
    base: KnowledgeBase, cluster: str, cell: str
) -> None:
    assert target_cell(base, base.cluster(cluster)) == cell


@pytest.mark.parametrize("scope", ["cluster", "city", "province", "park"])
def test_the_target_shown_is_of_the_scope_that_was_asked_for(cli: Cli, scope: str) -> None:
    result = cli("list", "--scope", scope, "--columns", "id,target", "-f", "json")
    marks = {"cluster": "", "city": "〔城市", "province": "〔全省", "park": "〔园区"}
    shown = [one["target"] for one in json.loads(result.out)["items"]]
    told = [one for one in shown if one and one[0] not in "未只"]
    assert told
    for cell in told:
        assert cell.startswith(marks[scope])
        assert scope != "cluster" or "〔" not in cell
    assert "更宽产业" not in result.out


def test_the_target_shown_is_of_the_year_that_was_asked_for(cli: Cli) -> None:
    result = cli("list", "--year", "2027", "--columns", "target", "-f", "json")
    shown = [one["target"] for one in json.loads(result.out)["items"]]
    assert any(cell.endswith("（2027）") for cell in shown)
    assert all(cell.endswith("（2027）") for cell in shown if cell[0] not in "未只")


@pytest.mark.parametrize("command", ["list", "targets"])
def test_what_a_figure_is_of_is_a_column(cli: Cli, command: str) -> None:
    result = cli(command, "-p", "青岛", "--columns", "口径说明", "-f", "csv")
    assert "青岛全市轨道交通装备产业链" in result.out.splitlines()


def test_targets_of_clusters_sort_by_what_they_are_worth(cli: Cli) -> None:
    shown = cli("list", "--sort", "-target", "--columns", "id,target", "-f", "jsonl").out
    cells = [json.loads(line) for line in shown.splitlines()]
    assert cells[0]["id"] == "jjj-xinchuang"
    at = {one["id"]: place for place, one in enumerate(cells)}
    assert at["nanjing-software"] < at["guang-shen-fo-guan-equipment"] < at["zhuzhou-rail"]
    # Ten of something are no 亿元, and what is unknown comes last.
    assert at["zhuzhou-rail"] < at["jjj-emergency"]


def test_the_list_tells_how_its_target_is_to_be_read(cli: Cli, base: KnowledgeBase) -> None:
    due = int(base.meta.updated[:4]) - 1
    told = f"{due} 年及以前的已到期，兑现与否见 jiqun targets --due {due}"
    assert told in cli("list", "-p", "株洲").out
    assert told not in cli("list", "-p", "株洲", "--columns", "name,cities").out
