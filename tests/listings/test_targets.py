"""Targets: one for each cluster, and what is drawn of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from conftest import Result
from jiqun.analysis.filter import ClusterFilter
from jiqun.analysis.progress import Standing, select_standings
from jiqun.formats import format_named
from jiqun.formats.base import Destination
from jiqun.kinds.figure import Figure
from jiqun.knowledge import KnowledgeBase
from jiqun.listings.targets import LEDGER, bars, leading, ledger_text
from jiqun.views.arranging import Found, arrange

Cli = Callable[..., Result]


@pytest.fixture
def standing(tiny: KnowledgeBase) -> Standing:
    """Return a target of which a half is reached."""
    cluster = tiny.cluster("zhuzhou-rail")
    target = Figure(
        owner="clusters/zhuzhou-rail", kind="target", metric="规模", label=None, op="gt",
        value=2000, unit="亿元", year=2025, period=None, scope="cluster", industry="cluster",
        scope_note=None, growth=None, source="page", confirmed_by=(), evidence="", set_by=None,
        status="current", supersedes=None, recorded=None, note=None,
    )  # fmt: skip
    actual = target._replace(kind="actual", op="eq", value=1000, year=2023)
    return Standing(cluster, target, actual, True, None, 50.0, "eq", "open")


@pytest.mark.parametrize(
    ("progress", "op", "text"),
    [(50.0, "eq", "50%"), (80.0, "ge", "≥80%"), (120.4, "gt", ">120%"), (70.0, "near", "≈70%")],
)
def test_a_bar_goes_as_far_as_the_outcome(
    standing: Standing, progress: float, op: Any, text: str
) -> None:
    (bar,) = bars([standing._replace(progress=progress, progress_op=op)])
    assert (bar.name, bar.progress, bar.text) == (standing.cluster.name, progress, text)
    assert dict(bar.facts) == {
        "目标": "规模 >2000亿元（2025）",
        "实绩": "规模 1000亿元（2023）",
        "状态": "未见到期年的实绩",
    }


def test_what_is_not_comparable_has_no_bar_and_no_per_cent(standing: Standing) -> None:
    apart = standing._replace(
        comparable=False, progress=None, progress_op=None, status="not_comparable",
        why_not="范围不同",
    )  # fmt: skip
    (bar,) = bars([apart])
    assert (bar.progress, bar.text) == (None, "")
    assert dict(bar.facts)["状态"] == "不可比：范围不同"
    (bar,) = bars([apart._replace(actual=None, status="no_actual", why_not="未见实绩")])
    assert dict(bar.facts)["实绩"] == "—"


def test_one_target_a_cluster_the_comparable_first(cli: Cli, standing: Standing) -> None:
    other = standing.cluster._replace(id="suzhou-nano")
    city = standing.target._replace(scope="city", scope_note="株洲全市")
    own = standing._replace(cluster=other, comparable=False)
    wide = own._replace(target=city)
    near = standing._replace(target=city)
    assert leading([wide, own, near]) == [near, own]
    shown = json.loads(cli("targets", "--chart", "-f", "json").out)["items"]
    ids = [item["cluster_id"] for item in shown]
    assert len(ids) == len(set(ids)) > 50
    comparable = [item["comparable"] for item in shown]
    assert comparable == sorted(comparable, reverse=True)


def test_a_superseded_target_does_not_stand_for_its_cluster(standing: Standing) -> None:
    newer = standing._replace(comparable=False, status="not_comparable")
    older = standing._replace(target=standing.target._replace(status="superseded"))
    assert leading([older, newer]) == [newer]


def test_what_is_comparable_comes_first_then_the_own_and_what_was_replaced_last(cli: Cli) -> None:
    found = json.loads(cli("targets", "-f", "json").out)["items"]
    order = [
        (one["verdict"] == "superseded", not one["comparable"], not one["of_cluster"])
        for one in found
    ]
    assert order == sorted(order)
    replaced = "〔城市·已被取代〕成都市软件产业：主营业务收入 >8000亿元（2025）"
    assert replaced in cli("targets", "-p", "成都", "--columns", "target", "-f", "csv").out
    assert cli("targets", "-p", "成都", "-f", "id").out.split()[-1] == "chengdu-software"


def test_the_ledger_is_answered_on_the_first_screen(cli: Cli, base: KnowledgeBase) -> None:
    standings = select_standings(base, ClusterFilter(), (), 2025)
    found = Found(base, LEDGER, standings, "", caption=ledger_text(base, standings))
    view = arrange(found, format_named("table"))
    screen = str(format_named("table").listing(view, Destination(80))).splitlines()[:24]
    head, rows = "".join(screen).split("目标与原词")
    kept = [one for one in standings if one.verdict(base) == "kept"]
    assert kept
    assert f"兑现 {len(kept)}，" in head
    for word in ("未兑现", "无法判断", "未见实绩", "只有别的指标的实绩"):
        assert word in head
    for one in kept:
        assert one.cluster.short in head.split("兑现的：")[1]
    assert "结论" in rows
    # Programs get rows only.
    for name in ("csv", "tsv", "json", "jsonl", "id"):
        assert "兑现 " not in cli("targets", "--due", "2025", "-f", name).out


def test_a_wider_target_is_drawn_as_such_and_named(standing: Standing) -> None:
    city = standing.target._replace(scope="city", scope_note="株洲全市轨道交通产业")
    own, wide = bars([standing, standing._replace(target=city)])
    assert (own.wider, wide.wider) == (False, True)
    assert wide.name == f"{own.name} 〔城市〕株洲全市轨道交通产业"


def test_an_outcome_stands_beside_a_target_of_its_own_sort_only(cli: Cli) -> None:
    found = json.loads(cli("targets", "-d", "生物医药", "-f", "json").out)["items"]
    assert found
    for one in found:
        if one["actual"]:
            alike = ("metric", "unit_base", "industry")
            assert [one["actual"][key] for key in alike] == [one[key] for key in alike]
        else:
            assert one["why_not"]
    (mine,) = [one for one in found if one["label"] == "国家级载体平台"]
    assert (mine["actual"], mine["why_not"]) == (None, "只有别的指标的实绩")
