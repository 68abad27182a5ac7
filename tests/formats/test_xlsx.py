"""Workbooks: numbers are numbers, a bound stays a bound, and each time the bytes are the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from format_views import read_workbook

from conftest import Result

Cli = Callable[..., Result]


@pytest.fixture
def content(cli: Cli, tmp_path: Any) -> Callable[..., bytes]:
    """Return what runs ``jiqun``, and returns the workbook that it writes."""

    def call(*arguments: str) -> bytes:
        path = tmp_path / "book.xlsx"
        result = cli(*arguments, "-f", "xlsx", "-o", str(path))
        assert (result.code, result.out) == (0, "")
        written: bytes = path.read_bytes()
        return written

    return call


def test_a_workbook_has_numbers_a_header_and_sources(
    cli: Cli, content: Callable[..., bytes]
) -> None:
    sheet, about = read_workbook(content("list", "-d", "高端装备")).worksheets
    head, *rows = sheet.iter_rows(values_only=True)
    assert head == ("集群", "领域", "批次", "省市", "目标", "出处")
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:F{sheet.max_row}"
    assert {type(row[2]) for row in rows} == {int}
    assert all("《" in row[5] or "[" in row[5] for row in rows)
    assert sheet.column_dimensions["A"].width >= 2 * len("株洲市先进轨道交通装备集群")
    assert about["B3"].value == json.loads(cli("list", "-f", "json").out)["data_version"]


def test_cells_of_a_cross_table_are_numbers_and_sort_as_numbers(
    cli: Cli, content: Callable[..., bytes]
) -> None:
    arguments = ("stats", "--by", "domain", "--and", "region")
    sheet = read_workbook(content(*arguments)).worksheets[0]
    _, *rows = sheet.iter_rows(max_col=7, values_only=True)
    assert {type(cell) for row in rows for cell in row[1:]} <= {int, float}
    lines = cli(*arguments, "--sort=-东部", "-f", "csv").out.splitlines()[1:]
    numbers = [int(line.split(",")[1]) for line in lines]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > 9
    chosen = json.loads(cli(*arguments, "--columns", "name,东部", "-f", "json").out)["items"]
    assert {type(item["东部"]) for item in chosen} == {int}


def test_a_bound_stays_a_bound_in_a_workbook(content: Callable[..., bytes]) -> None:
    sheet = read_workbook(content("targets", "--chart")).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    progress = [row[head.index("进度")] for row in rows]
    assert "≈98%" in progress
    assert 80 in progress


def test_a_workbook_is_the_same_each_time(content: Callable[..., bytes]) -> None:
    assert content("targets") == content("targets")


def test_a_workbook_in_traditional_script(content: Callable[..., bytes]) -> None:
    sheet = read_workbook(content("list", "-p", "台州", "--script", "hant")).worksheets[0]
    assert sheet.title == "數據"
    assert sheet["A3"].value == "金華台州丘陵山區農機裝備集群"
