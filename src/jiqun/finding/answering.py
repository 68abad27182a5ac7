"""Answering a query: what explains all of it, and apart from that what only comes near.

Texts are searched (`jiqun.finding.searching`); where they do not hold the whole query, it is read
for conditions (`jiqun.finding.reading`) and places. A place that is named is a condition: what
lies elsewhere is near at most. An approximation is never among the items.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from jiqun.finding.query import LONGEST_QUERY, said_in, says_something
from jiqun.finding.ranking import Match, score_in
from jiqun.finding.reading import Reading, plain_numbers, read
from jiqun.finding.searching import TextSearch
from jiqun.kinds import KINDS, kind_named
from jiqun.knowledge import KnowledgeBase
from jiqun.structs import Struct
from jiqun.text.normalize import fold
from jiqun.text.phrases import figure_text

if TYPE_CHECKING:
    from jiqun.finding.naming import NamedPlaces
    from jiqun.kinds.cluster import Cluster
    from jiqun.kinds.figure import Figure

# Names that are only documents do not answer what is asked of clusters and places.
_DOCUMENTS = ("title", "prose")
_NAMING = ("exact", "alias", "prefix", "substring")
# What parts the names of several clusters.
_SEPARATORS = re.compile("[、；;，,]")
_LATEST_FIRST = ("actual", "forecast", "target")


class Answer(Struct):
    """What a query finds.

    Args:
        items: what explains the whole query, best first.
        near: what explains all of it but ``unused``; empty where items do.
        unused: the words of the query that the near ones do not explain.
        notes: how the query was read, where it does not say so plainly, a line each.
    """

    items: Sequence[Match] = ()
    near: Sequence[Match] = ()
    unused: Sequence[str] = ()
    notes: Sequence[str] = ()


def answer(
    base: KnowledgeBase,
    query: str,
    kinds: Sequence[str] = KINDS,
    within: Collection[str] | None = None,
) -> Answer:
    """Return what a query finds among entities of ``kinds``.

    ``within`` are the ids of the clusters that alone count, if a filter was given.
    """
    query = query[:LONGEST_QUERY]
    if within is None:
        return _Asked(base, query, kinds).answer()
    found = _Asked(base, query, [kind for kind in kinds if kind == "cluster"]).answer()
    return found._replace(
        items=[match for match in found.items if match.id in within],
        near=[match for match in found.near if match.id in within],
    )


class _Asked:
    """One query, and what is found out about it as it is needed."""

    def __init__(self, base: KnowledgeBase, query: str, kinds: Sequence[str]) -> None:
        self.base, self.kinds = base, kinds
        self.query = plain_numbers(query)
        self.text = TextSearch(base, self.query, kinds)

    def answer(self) -> Answer:
        reading = read(self.base, self.query)
        if reading.unanswered:
            near = self._without(reading.words, reading.taken)
            return Answer((), near, reading.taken, [reading.unanswered])
        if reading.conditional and (found := self._meeting(reading)):
            return found
        whole = self.text.whole
        if any(map(self._is_named, whole)):
            return Answer(whole)
        from jiqun.finding.naming import named_places
        from jiqun.finding.places import contradicted, no_such_place, sounding_like

        if others := contradicted(self.query):
            return self._not_meant(whole, [no_such_place(self.query, others)])
        places = named_places(self.base, self.query, found=bool(whole))
        if places and (found := self._placed(places)):
            return found
        if not all(kind_named(match.kind).document for match in whole):
            return Answer(whole)
        if found := self._enumerated():
            return found
        found = self._near(reading, places)
        if not found.items and (others := sounding_like(self.base, self.query)):
            return found._replace(notes=[*found.notes, no_such_place(self.query, others)])
        return found

    def _is_named(self, match: Match) -> bool:
        """Tell whether the query is the name of an entry; that of a place as it is written."""
        if match.tier not in ("exact", "alias"):
            return False
        if not kind_named(match.kind).place:
            return True
        return not self.query.isascii() and fold(self.query) in map(fold, match.terms)

    def _not_meant(self, near: Sequence[Match], notes: Sequence[str]) -> Answer:
        unused = (self.query.strip(),)
        return Answer((), [match.as_near(unused) for match in near], unused, notes)

    def _search(self, text: str, kinds: Sequence[str] = ()) -> TextSearch:
        return TextSearch(self.base, text, kinds or self.kinds)

    def _meeting(self, reading: Reading) -> Answer | None:
        """Return what meets the conditions that were read; None where nothing does."""
        clusters, notes = self._clusters(reading.words)
        if reading.batches:
            clusters = [one for one in clusters if one.batch in reading.batches]
        if reading.group:
            return self._by_group(reading, clusters)
        if reading.figure:
            found = self._by_figure(reading, clusters)
            notes = [*notes, *self._how_sorted(reading)]
        else:
            field = "batch"
            found = [
                Match("cluster", one.id, score_in("words", 1.0), "words", field, (str(one.batch),))
                for one in clusters
            ]
        if not found or "cluster" not in self.kinds:
            return None
        known = {match.id for match in found}
        documents = [
            match
            for match in self.text.whole
            if match.kind != "cluster" or match.id not in known
            if match.tier in _DOCUMENTS
        ]
        return Answer([*found, *documents], notes=notes)

    def _clusters(self, words: str) -> tuple[list[Cluster], list[str]]:
        """Return the clusters that explain all words that are left, and how places were read."""
        if not says_something(words):
            return list(self.base.clusters), []
        whole = self._search(words, ["cluster"]).whole
        notes: list[str] = []
        if not whole:
            from jiqun.finding.naming import named_places

            places = named_places(self.base, words, found=False)
            if places and not places.unmet:
                notes = list(places.led)
                if says_something(places.replaced):
                    whole = self._search(places.replaced, ["cluster"]).whole
        return [self.base.cluster(match.id) for match in whole], notes

    def _by_figure(self, reading: Reading, clusters: Sequence[Cluster]) -> list[Match]:
        wanted = reading.figure
        assert wanted is not None
        rows: list[tuple[Cluster, Figure]] = []
        for one in clusters:
            if figures := [each for each in self.base.figures(one) if wanted.met_by(each)]:
                rows.append((one, min(figures, key=_foremost)))
        if reading.order:
            rows = [row for row in rows if row[1].op not in ("tier", "lt", "le")]
            rows.sort(key=lambda row: row[1].value_base, reverse=reading.order.descending)
            rows = rows[: reading.order.first or len(rows)]
        elif wanted.bounds:
            rows.sort(key=lambda row: row[1].value_base, reverse=True)
        else:
            rows.sort(key=lambda row: not row[1].of_cluster)
        return [
            _of_figure(one, figure, at / (len(rows) + 1)) for at, (one, figure) in enumerate(rows)
        ]

    def _how_sorted(self, reading: Reading) -> list[str]:
        wanted = reading.figure
        if not (reading.order and wanted):
            return []
        when = f"{wanted.year} 年" if wanted.year else "最近"
        kind = {"target": "目标", "forecast": "预计"}.get(wanted.kind or "", "实绩")
        way = "从高到低" if reading.order.descending else "从低到高"
        return [f"按集群自己的{when}{wanted.metric or ''}{kind}{way}排，没有这样的数字的不列"]

    def _by_group(self, reading: Reading, clusters: Sequence[Cluster]) -> Answer | None:
        if reading.group not in self.kinds:
            return None
        ids = {one.id for one in clusters}
        counted = [
            (sum(each.id in ids for each in self.base.clusters_of(one)), one)
            for one in self.base.all(reading.group)
        ]
        descending = reading.order is not None and reading.order.descending
        counted = sorted(
            (pair for pair in counted if pair[0]), key=lambda pair: pair[0], reverse=descending
        )
        title = kind_named(reading.group).title
        matches = [
            Match(
                reading.group,
                str(one.id),
                score_in("words", 1 - at / (len(counted) + 1)),
                "words",
                "name",
                (f"{count} 个集群",),
            )
            for at, (count, one) in enumerate(counted)
        ]
        way = "从多到少" if descending else "从少到多"
        return Answer(matches, notes=[f"按{title}的集群数{way}排"]) if matches else None

    def _enumerated(self) -> Answer | None:
        """Return the clusters of which all are named, one behind another."""
        parts = [part for part in _SEPARATORS.split(self.query) if says_something(part)]
        if len(parts) < 2 or "cluster" not in self.kinds:
            return None
        named: dict[str, Match] = {}
        for part in parts:
            whole = self._search(part, ["cluster"]).whole
            if not whole or whole[0].tier not in _NAMING:
                return None
            named.setdefault(whole[0].id, whole[0])
        return Answer(list(named.values()), notes=[f"分作 {len(parts)} 个名称来查"])

    def _placed(self, places: NamedPlaces) -> Answer | None:
        """Return what lies in the places that were named; None where texts tell it all."""
        whole = self.text.whole
        if places.only:
            if places.asked:
                return Answer(whole if self.query.isascii() else (), notes=places.notes)
            if places.unmet:
                near = self._search("、".join(places.wider)).whole if places.wider else ()
                return self._not_meant(near, places.notes)
            inside = self._search(places.replaced).whole
            named = [match for match in whole if match.names_place(places.typed)]
            known = {(match.kind, match.id) for match in named}
            rest = [match for match in inside if (match.kind, match.id) not in known]
            found = sorted([*named, *rest], key=lambda match: kind_named(match.kind).document)
            return Answer(found, notes=places.notes)
        if places.unmet or whole or fold(places.replaced) == fold(self.query):
            return None
        inside = self._search(places.replaced).whole
        return Answer(inside, notes=places.notes) if inside else None

    def _near(self, reading: Reading, places: NamedPlaces | None) -> Answer:
        """Return what explains most of the query, its places first."""
        whole = self.text.whole
        near = _alike(self.text.near)
        if places:
            inside = [one for one in self.text.near if not _misses(one, places)]
            near = _alike(inside) or self._without(places.rest, places.typed) or near
        if reading.conditional:
            near = self._without(reading.words, reading.taken) or near
        unused = near[0].unused if near else (self.query.strip(),)
        notes = places.notes if places else ()
        if near and all(kind_named(match.kind).evidence for match in whole):
            # Sources only support: what comes near says more than they do.
            return Answer((), [*near, *(match.as_near(()) for match in whole)], unused, notes)
        known = {(match.kind, match.id) for match in whole}
        near = [match for match in near if (match.kind, match.id) not in known]
        return Answer(whole, near, unused if near or not whole else (), notes)

    def _without(self, rest: str, unused: Sequence[str]) -> list[Match]:
        """Return what explains the rest of the query, were it not for ``unused``."""
        if not says_something(rest):
            return []
        return [
            match.as_near(unused)
            for match in self._search(rest).whole
            if not kind_named(match.kind).evidence
        ]


def _alike(near: Sequence[Match]) -> list[Match]:
    """Return the matches that do not explain the same words as the first one."""
    return [match for match in near if match.unused == near[0].unused]


def _misses(match: Match, places: NamedPlaces) -> bool:
    """Tell whether a match does not explain a place of the query, or nothing but places."""
    unused = fold("".join(match.unused))
    nothing_else = len(unused) >= len(said_in(places.rest))
    return any(name in unused for name in places.typed) or (
        nothing_else and len(match.terms) <= len(places.typed)
    )


def _foremost(figure: Figure) -> tuple[bool, int, int]:
    """Return the order in which figures answer: the cluster's own, the latest, outcomes."""
    return (not figure.of_cluster, -figure.ends, _LATEST_FIRST.index(figure.kind))


def _of_figure(one: Cluster, figure: Figure, below: float) -> Match:
    text = f"{figure.metric}{figure_text(figure)}"
    score = score_in("figure", 1 - below)
    return Match("cluster", one.id, score, "figure", "figure", (text,), (fold(text),))
