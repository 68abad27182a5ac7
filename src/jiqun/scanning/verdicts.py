"""How a figure of a text stands to what the base knows.

Scope is compared before the value: a figure differs only from one of the same slot, which is the
same subject, metric, year, part of the year and narrowing words. A number that the base has of
another subject is told as such. An accusation that is wrong costs more than one that is missed,
so all that cannot be settled is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from jiqun.analysis.progress import SAYS_NOTHING
from jiqun.kinds.figure import Figure
from jiqun.scanning.clauses import PLACES
from jiqun.scanning.counts import counted
from jiqun.scanning.elsewhere import elsewhere
from jiqun.scanning.facts import Fact, Facts, text_of
from jiqun.scanning.mentions import Hit
from jiqun.scanning.stated import Stated
from jiqun.scanning.subjects import counts_national
from jiqun.scanning.topic import STRANGE
from jiqun.scanning.words import any_of, by_word, listed
from jiqun.text.plain import plain
from jiqun.text.units import base_unit, in_base_unit

if TYPE_CHECKING:
    from jiqun.answers import TextVerdict
    from jiqun.kinds.indicator import Check
    from jiqun.knowledge import KnowledgeBase
    from jiqun.vocabulary import Op

# A bound of these operators is one of a value that is as good as reached.
_NEARLY = {"near": 0.1, "about": 0.1}
# Shorter words of a source say too little to be known by.
_LEAST_WORDS = 4


class Judged(NamedTuple):
    """A verdict, and the fact of the base that it rests on; ``counted`` of a count of clusters."""

    verdict: TextVerdict
    fact: Fact | None = None
    counted: str | None = None


def judge(text: str, stated: Stated, base: KnowledgeBase, facts: Facts, date: str | None) -> Judged:
    """Return how a stated figure stands to the base; ``date`` is that of the text, if known."""
    one = stated.quantity
    value = None if one.value is None else in_base_unit(one.value, one.unit)
    unit = base_unit(one.unit)
    known = facts.by_number.get((value, unit), ()) if value is not None else ()
    if literal := _literal(text, stated, known, facts, base):
        return Judged("agrees" if _covers(stated, literal, base) else "other_scope", literal)
    if stated.metric == "数量" and stated.part:
        return _count(text, stated, base, facts)
    if stated.metric == "数量" and stated.subject and stated.subject.kind == "group":
        total = [fact for fact in known if fact.subject == stated.subject.name]
        if stated.subject.end > one.end and total:
            return Judged("agrees", total[0])
    if value is None:
        return Judged("unknown")
    same = _of_subject(stated, unit, facts)
    slot = [fact for fact in same if _one_slot(text, stated, fact)] if _has_slot(stated) else []
    if slot:
        return _against(text, stated, value, slot, base, date)
    if loose := _loosely(text, stated, value, same):
        return Judged("agrees", loose)
    if other := elsewhere(text, stated, known, base):
        subject = stated.subject
        own = subject is not None and subject.kind in PLACES and _scoped(other)
        return Judged("agrees" if own and _covers(stated, other, base) else "other_scope", other)
    return Judged("unknown")


def _literal(
    text: str, stated: Stated, known: Iterable[Fact], facts: Facts, base: KnowledgeBase
) -> Fact | None:
    """Return the fact whose own words the sentence has around the quantity."""
    one, subject = stated.quantity, stated.subject
    start, end = stated.sentence
    said = text[one.start : one.end]
    name = subject.id or subject.name if subject else ""
    own = facts.by_subject.get(name, ())
    if one.value is None and subject:
        tiers = (fact for fact in own if fact.op == "tier" and said in (fact.words, text_of(fact)))
        return next(tiers, None)
    if said in facts.words.get(name, ""):
        # The words may be those of another number: 17个集群增速超过两位数.
        known = (*known, *(fact for fact in own if said in fact.words))
    for fact in known:
        words = fact.words
        reach = one.start - len(words)
        at = text.find(words, reach if reach > start else start, end)
        if at < 0 or len(words) < _LEAST_WORDS:
            continue
        around = at <= one.start + 2 and one.end - 2 <= at + len(words)
        if around and _may_be(stated, fact, base):
            return fact
    return None


def _scoped(fact: Fact) -> bool:
    return fact.record.scope in ("city", "province")


def _covers(stated: Stated, fact: Fact, base: KnowledgeBase) -> bool:
    """Tell whether the area of a fact is that of what a figure is of.

    A city's number is none of its cluster, nor a province's one of the city.
    """
    subject, scope = stated.subject, fact.record.scope
    if subject is None or scope not in ("city", "province", "park"):
        return True
    if subject.kind == "cluster":
        return False
    cluster = base.named("cluster", fact.subject)
    if cluster is None or subject.kind not in ("city", "province"):
        return True
    places = cluster.cities if scope == "city" else cluster.provinces
    # 上海 is a province by its rank and a city by its size.
    municipal = subject.name in cluster.cities and subject.kind == "province"
    return (scope == subject.kind or municipal) and subject.name in places


def _may_be(stated: Stated, fact: Fact, base: KnowledgeBase) -> bool:
    """Tell whether a fact may be of what a figure is of.

    Words that could be of anything (规模突破2500亿元) must be of the same subject; words that say
    what they are of may be so in a sentence that names no subject.
    """
    subject = stated.subject
    if stated.year and fact.year and stated.year != fact.year:
        return False
    telling = _telling(fact.words)
    if subject is None or subject.kind in ("group", "subject", "tier", *STRANGE):
        return telling or (subject is not None and subject.name == fact.subject)
    if subject.kind == "cluster":
        same = fact.subject == subject.id
        return same or (telling and (fact.record.scope == "nation" or not stated.certain))
    cluster = base.named("cluster", fact.subject)
    if cluster is None:
        return telling or fact.subject.startswith(subject.name)
    places = (*cluster.cities, *cluster.provinces)
    return subject.name in places or (telling and not stated.certain)


@lru_cache(maxsize=4096)
def _telling(words: str) -> bool:
    """Tell whether the words of a source say what they are of."""
    return len(_common().sub("", words)) >= _LEAST_WORDS


@cache
def _common() -> re.Pattern[str]:
    metrics = by_word("figures", "metrics")
    common = any_of([*metrics, *listed("figures", "subjects", "common")])
    shares = "[一二两三四五六七八九十]+(?:分之[一二三四五六七八九十]+|成)"
    return re.compile(rf"{common}|[\d.,%]+|{shares}")


def _of_subject(stated: Stated, unit: str, facts: Facts) -> Sequence[Fact]:
    """Return the facts in a unit of what a figure is of."""
    subject = stated.subject
    if subject is None:
        return ()
    name = f"{subject.name}地区" if subject.kind == "region" else subject.id or subject.name
    return facts.by_unit.get((name, unit), ())


def _has_slot(stated: Stated) -> bool:
    """Tell whether the text says itself of what a figure is, what it measures, and when."""
    time = stated.time
    told = time is not None and time.year is not None and not time.carried
    return told and stated.certain and stated.metric is not None


def _one_slot(text: str, stated: Stated, fact: Fact) -> bool:
    """Tell whether a figure that has a slot and a fact are about the very same thing."""
    time = stated.time
    if fact.metric != stated.metric or time is None:
        return False
    if fact.year != time.year or fact.part != time.part:
        return False
    if not (fact.of_subject and fact.current):
        return False
    if (time.first or 0) != (fact.first or 0) or (stated.kind == "growth") != (
        fact.metric == "增速"
    ):
        return False
    if stated.kind in ("target", "forecast", "actual") and fact.kind != stated.kind:
        return False
    clause = text[stated.clause[0] : stated.clause[1]]
    if isinstance(fact.record, Figure) and _named_thing(fact.label) not in clause:
        # 首台（套）装备 120 个 is no number of other things.
        return False
    return _narrowed(clause) == _narrowed(f"{plain(fact.label)} {fact.words}")


@lru_cache(maxsize=4096)
def _named_thing(label: str) -> str:
    """Return what a label names beside a metric and words that narrow it; often nothing."""
    if label in SAYS_NOTHING:
        return ""
    return _common().sub("", _qualifiers().sub("", plain(label).removesuffix("数")))


def _narrowed(text: str) -> frozenset[str]:
    """Return the words in a text that narrow what is measured."""
    return frozenset(_qualifiers().findall(text))


@cache
def _qualifiers() -> re.Pattern[str]:
    return re.compile(any_of(listed("figures", "subjects", "qualifiers")))


def _against(
    text: str,
    stated: Stated,
    value: float,
    slot: Sequence[Fact],
    base: KnowledgeBase,
    date: str | None,
) -> Judged:
    """Return the verdict over facts of the same slot: the kindest one."""
    op = stated.quantity.op
    for fact in slot:
        if fact.value is not None and _same(op, value, fact):
            return Judged("agrees", fact)
    for fact in slot:
        if fact.value is not None and _overlap(op, value, fact.op, fact.value):
            return Judged("compatible", fact)
    fact = max(slot, key=lambda one: one.published or "")
    if not _says_no_more(text, stated, fact, base):
        return Judged("unknown")
    later = date and fact.published and date > fact.published
    return Judged("revises" if later else "differs", fact)


def _says_no_more(text: str, stated: Stated, fact: Fact, base: KnowledgeBase) -> bool:
    """Tell whether the words around a figure say only what those of a fact do.

    A word that is neither common nor one of the fact may narrow what is measured: 低压电气产值,
    净增, 其中.
    """
    one = stated.quantity
    start, end = stated.clause
    if _withdrawn().search(text, stated.sentence[0], one.start):
        return False
    cluster = base.named("cluster", fact.subject)
    known = plain(f"{fact.label} {fact.words} {cluster.name if cluster else fact.subject}")
    around = f"{text[start : one.start]} {text[one.end : end]}"
    left = _plain_words(stated.metric).sub(" ", around)
    return all(run in known for run in re.findall("[\u4e00-\u9fff]+", left))


@cache
def _withdrawn() -> re.Pattern[str]:
    return re.compile(any_of(listed("figures", "subjects", "withdrawn")))


@cache
def _plain_words(metric: str | None) -> re.Pattern[str]:
    """Return the words that say when and how a figure was reached, but not of what it is.

    Things are so where they are what is counted: 链主企业规模 is of these firms alone.
    """
    lists = [by_word("figures", key) for key in ("metrics", "times", "parts", "kinds")]
    names = [name for one in lists for name in one]
    names += [noun for noun, counted in by_word("figures", "nouns").items() if counted == metric]
    common = any_of([*names, *listed("figures", "subjects", "common")])
    return re.compile(rf"(?:到|截至|至)?[\d.]+(?:年|月|日)?[初底末]?|{common}")


def _same(op: Op, value: float, fact: Fact) -> bool:
    """Tell whether a bound and a value say the same; 超过 and 以上 are one in common speech."""
    if fact.value != value:
        return False
    kinds = {"gt": "above", "ge": "above", "lt": "below", "le": "below", "near": "below"}
    return op == fact.op or kinds.get(op, "level") == kinds.get(fact.op, "level")


def _range(op: Op, value: float) -> tuple[float, float]:
    """Return the values that a bound admits."""
    if op in ("gt", "ge"):
        return value, inf
    if op in ("lt", "le"):
        return -inf, value
    slack = _NEARLY.get(op, 0.0) * abs(value)
    # 4000 may be 3999.6, rounded.
    return value - slack, value if op == "near" else value + slack


def _overlap(one: Op, value: float, other: Op, known: float) -> bool:
    low, high = _range(one, value)
    least, most = _range(other, known)
    # The same number, rounded to what is printed, is the same.
    near = abs(value - known) <= 0.005 * abs(known)
    return near or (low <= most and least <= high)


def _loosely(text: str, stated: Stated, value: float, same: Iterable[Fact]) -> Fact | None:
    """Return a fact of the subject with this number, where the text tells less than a slot."""
    for fact in same:
        if fact.value != value or not fact.of_subject:
            continue
        if stated.metric and fact.metric != stated.metric and stated.metric != "数量":
            continue
        time = stated.time
        if time and time.year and fact.year and time.year != fact.year:
            continue
        if not _same(stated.quantity.op, value, fact):
            continue
        return fact
    return None


def _count(text: str, stated: Stated, base: KnowledgeBase, facts: Facts) -> Judged:
    """Return the verdict over a number of clusters in a place or of a domain."""
    value, part, group = stated.quantity.value, stated.part, stated.subject
    if part is None or value is None or group is None or stated.quantity.op != "eq":
        return Judged("unknown")
    checks = facts.checks.get(group.name, ())
    told = [fact for fact, check in checks if _counts_only(check, part)]
    for fact in told:
        if fact.value == value:
            return Judged("agrees", fact)
    if part.kind == "domain":
        # Which cluster is of which domain is our own reckoning; only official numbers accuse.
        return Judged("differs", told[0]) if told else Judged("unknown")
    if not checks and not counts_national(text, stated.quantity.end):
        return Judged("unknown")
    batches = checks[0][1].batch if checks else [one.id for one in base.batches]
    least, most, among, missing = counted(base, part.kind, part.name, batches)
    if least <= value <= most + missing:
        exact = value in (least, most)
        return Judged("agrees" if exact else "compatible", None, _said(least, most))
    if not checks and value < least:
        # So many there were before the last batch, perhaps; the text does not say when.
        return Judged("unknown")
    begin = max(stated.sentence[0], group.end if group.end <= stated.quantity.start else 0)
    if _some_of_them().search(text, begin, stated.quantity.start):
        return Judged("unknown")
    said = f"{_said(least, most)}（{among} 个中）"
    return Judged("differs", told[0] if told else None, said)


@cache
def _some_of_them() -> re.Pattern[str]:
    """Return the words by which only some of the clusters of a place are counted."""
    return re.compile(any_of(listed("figures", "subjects", "some_of_them")))


def _counts_only(check: Check, part: Hit) -> bool:
    """Tell whether a check counts the clusters of a part, and of nothing else beside it."""
    asked = (
        ("city", check.city), ("province", check.province), ("region", check.region),
        ("domain", check.domain),
    )  # fmt: skip
    return [(kind, *names) for kind, names in asked if names] == [(part.kind, part.name)]


def _said(least: int, most: int) -> str:
    return f"{least}个" if least == most else f"{least}到{most}个"
