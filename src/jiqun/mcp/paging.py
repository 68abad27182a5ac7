"""Answers within a budget of characters: as many items as fit, and a cursor for the others."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from jiqun.errors import UsageError

# What an answer has room for unless asked for more, and what may be asked for, in characters.
USUAL, LEAST, MOST = 8_000, 1_000, 40_000

Cursor = Annotated[str, Field(description="上一页给的 cursor")]
Limit = Annotated[int, Field(ge=1, le=1000, description="至多几项")]
MaxChars = Annotated[int, Field(ge=LEAST, le=MOST, description="至多几个字符")]


def text_of(answer: object) -> str:
    """Return an answer as the text that is sent: JSON, Chinese as it is, without spaces."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def page(
    head: Mapping[str, Any],
    parts: Mapping[str, Sequence[Any]],
    cursor: str,
    most: int,
    limit: int | None = None,
) -> Any:
    """Return an answer with as many items as fit.

    Args:
        head: what stands on every page.
        parts: lists of items, each under its key; they are gone through in their order.
        cursor: where an earlier page ended; empty for the first.
        most: how many characters the text of the answer may have.
        limit: how many items a page may have.

    Raises:
        UsageError: there is no such cursor, or there is no room for the next item.
    """
    items = [(key, item) for key, listed in parts.items() for item in listed]
    start = _start(cursor, len(items))
    listed: dict[str, list[Any]] = {key: [] for key in parts}
    answer = {**head, **listed, "total": len(items), "truncated": False, "cursor": None}
    # As long as the end of an answer can get: "truncated":true, and a cursor in quotes.
    room = most - len(text_of(answer)) - len(str(len(items)))
    end = start
    for key, item in items[start : start + limit if limit else None]:
        size = len(text_of(item)) + 1
        if size > room:
            break
        listed[key].append(item)
        room -= size
        end += 1
    if room < 0 or end == start < len(items):
        needed = most - room + sum(len(text_of(item)) for _, item in items[start : start + 1])
        raise UsageError(f"{most} 个字符连一项也放不下，请把 max_chars 设为 {needed + 100} 再问")
    left = end < len(items)
    return {**answer, "truncated": left, "cursor": str(end) if left else None}


def _start(cursor: str, count: int) -> int:
    if not cursor:
        return 0
    if not (cursor.isascii() and cursor.isdecimal() and int(cursor[:9]) < max(count, 1)):
        raise UsageError(f"没有“{cursor[:30]}”这个 cursor，请用上一页给的，或从头再问")
    return int(cursor)
