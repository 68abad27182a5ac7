"""What the base knows as numbers, in the form in which the figures of a text are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jiqun.scanning.mentions import Hit
from jiqun.text.phrases import figure_text
from jiqun.text.plain import plain
from jiqun.text.units import base_unit, in_base_unit

if TYPE_CHECKING:
    from jiqun.kinds.figure import Figure
    from jiqun.kinds.indicator import Check, Indicator
    from jiqun.knowledge import KnowledgeBase
    from jiqun.vocabulary import Op


class Fact(NamedTuple):
    """A figure of a cluster, or an indicator, of the base.

    Args:
        subject: the id of the cluster, or what the indicator is about.
        owner: the id of the cluster or of the indicator.
        label: what it measures where the metric does not say it.
        of_subject: whether area and industry are those of the subject itself.
        value, unit: in the base unit of its kind; the value of a tier is None.
        part: the months of a part of a year, as ``01-06``.
        words: its evidence, plain.
    """

    subject: str
    owner: str
    kind: str
    metric: str
    label: str
    of_subject: bool
    op: Op
    value: float | None
    unit: str
    year: int | None
    part: str
    first: int | None
    words: str
    record: Figure | Indicator
    published: str | None
    growth: bool = False

    @property
    def current(self) -> bool:
        """Whether it still holds: a figure may be superseded."""
        return getattr(self.record, "status", "current") == "current"


class Facts(NamedTuple):
    """All facts, by their subject, by that and their unit, and by their number.

    ``words`` are the words of all facts of each subject, one line each.
    ``checks`` are those of each group of clusters that count clusters of a place or domain.
    ``groups`` are what numbers of clusters are called, ``homes`` the city and the province of
    each cluster and city that has one, and ``cities`` all cities by their names, as mentions.
    """

    by_subject: dict[str, list[Fact]]
    by_unit: dict[tuple[str, str], list[Fact]]
    words: dict[str, str]
    by_number: dict[tuple[float, str], list[Fact]]
    checks: dict[str, list[tuple[Fact, Check]]]
    groups: dict[int, str]
    homes: dict[str, tuple[Hit | None, Hit | None]]
    cities: dict[str, Hit]


def facts_of(base: KnowledgeBase) -> Facts:
    """Return the facts of a base, which are made once."""
    return base.once("scanning/facts", lambda: _facts(base))


def _facts(base: KnowledgeBase) -> Facts:
    by_subject: dict[str, list[Fact]] = {}
    by_unit: dict[tuple[str, str], list[Fact]] = {}
    by_number: dict[tuple[float, str], list[Fact]] = {}
    checks: dict[str, list[tuple[Fact, Check]]] = {}
    for fact in _each(base):
        check = getattr(fact.record, "check", None)
        if check:
            checks.setdefault(fact.subject, []).append((fact, check))
        by_subject.setdefault(fact.subject, []).append(fact)
        by_unit.setdefault((fact.subject, fact.unit), []).append(fact)
        if fact.value is not None:
            by_number.setdefault((fact.value, fact.unit), []).append(fact)
    groups = {
        int(found[1]): one.subject
        for one in base.indicators
        if (found := re.match(r"(?:\d{4}年[^\d]{0,4})?(\d+)个[^（]*集群", one.subject))
    }
    homes = {
        one.id: (_only(base, "city", one.cities), _only(base, "province", one.provinces))
        for one in base.clusters
    }
    homes |= {one.id: (None, _only(base, "province", [one.province])) for one in base.cities}
    words = {name: "\n".join([one.words for one in own]) for name, own in by_subject.items()}
    cities = {one.name: Hit("city", one.id, one.name, 0, 0) for one in base.cities}
    return Facts(by_subject, by_unit, words, by_number, checks, groups, homes, cities)


def _only(base: KnowledgeBase, kind: str, names: Sequence[str]) -> Hit | None:
    """Return the only place of a cluster, as a mention of it."""
    if len(names) != 1:
        return None
    place = base.get(kind, names[0])
    return Hit(kind, place.id, place.name, 0, 0)


def _each(base: KnowledgeBase) -> Iterator[Fact]:
    for cluster in base.clusters:
        for one in base.figures(cluster):
            fact = _fact(base, one, cluster.id, cluster.id, one.of_cluster, one.label or "")
            yield fact
            if one.growth:
                yield fact._replace(
                    metric="增速", op=one.growth.op, value=one.growth.value, unit="%", growth=True
                )
    for indicator in base.indicators:
        if indicator.unit:
            label = indicator.name
            yield _fact(base, indicator, indicator.subject, indicator.id, True, label)
        for member in indicator.members if indicator.op == "tier" else ():
            fact = _fact(base, indicator, indicator.subject, indicator.id, True, "")
            yield fact._replace(words=plain(member))


def _fact(
    base: KnowledgeBase,
    one: Figure | Indicator,
    subject: str,
    owner: str,
    of_subject: bool,
    label: str,
) -> Fact:
    known = one.value is not None and one.op != "tier" and one.unit
    span = one.period
    whole = span is not None and len(span.start) == 4
    return Fact(
        subject, owner, one.kind, one.metric, label, of_subject, one.op,
        in_base_unit(one.value, one.unit) if known and one.value is not None and one.unit else None,
        base_unit(one.unit) if one.unit else "",
        one.year or (int(span.end[:4]) if span else None),
        "" if span is None or whole else f"{span.start[5:]}-{span.end[5:]}",
        int(span.start[:4]) if span and whole else None,
        plain(one.evidence or ""), one, base.source(one.source).date,
    )  # fmt: skip


def text_of(fact: Fact) -> str:
    """Return a fact as a person would write it: ``>4000亿元``."""
    if fact.growth:
        return f"{fact.value:g}%"
    return figure_text(fact.record) or fact.words
