"""What a clause is of that the base does not know: a district, an unnamed firm, the nation.

Its figures are none of the cluster or the city that was told of before. To miss what a figure is
of is better than to hold it against what is known of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from operator import itemgetter
from typing import NamedTuple

from jiqun.gazetteer import county_cities, prefectures
from jiqun.scanning.localities import county_behind, full_names, row_behind
from jiqun.scanning.mentions import Hit
from jiqun.scanning.words import any_here, any_of, listed

# Where a clause begins, or goes on behind its time.
_OPENING = ',:。;!?\\n"“”()年月底末日—.•·●■◆▲…'
_UNITS = "元家个%台辆吨户"
_OPENING_WORD = "所在的"
# What may stand between the name of a firm and 公司.
_FORM = re.compile(r"(?:股份|有限|责任|集团|科技|\(集团\))+")
# 中山市横栏镇
_TOWN = re.compile("[\u4e00-\u9fff]{1,3}(?:镇|街道)")
_KINDS = {
    **dict.fromkeys(["park", "valley", "named", "district", "city"], "locality"),
    **dict.fromkeys(["project", "done", "meeting"], "project"),
}  # fmt: skip
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
    for match in _matches(text, start, end):
        # 株洲市中车公司 stands where its last word does, behind the names within it.
        at = match.start(match.lastgroup or 0)
        # 宝鸡机床集团 is the known 宝鸡机床.
        firm = match.lastgroup in ("organisation", "firm")
        known = any(hit.start <= at < hit.end + (firm and hit.kind == "firm") for hit in hits)
        # 科大讯飞股份有限公司 is the known firm.
        known = known or (
            firm and any(hit.kind == "firm" and _FORM.fullmatch(text, hit.end, at) for hit in hits)
        )
        # …集群(“中国声谷”): it is another name of what is known.
        # 宁德时代贵州基地 is of the firm.
        if match.group().endswith("基地"):
            known = known or any(hit.kind == "firm" and hit.start == match.start() for hit in hits)
        other = any(hit.end < match.start() <= hit.end + 2 and text[hit.end] == "(" for hit in hits)
        if not (known or other):
            kind = _KINDS.get(match.lastgroup or "", "stranger")
            found.append(Hit(kind, None, match.group(), at, match.end()))
    known_starts = {hit.start for hit in (*hits, *found)}
    for hit in (*hits, *found):
        if hit.kind not in ("city", "province", "locality") or hit.end in known_starts:
            continue
        # 佛山顺德 is no more 佛山 than 顺德区 is.
        town = _TOWN.match(text, hit.end, end) if hit.kind == "city" else None
        if town:
            found.append(Hit("locality", None, town.group(), hit.end, town.end()))
        elif county := county_behind(text, hit, end):
            found.append(county)
    for hit in [one for one in found if one.kind == "locality"]:
        row = row_behind(text, hit, end)
        found += (one for one in row if one.start not in known_starts)
    return found


def is_done(hit: Hit) -> bool:
    """Tell whether a figure is of what a project will be: 投产后."""
    return hit.kind == "project" and hit.name.endswith("后")


def park_at(text: str, hit: Hit) -> Hit:
    """Return the park whose name begins with a place, or what was mentioned where none does."""
    if hit.kind != "city" or not (found := _rules().park.match(text, hit.end)):
        return hit
    return Hit("locality", None, text[hit.start : found.end()], hit.start, found.end())


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches of strangers, which are tried only where one can begin: they are slow."""
    rules = _rules()
    # A place before the beginning is the beginning to `re`.
    signs = rules.opening.finditer(text, start - len(_OPENING_WORD), end)
    begins = [(sign.end(), rules.opened) for sign in signs]
    if not start:
        begins.insert(0, (0, rules.opened))
    words = [(word.start(), rules.work) for word in rules.works.finditer(text, start, end)]
    if words:
        begins = sorted([*begins, *words], key=itemgetter(0))
    free = start
    for at, pattern in begins:
        if at >= free and (match := pattern.match(text, at, end)):
            yield match
            free = match.end()
            if match.lastgroup in ("city", "district"):
                # 常熟市有一家企业
                behind = pattern.match(text, free, end)
                if behind and behind.lastgroup == "organisation":
                    yield behind
                    free = behind.end()


class _Rules(NamedTuple):
    """The patterns of strangers; the last group of a match is where one stands.

    Args:
        opening: of the characters behind which most stand.
        opened: of one that stands there.
        works: of the words with which a project or works may stand anywhere.
        work: of one of these.
        park: of the rest of a park's name behind its city.
    """

    opening: re.Pattern[str]
    opened: re.Pattern[str]
    works: re.Pattern[str]
    work: re.Pattern[str]
    park: re.Pattern[str]


@cache
def _rules() -> _Rules:
    words = partial(listed, "figures", "strangers")
    no_nation = f"{any_here(words('no_nation'))}|[\\d%]"
    # 企业300家,全球知名企业3家: it only says which.
    unlisted = "(?<!、)(?<![家个项户名],)"
    nation = f"{unlisted}(?P<nation>{any_of(words('nation'))})(?!{no_nation})"
    together = f"(?P<together>{any_of(words('together'))})"
    # 合作 and 江山 are words, too.
    cities = {one.name for one in (*prefectures(), *county_cities())} - {*words("no_cities")}
    # 地区, 园区, 各县, 全市, 总市值 are no names; 长兴县 is one.
    no_unit = "".join(words("no_unit"))
    cities |= {
        name
        for name in full_names()
        if name[-1] == "旗" or len(name) > 4 or (name[-1] in "区县" and name[-2] in no_unit)
    }
    papers = any_of(listed("names", "not_place"))
    city = f"(?P<city>{any_here(sorted(cities))})(?!{papers})"
    # 中国声谷 is a name.
    valley = f"(?:中国{_HAN}{{1,3}}(?P<valley>[谷城都])|(?P<named>{any_of(words('localities'))}))"
    # 产业园区12个 counts them.
    counted = r"\d+[余多]?[家户个]"
    name = f"(?![该本这各全])(?:(?!{any_here(words('no_district'))}){_HAN})"
    # 产业基地 is a kind of them.
    no_base = "".join(f"(?<!{word}基地)" for word in words("no_base"))
    park = f"(?P<park>{any_here([*words('districts'), '基地'])}{no_base})"
    district = (
        f"(?:(?:在|走进|来到)?{name}{{2,8}}?(?:\\({_HAN}{{2,4}}\\))?{park}"
        f"|{name}{{1,3}}(?P<district>[区县市镇](?<![{no_unit}].)|县(?<=城县)))"
        f"(?![级域块长场委政工民区值]|{counted})"
    )
    before = "".join(f"(?<!{word})" for word in words("no_organisation"))
    firsts = "".join({word[0] for word in words("organisations")})
    organisation = (
        rf"[^,。;:、\d举召]{{0,20}}?(?=[{firsts}]|(?<=[一某这该])){before}"
        rf"(?P<organisation>{any_of(words('organisations'))}"
        rf"|(?:(?<=[某这该])家?|(?<=一)家)[^,。;:、\d]{{0,10}}(?:企业|[药车钢船]企))(?![、等和及与的总数有]|{counted})"
    )
    # 汉江机床 by itself is a firm; 数控机床 is none, and 光伏科技产业 an industry.
    firm = (
        f"(?:(?!{any_here(words('no_firm'))}){_HAN}){{2,4}}?(?P<firm>{any_here(words('firms'))})"
        f"(?!{any_of(words('no_firm_before'))}|集团|公司)"
    )
    # “中国声谷”2021年…: a name of its own that is not known.
    # 该榜单, 该产品: a thing that was told of.
    that = f"该(?P<that>产业园|(?!{any_of(words('no_that'))}){_HAN})"
    # 株洲新能源项目于…: a project is none of what is known.
    works = (
        r"[^,。;:、\d举召]{2,20}?(?P<works>项目)"
        r"(?=于|[一二三]期|总投资|占地|建成|达产|投产|全[面部]|正式|位于)"
    )
    time = r"(?:20\d\d年)|去年|今年|全年|实现|营业收入|产值|年"
    quoted = rf"[“\"](?P<quoted>(?!十){_HAN}{{2,8}})[”\"](?={time})"
    project = rf"(?P<project>{any_of(words('projects'))})(?=[^,。;]*\d[^,。;]*项目)"
    done = f"(?P<done>{any_of(words('done'))})"
    leads = any_of(listed("figures", "subjects", "leads"))
    # 榆林1350亿元、宁东基地570亿元: it opens one of a row of figures, too.
    row = f"(?<=[{_UNITS}]、)"
    # 青岛市的城阳区
    of_it = "(?<=[市省州]的)"
    opening = f"[{_OPENING}、的](?:(?<=[{_OPENING}])|{row}|{of_it}|(?<={_OPENING_WORD}))"
    # 在推进会上,29个项目签约
    meeting = (
        f"(?P<meeting>[会坛]上)(?=,[^。;]{{0,60}}\\d[^。;]{{0,12}}{any_of(words('at_meetings'))})"
    )
    kinds = (together, valley, nation, district, organisation, firm, works, quoted, that, city)
    return _Rules(
        re.compile(opening),
        re.compile(f"(?:{leads})?(?:{'|'.join(kinds)})"),
        re.compile(any_of([*words("projects"), *words("done"), "会上", "坛上"])),
        re.compile(f"{project}|{done}|{meeting}"),
        re.compile(
            f"(?:(?![市的省、]|{any_here(words('no_district'))}){_HAN}){{0,8}}?"
            f"{any_here(words('parks'))}(?![级域]|{counted})"
        ),
    )
