"""Figures are compared and sorted in one unit for each kind."""

import json
from collections.abc import Callable

import pytest

from conftest import Result
from jiqun.text.units import base_unit, in_base_unit


@pytest.mark.parametrize(
    ("value", "unit", "in_base", "base"),
    [
        (1.2, "万亿元", 12000.0, "亿元"),
        (2000, "亿元", 2000.0, "亿元"),
        (500, "万元", 0.05, "亿元"),
        (2.5, "万家", 25000.0, "家"),
        (3, "家", 3.0, "家"),
        (1, "亿吨", 100000000.0, "吨"),
        (8, "GW", 8000.0, "MW"),
        (50, "%", 50.0, "%"),
    ],
)
def test_one_unit_for_each_kind(value: float, unit: str, in_base: float, base: str) -> None:
    assert (in_base_unit(value, unit), base_unit(unit)) == (in_base, base)


def test_targets_sort_by_the_value_in_one_unit(cli: Callable[..., Result]) -> None:
    for column in ("value", "target"):
        items = json.loads(cli("targets", "--sort", column, "-f", "json").out)["items"]
        worth = [one["value_base"] for one in items]
        assert worth == sorted(worth)
    assert {one["unit"] for one in items} > {"亿元", "万亿元"}
