"""Bars: as long as what they say, and none where nothing can be compared."""

from __future__ import annotations

import pytest

from jiqun.formats import format_named
from jiqun.formats.bars import bar
from jiqun.formats.base import Destination
from jiqun.views.drawings import Bar
from jiqun.views.view import ListView


def chart(progress: float | None, text: str) -> str:
    """Return the line of the bar, the second of a chart."""
    drawn = [Bar("甲", progress, text, (("目标", ">2000亿元"),))]
    view = ListView(None, (), [], drawing=drawn)
    return str(format_named("table").listing(view, Destination(60))).splitlines()[1]


def test_the_bar_stands_to_the_mark_as_the_outcome_to_the_target() -> None:
    half, full, beyond = chart(50.0, "50%"), chart(100.0, "100%"), chart(120.0, "120%")
    assert half.index("|") == full.index("|") == beyond.index("|")
    room = half.index("|") - 2
    assert half.count("█") == room // 2
    assert full[2 : full.index("|")] == "█" * room
    assert beyond[beyond.index("|") + 1] == "█"
    assert half.endswith("| 50%")
    assert chart(80.0, "≥80%").endswith("≥80%")


def test_what_is_not_comparable_has_no_bar_and_no_per_cent() -> None:
    line = chart(None, "")
    assert "█" not in line
    assert "%" not in line
    assert line.endswith("|")


@pytest.mark.parametrize(("share", "drawn"), [(0, ""), (0.001, "▏"), (0.5, "█████"), (1, "█" * 10)])
def test_bars(share: float, drawn: str) -> None:
    assert bar(share, 10, Destination()) == drawn
    assert set(bar(share, 10, Destination(ambiguous=2))) <= {"#"}


def test_what_is_of_something_else_is_hatched() -> None:
    drawn = [Bar("甲", 50.0, "50%", (), wider=True), Bar("乙", 150.0, "150%", (), wider=True)]
    view = ListView(None, (), [], drawing=drawn)
    text = str(format_named("table").listing(view, Destination(60)))
    assert "█" not in text
    half, beyond = (line for line in text.splitlines() if "|" in line)
    assert half.count("/") == (half.index("|") - 2) // 2
    assert beyond[beyond.index("|") + 1] == "/"
