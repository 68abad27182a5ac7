"""Typos: homophones (株州), misspelled pinyin, and one or two wrong letters or characters."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, product

from jiqun.finding.index import Index
from jiqun.finding.matching import Explainer, Explanation
from jiqun.finding.query import Unit, Units, split_words, strip_generic_words
from jiqun.finding.ranking import Match, score_in, terms_of
from jiqun.kinds import kind_named
from jiqun.structs import Struct
from jiqun.text.normalize import fold

# How well what is found fits by the kind of typo: a homophone is likelier than a wrong letter.
_HOMOPHONE_FIT = 0.9
_SPELLING_FIT = 0.85
# What is taken off unless all pieces are full texts, and unless there is only one.
_PARTS_COST = 0.1
_PIECES_COST = 0.1
# A whole name but for an edit fits better than parts of names; then by the share of edits.
_EDIT_FIT = 0.98
_EDITS_COST = 0.5
_SECOND_EDIT_COST = 0.2
# Shorter texts than these are one edit away from too many others.
_HAN_LEAST = 3
_LATIN_LEAST = 4
# Two edits are allowed only where they leave most of the text as it was.
_TWO_EDITS_LEAST = 8
# Bounds on the time that the search for typos takes.
_MOST_SHARING = 256
_MOST_SPELLINGS = 5
_MOST_PHRASES = 24
_MOST_SOUNDED = 2


class _Spelling(Struct):
    """A word of pinyin as names have it, and its distance in edits from what was typed."""

    distance: int
    syllables: Sequence[str]


def near_matches(
    indexes: Sequence[Index],
    query: str,
    interpretations: Sequence[Units],
    character_readings: Mapping[str, str],
) -> list[Match]:
    """Return the entities that the query would find but for a typo."""
    indexes = [index for index in indexes if not kind_named(index.kind).document]
    found = list(_homophones(indexes, interpretations, character_readings))
    found += [] if found else _misspelled(indexes, query)
    found += _edited(indexes, query)
    units = interpretations[0]
    as_typed = Explainer(units)
    # Of words in letters, none is as it was typed.
    latin = not any(unit.type == "han" for unit in units)
    typed = tuple(split_words(query)) if latin else ()
    by_kind = {index.kind: index for index in indexes}
    return [
        match._replace(unused=typed or _missed(by_kind[match.kind], match, as_typed) or (query,))
        for match in found
    ]


def _missed(index: Index, match: Match, as_typed: Explainer) -> tuple[str, ...]:
    return tuple(as_typed.explain(index.entry(index.number(match.id))).missed)


def _homophones(
    indexes: Sequence[Index], interpretations: Sequence[Units], readings: Mapping[str, str]
) -> Iterator[Match]:
    """Yield what is found when the characters of the query are taken by their sound."""
    for units in interpretations[:_MOST_SOUNDED]:
        if any(unit.type == "han" and unit.weight for unit in units):
            sounds = [
                unit._replace(type="syllable", text=readings.get(unit.text, unit.text))
                if unit.type == "han"
                else unit
                for unit in units
            ]
            yield from _sounding_like(indexes, sounds, _HOMOPHONE_FIT)


def _misspelled(indexes: Sequence[Index], query: str) -> list[Match]:
    """Return what is found when words of pinyin are taken for the nearest ones in names.

    Of all combinations only those with the fewest edits that find anything count.
    """
    words = split_words(query)
    if not words or not all(word.isascii() and word.isalpha() for word in words):
        return []
    choices = [_nearest_spellings(indexes, word) for word in words]
    phrases = sorted(product(*choices), key=_distance)[:_MOST_PHRASES]
    for _, nearest in groupby(phrases, key=_distance):
        found = [
            match
            for phrase in nearest
            for match in _sounding_like(indexes, _syllables(phrase), _SPELLING_FIT)
        ]
        if found:
            return found
    return []


def _nearest_spellings(indexes: Sequence[Index], word: str) -> list[_Spelling]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near: dict[str, _Spelling] = {}
    for index in indexes:
        found = process.extract(
            word,
            index.spellings.keys(),
            scorer=OSA.distance,
            score_cutoff=_edits_allowed(word),
            limit=_MOST_SPELLINGS,
        )
        for text, distance, _ in found:
            near.setdefault(text, _Spelling(int(distance), index.spellings[text]))
    return heapq.nsmallest(_MOST_SPELLINGS, near.values(), key=lambda spelling: spelling.distance)


def _distance(phrase: Iterable[_Spelling]) -> int:
    return sum(spelling.distance for spelling in phrase)


def _syllables(phrase: Iterable[_Spelling]) -> list[Unit]:
    return [
        Unit("syllable", part, 1.0, alone=len(spelling.syllables) == 1)
        for spelling in phrase
        for part in spelling.syllables
    ]


def _sounding_like(indexes: Sequence[Index], units: Units, fit: float) -> Iterator[Match]:
    """Yield the entities that explain all of ``units``; ``fit`` is that of the best match."""
    explainer = Explainer(units)
    for index in indexes:
        shared: Counter[int] = Counter()
        for first, second in pairwise(units):
            if first.type == second.type == "syllable":
                pair = f"|{first.text}|{second.text}|"
                shared.update(index.with_reading(pair, _MOST_SHARING))
        most = max(shared.values(), default=0)
        for number in sorted(number for number, pairs in shared.items() if 2 * pairs >= most):
            entry = index.entry(number)
            if not explainer.may_explain(entry, 1.0):
                continue
            explanation = explainer.explain(entry)
            if explanation.share == 1:
                yield _near_match(index, number, explanation, fit)


def _near_match(index: Index, number: int, explanation: Explanation, fit: float) -> Match:
    pieces = explanation.pieces
    full = sum(piece.is_full for piece in pieces) / len(pieces)
    longest = max(piece.weight for piece in pieces) / sum(piece.weight for piece in pieces)
    score = score_in("slip", fit - _PARTS_COST * (1 - full) - _PIECES_COST * (1 - longest))
    field = pieces[0].row.field
    return Match(index.kind, index.ids[number], score, "slip", field, terms_of(pieces))


def _edited(indexes: Sequence[Index], query: str) -> Iterator[Match]:
    """Yield the entities with a name that is the query but for a few edits."""
    folded = fold(query)
    if any(map(str.isdigit, folded)):
        return  # another digit makes another number
    for typed in dict.fromkeys((folded, strip_generic_words(folded))):
        if edits := _edits_allowed(typed):
            for index in indexes:
                yield from _names_near(index, typed, edits)


def _names_near(index: Index, typed: str, edits: int) -> Iterator[Match]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    by_length = index.names_to_compare(typed)
    # A text hardly longer than the edits would be near everything.
    lengths = range(max(len(typed) - edits, edits + 2), len(typed) + edits + 1)
    names = [name for length in lengths for name in by_length.get(length, ())]
    texts = [name.text for name in names]
    near = process.extract_iter(typed, texts, scorer=OSA.distance, score_cutoff=edits)
    for _, distance, at in near:
        text, number, row = names[at]
        fit = _EDIT_FIT - _EDITS_COST * distance / max(len(typed), len(text))
        score = score_in("slip", fit - _SECOND_EDIT_COST * (distance > 1))
        yield Match(index.kind, index.ids[number], score, "slip", row.field, (row.text,))


def _edits_allowed(text: str) -> int:
    if len(text) < (_LATIN_LEAST if text.isascii() else _HAN_LEAST):
        return 0
    return 2 if len(text) >= _TWO_EDITS_LEAST else 1
