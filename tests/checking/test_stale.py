"""What time has made old is told, and what is new or needs no second look is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT, Result, knowledge_of
from jiqun.checking.stale import stale

TINY = (ROOT / "tests" / "tiny.yaml").read_text(encoding="utf-8")
GAPS = "    gaps:\n"


def with_gap(tmp_path: Path, written: str) -> Path:
    """Return the tiny base with a gap of its first cluster."""
    path = tmp_path / "base.yaml"
    before, mark, after = TINY.partition("    batch: 2021\n    round: 1\n")
    path.write_text(f"{before}{mark}{GAPS}      - {written}\n{after}", encoding="utf-8")
    return path


def blanks(path: Path, today: date) -> list[str]:
    return [one.gap.field for one in stale(knowledge_of(path), today) if one.gap]


@pytest.mark.parametrize(
    ("looked", "told"),
    [
        (', looked: "2026-06-01"', True),
        (', looked: "2026-06-02"', False),
        (', looked: "2026-05"', True),
        (', looked: "2026-06"', False),
        (', looked: "2025"', True),
        (', looked: "2026"', False),
        ("", True),
    ],
)
def test_a_blank_is_looked_at_again_after_half_a_year(
    tmp_path: Path, looked: str, told: bool
) -> None:
    path = with_gap(tmp_path, f"{{field: organisation, state: not_found{looked}}}")
    assert ("organisation" in blanks(path, date(2026, 11, 29))) == told


def test_what_is_not_applicable_needs_no_second_look(tmp_path: Path) -> None:
    path = with_gap(tmp_path, "{field: round, state: not_applicable}")
    assert "round" not in blanks(path, date(2030, 1, 1))


@pytest.mark.parametrize(("year", "told"), [(2025, False), (2026, True)])
def test_a_target_without_a_verdict_is_told_once_its_year_is_over(year: int, told: bool) -> None:
    base = knowledge_of(ROOT / "tests" / "tiny.yaml")
    found = [one for one in stale(base, date(year, 12, 31)) if one.figure]
    assert [(one.entry.id, one.since) for one in found] == [("zhuzhou-rail", "2025")] * told


def test_the_command_lists_them_and_is_content(cli: Callable[..., Result]) -> None:
    result = cli("check", "--stale")
    assert (result.code, result.err) == (0, "")
    assert "天没有查过" in result.out
    items = json.loads(cli("check", "--stale", "-f", "json").out)["items"]
    assert {item["kind"] for item in items} <= {"gap", "target"}
    assert [set(item) for item in items[:1]] == [{"kind", "id", "entry", "what", "since"}]
