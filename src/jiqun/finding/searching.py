"""Searching texts: what explains a whole query, and what comes near it.

A query is divided into units (`jiqun.finding.query`), the entities that share most of them are
looked up (`jiqun.finding.index`), and each is asked how much of the query it explains
(`jiqun.finding.matching`), which decides its rank (`jiqun.finding.ranking`). Only what explains
all of it matches; what explains a part, or would but for a typo (`jiqun.finding.typos`), is near.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from jiqun.finding.index import FIELDS, Entry, Index, Row, indexes_of
from jiqun.finding.matching import Explainer, with_singular
from jiqun.finding.query import LONGEST_QUERY, Unit, Units, interpretations, strip_generic_words
from jiqun.finding.ranking import NAMING_FIELDS, Match, explained, named, ranked
from jiqun.kinds import kind_named
from jiqun.knowledge import KnowledgeBase
from jiqun.text.normalize import fold

# An entity that explains less of a query than this is not meant by it.
_LEAST_SHARE = 0.5
# So many entities that share most with the query are asked how much of it they explain.
_MOST_CANDIDATES = 128
_MOST_PER_LOOKUP = 512
# What shares less than this of what the best candidate shares cannot explain as much.
_LEAST_SHARED = 0.4
# The letters of the fields that are looked up by the beginning of a syllable, and by initials.
_STARTING = [FIELDS[field] for field in ("name", "alias", "place")]
_WITH_INITIALS = [*_STARTING, FIELDS["product"]]

# A method of `Index`, and the text to look up with it.
_Lookup = tuple[Callable[[Index, str, int], list[int]], str]


class TextSearch:
    """A query over the texts of all entities of some kinds."""

    def __init__(self, base: KnowledgeBase, query: str, kinds: Sequence[str]) -> None:
        """Take a query, of which only the first `LONGEST_QUERY` characters count."""
        self._query = query[:LONGEST_QUERY]
        compiled = indexes_of(base)
        self._compiled = compiled
        self._indexes = [compiled.of(kind) for kind in kinds]
        self._meanings: list[Units] = []
        if fold(self._query):
            self._meanings = interpretations(self._query, compiled.lexicon(kinds))

    @cached_property
    def whole(self) -> list[Match]:
        """The matches that explain the whole query, best first."""
        return ranked(match for match in self._matches(1.0) if not match.unused)

    @cached_property
    def near(self) -> list[Match]:
        """What explains a part of the query, or would but for a typo, best first.

        What only supports others is never near.
        """
        from jiqun.finding.typos import near_matches

        if not self._meanings:
            return []
        readings = self._compiled.character_readings
        found = near_matches(self._indexes, self._query, self._meanings, readings)
        found += (match for match in self._matches(_LEAST_SHARE) if match.unused)
        whole = {(match.kind, match.id) for match in self.whole}
        return [
            match
            for match in ranked(found)
            if (match.kind, match.id) not in whole and not kind_named(match.kind).evidence
        ]

    def _matches(self, share: float) -> Iterator[Match]:
        """Yield how the candidates match that explain at least this share of the query."""
        folded = fold(self._query)
        for index, numbers in self._candidates:
            kind = kind_named(index.kind)
            explainers = self._explainers
            if kind.document:
                explainers = [one for one in explainers if not one.has_initials]
            for number in numbers:
                row = _named_row(index.entry(number), folded)
                if row and (row.field == "code" or not kind.evidence):
                    yield named(index.kind, index.ids[number], row)
                elif match := _match(index, number, explainers, share):
                    yield match

    @cached_property
    def _candidates(self) -> list[tuple[Index, list[int]]]:
        if not self._meanings:
            return []
        folded = fold(self._query)
        # A kind of which there are none is not even loaded.
        shares = ((one, _sharing_most(one, folded, self._meanings)) for one in self._indexes)
        return [(index, numbers) for index, numbers in shares if numbers]

    @cached_property
    def _explainers(self) -> list[Explainer]:
        return [Explainer(units) for units in self._meanings]


def _sharing_most(index: Index, folded: str, meanings: Sequence[Units]) -> list[int]:
    """Return the numbers of the entities that share most with the query, in their order."""
    shared = Counter(index.with_text(folded, _MOST_PER_LOOKUP))
    lookups = dict.fromkeys(lookup for units in meanings for lookup in _lookups(units))
    for look_up, text in lookups:
        shared.update(look_up(index, text, _MOST_PER_LOOKUP))
    most = shared.most_common(_MOST_CANDIDATES)
    return sorted(number for number, count in most if count >= most[0][1] * _LEAST_SHARED)


def _lookups(units: Units) -> Iterator[_Lookup]:
    """Yield what to look up for units: pairs of neighbours, and units by themselves."""
    for at, unit in enumerate(units):
        if at + 1 < len(units):
            yield from _pair_lookups(unit, units[at + 1])
        yield from _unit_lookups(unit)


def _pair_lookups(first: Unit, second: Unit) -> Iterator[_Lookup]:
    if first.type == second.type == "han":
        if first.weight or second.weight:
            yield Index.with_text, first.text + second.text
    elif first.type in ("syllable", "unfinished") and second.type in ("syllable", "unfinished"):
        end = "|" if second.type == "syllable" else ""
        yield Index.with_reading, f"|{first.text}|{second.text}{end}"


def _unit_lookups(unit: Unit) -> Iterator[_Lookup]:
    text = unit.text
    match unit.type:
        case "han":
            if unit.weight:
                yield Index.with_single, text
        case "syllable":
            yield Index.with_single, text
        case "unfinished":
            if len(text) > 2:
                yield from ((Index.with_reading, f"{letter}|{text}") for letter in _STARTING)
        case "initials":
            yield from ((Index.with_initials, f"{letter}{text}") for letter in _WITH_INITIALS)
            # They may be those of a place and of a name (zzgd).
            yield from ((Index.with_initials, text[at:]) for at in range(2, len(text) - 1))
        case "literal":
            if unit.weight:
                yield from ((Index.with_text, form) for form in with_singular(text))


def _match(
    index: Index, number: int, explainers: Sequence[Explainer], share: float
) -> Match | None:
    """Return how an entity explains the query; None where it explains less than ``share``."""
    entry, id_ = index.entry(number), index.ids[number]
    explanations = [
        explanation
        for explainer in explainers
        if explainer.may_explain(entry, share)
        if (explanation := explainer.explain(entry)).share >= share
    ]
    matches = [(one.share, explained(index.kind, id_, one)) for one in explanations]
    # Of equal ones take Chinese texts, which compare higher, rather than English ones.
    best = max(matches, key=lambda found: (found[0], found[1].score, found[1].words), default=None)
    return best and best[1]


def _named_row(entry: Entry, folded: str) -> Row | None:
    """Return the name, alias or code that the query is; generic words may be left out of both."""
    if folded in entry.folded:
        for row in entry.rows:
            if row.folded == folded and row.field in NAMING_FIELDS:
                return row
    stripped = strip_generic_words(folded)
    if stripped in entry.folded:
        for row in entry.rows:
            if row.field in ("alias", "english") and strip_generic_words(row.folded) == stripped:
                return row
    return None
