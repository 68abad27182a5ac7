"""Slips: homophones first (株州), then one or two letters or characters wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import Any

from jiqun.finding import DOCUMENTS, INSIDE, TIERS, Match
from jiqun.finding.index import Index, Row
from jiqun.finding.matching import cover
from jiqun.finding.query import Unit, Units, bare, words_of
from jiqun.knowledge import KnowledgeBase
from jiqun.text.normalize import fold

# A homophone is a likelier slip than a wrong letter: it keeps nearly the whole of the tier.
_HOMOPHONE_FIT = 0.9
_SPELLING_FIT = 0.85
# A whole name but for a letter says more than parts of a name do.
_EDIT_FIT = 0.98
_SECOND_EDIT = 0.2
# Shorter texts than these are one edit away from too many others.
_HAN_LEAST = 3
_LATIN_LEAST = 4
# Two edits are allowed only where they leave most of the text as it was.
_TWO_EDITS_LEAST = 8
# Beyond so many entries the edits of all names take too long; sharing a part must do.
_SMALL = 2000
_NAMED = frozenset({"name", "alias", "place", "product", "firm", "english", "domain"})
_MOST = 256
_MOST_NEAR = 5
_MOST_WAYS = 24

# A folded or spelled text, and the number of the entity and the row it is from.
_Text = tuple[str, int, Row]


def slips(
    base: KnowledgeBase, indexes: Sequence[Index], query: str, ways: Sequence[Units]
) -> list[Match]:
    """Return the entries that the query would find but for a slip."""
    indexes = [index for index in indexes if index.kind not in DOCUMENTS]
    found = list(_homophones(base, indexes, ways)) or list(_misspelled(base, indexes, query))
    return [*found, *_edits(base, indexes, query)]


def edits(base: KnowledgeBase, indexes: Sequence[Index], query: str) -> list[Match]:
    """Return the entries one of whose names is the whole query but for an edit."""
    indexes = [index for index in indexes if index.kind not in DOCUMENTS]
    return list(_edits(base, indexes, query, most=1))


def _homophones(
    base: KnowledgeBase, indexes: Sequence[Index], ways: Sequence[Units]
) -> Iterator[Match]:
    sounds: dict[str, str] = base.index("readings")[0]
    for units in ways[:2]:
        if any(unit.kind == "han" and unit.weight for unit in units):
            spoken = [
                unit._replace(kind="syllable", text=sounds.get(unit.text, unit.text))
                if unit.kind == "han"
                else unit
                for unit in units
            ]
            yield from _explained(indexes, spoken, _HOMOPHONE_FIT)


def _explained(indexes: Sequence[Index], units: Units, fit: float) -> Iterator[Match]:
    """Yield the entries that explain all of ``units``."""
    for index in indexes:
        shared: Counter[int] = Counter()
        for first, second in pairwise(units):
            if first.kind == second.kind == "syllable":
                shared.update(index.with_reading(f"|{first.text}|{second.text}|", _MOST))
        most = max(shared.values(), default=0)
        for number in sorted(number for number, parts in shared.items() if 2 * parts >= most):
            covered = cover(index.entry(number), units)
            if covered.share == 1:
                pieces = covered.pieces
                words = "、".join(dict.fromkeys(piece.row.text for piece in pieces))
                whole = sum(piece.whole for piece in pieces) / len(pieces)
                longest = max(piece.weight for piece in pieces) / sum(
                    piece.weight for piece in pieces
                )
                score = TIERS["slip"] - INSIDE * (1 - fit + 0.1 * (1 - whole) + 0.1 * (1 - longest))
                field = pieces[0].row.field
                yield Match(index.kind, index.ids[number], score, "slip", field, words)


def _misspelled(base: KnowledgeBase, indexes: Sequence[Index], query: str) -> Iterator[Match]:
    """Yield what is found when words of pinyin are read as the nearest words of the base."""
    words = words_of(query)
    if not words or not all(word.isascii() and word.isalpha() for word in words):
        return
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    spellings: dict[str, tuple[str, ...]] = base.once("spellings", lambda: _spellings(indexes))
    choices: list[list[tuple[int, tuple[str, ...]]]] = []
    for word in words:
        edits = _edits_allowed(word, _LATIN_LEAST)
        near = process.extract(
            word, spellings.keys(), scorer=OSA.distance, score_cutoff=edits, limit=_MOST_NEAR
        )
        choices.append([(int(distance), spellings[text]) for text, distance, _ in near])
    # The nearest spellings first; further ones are not tried once these find something.
    ways = sorted(product(*choices), key=lambda chosen: sum(distance for distance, _ in chosen))
    found_at = None
    for chosen in ways[:_MOST_WAYS]:
        distance = sum(distance for distance, _ in chosen)
        if found_at is not None and distance > found_at:
            return
        units = [Unit("syllable", part, 1.0) for _, parts in chosen for part in parts]
        for match in _explained(indexes, units, _SPELLING_FIT):
            found_at = distance
            yield match


def _spellings(indexes: Sequence[Index]) -> dict[str, tuple[str, ...]]:
    """Return how names and their beginnings and ends are spelled, and their syllables."""
    spellings: dict[str, tuple[str, ...]] = {}
    for index in indexes:
        for number in range(min(len(index.ids), _SMALL)):
            for row in index.entry(number).rows:
                parts = tuple(row.reading.strip("|").split("|"))
                for start in range(len(parts) - 1):
                    for end in range(start + 2, min(len(parts), start + 4) + 1):
                        spellings.setdefault("".join(parts[start:end]), parts[start:end])
                if len(parts) > 4:
                    spellings.setdefault("".join(parts), parts)
    return spellings


def _edits_allowed(text: str, least: int) -> int:
    return 0 if len(text) < least else 2 if len(text) >= _TWO_EDITS_LEAST else 1


def _edits(
    base: KnowledgeBase, indexes: Sequence[Index], query: str, most: int = 2
) -> Iterator[Match]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    folded = fold(query)
    if any(map(str.isdigit, folded)):
        return
    for typed in dict.fromkeys((folded, bare(folded))):
        latin = typed.isascii()
        allowed = min(most, _edits_allowed(typed, _LATIN_LEAST if latin else _HAN_LEAST))
        for index in indexes if allowed else ():
            texts = _texts(base, index, typed, allowed)
            close: Any = process.extract_iter(
                typed, [text for text, *_ in texts], scorer=OSA.distance, score_cutoff=allowed
            )
            for _, distance, at in close:
                text, number, row = texts[at]
                fit = _EDIT_FIT - 0.5 * distance / max(len(typed), len(text))
                fit -= _SECOND_EDIT * (distance > 1)
                score = TIERS["slip"] - INSIDE * (1 - fit)
                yield Match(index.kind, index.ids[number], score, "slip", row.field, row.text)


def _texts(base: KnowledgeBase, index: Index, typed: str, allowed: int) -> list[_Text]:
    """Return the names that are at most ``allowed`` longer or shorter than what was typed."""
    latin = typed.isascii()
    if len(index.ids) <= _SMALL:
        every = range(len(index.ids))
        key = f"texts:{index.kind}:{latin}"
        by_length = base.once(key, lambda: _by_length(index, every, latin))
    else:
        by_length = _by_length(index, _sharing(index, typed), latin)
    # A text hardly longer than the edits would be near everything.
    lengths = range(max(len(typed) - allowed, allowed + 2), len(typed) + allowed + 1)
    return [text for length in lengths for text in by_length.get(length, ())]


def _by_length(index: Index, numbers: Iterable[int], latin: bool) -> dict[int, list[_Text]]:
    by_length: dict[int, list[_Text]] = {}
    for number in numbers:
        for row in index.entry(number).rows:
            if row.field in _NAMED:
                for text in _latin(row) if latin else {row.folded, bare(row.folded)}:
                    by_length.setdefault(len(text), []).append((text, number, row))
    return by_length


def _latin(row: Row) -> set[str]:
    """Return the words of an English text, or the spelling of a Chinese one."""
    if row.field == "english":
        return {row.folded, *row.text.lower().replace("-", " ").split()}
    spelled = row.reading.replace("|", "")
    return {spelled, spelled.removesuffix("shi"), spelled.removesuffix("jiqun")} - {""}


def _sharing(index: Index, folded: str) -> set[int]:
    numbers: set[int] = set()
    for first, second in pairwise(folded):
        numbers.update(index.with_text(first + second, _MOST))
    return numbers
