"""Pages: within their budget, one after the other to the end, nothing lost or twice."""

from __future__ import annotations

import json
from typing import Any

import pytest

pytest.importorskip("mcp", reason="pip install 'jiqun[mcp]'")

from hypothesis import given
from hypothesis import strategies as st

from jiqun.errors import UsageError
from jiqun.mcp.paging import page, text_of

_ITEMS = st.lists(st.text(max_size=60), max_size=30)


@given(_ITEMS, _ITEMS, st.integers(300, 2000), st.one_of(st.none(), st.integers(1, 5)))
def test_pages_have_all_items_in_order(
    first: list[str], second: list[str], most: int, limit: int | None
) -> None:
    parts = {"first": first, "second": second}
    found: dict[str, list[Any]] = {"first": [], "second": []}
    cursor = ""
    while True:
        answer = page({"data_version": "1"}, parts, cursor, most, limit)
        assert len(text_of(answer)) <= most
        assert json.loads(text_of(answer)) == answer
        assert answer["total"] == len(first) + len(second)
        for key, items in found.items():
            items += answer[key]
        assert limit is None or len(answer["first"]) + len(answer["second"]) <= limit
        if not answer["truncated"]:
            break
        cursor = answer["cursor"]
    assert answer["cursor"] is None
    assert found == parts


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "2", "９", "99999999999999999999"])
def test_what_is_no_cursor_is_told(cursor: str) -> None:
    with pytest.raises(UsageError, match="这个 cursor"):
        page({}, {"items": ["a", "b"]}, cursor, 1000)


def test_an_item_that_does_not_fit_says_how_much_room_it_takes() -> None:
    with pytest.raises(UsageError, match="请把 max_chars 设为"):
        page({"about": "长" * 2000}, {"items": []}, "", 1000)
    items = {"items": ["长" * 2000]}
    with pytest.raises(UsageError, match=r"请把 max_chars 设为 \d+ 再问") as raised:
        page({}, items, "", 1000)
    needed = int(str(raised.value).partition("设为 ")[2].partition(" ")[0])
    assert page({}, items, "", needed)["items"] == items["items"]
