"""Listings arranged without a terminal: columns chosen, rows sorted, cut, and footed."""

from __future__ import annotations

from typing import Any

import pytest

from jiqun.errors import UnknownColumnError
from jiqun.formats import FORMATS, format_named
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import Field
from jiqun.views.arranging import Found, arrange
from jiqun.views.columns import Column, Columns
from jiqun.views.rows import Rows

Row = dict[str, Any]

TABLE = format_named("table")
JSON = format_named("json")
ROWS: list[Row] = [
    {"name": "株洲", "count": None},
    {"name": "白银", "count": 9},
    {"name": "长沙", "count": 10},
    {"name": None, "count": 0},
]
SORT = Rows(
    "城市",
    {
        "name": Field("城市", value=lambda base, row: row["name"]),
        "count": Field("集群数", value=lambda base, row: row["count"]),
    },
    ("name",),
    id="name",
)


@pytest.fixture
def found(tiny: KnowledgeBase) -> Found:
    return Found(tiny, SORT, ROWS, "共 4 项")


@pytest.mark.parametrize(
    ("sort", "values"),
    [
        ("count", [0, 9, 10, None]),
        ("-count", [10, 9, 0, None]),
        ("name", ["白银", "长沙", "株洲", None]),
        ("-城市", ["株洲", "长沙", "白银", None]),
    ],
)
@pytest.mark.parametrize("name", ["table", "json"])
def test_what_is_unknown_comes_last_in_both_directions(
    found: Found, name: str, sort: str, values: list[Any]
) -> None:
    key = "count" if "count" in sort else "name"
    assert [row[key] for row in arrange(found, format_named(name), sort=sort).rows] == values


def test_columns_are_those_asked_for(found: Found) -> None:
    assert [one.key for one in arrange(found, TABLE).columns] == ["name"]
    assert not arrange(found, TABLE).chosen
    view = arrange(found, JSON, columns="集群数,name")
    assert [one.key for one in view.columns] == ["count", "name"]
    assert view.chosen
    assert view.items()[1] == {"count": 9, "name": "白银"}
    # What is given whole needs no columns.
    assert arrange(found, JSON).columns == ()
    assert arrange(found, JSON).items() == ROWS


@pytest.mark.parametrize("wanted", [{"columns": "nothing"}, {"sort": "-nothing"}])
def test_an_unknown_column_is_refused(found: Found, wanted: dict[str, str]) -> None:
    with pytest.raises(UnknownColumnError, match="没有“nothing”这一列，可用：name、count"):
        arrange(found, JSON, **wanted)


@pytest.mark.parametrize("name", FORMATS)
def test_bars_are_for_formats_that_draw_them(found: Found, name: str) -> None:
    format_ = format_named(name)
    bar = Column("bar", "", str, str, bar=lambda row: 1.0)
    known = [*SORT.columns(found.base).known, bar]
    view = arrange(found._replace(columns=Columns(["name", "bar"], known)), format_)
    assert any(one.bar for one in view.columns) == format_.bars


def test_a_cut_is_told_below(found: Found) -> None:
    view = arrange(found, TABLE, limit=2)
    assert (view.rows, view.footer) == (ROWS[:2], "共 4 项\n只显示前 2 条（--limit 0 显示全部）")
    assert arrange(found, TABLE, limit=4).footer == "共 4 项"


def test_a_footer_is_made_of_what_is_shown_and_totals_stay_below(found: Found) -> None:
    total = {"name": "合计", "count": 19}
    footed = found._replace(last=[total], footer=lambda shown: f"{len(shown)} 行")
    view = arrange(footed, TABLE, sort="-count", limit=1)
    assert view.rows == [ROWS[2], total]
    assert view.footer.startswith("2 行\n只显示前 1 条")
