"""How much of a query an entity explains, and by which of its texts.

The query is divided into pieces so that as much of it as possible stands in some text of the
entity. A piece of several characters or syllables counts whole; a single one counts whole only
where it is a text of its own (湘), and half where it stands in a name.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from jiqun.finding.index import Entry, Row
from jiqun.finding.query import Unit, Units

# What a piece in a text of this field is worth: names say what a thing is, the others describe
# it. Ordered so that of two texts with the same piece the better one is named as the reason.
FIELD_WEIGHT = {
    "name": 1.0, "alias": 1.0, "code": 1.0, "product": 0.95, "firm": 0.9, "place": 0.9,
    "english": 0.9, "domain": 0.6, "figure": 0.8, "prose": 0.3,
}  # fmt: skip
_NAMES = frozenset({"name", "alias", "place", "product"})
# A single character of a name speaks for it, but only half as loud as a word.
_SINGLE = 0.5
# Every piece costs a little, so that fewer and longer pieces win.
_PIECE_COST = 0.01
# Initials shorter than this stand for nearly everything, unless they are all of a text.
_INITIALS_LEAST = 3
# A word of fewer letters than this must be there whole, a longer one may be the start of one.
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


def cover(entry: Entry, units: Units) -> Cover:
    """Return the best cover of ``units`` by an entry; its share is 0 where nothing fits."""
    total = sum(unit.weight for unit in units)
    if not total:
        return Cover(0.0, [])
    best: list[tuple[float, tuple[Piece, ...]]] = [(0.0, ())]
    for end in range(1, len(units) + 1):
        candidate = best[end - 1]
        for start in range(end - 1, -1, -1):
            if start < end - 1 and not _joined(units[start].kind, units[end - 1].kind):
                break
            piece = _piece(entry, units[start:end], total)
            if piece is None:
                if start < end - 1:
                    break  # a longer piece holds this one, so it cannot fit either
                continue
            worth = best[start][0] + piece.weight * (0.9 + 0.1 * FIELD_WEIGHT[piece.row.field])
            if worth - _PIECE_COST > candidate[0]:
                candidate = (worth - _PIECE_COST, (*best[start][1], piece))
        best.append(candidate)
    pieces = best[-1][1]
    return Cover(min(1.0, sum(piece.weight for piece in pieces) / total), pieces)


def found_in(piece: Piece) -> str:
    """Return the characters of the folded text for which a piece stands; empty if not known."""
    row = piece.row
    if piece.how == "text":
        return piece.text
    if len(row.initials) != len(row.folded):
        return ""  # letters and figures among the characters are not read one by one
    if piece.how == "initials":
        start, length = row.initials.find(piece.text), len(piece.text)
    else:
        start, length = (
            row.reading[: row.reading.find(piece.text)].count("|"),
            piece.text.count("|"),
        )
    return row.folded[start : start + length] if start >= 0 else ""


def _joined(first: str, last: str) -> bool:
    return first == last == "han" or (first == "syllable" and last in ("syllable", "start"))


def _piece(entry: Entry, units: Units, total: float) -> Piece | None:
    weight = sum(unit.weight for unit in units)
    if not weight:
        return None
    kind = units[-1].kind
    # A query of one character has nothing else to go by.
    single = weight if total <= 1 else weight * _SINGLE
    if kind == "han":
        return _han(entry, "".join(unit.text for unit in units), weight, single)
    if kind in ("syllable", "start"):
        return _reading(entry, units, weight, single)
    return _initials(entry, units[0]) if kind == "initials" else _literal(entry, units[0])


def _best(found: Iterable[Piece]) -> Piece | None:
    return max(
        found,
        key=lambda piece: (FIELD_WEIGHT[piece.row.field] + piece.whole, -len(piece.row.folded)),
        default=None,
    )


def _han(entry: Entry, text: str, weight: float, single: float) -> Piece | None:
    if text not in entry.folded:
        return None
    found = [
        Piece("text", text, row, weight, row.folded == text)
        for row in entry.rows
        if text in row.folded
    ]
    if len(text) > 1:
        return _best(found)
    return _alone(found, single)


def _alone(found: Sequence[Piece], single: float) -> Piece | None:
    """Return the best piece of one character: a text of its own, or half a word of a name."""
    if whole := _best(piece for piece in found if piece.whole):
        return whole
    named = _best(piece for piece in found if piece.row.field in _NAMES)
    return named and named._replace(weight=single)


def _reading(entry: Entry, units: Units, weight: float, single: float) -> Piece | None:
    text = "|" + "|".join(unit.text for unit in units)
    sought = f"{text}|" if units[-1].kind == "syllable" else text
    if sought not in entry.readings:
        return None
    found = [
        Piece("reading", text, row, weight, row.reading == f"{text}|")
        for row in entry.rows
        if sought in row.reading
    ]
    return _best(found) if len(units) > 1 else _alone(found, single)


def _literal(entry: Entry, unit: Unit) -> Piece | None:
    found: list[Piece] = []
    for form in singulars(unit.text):
        if form not in entry.folded:
            continue
        pattern = _pattern(form)
        found += [
            Piece("text", unit.text, row, unit.weight, row.folded == form)
            for row in entry.rows
            if form in row.folded
            and (row.field != "code" or row.folded == form)
            and pattern.search(row.text.lower())
        ]
    return _best(found)


def singulars(word: str) -> tuple[str, ...]:
    """Return an English word and, where it may be a plural, its singular."""
    return (word, word[:-1]) if len(word) > 4 and word.endswith("s") else (word,)


@lru_cache(maxsize=64)
def _pattern(text: str) -> re.Pattern[str]:
    """Return what finds a literal: a number with its own digits only, a word from its start."""
    if not text[0].isalpha():
        return re.compile(rf"(?<![\d.]){re.escape(text)}(?![\d.]*\d)")
    end = "" if len(text) >= _LATIN_START_LEAST else r"(?![a-z0-9])"
    return re.compile(rf"(?<![a-z0-9]){re.escape(text)}{end}")


def _initials(entry: Entry, unit: Unit) -> Piece | None:
    text = unit.text
    found = [
        Piece("initials", text, row, unit.weight, row.initials == text)
        for row in entry.rows
        if row.initials == text or (len(text) >= _INITIALS_LEAST and row.initials.startswith(text))
    ]
    if found and len(text) > 1:
        return _best(found)
    places = {row.initials for row in entry.rows if row.field == "place" and len(row.initials) > 1}
    for split in range(2, len(text) - 1):
        head, tail = text[:split], text[split:]
        if head not in places:
            continue
        for row in entry.rows:
            if row.field in ("name", "alias", "product") and (
                row.initials == tail or (len(tail) >= _INITIALS_LEAST and tail in row.initials)
            ):
                return Piece("initials", text, row, unit.weight, False)
    return None
