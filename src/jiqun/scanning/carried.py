"""The times that hold beyond their sentence, while a text is read from its beginning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from jiqun.scanning.mentions import Hit
from jiqun.scanning.times import Time, times_in
from jiqun.scanning.words import any_of, listed
from jiqun.text.quantities import Quantity
from jiqun.text.units import base_unit

LONGEST_HEADING = 40
# So far back a sentence without figures may tell the time of the next one.
_LONGEST_HEAD = 200
# The title of a report stands in so many characters.
_TITLE = 200


_GOALS = re.compile("目标|规划|计划|方案|展望|任务|:")
_LABEL = re.compile("[\u4e00-\u9fff]{2,6}:")


class _Rules(NamedTuple):
    goes_on: tuple[str, ...]
    row: re.Pattern[str]
    event: re.Pattern[str]
    report: re.Pattern[str]


class Carried:
    """The times that hold beyond their sentence, while a text is read from its beginning.

    A time holds beyond a semicolon; into a sentence that begins with 其中 and tells parts of what
    was told, in a unit of it; and from a line that ends in a colon, or that heads a table, to the
    items of the list and the rows of the table.
    """

    def __init__(self, text: str, date: str | None) -> None:
        """Begin with none; ``date`` is that of the page, if known."""
        self._text, self._date, self._rules = text, date, _rules()
        self._told: Time | None = None
        self._last: Time | None = None
        self._announced: Time | None = None
        self._quantities: Sequence[Quantity] = ()
        self._line_has_figures = False
        # The last time of the paragraph that is no aim, and of what it was told.
        self.earlier: tuple[Time, Hit | None] | None = None
        # Where what was not yet read for times begins: of the paragraph, and of the sentence.
        self._unread = 0
        self._part: int | None = None
        # The last time of the paragraph by which something is to be.
        self._plan: tuple[Time, Hit | None] | None = None
        # What `earlier` was at the end of the paragraph before.
        self._frame: tuple[Time, Hit | None] | None = None
        report = self._rules.report.search(text, 0, _TITLE)
        # Of which sentence it is known with what time those before it began, and with which.
        self._headed: tuple[int, Time | None] = (-1, None)
        self._report = Time(0, 0, int(report[1])) if report else None

    def into(self, start: int, units: Iterable[str]) -> Time | None:
        """Return the time that holds at the beginning of a sentence, whose units are given."""
        if self._told:
            return self._told
        if self._part is not None and (times := self._opening(self._part, start)):
            return times[-1]
        goes_on = self._text.startswith(self._rules.goes_on, start)
        if goes_on and self._last:
            told = {base_unit(one.unit) for one in self._quantities}
            if any(base_unit(unit) in told for unit in units):
                return self._last._replace(within=False)
        return self._announced

    def tell(
        self, told: Time | None, subject: Hit | None, quantities: Sequence[Quantity], end: int
    ) -> None:
        """Follow a sentence with figures: its last time, what its last figure is of, its end."""
        self._unread, self._part = end, None
        self._told = told
        self._quantities = quantities
        self._line_has_figures = True
        if told:
            self._plan = (told, subject) if told.ahead else None
            self.remember(told, subject)

    def remember(self, told: Time, subject: Hit | None, parts: bool = False) -> None:
        """Keep a time that a figure of a subject was told of, for those behind it.

        With ``parts`` it holds for what goes on behind a semicolon: 其中,甲…;乙….
        """
        if parts:
            self._told = told
        if not told.ahead:
            self.earlier = told, subject

    def before(self, start: int) -> Time | None:
        """Return the time that was told last before a sentence, in its paragraph."""
        return self.heading(start) or (self.earlier[0] if self.earlier else self._report)

    def plan(self, subject: Hit | None) -> Time | None:
        """Return by when the paragraph says that something of a subject is to be."""
        return self._plan[0] if self._plan and _are_one(self._plan[1], subject) else None

    def holding(self, start: int, subject: Hit | None, own: bool) -> Time | None:
        """Return the time that holds for a figure of a sentence without one.

        Args:
            start: where the sentence begins.
            subject: what the figure is of.
            own: whether the sentence itself tells that; if not, that of the paragraph before
                holds, too.
        """
        if told := self.heading(start):
            return told
        parts = self._text.startswith(self._rules.goes_on, start)
        if parts and subject and self._frame and self._frame[1]:
            return self._frame[0]
        for one in (self.earlier, None if own else self._frame):
            if one and _are_one(one[1], subject):
                return one[0]
        return None if own and subject and subject.kind == "firm" else self._report

    def heading(self, start: int) -> Time | None:
        """Return the time with which a sentence without figures began, since the last with some.

        2025年,全市经济稳中有进。 tells when what follows was; an event of that year does not.
        """
        if start == self._headed[0]:
            return self._headed[1]
        times = self._opening(max(self._unread, start - _LONGEST_HEAD), start)
        now = int(self._date[:4]) if self._date else None
        recent = [one for one in times if one.year and not (now and one.year < now - 1)]
        told = recent[-1] if recent else None
        self._headed = start, told
        return told

    def _opening(self, start: int, end: int) -> list[Time]:
        """Return the times that open clauses, but for those of an event."""
        text, event = self._text, self._rules.event
        return [
            one
            for one in times_in(text, start, end, self._date)
            if (one.start == start or text[one.start - 1] in ",:;。“】 在\n")
            and not one.ahead
            and not event.search(text, one.end, end)
        ]

    def end_sentence(self, start: int, parted: bool = False) -> None:
        """Leave a sentence, with or without figures; ``parted`` by a semicolon from the next."""
        self._last = self._told
        if parted:
            if self._told is None and self._part is None:
                self._part = start
        else:
            self._told = self._part = None

    def end_line(self, start: int, end: int, item: bool) -> None:
        """Leave a line, whose last sentence is given; ``item`` if one of a list is next."""
        heads = not self._line_has_figures and self._heads(start, end)
        self._frame = self.earlier or (None if self._line_has_figures else self._frame)
        self.earlier, self._line_has_figures, self._plan = None, False, None
        self._unread = end + 1
        if heads or (start < end and self._text[end - 1] == ":"):
            times = times_in(self._text, start, end, self._date)
            if heads and times and times[-1].ahead and not _GOALS.search(self._text, start, end):
                # “十四五”成就 heads what was done in any of these years.
                times = []
            if times:
                one_year = len({time.year for time in times}) == 1
                self._announced = times[-1] if one_year else None
        if self._frame and (item or _LABEL.match(self._text, end + 1)):
            self._frame = None
        if self._announced and not (item or self._rules.row.match(self._text, end + 1)):
            # What is next can be no row of a table either.
            self._announced = None

    def _heads(self, start: int, end: int) -> bool:
        """Tell whether a line can be the heading of a table: it is short and no sentence."""
        if end - start > LONGEST_HEADING or (start and self._text[start - 1] != "\n"):
            return False
        return "," not in self._text[start:end]


def _are_one(one: Hit | None, other: Hit | None) -> bool:
    return (one and one[:3]) == (other and other[:3])


@cache
def _rules() -> _Rules:
    reports = any_of(listed("figures", "subjects", "reports"))
    return _Rules(
        tuple(listed("figures", "subjects", "goes_on")),
        # A line that is no sentence.
        re.compile(r"[^,。;!?\n]{1,80}(?:\n|$)"),
        re.compile(any_of(listed("figures", "subjects", "events"))),
        re.compile(rf"((?:19|20)\d\d)年[^\n,。《》]{{0,20}}{reports}"),
    )
