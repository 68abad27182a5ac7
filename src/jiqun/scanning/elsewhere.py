"""A number of a text that the base has of something else: of what it may well be the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiqun.scanning.clauses import PLACES
from jiqun.scanning.facts import Fact
from jiqun.scanning.mentions import Hit
from jiqun.scanning.stated import Stated
from jiqun.text.quantities import Quantity

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase

# Numbers of so many digits are the same by no accident: in one place, of anything, of all.
_IN_PLACE, _TELLING, _UNIQUE = 2, 3, 4
_DIGIT = re.compile("[0-9一二两三四五六七八九]")


def elsewhere(text: str, stated: Stated, known: Sequence[Fact], base: KnowledgeBase) -> Fact | None:
    """Return the fact of another subject, or of another scope, that has this number.

    Small and round numbers are met everywhere; the same one means nothing unless it is of the
    same thing. Of a place only what is in it is told.
    """
    metric, year, subject = stated.metric, stated.year, stated.subject
    digits = _digits(text, stated.quantity)
    for fact in known:
        if fact.metric != (metric or fact.metric) or (year and fact.year and year != fact.year):
            continue
        if subject and _related(subject, fact, base):
            least = _IN_PLACE if metric else _TELLING
            if digits >= least or (metric and fact.subject == subject.id):
                return fact
            continue
        if subject is None:
            told, least = metric is not None, _TELLING
        else:
            told = bool(subject.kind not in PLACES and metric and year and fact.year)
            least = _TELLING if _one_domain(subject, fact, base) else _UNIQUE
        if told and digits >= least:
            return fact
    return None


def _digits(text: str, one: Quantity) -> int:
    """Return how many digits of a number are printed, but for zeros at its ends.

    A fraction has none: 1/3 is met everywhere, however many digits its share has.
    """
    printed = text[one.start : one.end]
    if "/" in printed or "分之" in printed:
        return 0
    digits = "".join(["0" if char == "0" else "1" for char in _DIGIT.findall(printed)])
    return len(digits.strip("0"))


def _one_domain(subject: Hit, fact: Fact, base: KnowledgeBase) -> bool:
    """Tell whether a figure and a fact are of clusters of one domain."""
    ours = base.named("cluster", subject.id or "")
    theirs = base.named("cluster", fact.subject)
    return bool(ours and theirs and ours.domain == theirs.domain)


def _related(subject: Hit, fact: Fact, base: KnowledgeBase) -> bool:
    """Tell whether a fact is of the same cluster, or of one in the place, a figure is of."""
    if subject.kind == "cluster":
        return fact.subject == subject.id
    if subject.kind not in PLACES:
        return False
    cluster = base.named("cluster", fact.subject)
    return bool(cluster) and subject.name in (*cluster.cities, *cluster.provinces)
