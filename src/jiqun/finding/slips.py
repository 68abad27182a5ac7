"""Slips: homophones first (株州), then one or two letters or characters wrong."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from jiqun.finding import TIERS, Match
from jiqun.finding.covering import cover
from jiqun.finding.index import Index
from jiqun.finding.query import Unit, Units, bare
from jiqun.folding import fold
from jiqun.knowledge import KnowledgeBase

_INSIDE = 9.9
# A homophone is a likelier slip than a wrong letter: it keeps nearly the whole of the tier.
_HOMOPHONE_FIT = 0.9
# Shorter texts than these are one edit away from too many others.
_HAN_LEAST = 3
_LATIN_LEAST = 4
# Two edits are allowed only where they leave most of the text as it was.
_TWO_EDITS_LEAST = 7
# Beyond so many entries the edits of all names take too long; sharing a character must do.
_SMALL = 5000
_NAMED = frozenset({"name", "alias", "place", "product", "firm", "english"})
_DOCUMENTS = frozenset({"policy", "indicator", "source"})


def slips(
    base: KnowledgeBase, indexes: Sequence[Index], query: str, ways: Sequence[Units]
) -> list[Match]:
    """Return the entries that the query would find but for a slip."""
    found = list(_homophones(base, indexes, ways))
    return found or list(_edits(indexes, query))


def _homophones(
    base: KnowledgeBase, indexes: Sequence[Index], ways: Sequence[Units]
) -> Iterator[Match]:
    sounds: dict[str, str] = base.index("readings")[0]
    for units in ways[:2]:
        if not any(unit.kind == "han" and unit.weight for unit in units):
            continue
        spoken = [
            Unit("syllable", sounds.get(unit.text, unit.text), unit.weight)
            if unit.kind == "han"
            else unit
            for unit in units
        ]
        for index in indexes:
            if index.kind not in _DOCUMENTS:
                yield from _sounding(index, spoken)


def _sounding(index: Index, units: Units) -> Iterator[Match]:
    numbers: set[int] = set()
    for first, second in pairwise(units):
        if first.kind == second.kind == "syllable":
            numbers.update(index.with_reading(f"|{first.text}|{second.text}|", 256))
    for number in sorted(numbers):
        covered = cover(index.rows(number), units)
        if covered.share > 0.999:
            words = "、".join(dict.fromkeys(piece.row.text for piece in covered.pieces))
            field = covered.pieces[0].row.field
            tight = sum(piece.whole for piece in covered.pieces) / len(covered.pieces)
            score = TIERS["slip"] - _INSIDE * (1 - _HOMOPHONE_FIT - 0.05 * tight)
            yield Match(index.kind, index.ids[number], score, "slip", field, words)


def _edits(indexes: Sequence[Index], query: str) -> Iterator[Match]:
    folded = bare(fold(query))
    latin = folded.isascii()
    if len(folded) < (_LATIN_LEAST if latin else _HAN_LEAST) or any(map(str.isdigit, folded)):
        return
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = 2 if len(folded) >= _TWO_EDITS_LEAST else 1
    for index in indexes:
        if index.kind in _DOCUMENTS:
            continue
        texts = list(_texts(index, folded, latin, allowed))
        close: Any = process.extract_iter(
            folded, [text for text, *_ in texts], scorer=OSA.distance, score_cutoff=allowed
        )
        for _, distance, at in close:
            text, number, field, stored = texts[at]
            fit = 1 - distance / max(len(folded), len(text))
            score = TIERS["slip"] - _INSIDE * (1 - 0.85 * fit)
            yield Match(index.kind, index.ids[number], score, "slip", field, stored)


def _texts(
    index: Index, folded: str, latin: bool, allowed: int
) -> Iterator[tuple[str, int, str, str]]:
    numbers = range(len(index.ids)) if len(index.ids) <= _SMALL else _sharing(index, folded)
    for number in numbers:
        for row in index.rows(number):
            if row.field not in _NAMED:
                continue
            for text in {row.folded, bare(row.folded)} if not latin else _spellings(row):
                if abs(len(text) - len(folded)) <= allowed and len(text) > allowed + 1:
                    yield text, number, row.field, row.text


def _spellings(row: Any) -> set[str]:
    if row.field == "english":
        return {row.folded, *row.text.lower().replace("-", " ").split()}
    spelled = row.reading.replace("|", "")
    return {spelled, spelled.removesuffix("shi"), spelled.removesuffix("jiqun")} - {""}


def _sharing(index: Index, folded: str) -> set[int]:
    numbers: set[int] = set()
    for first, second in pairwise(folded):
        numbers.update(index.with_text(first + second, 256))
    return numbers
