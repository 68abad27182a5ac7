"""What the figures of a sentence are of.

That is the nearest mention before a quantity of which a clause tells (`jiqun.scanning.clauses`),
or a place within its own clause; where the sentence tells of none, what the paragraph is about
(`jiqun.scanning.topic`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from jiqun.scanning.clauses import FIRM_LIKE, PLACES, Standing
from jiqun.scanning.facts import Facts
from jiqun.scanning.mentions import Hit
from jiqun.scanning.topic import Bound, Topic
from jiqun.scanning.words import any_of, listed
from jiqun.text.quantities import Quantity

SUBJECTS = frozenset(
    {"cluster", "city", "province", "region", "domain", "subject", "tier", "firm", "locality"}
)
_JOINS = ("、", "和", "与", "及", ",", "")
_ROW = ("、", "和", "与", "及", "市、", "市和", "省、", "省和")
# 国家级集群增至80个
_GROWN = re.compile(
    "(?:国家级?|全国)(?:先进制造业)?集群(?:[^。;]{0,12}总数(?:由此|因此|从而|已)?|数量|总数|总量)?(?:已|则)?"
    "(?:增至|增加到|扩容至|扩围至|达到?|(?<=数)为)$"
)
_SUM = re.compile("合计|总计|共计|共同|携手|联手|[两二三四]大集群|[两二三四]个集群")
# 宝丰煤制烯烃项目 is none of the firm alone.
_PROJECT = re.compile("[^,。;:\\d]{0,10}项目")
# 10个左右省级集群, 23个集群入选国家中小企业特色产业集群
_NEARLY = re.compile("(?:左右|以上)?(?:集群)?(?:(?:入选|获评|获批|跻身|列入)(?:国家级?|省级)?)?")
_LONGEST_QUOTE = 200
_SAYS = re.compile("[^,。;“”]{0,16}(?:说|表示|介绍|告诉|坦言|透露)")
# What tells of a number before it.
TELLS_OF = re.compile('[”"]?,?这(?:[就正便,]?是|一数字|个数字|一数据|组数据|组数字)')
_EXAMPLE = re.compile(
    "(?:(?!拥有|集聚|汇聚|聚集|建有|引进|培育|建成|吸引|布局|集中|形成|现有|共有|入驻)[^,。;])*"
    "等[\u4e00-\u9fff]{0,6}"
)
_THERE = ("在", "于")
_ADDED = re.compile("新[增入][^,。;]{0,3}的$")
# A sentence that opens so names its subject behind the numbers of that clause.
_ADVERBIAL = ("从", "由", "以", "凭")


class _Rules(NamedTuple):
    group: re.Pattern[str]
    counted: re.Pattern[str]
    counting: re.Pattern[str]
    added: tuple[str, ...]
    summed: tuple[str, ...]
    listing: re.Pattern[str]
    apposition: tuple[str, ...]
    located: re.Pattern[str]
    # What is none of one firm, and none of any.
    many: re.Pattern[str]
    # Who speaks for a firm, and that one does.
    speech: re.Pattern[str]
    their: re.Pattern[str]


def group_of(text: str, one: Quantity, facts: Facts) -> Hit | None:
    """Return the group of clusters that a count is the number of: 45个国家级集群."""
    if one.unit not in ("个", "家") or one.value is None or one.op != "eq":
        return None
    subject = facts.groups.get(int(one.value))
    if subject and (grown := _GROWN.search(text, max(0, one.start - 30), one.start)):
        return Hit("group", None, subject, grown.start(), one.end)
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
    standing: Sequence[Standing],
    hits: Sequence[Hit],
    topic: Topic,
    counts: bool,
    following: Hit | None = None,
) -> Bound:
    """Return what a quantity is of.

    Args:
        text: the whole text.
        start: where the sentence begins.
        one: the quantity.
        previous: where the quantity before it ends, or the sentence begins.
        standing: the mentions in the sentence, without those in passing.
        hits: all mentions in it.
        topic: what the text was about.
        counts: whether it is a bare number of things.
        following: the first mention behind the sentence.
    """
    told = [each for each in standing if each.hit.end <= one.start]
    # 甲、乙等15个项目 are of none of their examples.
    told = [
        each
        for each in told
        if not (_is_example(text, each, one) or _is_aside(text, start, each.hit, one))
    ]
    before = [each.hit for each in told]
    behind = next((hit for hit in hits if hit.start >= one.end), None)
    if behind and (is_of := _behind(text, start, one, behind, told)):
        return Bound(is_of)
    group = topic.group if topic.group and topic.group.start >= start else None
    if counts:
        if counted := _part(text, one, previous, before, topic):
            return counted
        if group:
            return Bound(group)
        if counts_clusters(text, one.end) or text.endswith("集群", start, one.start):
            # A、B、C 3个集群 is a number of the place, not of C.
            starts: set[int] = set()
            for hit in reversed(hits):
                if hit.kind == "cluster" or hit.end in starts:
                    starts.add(hit.start)
            near = [hit for hit in before if hit.kind in PLACES and hit.end not in starts]
            near += [hit for hit in before if hit.kind in ("tier", "subject")]
            about = topic.subject if topic.subject and topic.subject.kind == "group" else None
            home = about or topic.city or topic.province
            return Bound(near[-1] if near else home, certain=bool(near))
    begin = max(previous, one.start - 16)
    theirs = bool(_rules().their.search(text, begin, one.end + 12))
    if theirs:
        told = [each for each in told if not _is_firm(each.hit)]
    owner = _owner(text, start, one, previous, told)
    if group and (owner is None or owner.start < group.start):
        owner = group
    if owner:
        return Bound(owner)
    about = topic.subject
    many = theirs or _is_of_many(text, previous, one)
    if many and about and about.kind in ("firm", "stranger"):
        about = topic.lasting
    if about is None:
        # The first sentence may have its figures before what it is about.
        later = [each for each in standing if each.hit.start >= one.end and each.tells]
        return Bound(later[0].hit if later else None, certain=False)
    topic.confirm()
    if speaker := _speaker(text, one.end, following):
        return Bound(speaker, certain=False)
    return Bound(about, certain=False)


def _speaker(text: str, at: int, following: Hit | None) -> Hit | None:
    """Return the firm whose people say what a quantity is quoted in: “…。”某公司经理说."""
    closed = text.find("”", at, at + _LONGEST_QUOTE)
    if closed < 0 or text.find("“", at, closed) >= 0:
        return None
    if following and following.kind == "firm" and following.start == closed + 1:
        return following if _SAYS.match(text, following.end) else None
    said = _rules().speech.match(text, closed + 1)
    return Hit("stranger", None, said.group(), closed + 1, said.end()) if said else None


def _behind(
    text: str, start: int, one: Quantity, behind: Hit, told: Sequence[Standing]
) -> Hit | None:
    """Return what stands behind a quantity, if that is what it is of."""
    if behind.kind in ("subject", "tier") and _NEARLY.fullmatch(text, one.end, behind.start):
        return behind
    alone = not any(each.tells for each in told)
    if behind.kind in PLACES and _rules().located.fullmatch(text, one.end, behind.start):
        firm = any(each.tells and _is_firm(each.hit) for each in told)
        return None if firm else behind
    return behind if alone and _tells_subject(text, start, one, behind) else None


def _owner(
    text: str, start: int, one: Quantity, previous: int, told: Sequence[Standing]
) -> Hit | None:
    """Return the nearest mention that can be what a quantity is of."""
    if not told:
        return None
    rules = _rules()
    clause = max(text.rfind(sign, start, one.start) for sign in ",;:")
    within: Hit | None = None
    for each in reversed(told):
        hit = each.hit
        if hit.kind == "cluster" and each.listed and _SUM.search(text, hit.end, one.start):
            # 甲集群、乙集群合计: of neither.
            return hit._replace(kind="stranger")
        if hit.kind == "locality" and each.listed and hit.start > clause:
            # 海安、如皋产值100亿元: of neither, too.
            return hit._replace(kind="stranger")
        if hit.kind in ("cluster", "subject", "tier", "project"):
            return hit
        # 佛山家具企业7300家、东莞3200家.
        tells = each.tells or text[previous : hit.start] in ("、", "和")
        if hit.kind == "firm":
            if _PROJECT.match(text, hit.end):
                continue
            if tells or text.endswith(rules.apposition, 0, hit.start):
                listed_ = rules.listing.match(text, hit.end)
                if listed_ and hit.end <= clause:
                    continue
                return hit._replace(kind="stranger") if listed_ else hit
        elif hit.kind != "domain" and not (
            hit.kind == "region" and (each.listed or not each.tells)
        ):
            if tells and (within is None or hit.start > clause):
                return hit
            if hit.kind in PLACES and hit.start > clause:
                within = within or hit
            elif tells:
                break
    return within


def _is_firm(hit: Hit) -> bool:
    return hit.kind == "firm" or (hit.kind == "stranger" and hit.name.endswith(FIRM_LIKE))


def _is_of_many(text: str, previous: int, one: Quantity) -> bool:
    """Tell whether a quantity is none of one firm: 规上企业500家, 产业规模."""
    return bool(_rules().many.search(text, max(previous, one.start - 20), one.end + 8))


def _is_example(text: str, each: Standing, one: Quantity) -> bool:
    """Tell whether what was mentioned is one of the things that a number counts: 甲、乙等15个."""
    kind = each.hit.kind
    may_be = kind in ("stranger", "locality", "firm", "cluster")
    # 中车株洲电机等12家
    may_be = may_be or (kind in PLACES and not each.tells)
    if not may_be or one.unit not in ("个", "家", "万家"):
        return False
    return bool(_EXAMPLE.fullmatch(text, each.hit.end, one.start))


def _is_aside(text: str, start: int, hit: Hit, one: Quantity) -> bool:
    """Tell whether a mention stands in brackets that close before a quantity: 四家(甲、乙)产值."""
    opened = text.rfind("(", start, hit.start)
    return opened >= 0 and hit.start < text.find(")", opened, one.start)


def _tells_subject(text: str, start: int, one: Quantity, behind: Hit) -> bool:
    """Tell whether the first mention of a sentence is the subject of a number before it."""
    if one.start == start and text[one.end : one.end + 1] == "—":
        # 96%——某集群的国产化率
        return True
    if text[one.end] == "!" or TELLS_OF.search(text, one.end, behind.start):
        return True
    return text.startswith(_ADVERBIAL, start) and text[behind.start - 1] == ","


def _part(
    text: str, one: Quantity, previous: int, before: Sequence[Hit], topic: Topic
) -> Bound | None:
    """Return the place or domain whose clusters are counted, and the group they are counted in."""
    rules = _rules()
    last = before[-1] if before else None
    if last is None or last.kind == "locality" or last.kind not in (*PLACES, "domain"):
        return None
    if not rules.counted.match(text, one.end):
        return None
    if topic.group is None and any(hit.kind == "tier" for hit in before):
        # 特色产业集群名单公布,全省共有18个集群入选
        return None
    between = text[max(last.end, previous) : one.start]
    if last.end < previous and not between.strip(",、;").startswith(rules.summed):
        return None
    if text.endswith(_THERE, 0, last.start):
        # 分布在长三角的有26个
        between = between.removeprefix("的")
    if not rules.counting.fullmatch(between):
        return None
    added = any(word in between for word in rules.added)
    if _ADDED.search(text, max(0, last.start - 8), last.start):
        # 新增的长三角集群8个 are none of all.
        return Bound(topic.added or Hit("group", None, "", one.start, one.start), last)
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


@cache
def _rules() -> _Rules:
    return _Rules(
        re.compile(f"(?:{any_of(listed('figures', 'subjects', 'national'))})*集群"),
        re.compile(rf"[、,。;)\n]|$|{any_of(listed('figures', 'subjects', 'counted'))}"),
        re.compile(rf"(?:{any_of(listed('figures', 'subjects', 'counting'))}|[、,:(])*"),
        tuple(listed("figures", "subjects", "added")),
        tuple(listed("figures", "subjects", "summed")),
        re.compile(any_of(listed("figures", "subjects", "listing"))),
        tuple(listed("figures", "subjects", "apposition")),
        re.compile(rf"[^,;]*{any_of(listed('figures', 'subjects', 'located'))}|[家个]?(?:企业)?在"),
        re.compile(any_of(listed("figures", "subjects", "many"))),
        re.compile(
            rf"[^,。;“”]{{0,30}}?(?:{any_of(listed('figures', 'subjects', 'firm_people'))})"
            rf"[^,。;“”]{{0,10}}(?:说|表示|介绍|告诉|称)"
        ),
        re.compile(any_of(listed("figures", "subjects", "their"))),
    )
