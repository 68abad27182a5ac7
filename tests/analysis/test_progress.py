"""Targets beside outcomes: comparable only under the rule, and marked where they are wider."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Result
from jiqun.analysis.progress import Standing, standings
from jiqun.answers import REASONS, VERDICTS
from jiqun.kinds.figure import Figure, Period
from jiqun.knowledge import KnowledgeBase

Cli = Callable[..., Result]

TARGET: dict[str, Any] = {
    "owner": "clusters/zhuzhou-rail", "kind": "target", "metric": "产值", "label": None,
    "op": "gt", "value": 2000, "unit": "亿元", "year": 2025, "period": None, "scope": "cluster",
    "industry": "cluster", "scope_note": None, "growth": None, "source": "jjckb-20210323",
    "confirmed_by": (), "evidence": "", "set_by": None, "status": "current",
    "supersedes": None, "recorded": None, "note": None,
}  # fmt: skip
ACTUAL = {**TARGET, "kind": "actual", "op": "eq", "value": 1600, "year": 2023}


def standing(base: KnowledgeBase, target: dict[str, Any], *actuals: dict[str, Any]) -> Standing:
    """Return how a target stands to outcomes that take the place of those of the base."""
    figures = [Figure(**{**TARGET, **target}), *(Figure(**{**ACTUAL, **one}) for one in actuals)]

    class Changed:
        source = staticmethod(base.source)

        @staticmethod
        def figures(entry: object) -> list[Figure]:
            return figures

    changed: Any = Changed
    (found,) = standings(changed, base.cluster("zhuzhou-rail"))
    return found


def test_the_newest_comparable_outcome_counts(base: KnowledgeBase) -> None:
    found = standing(base, {}, {"year": 2022, "value": 1500}, {}, {"scope": "city"})
    assert (found.actual is not None, found.comparable) == (True, True)
    assert found.actual is not None
    assert (found.actual.year, found.progress, found.status) == (2023, 80.0, "open")


@pytest.mark.parametrize(
    ("actual", "why"),
    [
        ({"metric": "规模"}, "只有别的指标的实绩"),
        ({"label": "规上企业产值"}, "指标不同"),
        ({"unit": "家"}, "只有别的指标的实绩"),
        ({"scope": "city"}, "范围不同"),
        ({"industry": "wider"}, "只有别的范围的实绩"),
        ({"year": 2020}, "早于目标"),
        ({"year": None}, "实绩年份不明"),
        ({"year": None, "period": Period("2024-01", "2024-06")}, "不足一年"),
    ],
)
def test_what_differs_is_not_compared(
    base: KnowledgeBase, actual: dict[str, Any], why: str
) -> None:
    found = standing(base, {}, actual)
    assert (found.comparable, found.progress, found.status) == (False, None, "not_comparable")
    assert found.why_not is not None
    assert why in found.why_not.split("、")


@pytest.mark.parametrize(
    ("target", "actual", "comparable"),
    [
        ({"label": "总产值"}, {}, True),
        ({}, {"label": "工业总产值"}, True),
        ({"label": "年产值"}, {"label": "产业产值"}, True),
        ({"label": "规上企业产值"}, {"label": "规上企业产值"}, True),
        ({"label": "规上企业产值"}, {"label": "总产值"}, False),
        ({"label": "总产值"}, {"label": "主导产业产值"}, False),
        ({"metric": "规模", "label": "产业规模"}, {"label": "总产值"}, False),
    ],
)
def test_a_label_counts_only_if_it_says_more_than_the_metric(
    base: KnowledgeBase, target: dict[str, Any], actual: dict[str, Any], comparable: bool
) -> None:
    found = standing(base, target, actual)
    assert (found.comparable, found.reason) == (
        comparable,
        "other_time" if comparable else "other_metric",
    )


@pytest.mark.parametrize(
    ("target", "actual", "status"),
    [
        ({}, {"value": 2100}, "met"),
        ({}, {"value": 2000}, "open"),
        ({}, {"value": 2000, "op": "gt"}, "met"),
        ({"op": "ge"}, {"value": 2000}, "met"),
        ({"op": "ge"}, {"value": 2000, "op": "near"}, "open"),
        ({"op": "ge"}, {"value": 2000, "op": "near", "year": 2025}, "not_met"),
        ({}, {"value": 1900, "year": 2025}, "not_met"),
        ({}, {"value": 1900, "year": 2025, "op": "gt"}, "open"),
        ({}, {"value": 0.21, "unit": "万亿元"}, "met"),
        ({}, {"value": 1900, "year": 2025, "op": "lt"}, "not_met"),
        ({"op": "ge"}, {"value": 2500, "year": 2025, "op": "lt"}, "open"),
        ({"op": "ge"}, {"value": 2000, "op": "about", "year": 2025}, "open"),
        ({"op": "le"}, {"value": 1900}, "met"),
        ({"op": "le"}, {"value": 1500, "op": "gt"}, "open"),
        ({"op": "le"}, {"value": 1500, "op": "lt", "year": 2025}, "met"),
        ({"op": "le"}, {"value": 2500, "op": "gt", "year": 2025}, "not_met"),
        ({"op": "lt"}, {"value": 2000, "year": 2025}, "not_met"),
        ({}, {"value": 10000, "op": "tier"}, "not_comparable"),
        ({"op": "tier"}, {"value": 2100}, "not_comparable"),
    ],
)
def test_status(
    base: KnowledgeBase, target: dict[str, Any], actual: dict[str, Any], status: str
) -> None:
    assert standing(base, target, actual).status == status


def test_a_target_of_nothing_has_no_per_cent(base: KnowledgeBase) -> None:
    found = standing(base, {"op": "eq", "value": 0}, {"value": 0})
    assert (found.comparable, found.progress, found.status) == (True, None, "met")


def test_no_outcome(base: KnowledgeBase) -> None:
    found = standing(base, {})
    assert (found.actual, found.status, found.why_not) == (None, "no_actual", "未见实绩")


def test_a_period_compares_only_with_itself(base: KnowledgeBase) -> None:
    span = Period("2021", "2025")
    target = {"year": None, "period": span}
    assert standing(base, target, {"year": None, "period": span}).comparable
    assert not standing(base, target, {"year": None, "period": Period("2021", "2023")}).comparable


def test_another_city_is_another_area(base: KnowledgeBase) -> None:
    wide = {"scope": "park", "scope_note": "甲园区"}
    assert standing(base, wide, wide).comparable
    assert not standing(base, wide, {**wide, "scope_note": "乙园区"}).comparable


@pytest.mark.parametrize(
    ("target", "actual", "verdict", "reason"),
    [
        ({}, {"year": 2025, "value": 2100}, "kept", None),
        ({}, {"year": 2023, "value": 2100}, "kept", None),
        ({}, {"year": 2025, "value": 1900}, "not_kept", None),
        ({"value": 1.1, "unit": "万亿元"}, {"year": 2025, "op": "near", "value": 11000},
         "not_kept", None),
        ({}, {"year": 2025, "op": "gt", "value": 1900}, "cannot_tell", "loose_bound"),
        ({}, {}, "cannot_tell", "other_time"),
        ({}, {"year": 2025, "metric": "规模"}, "cannot_tell", "other_metric"),
        ({}, {"year": 2025, "scope": "city"}, "cannot_tell", "other_area"),
        ({"op": "tier"}, {"year": 2025}, "cannot_tell", "only_tier"),
        ({"year": 2027}, {"year": 2025}, "open", "other_time"),
        ({"status": "superseded"}, {"year": 2025, "value": 2100}, "superseded", None),
    ],
)  # fmt: skip
def test_verdicts(
    base: KnowledgeBase,
    target: dict[str, Any],
    actual: dict[str, Any],
    verdict: str,
    reason: str | None,
) -> None:
    found = standing(base, target, actual)
    assert (found.verdict(base), found.reason) == (verdict, reason)


def test_no_outcome_is_a_reason(base: KnowledgeBase) -> None:
    found = standing(base, {})
    assert (found.verdict(base), found.reason) == ("cannot_tell", "no_outcome")


def test_an_outcome_of_another_sort_does_not_stand_beside_a_target(base: KnowledgeBase) -> None:
    for other in ({"metric": "规模"}, {"unit": "家"}, {"industry": "wider"}):
        assert standing(base, {}, other).actual is None
    assert standing(base, {}, {"label": "规上企业产值"}).actual is None
    assert standing(base, {}, {"scope": "city"}).actual is not None


def test_a_target_is_as_old_as_its_plan(base: KnowledgeBase) -> None:
    assert standing(base, {"set_by": 2022}, {"year": 2022}).comparable
    assert standing(base, {"set_by": 2024}, {"year": 2023}).why_not == "早于目标"


def test_the_ledger_has_every_target_that_is_due_once(cli: Cli) -> None:
    ledger = items(cli("targets", "--due", "2025", "-f", "json"))
    every = items(cli("targets", "-f", "json"))
    due = [one for one in every if 0 < due_of(one) <= 2025]
    assert sorted(map(str, ledger)) == sorted(map(str, due))
    assert [one["of_cluster"] for one in ledger] == sorted(
        (one["of_cluster"] for one in ledger), reverse=True
    )
    for one in ledger:
        assert one["verdict"] in VERDICTS
        assert (one["verdict"] == "cannot_tell") == (one["reason"] in REASONS)
        assert (one["reason"] is None) == (one["looked"] is None)


def test_what_was_kept_before_its_time_says_when(cli: Cli) -> None:
    kept = [one for one in items(cli("targets", "--due", "2025", "-f", "json"))
            if one["verdict"] == "kept"]  # fmt: skip
    early = [one for one in kept if due_of(one["actual"]) < due_of(one)]
    assert early
    table = cli("targets", "--due", "2025", "-f", "csv").out
    assert table.count("年已达到") == len(early)


def test_the_footer_of_the_ledger_counts_each_verdict_by_scope(cli: Cli) -> None:
    ledger = items(cli("targets", "--due", "2025", "-f", "json"))
    footer = cli("targets", "--due", "2025").out
    assert f"共 {len(ledger)} 个到期目标" in footer
    for own, title in ((True, "集群自己的"), (False, "更宽口径的")):
        ones = [one for one in ledger if one["of_cluster"] == own]
        told = "，".join(
            f"{word} {sum(one['verdict'] == verdict for one in ones)}"
            for verdict, word in VERDICTS.items()
        )
        assert f"{title} {len(ones)} 个：{told}" in footer


def due_of(item: dict[str, Any]) -> int:
    return item["year"] or (int(item["period"]["end"][:4]) if item["period"] else 0)


def items(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.out)["items"]
    return found


def test_there_are_80_targets_over_50_clusters_each_with_its_words(cli: Cli) -> None:
    found = items(cli("targets", "-f", "json"))
    assert len(found) >= 80
    assert len({item["cluster_id"] for item in found}) >= 50
    for item in found:
        assert item["source"]["id"]
        assert item["evidence"]
        assert item["scope"] in ("cluster", "city", "province", "park", "nation")
        assert item["status"] in ("met", "not_met", "open", "not_comparable", "no_actual")
        assert item["comparable"] == (item["progress"] is not None)
        assert (item["why_not"] is None) == item["comparable"]
        if item["comparable"]:
            actual = item["actual"]
            assert actual["kind"] == "actual"
            assert (actual["metric"], actual["scope"]) == (item["metric"], item["scope"])


@pytest.mark.parametrize(
    ("arguments", "key", "value"),
    [
        (["--status", "open"], "status", "open"),
        (["--status", "不可比"], "status", "not_comparable"),
        (["--scope", "cluster"], "scope", "cluster"),
        (["--scope", "城市"], "scope", "city"),
        (["--year", "2025"], "year", 2025),
    ],
)
def test_targets_are_filtered(cli: Cli, arguments: list[str], key: str, value: object) -> None:
    found = items(cli("targets", *arguments, "-f", "json"))
    every = items(cli("targets", "-f", "json"))
    assert found == [item for item in every if item[key] == value]
    assert found


@pytest.mark.usefixtures("over_tiny")
@pytest.mark.parametrize(("value", "status"), [(2100, "met"), (1900, "not_met")])
def test_targets_that_came_due_are_filtered(
    cli: Cli, tmp_path: Path, value: int, status: str
) -> None:
    tiny = (ROOT / "tests" / "tiny.yaml").read_text(encoding="utf-8")
    changed = (
        tiny.replace("metric: 产值", "metric: 规模", 1)
        .replace("op: about\n        value: 1500.5", f"op: eq\n        value: {value}", 1)
        .replace('period: {start: "2024-01", end: "2024-06"}', "year: 2025", 1)
        .replace("scope: province\n        industry: wider\n        scope_note: 全省装备",
                 "scope: cluster\n        industry: cluster", 1)
    )  # fmt: skip
    path = tmp_path / "own.yaml"
    path.write_text(changed, encoding="utf-8")
    every = items(cli("targets", "--data", str(path), "--status", status, "-f", "json"))
    assert {item["status"] for item in every} == {status}
    (found,) = [item for item in every if item["cluster_id"] == "zhuzhou-rail"]
    assert (found["status"], found["progress"]) == (status, value / 20)


def test_targets_of_a_domain(cli: Cli) -> None:
    ids = set(cli("list", "-d", "高端装备", "-f", "id").out.split())
    found = items(cli("targets", "-d", "高端装备", "-f", "json"))
    assert {item["cluster_id"] for item in found} <= ids
    assert "zhuzhou-rail" in {item["cluster_id"] for item in found}


def test_zhuzhou_shows_its_target_beside_the_newest_outcome(cli: Cli) -> None:
    (item,) = items(cli("targets", "-p", "株洲", "--scope", "cluster", "-f", "json"))
    assert (item["text"], item["year"], item["metric"]) == (">2000亿元", 2025, "规模")
    assert (item["actual"]["text"], item["actual"]["year"]) == ("1600亿元", 2023)
    assert (item["comparable"], item["progress"], item["status"]) == (True, 80.0, "open")
    card = cli("show", "株洲市先进轨道交通装备集群").out
    assert "2025  规模  >2000亿元  集群" in card
    assert "可与 2023 年规模 1600亿元 相比：80%，未见到期年的实绩" in card


def test_figures_of_one_city_are_not_those_of_a_joint_cluster(cli: Cli) -> None:
    item = json.loads(cli("show", "深广高端医疗器械集群", "-f", "json").out)["item"]
    for figure in item["figures"]:
        if "深圳" in (figure["scope_note"] or ""):
            assert not figure["of_cluster"]
    own = {figure["text"] for figure in item["figures"] if figure["of_cluster"]}
    assert {"255亿元", "42.5%"} <= own


def test_the_summary_counts(cli: Cli) -> None:
    found = items(cli("targets", "-f", "json"))
    comparable = sum(item["comparable"] for item in found)
    met = sum(item["status"] == "met" for item in found)
    told = cli("targets").out
    assert f"共 {len(found)} 个目标" in told
    assert f"{comparable} 个可与实绩比较，其中 {met} 个已达到" in told
