"""How much of a query an entity explains, and by which of its texts.

The query is divided into pieces so that as much of it as possible stands in some text of the
entity. A piece of several characters or syllables counts whole; a single character counts whole
only where it is a text of its own (湘), and half where it stands in a name.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from jiqun.finding.index import Row
from jiqun.finding.query import Unit, Units

# What a piece in a text of this field is worth: names say what a thing is, the others describe
# it. Ordered so that of two texts with the same piece the better one is named as the reason.
FIELD_WEIGHT = {
    "name": 1.0, "alias": 1.0, "code": 0.95, "product": 0.95, "firm": 0.9, "place": 0.9,
    "english": 0.85, "domain": 0.6, "figure": 0.8, "prose": 0.3,
}  # fmt: skip
_NAMES = frozenset({"name", "alias", "place"})
# A single character of a name speaks for it, but only half as loud as a word.
_SINGLE = 0.5
# Every piece costs a little, so that fewer and longer pieces win.
_PIECE_COST = 0.01
# Initials shorter than this stand for nearly everything, unless they are a place's own.
_INITIALS_LEAST = 3
_LATIN_START_LEAST = 3


class Piece(NamedTuple):
    """A part of the query that stands in a text of the entity: how, and how much it is."""

    how: str
    text: str
    row: Row
    weight: float
    whole: bool


class Cover(NamedTuple):
    """What explains a query: the share of it that is explained, and the pieces."""

    share: float
    pieces: Sequence[Piece]


def cover(rows: Sequence[Row], units: Units) -> Cover:
    """Return the best cover of ``units`` by ``rows``; its share is 0 where nothing fits."""
    total = sum(unit.weight for unit in units)
    if not total:
        return Cover(0.0, [])
    best: list[tuple[float, tuple[Piece, ...]]] = [(0.0, ())]
    for end in range(1, len(units) + 1):
        candidate = best[end - 1]
        for start in range(end - 1, -1, -1):
            if start < end - 1 and units[start].kind != units[end - 2].kind:
                break
            piece = _piece(rows, units[start:end])
            if piece is None:
                if start < end - 1 and units[start].kind == "han":
                    break  # a longer piece holds this one, so it cannot fit either
                continue
            worth = best[start][0] + piece.weight * (0.9 + 0.1 * FIELD_WEIGHT[piece.row.field])
            if worth - _PIECE_COST > candidate[0]:
                candidate = (worth - _PIECE_COST, (*best[start][1], piece))
        best.append(candidate)
    pieces = best[-1][1]
    return Cover(min(1.0, sum(piece.weight for piece in pieces) / total), pieces)


def _piece(rows: Sequence[Row], units: Units) -> Piece | None:
    weight = sum(unit.weight for unit in units)
    if not weight:
        return None
    kind = units[-1].kind
    if kind == "han":
        return _han(rows, "".join(unit.text for unit in units), weight)
    if kind in ("syllable", "start"):
        return _reading(rows, units, weight)
    if len(units) > 1:
        return None
    return _initials(rows, units[0]) if kind == "initials" else _literal(rows, units[0])


def _best(found: list[Piece]) -> Piece | None:
    return max(
        found,
        key=lambda piece: (FIELD_WEIGHT[piece.row.field] + piece.whole, -len(piece.row.folded)),
        default=None,
    )


def _han(rows: Sequence[Row], text: str, weight: float) -> Piece | None:
    found = [
        Piece("text", text, row, weight, row.folded == text) for row in rows if text in row.folded
    ]
    if len(text) > 1:
        return _best(found)
    whole = _best([piece for piece in found if piece.whole])
    if whole:
        return whole
    named = _best([piece for piece in found if piece.row.field in _NAMES])
    return named and named._replace(how="single", weight=weight * _SINGLE)


def _reading(rows: Sequence[Row], units: Units, weight: float) -> Piece | None:
    text = "|" + "|".join(unit.text for unit in units)
    finished = units[-1].kind == "syllable"
    if len(units) == 1:
        if not finished and len(units[0].text) < _LATIN_START_LEAST:
            return None
        found = [
            row
            for row in rows
            if (row.reading == f"{text}|" if finished else row.reading.startswith(text))
        ]
    else:
        sought = f"{text}|" if finished else text
        found = [row for row in rows if sought in row.reading]
    return _best([Piece("reading", text, row, weight, row.reading == f"{text}|") for row in found])


def _literal(rows: Sequence[Row], unit: Unit) -> Piece | None:
    pattern = _pattern(unit.text)
    numeric = not unit.text[0].isalpha()
    found = []
    for row in rows:
        text = row.folded if numeric else row.text.lower()
        if unit.text[:1] in text and pattern.search(text):
            found.append(Piece("text", unit.text, row, unit.weight, row.folded == unit.text))
    return _best(found)


@lru_cache(maxsize=64)
def _pattern(text: str) -> re.Pattern[str]:
    """Return what finds a literal: a number with its own digits only, a word from its start."""
    if not text[0].isalpha():
        return re.compile(rf"(?<![\d.]){re.escape(text)}(?![\d.]*\d)")
    end = "" if len(text) >= _LATIN_START_LEAST else r"(?![a-z0-9])"
    return re.compile(rf"(?<![a-z0-9]){re.escape(text)}{end}")


def _initials(rows: Sequence[Row], unit: Unit) -> Piece | None:
    text = unit.text
    if len(text) >= _INITIALS_LEAST:
        found = [
            Piece("initials", text, row, unit.weight, row.initials == text)
            for row in rows
            if row.initials.startswith(text)
        ]
        if found:
            return _best(found)
    places = {row.initials for row in rows if row.field == "place" and len(row.initials) > 1}
    if text in places:
        row = next(row for row in rows if row.field == "place" and row.initials == text)
        return Piece("initials", text, row, unit.weight, True)
    for split in range(2, len(text) - _INITIALS_LEAST + 1):
        head, tail = text[:split], text[split:]
        if head in places:
            for row in rows:
                if row.field in ("name", "alias", "product") and tail in row.initials:
                    return Piece("initials", text, row, unit.weight, False)
    return None
