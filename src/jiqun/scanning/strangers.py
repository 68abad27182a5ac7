"""What a clause is of that the base does not know: a district, an unnamed firm, the nation.

Its figures are none of the cluster or the city that was told of before. To miss what a figure is
of is better than to hold it against what is known of something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial

from jiqun.gazetteer import county_cities, prefectures
from jiqun.scanning.mentions import Hit
from jiqun.scanning.words import any_of, listed

# Where a clause begins, or goes on behind its time.
_OPENING = '(?:^|(?<=[,:。;!?\\n"“”(年月底末日—])|(?<=所在的))'
_HAN = "[\u4e00-\u9fff]"


def strangers_in(text: str, start: int, end: int, hits: Sequence[Hit]) -> list[Hit]:
    """Return what clauses of a sentence are of that the base does not know, as mentions.

    Args:
        text: the whole text.
        start: where the sentence begins.
        end: where it ends.
        hits: the mentions in it; what is known is no stranger.
    """
    found: list[Hit] = []
    for match in _pattern().finditer(text, start, end):
        # 株洲市中车公司 stands where its last word does, behind the names within it.
        at = match.start(match.lastgroup or 0)
        # 宝鸡机床集团 is the known 宝鸡机床.
        firm = match.lastgroup in ("organisation", "firm")
        known = any(hit.start <= at < hit.end + (firm and hit.kind == "firm") for hit in hits)
        if not known:
            found.append(Hit("stranger", None, match.group(), at, max(at, match.end() - 1)))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of strangers; the last group of a match is where one stands."""
    words = partial(listed, "figures", "strangers")
    nation = f"(?P<nation>{any_of(words('nation'))})(?!{any_of(words('no_nation'))}|[\\d%])"
    # 合作 and 江山 are words, too.
    cities = {one.name for one in (*prefectures(), *county_cities())} - {*words("no_cities")}
    city = f"(?P<city>{any_of(sorted(cities))})"
    # 地区, 园区, 各县, 全市 are no names.
    no_unit = "地山湾特城景社辖校厂集园聚各市县治全该我本超上股都一二两三四五六七八九十几"
    # 产业园区12个 counts them.
    counted = r"\d+[余多]?[家户个]"
    name = f"(?![该本这各全])(?:(?!{any_of(words('no_district'))}){_HAN})"
    district = (
        f"(?:(?:在|走进|来到)?{name}{{2,8}}?(?:\\({_HAN}{{2,4}}\\))?(?P<park>{any_of(words('districts'))})"
        f"|{name}{{1,3}}(?P<district>(?<![{no_unit}])[区县市]))"
        f"(?![级域块长场委政工民区]|{counted})"
    )
    before = "".join(f"(?<!{word})" for word in words("no_organisation"))
    organisation = (
        rf"[^,。;:、\d]{{0,20}}?{before}"
        rf"(?P<organisation>{any_of(words('organisations'))}"
        rf"|(?<=[一某这该])家?[^,。;:、\d]{{0,10}}企业)(?![、等和及与的总数有]|{counted})"
    )
    # 汉江机床 by itself is a firm; 数控机床 is none, and 光伏科技产业 an industry.
    firm = (
        f"(?:(?!{any_of(words('no_firm'))}){_HAN}){{2,4}}?(?P<firm>{any_of(words('firms'))})"
        f"(?!{any_of(words('no_firm_before'))}|集团|公司)"
    )
    # “中国声谷”2021年…: a name of its own that is not known.
    time = r"(?:20\d\d年)|去年|今年|全年|实现|营业收入|产值|年"
    quoted = rf"[“\"](?P<quoted>(?!十){_HAN}{{2,8}})[”\"](?={time})"
    project = rf"(?P<project>{any_of(words('projects'))})(?=[^,。;]*\d[^,。;]*项目)"
    done = f"(?P<done>{any_of(words('done'))})"
    leads = any_of(listed("figures", "subjects", "leads"))
    opened = f"{_OPENING}(?:{leads})?(?:{nation}|{district}|{organisation}|{firm}|{quoted}|{city})"
    return re.compile(f"{opened}|{project}|{done}")
