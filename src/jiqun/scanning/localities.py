"""Places that are no entries of the base: counties, and cities without a cluster.

The gazetteer knows them all. Where a name of one holds that of a place of the base, or stands
behind it, the text is not of the latter: 义乌市 is not 乌市, 天津市河北区 not 河北, and 佛山顺德
not 佛山.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import TypeAlias

from jiqun.gazetteer import Place, places
from jiqun.scanning.mentions import Hit
from jiqun.scanning.words import any_here, listed

# Behind the full name of a district these make it a part of a word: 西安区域.
_WITHIN = "域块级长划"
_LONGEST, _SHORTEST = 5, 2
# So far before a name that of a county may begin which holds it.
_REACH = 3
# So far back a place may have been named that 全县 stands for.
_FAR = 800
_JOIN = re.compile("[市县]?[、和与]")
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
# 吉林市 and 海南州 are called so, for a province has the name.
_PROVINCES = ("吉林", "海南")
_CITY_SUFFIXES = ("市", "地区", "盟")

Places: TypeAlias = dict[str, tuple[Place, ...]]


def locality_at(text: str, hit: Hit) -> Hit:
    """Return the county or city whose name holds that of a place, or what was mentioned if none."""
    if hit.kind not in ("city", "province"):
        return hit
    for start in range(max(0, hit.start - _REACH), hit.start + 1):
        for size in range(_LONGEST, hit.end - start - 1, -1):
            name = text[start : start + size]
            if (
                len(name) > hit.end - hit.start
                and name in _full()
                and not _is_same(hit, name)
                and _ends(text, start + size)
            ):
                return Hit("locality", None, name, start, start + size)
    return hit


def county_behind(text: str, hit: Hit, end: int) -> Hit | None:
    """Return the county in a city or province whose name stands right behind that: 佛山顺德."""
    # A city that is no entry stands without its 市.
    begin = hit.end + (hit.kind == "locality" and text.startswith("市", hit.end))
    for size in range(_LONGEST, _SHORTEST - 1, -1):
        name = text[begin : min(begin + size, end)]
        for one in _full().get(name, ()) or _short().get(name, ()):
            if _is_in(one, hit.name) and _ends(text, begin + size):
                return Hit("locality", None, name, begin, begin + size)
    return None


def named_before(text: str, at: int, sign: str, since: int) -> Hit | None:
    """Return the county or city that is named in full last, with 县, 区 or 市 at its end.

    Where none is, a city may be named as people call it: 景德镇.
    """
    least, end = max(since, at - _FAR), at
    while (found := text.rfind(sign, least, end)) >= 0:
        for size in range(_LONGEST, _SHORTEST - 1, -1):
            begin = found + 1 - size
            if begin >= 0 and text[begin : found + 1] in _full():
                return Hit("locality", None, text[begin : found + 1], begin, found + 1)
        end = found
    if sign == "市":
        *_, last = (None, *_prefectures().finditer(text, least, at))
        if last:
            return Hit("locality", None, last.group(), last.start(), last.end())
    return None


@cache
def _prefectures() -> re.Pattern[str]:
    """Return the pattern of what people call the cities, but for names that are words."""
    words = set(listed("figures", "strangers", "no_cities"))
    names = {one.name for one in places() if one.level == "prefecture" and len(one.name) > 1}
    return re.compile(any_here(sorted(names - words)))


def row_behind(text: str, hit: Hit, end: int) -> list[Hit]:
    """Return the counties and cities in a row behind a place: 海安、如皋, 隆昌市、资中县."""
    row = [hit]
    while join := _JOIN.match(text, row[-1].end, end):
        at = join.end()
        for size in range(_LONGEST, _SHORTEST - 1, -1):
            name = text[at : min(at + size, end)]
            if len(name) == size and (name in _full() or name in _short()):
                row.append(Hit("locality", None, name, at, at + size))
                break
        else:
            break
    return row[1:]


def full_names() -> Collection[str]:
    """Return the full names of all counties and cities."""
    return _full().keys()


def named_place(words: str) -> str | None:
    """Return what a place is called by whose name words end, if it is a county or a city."""
    for start in range(max(0, len(words) - _LONGEST), len(words) - 1):
        name = words[start:]
        if found := _full().get(name) or _short().get(name):
            one = found[0]
            short = one.suffix in _CITY_SUFFIXES and one.name not in _PROVINCES
            return one.name if short else one.full
    return None


def _ends(text: str, at: int) -> bool:
    return text[at : at + 1] not in _WITHIN or at == len(text)


def _is_same(hit: Hit, full: str) -> bool:
    """Tell whether a full name is that of the place that was mentioned: 株洲, 株洲市."""
    province = hit.kind == "province" and hit.name not in _MUNICIPALITIES
    return not province and any(
        one.level != "county" and one.name == hit.name for one in _full()[full]
    )


def _is_in(one: Place, outer: str) -> bool:
    return one.code.startswith(_codes().get(outer, "-"))


@cache
def _full() -> Places:
    """Return the counties and cities by their full names."""
    found: dict[str, tuple[Place, ...]] = {}
    for one in places():
        if one.level in ("prefecture", "county") and one.suffix:
            # 河南县 is 河南蒙古族自治县.
            called = {one.full, f"{one.name}县"} if one.suffix.endswith("自治县") else {one.full}
            for name in called:
                found[name] = (*found.get(name, ()), one)
    return found


@cache
def _short() -> Places:
    """Return them by what people call them, but for names that are words."""
    words = {
        *listed("figures", "strangers", "no_cities"),
        *listed("figures", "strangers", "no_counties"),
    }
    found: dict[str, tuple[Place, ...]] = {}
    for one in places():
        if one.level in ("prefecture", "county") and len(one.name) > 1 and one.name not in words:
            found[one.name] = (*found.get(one.name, ()), one)
    return found


@cache
def _codes() -> dict[str, str]:
    """Return the first digits of the codes of what lies in provinces and cities, by their names."""
    found = {}
    for one in places():
        if one.level == "province":
            found[one.name] = one.code[:2]
        elif one.level == "prefecture":
            found[one.name] = one.code[:4]
    return found
