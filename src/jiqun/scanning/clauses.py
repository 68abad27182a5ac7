"""How a mention stands in its sentence: as what a clause tells of, within one, or in passing.

A clause tells of what opens it, behind its time, words that join it, and the place before a name:
2024年,湖南长沙…; 其中,株洲…; 作为…的徐州…. A place is named in passing where it only says where
something lies, goes to, or what it is compared to: 位于株洲, 占全省, 销往广东.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from jiqun.scanning.mentions import Hit
from jiqun.scanning.words import any_of, by_word, listed

# A locality is a place that the base does not know: 宁波石化开发区 is not 宁波.
PLACES = frozenset({"city", "province", "region", "locality"})
_SIGNS = frozenset(',:(。;!?\n“”")—|】 ')
# So far back the beginning of a clause is looked for.
_REACH = 60
# 武汉5月9日电, 呼和浩特讯(记者…): where a report was sent from.
_DATE_LINE = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:电|讯|消息)(?=[ (,]|记者|$)")
# 以武汉为核心的…, 以甲、乙等为代表; but 以甲为例 tells of it.
_AS = re.compile("[^,。;]{0,40}?为(?!例)")
_FOR_EXAMPLE = re.compile("[^,。;]{0,4}为例")
# 在长沙的会上, 在浙江省的评价中 tell of something else there.
_THERE = re.compile("[^,。;]*?[中上里下时间内前后]+(?:,|$)")
# 分布在长三角的有62个
_COUNTED_THERE = re.compile(r"的集?群?(?:共?有|达)?\d+个")
FIRM_LIKE = ("公司", "集团")
_ROW = ("、", "和", "与", "及", "市、", "市和", "省、", "省和")
_NAMED = (*PLACES, "cluster", "firm", "stranger")
_PART = ("其中", "其中,", "当中")


class Standing(NamedTuple):
    """A mention, and how it stands.

    Args:
        tells: whether a clause tells of it.
        part: whether it is told of as a part of what the text is about: 其中,株洲….
        listed: whether it is one of several: 成都、德阳.
        head: whether what stands before it is of it: 三市联手的….
    """

    hit: Hit
    tells: bool
    part: bool = False
    listed: bool = False
    head: bool = False


def standings(text: str, start: int, hits: Sequence[Hit]) -> list[Standing]:
    """Return the mentions of a sentence, which begins at ``start``, without those in passing."""
    rules = _rules()
    found: list[Standing] = []
    inner = _inner(text, hits)
    told_from = passed = -1
    # Where the last mention ends, and whether a clause tells of it.
    before_it, told = -1, False
    for number, hit in enumerate(hits):
        begin = _clause_of(text, start, hit.start)
        before = text[begin : hit.start]
        last = found[-1].hit if found else None
        joint = last is not None and _are_joint(text, last, hit)
        if before_it == hit.start:
            tells = told
        elif joint:
            # 成都、德阳: the later ones stand as the first does.
            tells = found[-1].tells
        elif hit.kind in ("stranger", "locality") and hit.name != text[hit.start : hit.end]:
            tells = True
        else:
            opens = not before or _is_frame(before)
            tells = opens or (before.endswith("的") and told_from < begin)
            # 作为长沙的支柱产业,…: what follows is told of.
            tells = tells and not before.startswith("作为")
        beside = joint or before_it == hit.start
        before_it, told = hit.end, tells
        if passed == hit.start or _in_passing(text, begin, hit, rules, tells and not beside):
            passed = hit.end
            continue
        if number in inner:
            continue
        if tells:
            told_from = hit.start
        following = hits[number + 1] if number + 1 < len(hits) else None
        listed_ = following is not None and _are_joint(text, hit, following)
        part = text[max(start, begin - 3) : hit.start].startswith(_PART)
        found.append(Standing(hit, tells, part, joint or listed_, before.endswith("的")))
    return found


def _inner(text: str, hits: Sequence[Hit]) -> set[int]:
    """Return which mentions are parts of the names of others, by their places in the row.

    These are 新疆 in 新疆晶品公司, 佛山 in 佛山顺德, and 重庆 in 京东方重庆工厂.
    """
    found: set[int] = set()
    for at, hit in enumerate(hits):
        # A stranger stands where its last word does.
        begin = hit.end - len(hit.name) if hit.kind in ("stranger", "locality") else hit.start
        for before in range(at - 1, -1, -1):
            one = hits[before]
            # 青岛市的城阳区 is as 青岛市城阳区.
            of_it = hit.kind == "locality" and text[one.end : begin] == "的"
            if one.end < begin and not of_it:
                break
            # The place before a name is of the name: 湖南长沙.
            if one.start >= begin or (one.kind in PLACES and hit.kind in _NAMED):
                found.add(before)
        last = hits[at - 1] if at else None
        beside = last is not None and last.end == hit.start and last.kind in ("firm", "stranger")
        if beside and hit.kind in PLACES:
            found.add(at)
    return found


def _are_joint(text: str, one: Hit, other: Hit) -> bool:
    """Tell whether two mentions stand in a row: 成都、德阳."""
    same = one.kind == other.kind or one.kind in PLACES
    return same and text[one.end : other.start] in _ROW


def _clause_of(text: str, start: int, at: int) -> int:
    """Return where the clause begins in which a character stands."""
    begin, least = at, max(start, at - _REACH)
    while begin > least and text[begin - 1] not in _SIGNS:
        begin -= 1
    return begin


def opens_clause(text: str, start: int, at: int) -> bool:
    """Tell whether a word opens a clause of a sentence, which begins at ``start``."""
    return _is_frame(text[_clause_of(text, start, at) : at])


def _is_frame(before: str) -> bool:
    """Tell whether what stands before a mention in its clause leaves the mention its opening."""
    token, at = _rules().frame, 0
    while at < len(before):
        match = token.match(before, at)
        if not match:
            return False
        at = match.end()
    return True


def _in_passing(text: str, begin: int, hit: Hit, rules: _Rules, opens: bool) -> bool:
    """Tell whether something is only named beside what its clause tells of."""
    if hit.kind in ("project", "group"):
        return False
    before = text[begin : hit.start]
    if hit.kind in PLACES and _COUNTED_THERE.match(text, hit.end):
        return False
    if _DATE_LINE.match(text, hit.end) or text.startswith("所在", hit.end):
        return True
    if "以" in before and _AS.match(text, hit.end) and before.rfind("以") >= before.rfind("为"):
        return not _FOR_EXAMPLE.match(text, hit.end)
    if hit.kind in PLACES:
        if before.endswith("在"):
            return not opens or bool(_THERE.match(text, hit.end))
        return before.endswith(rules.beside) or bool(rules.act.search(before))
    if hit.kind == "stranger" and not hit.name.endswith(FIRM_LIKE):
        return bool(rules.telling.match(text, hit.end))
    return False


class _Rules(NamedTuple):
    frame: re.Pattern[str]
    beside: tuple[str, ...]
    # What is done to a place, or for it: 支持晋江2个基地建设.
    act: re.Pattern[str]
    # Behind the name of a body that only tells the figures: …协会统计.
    telling: re.Pattern[str]


@cache
def _rules() -> _Rules:
    times = [*by_word("figures", "times"), *by_word("figures", "parts")]
    words = any_of([*listed("figures", "subjects", "frame"), *times])
    number = r"\d{1,4}(?:[年月日号至到—–~-]+(?:份|上旬|中旬|下旬|[末底初间])?)|[末底初]"
    telling = any_of(listed("figures", "subjects", "telling"))
    return _Rules(
        re.compile(f"{words}|{number}"),
        tuple(listed("figures", "subjects", "beside")),
        re.compile(any_of(listed("figures", "subjects", "acts"))),
        re.compile(f"[^,。;:]{{0,16}}?{telling}"),
    )
