"""The figures that a text states: of what, what is measured, how much, and when.

A quantity is bound within its sentence: to a subject (`jiqun.scanning.subjects`), to a time
(`jiqun.scanning.times`), and to a metric, the nearest word for one before it in its clause. Words
are those of ``words.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from jiqun.scanning.carried import Carried
from jiqun.scanning.clauses import Standing, standings
from jiqun.scanning.dated import dated
from jiqun.scanning.facts import Facts
from jiqun.scanning.mentions import Hit
from jiqun.scanning.pointing import pointed
from jiqun.scanning.sentences import sentences
from jiqun.scanning.series import follows, owners_in
from jiqun.scanning.speech import is_no_figure
from jiqun.scanning.stated import Stated
from jiqun.scanning.strangers import is_done, park_at, strangers_in
from jiqun.scanning.subjects import (
    SUBJECTS,
    TELLS_OF,
    counts_clusters,
    group_of,
    in_brackets,
    joint_places,
    parts_before,
    subject_of,
)
from jiqun.scanning.times import Time, is_item, time_at, times_in, years_of
from jiqun.scanning.topic import Bound, Topic
from jiqun.scanning.words import any_of, by_word, listed
from jiqun.text.quantities import Quantity

# So far before and behind a quantity its words are looked for.
_BEFORE, _BEHIND = 40, 16
# So far back sentences without mentions are read for what they tell of.
_LONGEST_GAP = 800
_CLAUSE_END = re.compile("[,、]")


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


def stated_in(
    text: str, quantities: Sequence[Quantity], hits: Sequence[Hit], facts: Facts, date: str | None
) -> Iterator[Stated]:
    """Yield the figures of a plain text; quantities and hits are those in it, in order."""
    topic = Topic(facts)
    # What a figure is of must be named, not only pointed to.
    subjects = [
        park_at(text, hit)
        for hit in hits
        if hit.kind in SUBJECTS
        and not (hit.indirect and hit.kind == "cluster")
        and not in_brackets(text, hit)
    ]
    beyond = len(text) + 1
    quantity_starts = [*(one.start for one in quantities), beyond]
    subject_starts = [*(hit.start for hit in subjects), beyond]
    starts = sorted([*quantity_starts, *subject_starts])
    at = hit_at = unread = 0
    # Most sentences have neither; those end before the next one that has.
    upcoming = starts[0]
    carried = Carried(text, date)
    for start, end, sign in sentences(text, starts):
        first, first_hit = at, hit_at
        if end > upcoming:
            at = bisect_left(quantity_starts, end, first)
            hit_at = bisect_left(subject_starts, end, first_hit)
            upcoming = min(quantity_starts[at], subject_starts[hit_at])
        if at > first:
            near = subjects[first_hit:hit_at]
            unread = max(unread, start - _LONGEST_GAP)
            if unread < start:
                # An unknown firm may be told of in sentences without mentions.
                for each in standings(text, unread, _named_in(text, unread, start, (), topic)):
                    topic.follow(each)
                    topic.end_sentence()
            told = carried.into(start, (one.unit for one in quantities[first:at]))
            sentence = _Sentence(
                text, start, end, quantities[first:at], near, facts, date, told, carried,
                subjects[hit_at] if hit_at < len(subjects) else None,
            )  # fmt: skip
            last = None
            for stated in sentence.figures(topic):
                last = dated(text, stated, carried)
                yield last
            said = sentence.told
            if said and last and last.kind in ("target", "forecast"):
                said = said._replace(ahead=True)
            carried.tell(said, last and last.subject, quantities[first:at], end)
            if last and last.time and not said:
                carried.remember(last.time, last.subject, parts=True)
        elif hit_at > first_hit:
            near = subjects[first_hit:hit_at]
            for each in standings(text, start, _named_in(text, start, end, near, topic)):
                topic.follow(each)
        if at > first or hit_at > first_hit or sign == "\n":
            unread = end + 1
        carried.end_sentence(start, parted=sign == ";")
        if sign != ";":
            topic.end_sentence()
        if sign == "\n":
            item = is_item(text, end + 1)
            carried.end_line(start, end, item)
            topic.new_paragraph(item)


def _is_of_last(text: str, metric: str | None, last: Bound, previous: int, start: int) -> bool:
    """Tell whether a quantity is of what the one before it is of: 30个,占比37%; 合计3万亿元."""
    if metric == "占比":
        return bool(_SHARE_OF_IT.fullmatch(text, previous, start))
    tier = last.subject is not None and last.subject.kind == "tier"
    return tier and bool(_SUM_OF_IT.fullmatch(text, previous, start))


def _named_in(text: str, start: int, end: int, hits: Sequence[Hit], topic: Topic) -> Sequence[Hit]:
    """Return the mentions of a sentence with what it points to, and what the base does not know."""
    more = pointed(text, start, end, hits, topic)
    more += strangers_in(text, start, end, [*hits, *more])
    return sorted([*hits, *more], key=lambda hit: hit.start) if more else hits


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
        told: Time | None,
        carried: Carried,
        following: Hit | None,
    ) -> None:
        self._text, self._start, self._end = text, start, end
        self._quantities, self._hits, self._facts = quantities, hits, facts
        self._following = following
        self._times = times_in(text, start, end, date, lambda: carried.before(start))
        if told:
            self._times.insert(0, told._replace(start=start, end=start))
        self._date = date
        # Where what it tells of first stands.
        self._leading = end
        self._rules = rules = _rules()
        # Where words stand that tell targets, forecasts and outcomes.
        self._cues = [
            (match.start(), rules.kinds[match.group()])
            for match in rules.kind.finditer(text, start, end)
        ]

    def figures(self, topic: Topic) -> Iterator[Stated]:
        """Yield its figures, and let the topic follow it."""
        text = self._text
        self._hits = _named_in(text, self._start, self._end, self._hits, topic)
        owners = owners_in(text, self._start, self._end, self._quantities, self._hits)
        standing = standings(text, self._start, self._hits)
        self._leave_carried(standing)
        followed = 0
        last: Bound | None = None
        grown: Quantity | None = None
        for number, one in enumerate(self._quantities):
            while followed < len(standing) and standing[followed].hit.start < one.start:
                topic.follow(standing[followed])
                followed += 1
            if is_no_figure(text, self._start, one):
                continue
            clause = self._clause(number)
            span = (self._start, self._end)
            if group := group_of(text, one, self._facts):
                topic.follow(Standing(group, True))
                self._leading = min(self._leading, group.start)
                time = self._time(number)
                yield Stated(one, group, None, "数量", "actual", time, span, clause, True)
                continue
            metric, growth = self._metric(one, clause)
            if not growth and grown and follows(text, grown, one):
                # 分别增长4.1%、6.8%和13.3%
                metric, growth = "增速", True
            grown = one if growth and metric == "增速" else None
            time = self._time(number)
            kind = "growth" if growth else self._kind(one, time)
            if time:
                time = self._one_of_years(time, number)
                if growth and self._is_average(time, one):
                    time = None
            counts = metric == "数量" and one.unit in ("个", "家", "席")
            previous = self._quantities[number - 1].end if number else self._start
            owner = owners.get(number)
            bound = (
                Bound(owner) if owner
                else subject_of(
                    text, self._start, one, previous, standing, self._hits, topic, counts,
                    self._following,
                )
            )  # fmt: skip
            if last and _is_of_last(text, metric, last, previous, one.start):
                bound = last
            last = bound
            if (
                time
                and bound.subject
                and time.end <= bound.subject.start
                and is_done(bound.subject)
            ):
                # 3月开工,投产后年产1000台: not of that March.
                time = None
            stated = Stated(
                *(one, bound.subject, bound.part, metric, kind, time),
                *(span, clause, bound.certain),
            )
            joint = [] if owner else joint_places(text, bound, self._hits)
            if joint:
                each = one.each or text.startswith(("各", "均"), joint[-1].end)
                each_of = joint if each else [None]
                yield from (stated._replace(subject=place) for place in each_of)
            elif bound.part and (one.each or text.endswith(("分别有", "分别为"), 0, one.start)):
                parts = parts_before(text, one, self._hits, bound.part.kind)
                yield from (stated._replace(part=each) for each in parts)
            else:
                yield stated
        for left in standing[followed:]:
            topic.follow(left)

    @property
    def told(self) -> Time | None:
        """The last time that is told in it."""
        last = next((one for one in reversed(self._times) if not one.once), None)
        within = last is not None and last.start > self._leading
        return last._replace(within=within) if last and last.within != within else last

    def _leave_carried(self, standing: Sequence[Standing]) -> None:
        """Drop a time that another part of the sentence told of its own: 甲2024年…;乙有企业9家."""
        told = [each.hit.start for each in standing if each.tells]
        self._leading = told[0] if told else self._end
        first = self._quantities[0]
        group = first.start == self._start and counts_clusters(self._text, first.end)
        leads = group or (self._leading < first.start and first.unit in ("家", "个", "户"))
        if leads and self._times and self._times[0].within:
            del self._times[0]

    def _time(self, number: int) -> Time | None:
        one = self._quantities[number]
        previous = self._quantities[number - 1].end if number else self._start
        found = time_at(self._text, self._times, one.start, one.end, previous)
        if found and not found.ahead and _PROPOSED.search(self._text, found.end, one.start):
            # What was proposed last year is of a later one.
            return None
        if found or number or not self._times:
            return found
        # 4500亿元,这是2023年无锡…: its time stands behind it.
        text, end = self._text, one.end
        told = text[end : end + 1] == "!" or TELLS_OF.search(text, end, self._end)
        return self._times[0] if told else None

    def _is_average(self, time: Time, one: Quantity) -> bool:
        """Tell whether a growth is that of each of several years: 2021—2024年年均增长7%."""
        several = time.first or self._text.startswith("期间", time.end)
        return bool(several) and "年均" in self._text[max(time.end, one.start - 8) : one.start]

    def _one_of_years(self, time: Time, number: int) -> Time:
        """Return the year of a quantity of those that are told of several years.

        From 2012 to 2021 a share rose from one to the other; 2020年至2022年分别为 has one each.
        """
        text, quantities = self._text, self._quantities
        if time.first and number + 1 < len(quantities):
            following = quantities[number + 1]
            if text.endswith(self._rules.level, 0, following.start):
                return time._replace(year=time.first)
        row = [at for at, one in enumerate(quantities) if one.start >= time.end]
        if number not in row or text.find("分别", time.end, quantities[row[0]].start) < 0:
            return time
        years = years_of(text, time, self._times)
        if len(row) != len(years):
            return time
        return time._replace(year=years[number - row[0]], first=None)

    def _clause(self, number: int) -> tuple[int, int]:
        """Return where the words around a quantity begin and end: between its neighbours."""
        one = self._quantities[number]
        before = self._quantities[number - 1].end if number else self._start
        for hit in self._hits:
            if before < hit.end <= one.start:
                before = hit.end
        if before < one.start - _BEFORE:
            before = one.start - _BEFORE
        last = number + 1 == len(self._quantities)
        behind = self._end if last else self._quantities[number + 1].start
        if behind > one.end + _BEHIND:
            behind = one.end + _BEHIND
        comma = _CLAUSE_END.search(self._text, one.end, behind)
        return before, comma.start() if comma else behind

    def _metric(self, one: Quantity, clause: tuple[int, int]) -> tuple[str | None, bool]:
        """Return what a quantity measures, and whether it is growth."""
        text, rules = self._text, self._rules
        start = one.start - (text[one.start - 1 : one.start] == " ")
        share = "%" in one.unit or one.unit == "个百分点"
        if share or one.unit[-1] in "元倍家个":
            if text.endswith(rules.growth_before, 0, start):
                return "增速" if share else self._named(one, clause), True
            behind = share and text.startswith(rules.growth_behind, one.end)
            if behind and not text.endswith(rules.level, 0, start):
                return "增速", True
        return self._named(one, clause), False

    def _named(self, one: Quantity, clause: tuple[int, int]) -> str | None:
        text, rules = self._text, self._rules
        money = one.unit.endswith("元")
        share = "%" in one.unit or one.unit == "个百分点"
        if not money and not share and (noun := rules.noun.search(text, one.end, clause[1])):
            return rules.nouns[noun.group()]
        fitting = _SHARES if share else _MONEY if money else _COUNTS
        for begin in (clause[0], max(self._start, one.start - 2 * _BEFORE)):
            words = rules.metric.findall(text, begin, one.start)
            for word in reversed(words):
                if (metric := rules.metrics[word]) in fitting:
                    return metric
            if not money:
                break
        if share:
            return "占比"
        if money:
            return "规模" if one.op == "tier" else None
        return "数量" if one.unit[-1] in _COUNTERS else "产量"

    def _kind(self, one: Quantity, time: Time | None) -> str:
        """Return whether a figure is a target, a forecast or an outcome: by the last word of it."""
        now = int(self._date[:4]) if self._date else None
        kind, at = "actual", self._start
        for place, cue in self._cues:
            if place >= one.start:
                break
            kind, at = cue, place
        if time and time.year and now and kind != "forecast":
            if time.year > now:
                return "target"
            if time.year < now and time.ahead and kind != "target":
                return "actual"
        if time and time.ahead and kind == "actual" and at <= time.start:
            return "target"
        return kind


_SHARE_OF_IT = re.compile("[^,。;]{0,8},(?:约?占比?|比重)[^,。;]{0,6}")
_SUM_OF_IT = re.compile("[^,。;]{0,8},[^,。;]{0,12}合计[^,。;]{0,4}")
_PROPOSED = re.compile("提出[^。;]*(?:要|力争|目标|达到|打造|建成)")
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
    )
