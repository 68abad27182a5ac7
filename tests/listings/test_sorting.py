"""Sorting: by what figures are worth and how many there are, never by their text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from conftest import Result
from jiqun.knowledge import KnowledgeBase

Cli = Callable[..., Result]


def items(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.out)["items"]
    return found


@pytest.mark.parametrize(
    ("arguments", "column"),
    [
        (["targets"], "value"),
        (["targets"], "text"),
        (["targets"], "target"),
        (["targets"], "actual"),
    ],
)
def test_figures_sort_by_what_they_are_worth(cli: Cli, arguments: list[str], column: str) -> None:
    for sign in ("", "-"):
        found = json.loads(cli(*arguments, "--sort", f"{sign}{column}", "-f", "json").out)["items"]
        figures = [one["actual"] if column == "actual" else one for one in found]
        known = [one["value_base"] for one in figures if one]
        assert known == sorted(known, reverse=bool(sign))
        assert all(figures[: len(known)])


def test_official_figures_sort_by_what_they_are_worth(cli: Cli) -> None:
    found = items(cli("indicators", "产值", "--sort", "-text", "-f", "json"))
    money = [
        one["value"] * (10000 if one["unit"] == "万亿元" else 1)
        for one in found
        if one["unit"] in ("亿元", "万亿元")
    ]
    assert len(money) > 3
    assert money == sorted(money, reverse=True)


def test_clusters_are_listed_by_batch_and_domain(cli: Cli, base: KnowledgeBase) -> None:
    domains = [domain.name for domain in base.domains]
    found = items(cli("list", "-f", "json"))
    order = [(one["batch"], domains.index(one["domain"])) for one in found]
    assert order == sorted(order)
