"""Numbers told in a row: what they share, and of which things they are told one each.

A、B分别实现产值1亿元、2亿元; 约占全国的四成、全球的三成.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from jiqun.scanning.clauses import PLACES
from jiqun.scanning.mentions import Hit
from jiqun.scanning.words import any_of, listed
from jiqun.text.quantities import Quantity

# What stands between the things, and between the numbers.
_JOINS = frozenset(["、", "和", "与", "及", "以及", ",", "市、", "市和", "市与", "省、", "省和"])
_BETWEEN = frozenset(["、", "和", "与", "及", "以及", ",", ""])

# A bound before these is one of all shares that follow.
_SHARED = re.compile("占|全国|全球|世界|国内")
_NEXT_SHARE = re.compile(
    "[,、和]占?(?:全国|全球|世界|国内|国际|全省|亚洲)?(?:市场|总量|产量|产值|规模)?的?"
)
_POINTS = "个百分点"


def shared(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities of a text with what one of two neighbours tells for both.

    This is the unit in 6.2个和4.5个百分点, and the bound in 约占全国的四成、全球的三成.
    """
    found = list(quantities[:1])
    for one in quantities[1:]:
        last = found[-1]
        if last.unit == "个" and one.unit == _POINTS and text[last.end : one.start] in _BETWEEN:
            found[-1] = last._replace(unit=_POINTS)
        elif (
            last.unit == one.unit == "%"
            and one.op == "eq"
            and _NEXT_SHARE.fullmatch(text, last.end, one.start)
            and _SHARED.search(text, last.start, last.end)
        ):
            one = one._replace(op=last.op)
        found.append(one)
    return found


def owners_in(
    text: str, start: int, end: int, quantities: Sequence[Quantity], hits: Sequence[Hit]
) -> Mapping[int, Hit]:
    """Return what the quantities of a sentence are of that are told one each, by their place.

    Args:
        text: the whole text.
        start: where the sentence begins.
        end: where it ends.
        quantities: those of the sentence.
        hits: the mentions in it.
    """
    found: dict[int, Hit] = {}
    if len(quantities) < 2:
        return found
    rows: list[list[Hit]] = []
    for match in _word().finditer(text, start, end):
        first = next((at for at, one in enumerate(quantities) if one.start >= match.end()), None)
        if first is None:
            break
        last = first + 1
        while last < len(quantities) and follows(text, quantities[last - 1], quantities[last]):
            last += 1
        rows += _rows(text, [hit for hit in hits if hit.end <= match.start()])
        # What is told of later may be told of an earlier row again: 同比分别增长4.3%和9.1%.
        row = next((row for row in reversed(rows) if len(row) == last - first), [])
        found.update(zip(range(first, last), row, strict=False))
    return found


def follows(text: str, one: Quantity, other: Quantity) -> bool:
    """Tell whether a quantity stands in a row behind another one of its unit."""
    return text[one.end : other.start] in _BETWEEN and one.unit.endswith(other.unit[-1])


def _rows(text: str, hits: Sequence[Hit]) -> list[list[Hit]]:
    """Return the rows of two or more things of a kind, in their order."""
    rows: list[list[Hit]] = []
    for hit in hits:
        last = rows[-1][-1] if rows else None
        alike = last and (last.kind == hit.kind or {last.kind, hit.kind} <= PLACES)
        if last and alike and text[last.end : hit.start] in _JOINS:
            rows[-1].append(hit)
        else:
            rows.append([hit])
    return [row for row in rows if len(row) > 1]


@cache
def _word() -> re.Pattern[str]:
    return re.compile(any_of(listed("figures", "subjects", "one_each")))
