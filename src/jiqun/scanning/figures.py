"""The figures that a text states: of what, what is measured, how much, and when.

A quantity is bound within its sentence. What it is of, its subject, is the nearest cluster, place
or group of clusters before it, or what the paragraph was about; the metric is the nearest word
for one before it in its clause. Words are those of ``words.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from jiqun.scanning.facts import Facts
from jiqun.scanning.mentions import Hit
from jiqun.scanning.times import Time, time_at, times_in
from jiqun.scanning.words import any_of, by_word, listed
from jiqun.text.quantities import Quantity

# So far before and behind a quantity its words are looked for.
_BEFORE, _BEHIND = 40, 16
# A longer sentence is none; it is cut, so that what is looked up in it stays bounded.
_LONGEST_SENTENCE = 2000
_CLAUSE_END = re.compile("[,、]")
_SENTENCE_END = re.compile(r"[。;!?\n]")


class Stated(NamedTuple):
    """A figure as a text states it.

    Args:
        subject: what it is of: a mention, or a group of clusters as a mention of kind ``group``.
        part: of a group, the place or domain whose clusters are counted.
        metric: one of the metrics of the base, None where no word tells it.
        kind: target, actual, forecast, or growth.
        sentence, clause: where these begin and end in the text.
        certain: whether the subject stands in the same sentence, or is pointed to from it.
    """

    quantity: Quantity
    subject: Hit | None
    part: Hit | None
    metric: str | None
    kind: str
    time: Time | None
    sentence: tuple[int, int]
    clause: tuple[int, int]
    certain: bool

    @property
    def year(self) -> int | None:
        """The year that it is about."""
        return self.time.year if self.time else None


class _Rules(NamedTuple):
    metrics: dict[str, str]
    metric: re.Pattern[str]
    nouns: dict[str, str]
    noun: re.Pattern[str]
    growth_before: tuple[str, ...]
    growth_behind: tuple[str, ...]
    level: tuple[str, ...]
    kinds: dict[str, str]
    kind: re.Pattern[str]
    anaphora: re.Pattern[str]
    qualified: tuple[str, ...]
    group: re.Pattern[str]
    ignored: tuple[str, ...]
    counted: re.Pattern[str]


class _Topic:
    """What a text was last about, while it is read from the beginning."""

    def __init__(self) -> None:
        self.cluster: Hit | None = None
        self.subject: Hit | None = None
        self.group: Hit | None = None

    def new_paragraph(self) -> None:
        """Forget what the paragraph was about; a cluster may still be pointed to."""
        self.subject = None


def stated_in(
    text: str, quantities: Sequence[Quantity], hits: Sequence[Hit], facts: Facts, date: str | None
) -> Iterator[Stated]:
    """Yield the figures of a plain text; quantities and hits are those in it, in order."""
    topic = _Topic()
    at = hit_at = 0
    position = 0
    while position < len(text):
        found = _SENTENCE_END.search(text, position)
        end = found.start() if found else len(text)
        if end - position > _LONGEST_SENTENCE:
            found, end = None, position + _LONGEST_SENTENCE
        first = at
        while at < len(quantities) and quantities[at].start < end:
            at += 1
        first_hit = hit_at
        while hit_at < len(hits) and hits[hit_at].start < end:
            hit_at += 1
        near = [hit for hit in hits[first_hit:hit_at] if hit.kind in _SUBJECTS]
        if at > first:
            sentence = _Sentence(text, position, end, quantities[first:at], near, facts, date)
            yield from sentence.figures(topic)
        else:
            for hit in near:
                _follow(topic, hit)
        if found and found.group() == "\n":
            topic.new_paragraph()
        position = found.end() if found else end


_SUBJECTS = frozenset({"cluster", "city", "province", "region", "domain", "subject", "tier"})
_PLACES = frozenset({"city", "province", "region"})


def _follow(topic: _Topic, hit: Hit) -> None:
    if hit.kind == "cluster":
        topic.cluster = hit
    if hit.kind in ("cluster", "subject") or (
        hit.kind in _PLACES and (topic.subject is None or topic.subject.kind in _PLACES)
    ):
        topic.subject = hit


class _Sentence:
    """A sentence with quantities, and what is in it."""

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        quantities: Sequence[Quantity],
        hits: Sequence[Hit],
        facts: Facts,
        date: str | None,
    ) -> None:
        self._text, self._start, self._end = text, start, end
        self._quantities, self._hits, self._facts = quantities, hits, facts
        self._times = times_in(text, start, end, date)
        self._date = date
        self._rules = _rules()

    def figures(self, topic: _Topic) -> Iterator[Stated]:
        """Yield its figures, and let the topic follow it."""
        rules, text = self._rules, self._text
        if topic.cluster:
            # 该集群 stands for the cluster told of before.
            pointed = [
                topic.cluster._replace(start=match.start(), end=match.end())
                for match in rules.anaphora.finditer(text, self._start, self._end)
            ]
            self._hits = sorted([*self._hits, *pointed], key=_begin) if pointed else self._hits
        followed = 0
        for number, one in enumerate(self._quantities):
            while followed < len(self._hits) and self._hits[followed].start < one.start:
                _follow(topic, self._hits[followed])
                followed += 1
            if self._is_none(one):
                continue
            clause = self._clause(number)
            if group := self._group(one):
                topic.group = topic.subject = group
                yield Stated(
                    one, group, None, "数量", "actual", None, (self._start, self._end), clause, True
                )
                continue
            metric, growth = self._metric(one, clause)
            kind = "growth" if growth else self._kind(one)
            time = time_at(text, self._times, one.start, one.end)
            if time and time.first and number + 1 < len(self._quantities):
                following = self._quantities[number + 1]
                if text.endswith(rules.level, 0, following.start):
                    time = time._replace(year=time.first)
            subject, part, certain = self._subject(one, metric, topic)
            stated = Stated(
                one, subject, part, metric, kind, time, (self._start, self._end), clause, certain
            )
            if one.each and part:
                yield from (stated._replace(part=each) for each in self._parts(one, part.kind))
            else:
                yield stated
        for hit in self._hits[followed:]:
            _follow(topic, hit)

    def _is_none(self, one: Quantity) -> bool:
        """Tell whether a quantity only qualifies a noun: 产值超百亿元企业."""
        if one.unit.endswith("元"):
            return self._text.startswith(self._rules.qualified, one.end)
        if one.unit == "个" and self._text[one.start] in "两三四五六七八九十":
            # 三个环节 is a way of speaking, 四个集群 a count.
            return not self._rules.group.match(self._text, one.end)
        return self._text.startswith(self._rules.ignored, one.end)

    def _clause(self, number: int) -> tuple[int, int]:
        """Return where the words around a quantity begin and end: between its neighbours."""
        one = self._quantities[number]
        before = self._quantities[number - 1].end if number else self._start
        named = [hit.end for hit in self._hits if before < hit.end <= one.start]
        before = named[-1] if named else before
        last = number + 1 == len(self._quantities)
        behind = self._end if last else self._quantities[number + 1].start
        behind = min(behind, one.end + _BEHIND)
        comma = _CLAUSE_END.search(self._text, one.end, behind)
        return max(before, one.start - _BEFORE), comma.start() if comma else behind

    def _group(self, one: Quantity) -> Hit | None:
        """Return the group of clusters that a count is the number of: 45个国家级集群."""
        found = self._rules.group.match(self._text, one.end)
        if not found or one.unit not in ("个", "家") or one.value is None:
            return None
        subject = self._facts.groups.get(int(one.value))
        if subject is None or one.op != "eq":
            return None
        return Hit("group", None, subject, one.start, found.end())

    def _metric(self, one: Quantity, clause: tuple[int, int]) -> tuple[str | None, bool]:
        """Return what a quantity measures, and whether it is growth."""
        text, rules = self._text, self._rules
        start = one.start
        share = "%" in one.unit or one.unit == "个百分点"
        level = text.endswith(rules.level, 0, start)
        if not level and (share or one.unit.endswith(("元", "倍", "家", "个"))):
            before = text.endswith(rules.growth_before, 0, start)
            if share and (before or text.startswith(rules.growth_behind, one.end)):
                return "增速", True
            if before:
                return self._named(one, clause), True
        return self._named(one, clause), False

    def _named(self, one: Quantity, clause: tuple[int, int]) -> str | None:
        text, rules = self._text, self._rules
        money = one.unit.endswith("元")
        share = "%" in one.unit or one.unit == "个百分点"
        if not money and not share and (noun := rules.noun.search(text, one.end, clause[1])):
            return rules.nouns[noun.group()]
        fitting = _SHARES if share else _MONEY if money else _COUNTS
        for begin in (clause[0], max(self._start, one.start - 2 * _BEFORE)):
            names = [
                rules.metrics[match.group()]
                for match in rules.metric.finditer(text, begin, one.start)
                if rules.metrics[match.group()] in fitting
            ]
            if names:
                return names[-1]
            if not money:
                break
        if share:
            return "占比"
        if money:
            return "规模" if one.op == "tier" else None
        return "数量" if one.unit[-1] in _COUNTERS else "产量"

    def _kind(self, one: Quantity) -> str:
        """Return whether a figure is a target, a forecast or an outcome: by the last word of it."""
        time = time_at(self._text, self._times, one.start, one.end)
        now = int(self._date[:4]) if self._date else None
        kind, at = "actual", self._start
        for match in self._rules.kind.finditer(self._text, self._start, one.start):
            kind, at = self._rules.kinds[match.group()], match.start()
        if time and time.year and now and kind != "forecast":
            if time.year > now:
                return "target"
            if time.year < now and time.ahead:
                return "actual"
        if time and time.ahead and kind == "actual" and at <= time.start:
            return "target"
        return kind

    def _subject(
        self, one: Quantity, metric: str | None, topic: _Topic
    ) -> tuple[Hit | None, Hit | None, bool]:
        """Return what a quantity is of, the part of a group, and whether that is certain."""
        before = [hit for hit in self._hits if hit.end <= one.start]
        behind = [hit for hit in self._hits if hit.start >= one.end]
        if behind and behind[0].kind == "subject" and behind[0].start - one.end <= 2:
            return behind[0], None, True
        counts = metric == "数量" and one.unit in ("个", "家", "席")
        last = before[-1] if before else None
        if counts and last and last.kind in (*_PLACES, "domain") and self._counts(one, last):
            return topic.group or Hit("group", None, "", one.start, one.start), last, True
        group = topic.group if topic.group and topic.group.start >= self._start else None
        if counts and group:
            return group, None, True
        clusters = [hit for hit in before if hit.kind == "cluster"][-1:]
        if group:
            clusters.append(group)
        places = [hit for hit in before if hit.kind in (*_PLACES, "subject", "tier")][-1:]
        if clusters or places:
            nearest = max((*clusters, *places), key=_begin)
            if nearest in places and clusters and not self._begins_clause(nearest):
                nearest = max(clusters, key=_begin)
            return nearest, None, True
        return topic.subject, None, False

    def _counts(self, one: Quantity, last: Hit) -> bool:
        """Tell whether a count is one of clusters, of the place or domain that stands before."""
        between = self._text[last.end : one.start]
        if any(last.end <= each.start < one.start for each in self._quantities):
            return False
        return len(between) <= 12 and bool(self._rules.counted.match(self._text, one.end))

    def _begins_clause(self, hit: Hit) -> bool:
        return self._text[hit.start - 1 : hit.start] in (",", ":", "(") or (
            hit.start == self._start
        )

    def _parts(self, one: Quantity, kind: str) -> list[Hit]:
        """Return the things that a number holds for each of: those of a list that ends before."""
        parts: list[Hit] = []
        end = one.start
        for hit in reversed([hit for hit in self._hits if hit.end <= one.start]):
            between = self._text[hit.end : end]
            if hit.kind != kind or (parts and between.strip("领域地区市省") not in _JOINS):
                break
            parts.append(hit)
            end = hit.start
        return parts[::-1]


def _begin(hit: Hit) -> int:
    return hit.start


_JOINS = ("、", "和", "与", "及", ",", "")
_MONEY = frozenset(["产值", "营业收入", "增加值", "规模", "投入", "投资", "利润", "出口"])
_SHARES = frozenset(["占比", "增速"])
_COUNTS = frozenset(["企业数", "平台数", "产量", "产能"])
_COUNTERS = frozenset("家户个项条款件名人座席轮所处种倍")


@cache
def _rules() -> _Rules:
    metrics, nouns = by_word("figures", "metrics"), by_word("figures", "nouns")
    kinds = by_word("figures", "kinds")
    return _Rules(
        metrics,
        re.compile(any_of(metrics)),
        nouns,
        re.compile(any_of(nouns)),
        tuple(listed("figures", "growth", "before")),
        tuple(listed("figures", "growth", "behind")),
        tuple(listed("figures", "growth", "level")),
        kinds,
        re.compile(any_of(kinds)),
        re.compile(
            f"{any_of(listed('figures', 'subjects', 'anaphora'))}"
            rf"|(?:(?<=[,:。;\n年])|^)(?:{any_of(listed('figures', 'subjects', 'opening'))})"
        ),
        tuple(listed("figures", "subjects", "qualified")),
        re.compile(
            "(?:重点支持|重点培育|国家级?|世界级|先进|制造业?|产业|优胜|决赛|的|入选|新增)*集群"
        ),
        tuple(listed("figures", "subjects", "ignored")),
        re.compile(r"[、,。;)\n]|$|集群|国家|入选|先进|上榜|占"),
    )
