"""When a figure is about: years and parts of years as a sentence tells them.

A year is said (2023年), or follows from 今年, 去年 and “十四五” and the date of the page; where it
does neither, it is unknown and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from jiqun.scanning.words import any_of, by_word, listed

_YEAR = r"(?:19|20)\d\d"
_DATE_LINE = re.compile(rf"({_YEAR})[-/年.](\d{{1,2}})[-/月.](\d{{1,2}})")
_DATE_LABEL = re.compile(rf"(?:时间|日期|发布|發布|時間)[^\n\d]{{0,8}}{_DATE_LINE.pattern}")
# 到2025年 looks ahead, 截至2025年 back.
_BY = re.compile("(?<!截)[到至]$")
# A number that a year before it is told of alone.
_LEVEL = re.compile(r"[底末]?(?:的[^,。;\d]{0,4}|\()\d[\d.]*(?!倍|[\d.]*倍)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})日")
# The date of a page stands in its first characters or its last.
_HEAD, _TAIL = 1500, 300
_OFFSETS = {"this": 0, "last": -1, "before_last": -2, "next": 1}
# A part of the year that ends so many months later may be told ahead: 上半年 in April.
_SOON = 2
# Years by the one that was told last.
_AIMS = ("力争", "争取", "确保", "预计")
_RELATIVE = {"same": 0, "before_it": -1}
_AND = ("和", "与", "及", "、")
_PLANS = {"plan135_end": 2020, "plan145_end": 2025, "plan145": 2025, "plan155_end": 2030,
          "plan155": 2030}  # fmt: skip


class Time(NamedTuple):
    """A time in a sentence, at ``text[start:end]``.

    Args:
        year: or None where it follows from a date that is not known.
        part: the months, as ``01-06``; empty for a whole year.
        ahead: whether it is a time by which something is to be: 到2025年, “十四五”.
        first: the first year of a span of years, whose last is ``year``.
        once: whether it is of the next number alone: 由2020年的18%提高到35%.
        within: whether it stands behind what its part of the sentence tells of.
        carried: whether it is told in another sentence, of which this may be independent.
    """

    start: int
    end: int
    year: int | None
    part: str = ""
    ahead: bool = False
    first: int | None = None
    once: bool = False
    within: bool = False
    carried: bool = False


class _Rules(NamedTuple):
    pattern: re.Pattern[str]
    words: dict[str, str]
    parts: dict[str, str]
    # Behind a time that something is compared to, or since when, or before which it was done.
    beside: re.Pattern[str]
    item: re.Pattern[str]
    # Words of what is now, and of what only began then, behind a time.
    now: re.Pattern[str]
    event: re.Pattern[str]


def date_of(text: str, page: str = "") -> str | None:
    """Return the date that a page bears, as ``2025-07-06``; None where it bears none.

    ``text`` is its body, ``page`` all of it: a line of labels above the body has the date, too.

    A page that tells of a day later than its date is older than that: the date is that of a
    repost, and tells nothing.
    """
    found = (
        _DATE_LINE.search(text[:_HEAD])
        or _DATE_LINE.search(text[-_TAIL:])
        or _DATE_LABEL.search(page[:_HEAD])
    )
    if not found:
        return None
    year, month, day = map(int, found.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    told = _DAY.search(text)
    if told and (int(told[1]), int(told[2])) > (month, day):
        return None
    return f"{year}-{month:02}-{day:02}"


def is_item(text: str, at: int) -> bool:
    """Tell whether a line is an item of a list."""
    return bool(_rules().item.match(text, at))


def times_in(
    text: str,
    start: int,
    end: int,
    date: str | None,
    before: Callable[[], Time | None] = lambda: None,
) -> list[Time]:
    """Return the times in a sentence of plain text.

    ``date`` is that of the page, if known, and ``before`` returns the time that was told last.
    """
    rules = _rules()
    times: list[Time] = []
    for match in rules.pattern.finditer(text, start, end):
        this = rules.words.get(match["word"] or "") == "this"
        compared = text.endswith(("较", "比"), 0, match.start())
        if not this and (compared or rules.beside.match(text, match.end())):
            if match["year"] and _LEVEL.match(text, match.end()):
                # 较2024年的600亿元: of that number alone.
                times.append(Time(match.start(), match.end(), int(match["year"]), once=True))
            continue
        if text.rfind("《", start, match.start()) > text.rfind("》", start, match.start()):
            # 《…2022年工作要点》 is a title.
            continue
        if match["since"] in ("自", "从") and text.find("以来", match.end(), end) >= 0:
            continue
        found = _time(text, match, date, times[-1:] or before)
        if found:
            times.append(found)
    return times


def _time(
    text: str,
    match: re.Match[str],
    date: str | None,
    last: Sequence[Time] | Callable[[], Time | None],
) -> Time | None:
    """Return the time that a match tells; ``last`` is the one in its sentence, or gives it."""
    rules, now = _rules(), int(date[:4]) if date else None
    year, first, ahead, once = now, None, False, bool(match["since"])
    part = match["part"] or match["bare"]
    name = rules.words.get(match["word"] or "", "")
    if match["year"]:
        year = int(match["year"])
        ahead = bool(_BY.search(text, match.start() - 2, match.start()))
    elif match["last"]:
        year, first, once = int(match["last"]), int(match["first"]), False
    elif name == "same" and now and text.endswith(_AIMS, 0, match.start()):
        once = False
    elif name in _RELATIVE:
        known = last() if callable(last) else last[-1]
        if known is None or known.year is None:
            return None
        year, once = known.year + _RELATIVE[name], False
    elif name in _PLANS:
        year, ahead = _PLANS[name], True
    elif name:
        year = now + _OFFSETS[name] if now else None
    elif not callable(last):
        # A part of the year that was told last.
        year = last[-1].year
    elif now and date:
        # A month that is still to come is one of last year, as 1—11月 is in a spring.
        first_month, last_month = (
            (int(match["month"]),) * 2
            if match["month"]
            else map(int, _months(part, rules.parts).split("-"))
        )
        written = int(date[5:7] or 12)
        summed = first_month == 1 and last_month > written + _SOON
        year = now - (first_month > written or summed)
    months = _months(part, rules.parts) if part else ""
    return Time(*match.span(), year, months, ahead, first, once)


def _months(part: str, parts: dict[str, str]) -> str:
    """Return a part of a year as months: 1—7月 is ``01-07``."""
    if part in parts:
        return parts[part]
    numbers = [int(number) for number in re.findall(r"\d+", part)]
    first, last = numbers if len(numbers) == 2 else (1, numbers[0])
    return f"{first:02}-{last:02}"


def time_at(text: str, times: Sequence[Time], start: int, end: int, previous: int) -> Time | None:
    """Return the time that a figure is about: the last before it, or in brackets behind it.

    ``previous`` is where the figure before it ends.
    """
    found, now, event = None, _rules().now, _rules().event
    for time in times:
        if time.end <= start:
            if not (time.once and time.end <= previous):
                found = None if now.search(text, time.end, start) else time
                if found and event.search(text, time.end, start):
                    # 2021年1月启动建设,产能…: not of that year.
                    found = None
        elif time.start == end + 1 and text[end] == "(":
            return time
    return found


def years_of(text: str, time: Time, times: Sequence[Time]) -> list[int | None]:
    """Return the years of a span, or of a row of times that ends with one: 2020年和2021年."""
    if time.first:
        return list(range(time.first, (time.year or 0) + 1))
    years = [time.year]
    start = time.start
    for one in reversed(times):
        if one.end < start and text[one.end : start] in _AND:
            years.insert(0, one.year)
            start = one.start
    return years


@cache
def _rules() -> _Rules:
    words, parts = by_word("figures", "times"), by_word("figures", "parts")
    part = rf"(?:{any_of(parts)}|\d{{1,2}}月?[-—–~至到]\d{{1,2}}月份?|前\d{{1,2}}个月)"
    # Most characters begin no time, which one look at them tells.
    firsts = "".join({name[0] for name in (*words, *parts, "自", "从", "由", "前")})
    pattern = (
        rf"(?=[\d{re.escape(firsts)}])(?:(?P<since>[自从由])?(?:(?P<first>{_YEAR})年?[至到—–~-](?P<last>{_YEAR})年?"
        # 2022、2023年
        rf"|(?P<year>{_YEAR})(?:年(?!代)|(?=[、和与]{_YEAR}[年、和与]))|(?P<word>{any_of(words)}))(?:[的,]?(?P<part>{part}))?"
        rf"|(?P<bare>{part})"
        # 2月, 截至3月末; a day is none.
        r"|(?:(?<![\d年至—–~-])|(?<=截至))(?P<month>1[0-2]|[1-9])月(?:份|[末底])?(?![\d初中上下至到—–~-]))"
    )
    done = any_of(listed("figures", "subjects", "done_before"))
    # 是2018年的3倍 compares, too.
    times = r"[近约超]?(?:[\d.]+|[一二两三四五六七八九十]+)多?倍"
    beside = rf"[年底末]?(?:相比|以来|同期|[头前][一二三四]年|的{times}|[以之]?[前后](?:{done}))"
    return _Rules(
        re.compile(pattern), words, parts, re.compile(beside),
        re.compile(rf"{any_of(listed('figures', 'subjects', 'items'))}|\(?\d+[.、)]"),
        re.compile(any_of(listed("figures", "subjects", "now"))),
        re.compile(f"{any_of(listed('figures', 'subjects', 'begun'))}[^,。;\\d]{{0,8}},"),
    )  # fmt: skip
