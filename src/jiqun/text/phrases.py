"""Facts in words: numbers, bounded figures, times and titles, as a person would write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiqun.vocabulary import SIGNS

if TYPE_CHECKING:
    from jiqun.kinds.figure import Figure, Period
    from jiqun.kinds.indicator import Indicator

# What stands in a table where nothing is known.
UNSTATED = "—"
_QUARTERS = {
    ("01", "06"): "上半年", ("07", "12"): "下半年", ("01", "03"): "一季度",
    ("04", "06"): "二季度", ("07", "09"): "三季度", ("10", "12"): "四季度",
    ("01", "09"): "前三季度",
}  # fmt: skip


def number_text(value: float) -> str:
    """Return a number without needless digits: ``2000``, ``42.5``."""
    if float(value).is_integer():
        return str(int(value))
    text = repr(float(value))
    if "e" in text:
        from decimal import Decimal

        return f"{Decimal(text):f}"
    return text


def figure_text(figure: Figure | Indicator) -> str | None:
    """Return a figure as a person would write it: ``>4000亿元``, ``≥50%``, ``万亿级``.

    None where it has no value, as an indicator that only lists its members.
    """
    if figure.value is None:
        return None
    unit = figure.unit or ""
    if figure.op == "tier":
        if unit == "亿元" and figure.value in (1000, 10000):
            return "千亿级" if figure.value == 1000 else "万亿级"
        return f"{number_text(figure.value)}{unit}级"
    return f"{SIGNS[figure.op]}{number_text(figure.value)}{unit}"


def time_text(year: int | None, period: Period | None) -> str:
    """Return the year or the span of a figure: ``2025``, ``2022 年上半年``, ``2021–2025``."""
    if year is not None:
        return str(year)
    if period is None:
        return "年份未注明"
    start, end = period.start, period.end
    if start[:4] == end[:4] and len(start) == len(end) == 7:
        months = (start[5:], end[5:])
        first, last = map(int, months)
        span = f"{first} 月" if first == last else f"{first}–{last} 月"
        return f"{start[:4]} 年{_QUARTERS.get(months, span)}"
    return f"{start}–{end}"


# What a shell would obey, in the width of Chinese, in which finding knows it as well.
_FULL_WIDTH = {ord(char): chr(ord(char) + 0xFEE0) for char in "()&;|<>*?$`!#\"'\\"}


def pasteable(name: str) -> str:
    """Return a name as it is shown, so that a shell takes it as it stands when it is pasted.

    >>> pasteable("南京市新型电力(智能电网)装备集群")
    '南京市新型电力（智能电网）装备集群'
    """
    return name.translate(_FULL_WIDTH)


def titled(title: str) -> str:
    """Return a title as it is cited; one in brackets is ours, of a page that shows none."""
    return title if title.startswith("[") else f"《{title}》"


def joined(values: list[str]) -> str:
    """Return values joined by the Chinese list comma, or what parts more where one has it."""
    return ("；" if any("、" in text for text in values) else "、").join(values)
