"""Which entries of the base a text mentions, and where.

A name of several clusters, or one without its place, is settled by the places around it. What
cannot be settled is no mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from jiqun.gazetteer import around, places_named
from jiqun.scanning.names import Named, Names
from jiqun.scanning.words import any_of, listed

# So far before a name may stand the word that makes it one of another tier: 省级…集群.
_TIER_REACH = 8
# So many mentions before it a name is settled by.
_NEAR = 60
_LONGEST_SENTENCE = 400
_SENTENCE_ENDS = "。!?;\n"
_INDUSTRY = ("行业", "产业", "工业")
_PLACES = ("city", "province", "region")
_TIER_OF = {
    "特色": "中小企业特色产业集群", "中小企业": "中小企业特色产业集群",
    "县域": "中小企业特色产业集群", "战略性": "战略性新兴产业集群",
    "战新": "战略性新兴产业集群", "创新型": "创新型产业集群",
    "市级": "市级集群",
}  # fmt: skip


class Hit(NamedTuple):
    """A mention in plain text, at ``text[start:end]``."""

    kind: str
    id: str | None
    name: str
    start: int
    end: int
    indirect: bool = False


class _Rules(NamedTuple):
    not_place: re.Pattern[str]
    firm_words: frozenset[str]
    firm_marks: re.Pattern[str]
    other_tier: re.Pattern[str]


class _Open(NamedTuple):
    """A name that the places around it must settle; ``at`` is its place among the hits."""

    at: int
    start: int
    end: int
    meanings: tuple[Named, ...]


def hits_in(text: str, names: Names) -> list[Hit]:
    """Return what a plain text mentions, in its order."""
    rules = _rules()
    hits: list[Hit] = []
    undecided: list[_Open] = []
    for start, name in names.find(text):
        end = start + len(name)
        meanings = names.meanings[name]
        first = meanings[0]
        if first.kind != "cluster":
            # 大连石化行业 is of 大连, not of the firm.
            industry = first.kind == "firm" and text.startswith(_INDUSTRY, end)
            titled = industry or first.kind == "policy"
            place = _place_before(text, start, end, names) if titled else None
            if place:
                hits.append(place)
            if not (industry and place) and _stands(text, start, end, first, rules):
                hits.append(_hit(first, start, end))
            continue
        certain = [one for one in meanings if one.how == "name"]
        if tier := _other_tier(text, start, rules):
            hits.append(Hit("tier", None, tier, start, end))
        elif len(certain) == 1:
            hits.append(_hit(certain[0], start, end))
        else:
            undecided.append(_Open(len(hits), start, end, meanings))
    if not undecided:
        return hits
    settled = (_settled(text, one, hits, names, rules) for one in undecided)
    return sorted([*hits, *(hit for hit in settled if hit)], key=lambda hit: hit.start)


def _hit(named: Named, start: int, end: int, indirect: bool = False) -> Hit:
    return Hit(named.kind, named.id, named.name, start, end, indirect or named.how == "nickname")


def _stands(text: str, start: int, end: int, named: Named, rules: _Rules) -> bool:
    """Tell whether a name stands for itself and is no part of another one."""
    if named.kind in ("city", "province"):
        return not rules.not_place.match(text, end)
    if named.kind == "firm" and text[start:end] in rules.firm_words:
        listed_ = text[start - 1 : start] in ("“", "《", '"', "、") or text[end : end + 1] == "、"
        return listed_ or bool(rules.firm_marks.match(text, end))
    if named.how == "bare":
        number = text[end : end + 1].isdigit()
        return number and (not text[start - 1 : start].isalpha() or text.endswith("其中", 0, start))
    if named.kind == "domain":
        return "集群" not in text[end : end + 2]
    return True


def _other_tier(text: str, start: int, rules: _Rules) -> str:
    """Return the tier in whose name a cluster's name stands, if it is not the national one."""
    found = rules.other_tier.search(text, max(0, start - _TIER_REACH), start)
    return _TIER_OF.get(found.group(), "省级集群") if found else ""


def _settled(text: str, one: _Open, hits: Sequence[Hit], names: Names, rules: _Rules) -> Hit | None:
    """Return the one cluster that an open name stands for, as the places around it tell."""
    start, end = one.start, one.end
    only = one.meanings[0] if len(one.meanings) == 1 else None
    if one.meanings[0].how == "short":
        # 上海集成电路产业 is an industry; what follows may make it a firm or a park, too.
        alone = text[end : end + 1] in (*"、,。;和及与等)”\n", "")
        if not alone and (place := _place_before(text, start, end, names)):
            return place
        return _hit(only, start, end, indirect=not alone) if only else None
    before = hits[one.at - 1] if one.at else None
    if before and before.end == start and before.kind in _PLACES:
        found = [each for each in one.meanings if before.name in names.places[each.id or ""]]
        if len(found) != 1:
            return None
        # 四川电子信息产业集群 is rather one of the province's own.
        loose = before.kind == "province" and before.name not in found[0].name
        return _hit(found[0], start, end, indirect=loose)
    if _elsewhere(text, start, one.meanings, names):
        return None
    reach = max(0, start - _LONGEST_SENTENCE)
    sentence = max(text.rfind(sign, reach, start) for sign in _SENTENCE_ENDS) + 1
    if meant := _nearest(one, hits, names, sentence):
        return _hit(meant, start, end)
    last = next((hit for hit in _before(one, hits) if hit.kind in (*_PLACES, "cluster")), None)
    if last is None:
        # 新型医疗器械集群 is another one than 医疗器械集群; nothing around it tells.
        placed = any(_around(text[start - size : start]) for size in (2, 3, 4) if start >= size)
        alone = placed or not text[start - 1 : start].isalpha()
        return _hit(only, start, end) if only and alone else None
    meant = _meant(one.meanings, last, names)
    return _hit(meant, start, end) if meant else None


def _elsewhere(text: str, start: int, meanings: Sequence[Named], names: Names) -> bool:
    """Tell whether a place stands before a name in which none of its clusters is: 厦门."""
    for size in (2, 3, 4):
        around_it = _around(text[start - size : start]) if start >= size else frozenset()
        if around_it:
            return not any(around_it & names.places[one.id or ""] for one in meanings)
    return False


@lru_cache(maxsize=4096)
def _around(name: str) -> frozenset[str]:
    """Return the places of a name and those that they are in; none where it names no place."""
    return frozenset(one.name for place in places_named(name) for one in (place, *around(place)))


def _place_before(text: str, start: int, end: int, names: Names) -> Hit | None:
    """Return the place that a name begins with: that of 上海集成电路产业 is 上海."""
    for size in range(min(6, end - start - 1), 1, -1):
        for meaning in names.meanings.get(text[start : start + size], ()):
            if meaning.kind in _PLACES:
                return _hit(meaning, start, start + size)
    return None


def _before(one: _Open, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the mentions before an open name, the nearest first."""
    for at in range(one.at - 1, max(-1, one.at - _NEAR), -1):
        yield hits[at]


def _nearest(one: _Open, hits: Sequence[Hit], names: Names, reach: int) -> Named | None:
    """Return the one meaning that the nearest fitting mention in its sentence points to."""
    for hit in _before(one, hits):
        if hit.start < reach:
            return None
        if meant := _meant(one.meanings, hit, names):
            return meant
    return None


def _meant(meanings: Sequence[Named], hit: Hit, names: Names) -> Named | None:
    """Return the one meaning that a place or a cluster points to, if it does."""
    if hit.kind == "cluster":
        found = [one for one in meanings if one.id == hit.id]
    elif hit.kind in _PLACES:
        found = [one for one in meanings if hit.name in names.places[one.id or ""]]
        if hit.kind == "province" and len(meanings) > 1:
            # A province has other clusters of what several make.
            found = [one for one in found if hit.name in one.name]
    else:
        return None
    return found[0] if len(found) == 1 else None


def grouped(hits: Sequence[Hit]) -> Iterator[tuple[Hit, list[Hit]]]:
    """Yield the first hit of each entry, or of each firm and tier, and all of them."""
    groups: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.kind, hit.id or hit.name), []).append(hit)
    for group in groups.values():
        yield group[0], group


@cache
def _rules() -> _Rules:
    return _Rules(
        re.compile(any_of(listed("names", "not_place"))),
        frozenset(listed("names", "firm_words")),
        re.compile(any_of(listed("names", "firm_marks"))),
        re.compile("[省市县区]级|特色|中小企业|战略性|战新|创新型|县域"),
    )
