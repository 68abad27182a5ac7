"""A scan: what a text mentions, which figures it states, and how these stand to the base."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from jiqun.scanning.body import Reading, read
from jiqun.scanning.clauses import PLACES
from jiqun.scanning.conditions import condition_of, script_of, without_digits
from jiqun.scanning.facts import Fact, facts_of, text_of
from jiqun.scanning.figures import stated_in
from jiqun.scanning.localities import locality_at, named_place
from jiqun.scanning.mentions import Hit, grouped, hits_in
from jiqun.scanning.names import names_of
from jiqun.scanning.series import shared
from jiqun.scanning.stated import Stated
from jiqun.scanning.times import date_of
from jiqun.scanning.topic import STRANGE
from jiqun.scanning.verdicts import judge
from jiqun.text.quantities import quantities_in

if TYPE_CHECKING:
    from jiqun.answers import TextVerdict
    from jiqun.knowledge import KnowledgeBase
    from jiqun.vocabulary import Op, Script

Span = tuple[int, int]


class Mention(NamedTuple):
    """An entry of the base that a text mentions.

    Args:
        kind: of the entry, ``firm``, or ``tier`` of clusters that are no national ones.
        id: of the entry; None of a firm and of a tier.
        name: of the entry, as the base has it.
        count: how often it is mentioned.
        indirect: whether only by a nickname or by one of its firms.
        spans: where, as offsets in characters of the text.
    """

    kind: str
    id: str | None
    name: str
    count: int  # type: ignore[assignment]  # as JSON calls it
    indirect: bool
    spans: tuple[Span, ...]


class Known(NamedTuple):
    """What the base has where a figure of a text has a verdict.

    Args:
        kind, id: of the entry that has it: a cluster or an indicator; None of a count.
        name: of the entry.
        text: the figure, as a person would write it: ``>4000亿元``.
        year: that it is about.
        evidence: the words of its source.
        source: its id, title, publisher, date, url and quality.
    """

    kind: str | None
    id: str | None
    name: str
    text: str
    year: int | None
    evidence: str | None
    source: dict[str, Any] | None


class StatedFigure(NamedTuple):
    """A figure that a text states.

    Args:
        text: its words, as they are printed, without spaces and tags.
        subject: the name of what it is of, as the base has it; None where that cannot be told.
        metric: one of the metrics of the base; None where no word tells it.
        op, value, unit: as `jiqun.text.quantities.Quantity` has them.
        year: that it is about; None where it is not said and does not follow.
        kind: ``target``, ``actual``, ``forecast`` or ``growth``.
        verdict: how it stands to the base.
        known: what the base has.
        span: where it stands, as offsets in characters of the text.
    """

    text: str
    subject: str | None
    metric: str | None
    op: Op
    value: float | None
    unit: str
    year: int | None
    kind: str
    verdict: TextVerdict
    known: Known | None
    span: Span


class Scan(NamedTuple):
    """What a text says of clusters, beside what the base knows.

    Args:
        mentions: the entries that it mentions, in the order in which they are first met.
        figures: the figures that it states, in their order.
        script: that of the text.
        condition: what is damaged: ``digits missing``, ``words doubled``, ``text interleaved``,
            ``spam around the body``, ``characters lost``; empty where nothing is.
        date: that of the page, given or borne.
        borne: the date that the page itself bears.
    """

    mentions: tuple[Mention, ...]
    figures: tuple[StatedFigure, ...]
    script: Script
    condition: tuple[str, ...]
    date: str | None = None
    borne: str | None = None

    @property
    def differs(self) -> bool:
        """Whether a figure contradicts the base."""
        return any(one.verdict == "differs" for one in self.figures)

    def item(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "mentions": [one._asdict() for one in self.mentions],
            "figures": [
                {**one._asdict(), "known": one.known._asdict() if one.known else None}
                for one in self.figures
            ],
            "script": self.script,
            "condition": list(self.condition),
        }


def scan_text(text: str, base: KnowledgeBase, date: str | None = None) -> Scan:
    """Read a page, plain text or HTML, against a base.

    Args:
        text: in either script.
        base: what is known.
        date: that of the page, as ``2025-07-06`` or ``2025``; by default the one it bears.
    """
    reading = read(text)
    plain = reading.text
    names, facts = names_of(base), facts_of(base)
    hits = [locality_at(plain, hit) for hit in hits_in(plain, names)]
    borne = date_of(plain, text)
    date = date or borne
    condition = condition_of(reading, base)
    quantities = [] if without_digits(reading) else shared(plain, quantities_in(plain))
    figures = []
    for stated in stated_in(plain, quantities, hits, facts, date):
        judged = judge(plain, stated, base, facts, date)
        known = _known(base, judged.fact, judged.counted)
        figures.append(_figure(reading, stated, judged.verdict, known))
    return Scan(
        tuple(_mentions(reading, hits, names.owners, base)),
        tuple(figures),
        script_of(text),
        condition,
        date,
        borne,
    )


def _figure(
    reading: Reading, stated: Stated, verdict: TextVerdict, known: Known | None
) -> StatedFigure:
    one = stated.quantity
    value = int(one.value) if one.value is not None and one.value.is_integer() else one.value
    return StatedFigure(
        reading.words(one.start, one.end),
        _subject(stated, known, verdict), stated.metric, one.op, value, one.unit,
        stated.year, stated.kind, verdict, known,
        reading.span(one.start, one.end),
    )  # fmt: skip


def _subject(stated: Stated, known: Known | None, verdict: TextVerdict) -> str | None:
    subject, part = stated.subject, stated.part
    if part:
        return f"{subject.name}·{part.name}" if subject and subject.name else part.name
    named = subject is not None and (stated.certain or subject.kind in PLACES)
    if not named and known and known.id and verdict == "agrees":
        # What is known in these very words says what they are of.
        return known.name
    if subject is None or subject.kind in STRANGE:
        return named_place(subject.name) if subject and subject.kind == "locality" else None
    return subject.name


def _known(base: KnowledgeBase, fact: Fact | None, counted: str | None) -> Known | None:
    if fact is None:
        if counted is None:
            return None
        return Known(None, None, "本库所收集群", counted, None, None, None)
    source = base.source(fact.record.source)
    cluster = base.named("cluster", fact.owner)
    keys = ("id", "title", "publisher", "date", "url", "quality")
    return Known(
        "cluster" if cluster else "indicator",
        fact.owner,
        cluster.name if cluster else fact.subject,
        text_of(fact),
        fact.record.year,
        fact.record.evidence,
        {key: getattr(source, key) for key in keys},
    )


def _mentions(
    reading: Reading, hits: list[Hit], owners: dict[str, tuple[str, ...]], base: KnowledgeBase
) -> list[Mention]:
    shown = [
        hit._replace(kind="tier", name="省级集群") if hit.kind == "subject" else hit
        for hit in hits
        if hit.kind not in ("subject", "locality") or re.search("(?:省|自治区)级.*集群", hit.name)
    ]
    direct = {hit.id for hit in shown if hit.kind == "cluster"}
    for hit in list(shown):
        # A firm of one cluster alone points to it.
        ids = owners.get(hit.name, ()) if hit.kind == "firm" else ()
        if len(ids) == 1 and ids[0] not in direct:
            shown.append(
                Hit("cluster", ids[0], base.cluster(ids[0]).name, hit.start, hit.end, True)
            )
    return [
        Mention(
            first.kind, first.id, first.name, len(every), all(hit.indirect for hit in every),
            tuple(reading.span(hit.start, hit.end) for hit in every),
        )
        for first, every in grouped(shown)
    ]  # fmt: skip
