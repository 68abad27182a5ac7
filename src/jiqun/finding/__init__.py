"""Search: the entities that people mean by what they type.

A query is divided into units (`jiqun.finding.query`), the entities that share most of them are
looked up (`jiqun.finding.index`), and each is asked how much of the query it explains
(`jiqun.finding.matching`), which decides its rank (`jiqun.finding.ranking`). Where no entity
explains the whole query, typos are looked for (`jiqun.finding.typos`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from jiqun.finding.index import FIELDS, Entry, Index, Row, indexes_of
from jiqun.finding.matching import explain, with_singular
from jiqun.finding.query import LONGEST_QUERY, Unit, Units, interpretations, strip_generic_words
from jiqun.finding.ranking import NAMING_FIELDS, TIERS, Match, explained, named, ranked
from jiqun.kinds import KINDS, kind_named
from jiqun.knowledge import KnowledgeBase
from jiqun.text.normalize import fold

__all__ = ["TIERS", "Match", "Resolution", "matching_entries", "resolve", "search"]

# An entity that explains less of a query than this is not meant by it.
_LEAST_SHARE = 0.55
# So many entities that share most with the query are asked how much of it they explain.
_MOST_CANDIDATES = 128
_MOST_PER_LOOKUP = 512
# What shares less than this of what the best candidate shares cannot explain as much.
_LEAST_SHARED = 0.4
_MOST_NEAR = 5
# The letters of the fields that are looked up by the beginning of a syllable, and by initials.
_STARTING = [FIELDS[field] for field in ("name", "alias", "place")]
_WITH_INITIALS = [*_STARTING, FIELDS["product"]]

# A method of `Index`, and the text to look up with it.
_Lookup = tuple[Callable[[Index, str, int], list[int]], str]


class Resolution(NamedTuple):
    """What a name stands for: one certain match, several equal ones, or only ``near`` ones."""

    matches: Sequence[Match]
    near: Sequence[Match]


class _Candidate(NamedTuple):
    """A match, and the share (0 to 1) of the query that it explains."""

    share: float
    match: Match


def search(base: KnowledgeBase, query: str, kinds: Iterable[str] = KINDS) -> list[Match]:
    """Return all entities of ``kinds`` that a query finds, best first."""
    query = query[:LONGEST_QUERY]
    folded = fold(query)
    if not folded:
        return []
    compiled = indexes_of(base)
    indexes = [compiled.of(kind) for kind in kinds]
    meanings = interpretations(query, compiled.syllables, compiled.latin_words)
    candidates = [
        candidate
        for index in indexes
        for number in _sharing_most(index, folded, meanings)
        if (candidate := _candidate(index, number, folded, meanings))
    ]
    full = [match for share, match in candidates if share == 1]
    if any(match.tier not in ("title", "prose") for match in full):
        return ranked(full)
    from jiqun.finding.typos import near_matches, near_names

    if any(match.tier == "title" for match in full):
        # The title may be of what is written about an entity whose name was mistyped.
        return ranked([*full, *near_names(indexes, query)])
    near = near_matches(indexes, query, meanings, compiled.character_readings)
    partial = [
        match for share, match in candidates if share < 1 and not kind_named(match.kind).evidence
    ]
    return ranked([*full, *near, *partial])


def matching_entries(base: KnowledgeBase, kind: str, query: str) -> list[Any]:
    """Return the entities of a kind that a query finds, in the order of the base.

    An empty query finds all; near matches count only where nothing else is found.
    """
    if not query:
        return list(base.all(kind))
    matches = search(base, query, [kind])
    matches = [match for match in matches if match.tier != "slip"] or matches
    ids = {match.id for match in matches}
    return [entity for entity in base.all(kind) if str(entity.id) in ids]


def resolve(base: KnowledgeBase, name: str, kinds: Sequence[str]) -> Resolution:
    """Return what a name stands for among ``kinds``: the matches in the best tier.

    An id or a name as it is written settles it. Uncertain matches are only near.
    """
    for kind in kinds:
        if not kind_named(kind).yields_to and (entity := base.named(kind, name)):
            return Resolution([Match(kind, str(entity.id), 100.0, "exact", "name", (name,))], [])
    matches = search(base, name, kinds)
    certain = [match for match in matches if match.is_certain]
    best = [match for match in certain if _rank(match) == _rank(certain[0])]
    return Resolution(_without_namesakes(base, best), matches[:_MOST_NEAR])


def _rank(match: Match) -> str:
    """Return the tier of a match: whether a name begins with the query tells little."""
    return "prefix" if match.tier == "substring" else match.tier


def _without_namesakes(base: KnowledgeBase, matches: Sequence[Match]) -> list[Match]:
    """Return the matches without those that give way to another one of the same name.

    A city that is a province, too (上海), does: that holds the same clusters.
    """
    names = {
        (match.kind, base.title_of(base.get(match.kind, match.id))): match for match in matches
    }
    return [
        match
        for (kind, name), match in names.items()
        if (kind_named(kind).yields_to, name) not in names
    ]


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


def _candidate(
    index: Index, number: int, folded: str, meanings: Sequence[Units]
) -> _Candidate | None:
    """Return how an entity matches the query; None where it explains too little of it."""
    entry, id_ = index.entry(number), index.ids[number]
    row = _named_row(entry, folded)
    if row and (row.field == "code" or not kind_named(index.kind).evidence):
        return _Candidate(1.0, named(index.kind, id_, row))
    if kind_named(index.kind).document:
        meanings = [units for units in meanings if all(unit.type != "initials" for unit in units)]
    explanations = [explain(entry, units) for units in meanings]
    candidates = [
        _Candidate(explanation.share, explained(index.kind, id_, explanation))
        for explanation in explanations
        if explanation.share >= _LEAST_SHARE
    ]
    # Of equal ones take Chinese texts, which compare higher, rather than English ones.
    return max(
        candidates,
        key=lambda found: (found.share, found.match.score, found.match.words),
        default=None,
    )


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
