"""What the figures of a sentence are of.

The subject is the nearest cluster, place or group of clusters before a quantity, or what the text
was about before. A place behind a cluster (位于株洲) does not take its figures from it, unless it
opens a clause of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from jiqun.scanning.facts import Facts
from jiqun.scanning.mentions import Hit
from jiqun.scanning.topic import PLACES, Bound, Topic, opens_clause
from jiqun.scanning.words import any_of, listed
from jiqun.text.quantities import Quantity

SUBJECTS = frozenset({"cluster", "city", "province", "region", "domain", "subject", "tier", "firm"})
_JOINS = ("、", "和", "与", "及", ",", "")
_ROW = ("、", "和", "与", "及", "市、", "市和", "省、", "省和")
_OPENERS = (",", ":", "(", "年", "月", "”", "—")
# What tells of a number before it.
TELLS_OF = re.compile('[”"]?,?这(?:[就正便,]?是|一数字|个数字|一数据|组数据|组数字)')
_EXAMPLE = re.compile(
    "(?:(?!拥有|集聚|汇聚|聚集|建有|引进|培育|建成|吸引|布局|集中|形成|现有|共有|入驻)[^,。;])*"
    "等[\u4e00-\u9fff]{0,6}"
)
# A sentence that opens so names its subject behind the numbers of that clause.
_ADVERBIAL = ("从", "由", "以", "凭")


class _Rules(NamedTuple):
    pointing: re.Pattern[str]
    # By words that point to something, to what: a cluster, a firm, or a home.
    points_to: dict[str, str]
    group: re.Pattern[str]
    counted: re.Pattern[str]
    counting: re.Pattern[str]
    added: tuple[str, ...]
    summed: tuple[str, ...]
    listing: re.Pattern[str]
    apposition: tuple[str, ...]
    located: re.Pattern[str]
    # Behind these a place is what something is compared to, or a share of: 占北京市的75%.
    beside: tuple[str, ...]


def pointed(text: str, start: int, end: int, hits: Sequence[Hit], topic: Topic) -> list[Hit]:
    """Return what words like 该集群 and 全市 point to in a sentence, as mentions there."""
    found: list[Hit] = []
    left = list(reversed(hits))
    rules = _rules()
    for match in rules.pointing.finditer(text, start, end):
        at = match.start()
        # 集群 is none of the words, and points to a cluster where it opens a clause.
        kind = rules.points_to.get(match.group(), "cluster")
        meant: Hit | None
        if kind == "home":
            opens = at == start or text[at - 1] in _OPENERS
            while left and left[-1].start < at:
                topic.follow(left.pop())
            home = topic.city if match.group()[-1] in "市" else topic.province
            meant = home if opens else None
        elif kind == "teller":
            opens = at == start or text[at - 1] in _OPENERS
            while left and left[-1].start < at:
                topic.follow(left.pop())
            meant = topic.teller if opens else None
        else:
            told = [hit for hit in hits if hit.kind == kind and hit.end <= at]
            meant = told[-1] if told else topic.cluster if kind == "cluster" else topic.firm
        if meant:
            found.append(meant._replace(start=at, end=match.end()))
    return found


def group_of(text: str, one: Quantity, facts: Facts) -> Hit | None:
    """Return the group of clusters that a count is the number of: 45个国家级集群."""
    if one.unit not in ("个", "家") or one.value is None or one.op != "eq":
        return None
    subject = facts.groups.get(int(one.value))
    found = _rules().group.match(text, one.end) if subject else None
    return Hit("group", None, subject, one.start, found.end()) if found and subject else None


def counts_clusters(text: str, at: int) -> bool:
    """Tell whether clusters are what is counted by a number that ends ``at``."""
    return bool(_rules().group.match(text, at))


def counts_national(text: str, at: int) -> bool:
    """Tell whether national clusters are what is counted by a number that ends ``at``."""
    counted = _rules().group.match(text, at)
    return bool(counted) and "国家" in text[at : at + 4]


def subject_of(
    text: str,
    start: int,
    one: Quantity,
    previous: int,
    hits: Sequence[Hit],
    topic: Topic,
    counts: bool,
) -> Bound:
    """Return what a quantity is of.

    Args:
        text: the whole text.
        start: where the sentence begins.
        one: the quantity.
        previous: where the quantity before it ends, or the sentence begins.
        hits: the mentions in the sentence.
        topic: what the text was about.
        counts: whether it is a bare number of things.
    """
    beside = _rules().beside
    before = [
        hit
        for hit in hits
        if hit.end <= one.start
        and not (hit.kind in PLACES and text.endswith(beside, start, hit.start))
        # 以武汉东湖高新区为核心 says where something is.
        and not (hit.kind == "park" and hit is not hits[0] and not opens_clause(text, start, hit))
    ]
    behind = next((hit for hit in hits if hit.start >= one.end), None)
    if behind and behind.kind == "subject" and behind.start - one.end <= 2:
        return Bound(behind)
    if behind and behind.kind in PLACES and _rules().located.fullmatch(text, one.end, behind.start):
        return Bound(behind)
    # 甲、乙等15个项目 are of none of their examples.
    before = [hit for hit in before if not _is_example(text, hit, one)]
    if before and _is_of_firm(text, start, before, one):
        return Bound(before[-1])
    if not before and behind and _tells_subject(text, start, one, behind):
        return Bound(behind)
    group = topic.group if topic.group and topic.group.start >= start else None
    if counts:
        if counted := _part(text, one, previous, before, topic):
            return counted
        if group:
            return Bound(group)
        if counts_clusters(text, one.end) or text.endswith("集群", start, one.start):
            # A、B、C 3个集群 is a number of the place, not of C.
            starts = {hit.start for hit in hits if hit.kind == "cluster"}
            near = [hit for hit in before if hit.kind in PLACES and hit.end not in starts]
            near += [hit for hit in before if hit.kind == "tier"]
            told = topic.subject if topic.subject and topic.subject.kind == "group" else None
            home = told or topic.city or topic.province
            return Bound(near[-1] if near else home, certain=bool(near))
    clusters = [hit for hit in before if hit.kind == "cluster"][-1:]
    if group:
        clusters.append(group)
    places = [hit for hit in before if hit.kind in (*PLACES, "subject", "tier")][-1:]
    owners = [*clusters, *[hit for hit in before if hit.kind == "stranger"][-1:]]
    if not (owners or places):
        return Bound(topic.beside or topic.subject or topic.before, certain=False)
    nearest = max((*owners, *places), key=_begin)
    if nearest.kind not in PLACES:
        # An unknown place does not take what is of a tier or a base: 孝感市…特色产业集群.
        owners = clusters
    # 佛山家具企业7300家、东莞3200家.
    follows = text[previous : nearest.start] in ("、", "和")
    if owners and nearest in places and not (follows or opens_clause(text, start, nearest)):
        nearest = max(owners, key=_begin)
    return Bound(nearest)


def _is_example(text: str, hit: Hit, one: Quantity) -> bool:
    """Tell whether what was mentioned is one of the things that a number counts: 甲、乙等15个."""
    if hit.kind not in ("stranger", "firm", "cluster") or one.unit not in ("个", "家", "万家"):
        return False
    return bool(_EXAMPLE.fullmatch(text, hit.end, one.start))


def _tells_subject(text: str, start: int, one: Quantity, behind: Hit) -> bool:
    """Tell whether the first mention of a sentence is the subject of a number before it."""
    if text[one.end] == "!" or TELLS_OF.search(text, one.end, behind.start):
        return True
    return text.startswith(_ADVERBIAL, start) and text[behind.start - 1] == ","


def _is_of_firm(text: str, start: int, before: Sequence[Hit], one: Quantity) -> bool:
    """Tell whether a quantity is of the firm before it: it opens a clause and is none of a list.

    Its place may stand before it: 保定长城汽车.
    """
    rules, hit = _rules(), before[-1]
    if hit.kind != "firm":
        return False
    if text[hit.start] in "其该":
        return True
    if rules.listing.search(text, hit.end, one.start):
        return False
    place = before[-2] if len(before) > 1 and before[-2].kind in PLACES else None
    first = place if place and place.end == hit.start else hit
    return opens_clause(text, start, first) or text.endswith(rules.apposition, start, first.start)


def _part(
    text: str, one: Quantity, previous: int, before: Sequence[Hit], topic: Topic
) -> Bound | None:
    """Return the place or domain whose clusters are counted, and the group they are counted in."""
    rules = _rules()
    last = before[-1] if before else None
    if last is None or last.kind not in (*PLACES, "domain"):
        return None
    if not rules.counted.match(text, one.end):
        return None
    between = text[max(last.end, previous) : one.start]
    if last.end < previous and not between.strip(",、;").startswith(rules.summed):
        return None
    if not rules.counting.fullmatch(between):
        return None
    added = any(word in between for word in rules.added)
    group = topic.added if added else (topic.total if last.end < previous else topic.group)
    return Bound(group or Hit("group", None, "", one.start, one.start), last)


def joint_places(text: str, bound: Bound, hits: Sequence[Hit]) -> list[Hit]:
    """Return the places that a quantity is of together: 成都、德阳两地产值合计100亿元."""
    last = bound.subject
    row: list[Hit] = []
    if bound.part or last is None or last.kind not in ("city", "province"):
        return row
    for hit in reversed([hit for hit in hits if hit.start <= last.start]):
        if row and (hit.kind != last.kind or text[hit.end : row[0].start] not in _ROW):
            break
        row.insert(0, hit)
    return row if len(row) > 1 and row[-1] is last else []


def parts_before(text: str, one: Quantity, hits: Sequence[Hit], kind: str) -> list[Hit]:
    """Return the things that a number holds for each of: those of a list that ends before it."""
    parts: list[Hit] = []
    end = one.start
    for hit in reversed([hit for hit in hits if hit.end <= one.start]):
        between = text[hit.end : end]
        if hit.kind != kind or (parts and between.strip("领域地区市省") not in _JOINS):
            break
        parts.append(hit)
        end = hit.start
    return parts[::-1]


def in_brackets(text: str, hit: Hit) -> bool:
    """Tell whether a place stands in brackets alone: 恒力石化(大连)产业园."""
    if hit.kind not in PLACES or text[hit.end : hit.end + 1] != ")":
        return False
    return text[hit.start - 1 : hit.start] == "("


def _begin(hit: Hit) -> int:
    return hit.start


@cache
def _rules() -> _Rules:
    points_to = {
        word: kind
        for kind, key in (
            ("cluster", "anaphora"),
            ("firm", "firm"),
            ("home", "home"),
            ("teller", "teller"),
        )
        for word in listed("figures", "subjects", key)
    }
    return _Rules(
        re.compile(
            "|".join(
                [
                    *sorted(points_to.keys() - {"其"}, key=len, reverse=True),
                    f"其(?!{any_of(listed('figures', 'subjects', 'no_teller'))})",
                    _opening(),
                ]
            )
        ),
        points_to,
        re.compile(f"(?:{any_of(listed('figures', 'subjects', 'national'))})*集群"),
        re.compile(rf"[、,。;)\n]|$|{any_of(listed('figures', 'subjects', 'counted'))}"),
        re.compile(rf"(?:{any_of(listed('figures', 'subjects', 'counting'))}|[、,:(])*"),
        tuple(listed("figures", "subjects", "added")),
        tuple(listed("figures", "subjects", "summed")),
        re.compile(any_of(listed("figures", "subjects", "listing"))),
        tuple(listed("figures", "subjects", "apposition")),
        re.compile(rf"[^,;]*{any_of(listed('figures', 'subjects', 'located'))}|[家个]?(?:企业)?在"),
        tuple(listed("figures", "subjects", "beside")),
    )


def _opening() -> str:
    """Return the pattern of 集群 where it opens a clause: behind a sign, or a word of these."""
    others = any_of(listed("figures", "subjects", "no_opening"))
    before = ("[,:。;\\n年]", "力争", "推动", "实现", "带动")
    # Looking back from its end lets `re` skip to it.
    return "|".join(
        f"{word}(?:(?<!.{word})|{'|'.join(f'(?<={one}{word})' for one in before)})(?!{others})"
        for word in listed("figures", "subjects", "opening")
    )
