"""Targets: one for each cluster, and what is drawn of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from conftest import Result
from jiqun.analysis.progress import Standing
from jiqun.kinds.figure import Figure
from jiqun.knowledge import KnowledgeBase
from jiqun.listings.targets import bars, leading

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
