"""How much of a query an entity explains, and by which of its texts.

The units of the query are divided into pieces so that as many of them as possible stand in some
text of the entity. A single character or syllable never stands for a word that it is part of: it
counts where it is a text of its own, and no part of another word of the query (湘, but not the 京
of 南京).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from jiqun.finding.index import Entry, Row
from jiqun.finding.query import Unit, Units, UnitType
from jiqun.structs import Struct

# What a piece in a text of this field is worth: names say what an entity is, the others describe
# it. Of two texts with the same piece the better one is given as the reason of the match.
FIELD_WEIGHT = {
    "name": 1.0, "alias": 1.0, "code": 1.0, "product": 0.95, "firm": 0.9, "place": 0.9,
    "english": 0.9, "domain": 0.6, "figure": 0.8, "prose": 0.3,
}  # fmt: skip
# A field decides this part of the worth of a piece: less than any difference in length.
_FIELD_SHARE = 0.1
# The fields in which a single character or syllable may be found that is part of a text.
_WITH_SINGLES = frozenset({"name", "alias", "place", "product"})
# A character or syllable that was typed by itself and is part of a text counts so much of its
# weight: it leads there, but does not stand for the text.
_PART = 0.5
# Every piece costs a little, so that fewer and longer pieces win.
_PIECE_COST = 0.01
# The texts of an entity in which units of a type are sought.
_SOUGHT_IN: Mapping[UnitType, str] = {
    "han": "folded", "literal": "folded", "syllable": "readings", "unfinished": "readings",
    "initials": "initials",
}  # fmt: skip
# Shorter initials match the start of nearly everything: they must be all of a text.
_INITIALS_LEAST = 3
# Those of a place before others are so many or more.
_PLACE_INITIALS_LEAST = 2
# A word of fewer letters must be there in full; a longer one may be the start of a word.
_WORD_START_LEAST = 3


class Piece(Struct):
    """Units of the query that stand in one text of the entity.

    ``form`` says where ``text`` stands: in the folded text of ``row``, its reading or initials.
    ``is_full`` says that it is all of it.
    """

    form: Literal["text", "reading", "initials"]
    text: str
    row: Row
    weight: float
    is_full: bool


class Explanation(Struct):
    """The pieces of a query that an entity explains, and their share (0 to 1) of its weight.

    ``missed`` are the words of the query that are in none of the pieces.
    """

    share: float
    pieces: Sequence[Piece]
    missed: Sequence[str] = ()


class Explainer:
    """Asks entities how much of the same units each of them explains."""

    def __init__(self, units: Units) -> None:
        """Take the units of a query as one interpretation divides it."""
        self.units = units
        self.has_initials = any(unit.type == "initials" for unit in units)
        self._total = sum(unit.weight for unit in units)
        # A query of one character has nothing else to be found by.
        self._only = self._total <= 1
        # All units as texts have them, so that those between two of them are a part of it.
        forms = [
            f"|{unit.text}" if _SOUGHT_IN[unit.type] == "readings" else unit.text for unit in units
        ]
        self._joined = "".join(forms)
        self._places = list(accumulate(map(len, forms), initial=0))
        self._weights = list(accumulate((unit.weight for unit in units), initial=0.0))
        # For every unit that says something: the texts of an entity without a sign there miss it.
        self._signs = [
            (unit.weight, _SOUGHT_IN[unit.type], self._signs_of(at))
            for at, unit in enumerate(units)
            if unit.weight
        ]

    def may_explain(self, entry: Entry, share: float) -> bool:
        """Tell at once whether an entity may explain so much: False where too little is there."""
        spare = self._total * (1 - share)
        for weight, sought_in, signs in self._signs:
            texts = getattr(entry, sought_in)
            for sign in signs:
                if sign in texts:
                    break
            else:
                spare -= weight
                if spare < 0:
                    return False
        return True

    def _signs_of(self, at: int) -> list[str]:
        """Return the texts without any of which a unit is in no piece."""
        unit = self.units[at]
        match unit.type:
            case "han" if not (self._only or unit.alone or unit.apart):
                # What is part of a word is found only with a neighbour.
                pairs = [self.units[start : start + 2] for start in (at - 1, at) if start >= 0]
                return [
                    first.text + last.text
                    for first, last in (pair for pair in pairs if len(pair) == 2)
                    if first.type == last.type
                ]
            case "syllable":
                return [f"|{unit.text}|"]
            case "unfinished":
                return [f"|{unit.text}"]
            case "literal":
                return list(with_singular(unit.text))
            case "initials":
                return [unit.text[:_PLACE_INITIALS_LEAST]]
            case _:
                return [unit.text]

    def explain(self, entry: Entry) -> Explanation:
        """Return the pieces that explain most of the units; none, share 0, where nothing fits."""
        if not self._total:
            return Explanation(0.0, [])
        # For every number of first units, the worth of the best pieces, these pieces, and the
        # units that each of them begins and ends before.
        best: list[tuple[float, tuple[Piece, ...], tuple[tuple[int, int], ...]]] = [(0.0, (), ())]
        for end in range(1, len(self.units) + 1):
            longest = best[-1]
            for start in range(end - 1, -1, -1):
                is_long = start < end - 1
                if is_long and not _may_join(self.units[start], self.units[end - 1]):
                    break
                weight = self._weights[end] - self._weights[start]
                piece = self._piece(entry, start, end, weight) if weight else None
                if piece:
                    before, pieces, spans = best[start]
                    worth = before + _worth(piece) - _PIECE_COST
                    if worth > longest[0]:
                        # What is only the beginning of more stays unexplained.
                        span = (start, end if piece.weight == weight else start)
                        longest = (worth, (*pieces, piece), (*spans, span))
                elif is_long:
                    break  # what is not found is not found with another unit before it either
            best.append(longest)
        _, pieces, spans = best[-1]
        share = min(1.0, sum(piece.weight for piece in pieces) / self._total)
        return Explanation(share, pieces, _missed(self.units, spans) if share < 1 else ())

    def _piece(self, entry: Entry, start: int, end: int, weight: float) -> Piece | None:
        """Return the best piece that is just the units between two of them."""
        last = self.units[end - 1]
        single = last if start == end - 1 else None
        text = self._joined[self._places[start] : self._places[end]]
        match last.type:
            case "han":
                return _han(entry, text, weight, single, self._only)
            case "syllable":
                return _reading(entry, text, f"{text}|", weight, single, self._only)
            case "unfinished":
                return _reading(entry, text, text, weight, single, self._only)
            case "initials":
                return _initials(entry, last)
            case "literal":
                return _literal(entry, last)


def _missed(units: Units, spans: Iterable[tuple[int, int]]) -> list[str]:
    """Return the runs of units that say something and are in none of the spans."""
    found = {at for span in spans for at in range(*span)}
    words = [""]
    for at, unit in enumerate(units):
        if at in found or not unit.weight:
            words.append("")
        elif unit.type == "han":
            words[-1] += unit.text
        else:
            words += [unit.text, ""]
    return [word for word in words if word]


def _worth(piece: Piece) -> float:
    return piece.weight * (1 - _FIELD_SHARE + _FIELD_SHARE * FIELD_WEIGHT[piece.row.field])


def _may_join(first: Unit, last: Unit) -> bool:
    """Tell whether units from the first to the last may be one piece."""
    if first.type == "han":
        return last.type == "han"
    return first.type == "syllable" and last.type in ("syllable", "unfinished")


def matched_text(piece: Piece) -> str:
    """Return the part of the row's folded text that a piece stands for; empty if not known."""
    row = piece.row
    if piece.form == "text":
        return piece.text
    if len(row.initials) != len(row.folded):
        return ""  # letters and digits among the characters have no syllable each
    if piece.form == "initials":
        start, length = row.initials.find(piece.text), len(piece.text)
    else:
        start = row.reading[: row.reading.find(piece.text)].count("|")
        length = piece.text.count("|")
    return row.folded[start : start + length] if start >= 0 else ""


def _best(pieces: Iterable[Piece]) -> Piece | None:
    return max(
        pieces,
        key=lambda piece: (FIELD_WEIGHT[piece.row.field] + piece.is_full, -len(piece.row.folded)),
        default=None,
    )


def _best_single(pieces: Sequence[Piece], unit: Unit, only: bool) -> Piece | None:
    """Return the best piece of one unit, which is the ``only`` one of the query or not."""
    if (only or unit.alone) and (full := [piece for piece in pieces if piece.is_full]):
        return _best(full)
    return _best(piece for piece in pieces if piece.row.field in _WITH_SINGLES) if only else None


def _beginning(pieces: Sequence[Piece]) -> Piece | None:
    """Return the best text of which a unit that was typed by itself is a part."""
    part = _best(piece for piece in pieces if piece.row.field in _WITH_SINGLES)
    return part and part._replace(weight=part.weight * _PART)


def _han(entry: Entry, text: str, weight: float, single: Unit | None, only: bool) -> Piece | None:
    if single and not (only or single.alone or single.apart):
        return None
    if text not in entry.folded:
        return None
    pieces = [
        Piece("text", text, row, weight, row.folded == text)
        for row in entry.rows
        if text in row.folded
    ]
    if not single:
        return _best(pieces)
    found = _best_single(pieces, single, only)
    return found or (_beginning(pieces) if single.apart else None)


def _reading(
    entry: Entry, text: str, sought: str, weight: float, single: Unit | None, only: bool
) -> Piece | None:
    """Return the best piece with these syllables; ``sought`` ends the last one if it is whole."""
    if sought not in entry.readings:
        return None
    pieces = [
        Piece("reading", text, row, weight, row.reading == f"{text}|")
        for row in entry.rows
        if sought in row.reading
    ]
    if not single:
        return _best(pieces)
    return _best_single(pieces, single, only) or _beginning(pieces)


def _literal(entry: Entry, unit: Unit) -> Piece | None:
    pieces: list[Piece] = []
    for form in with_singular(unit.text):
        if form not in entry.folded:
            continue
        pattern = _literal_pattern(form)
        pieces += [
            Piece("text", unit.text, row, unit.weight, row.folded == form)
            for row in entry.rows
            if form in row.folded
            and (row.field != "code" or row.folded == form)
            and pattern.search(row.text.lower())
        ]
    return _best(pieces)


def with_singular(word: str) -> tuple[str, ...]:
    """Return an English word and, where it may be a plural, its singular."""
    return (word, word[:-1]) if len(word) > 4 and word.endswith("s") else (word,)


@lru_cache(maxsize=64)
def _literal_pattern(text: str) -> re.Pattern[str]:
    """Return what finds a literal: a number not within another one, a word from its start."""
    if not text[0].isalpha():
        return re.compile(rf"(?<![\d.]){re.escape(text)}(?![\d.]*\d)")
    end = "" if len(text) >= _WORD_START_LEAST else r"(?![a-z0-9])"
    return re.compile(rf"(?<![a-z0-9]){re.escape(text)}{end}")


def _initials(entry: Entry, unit: Unit) -> Piece | None:
    """Return the best text with these initials, or one that has them after a place (zzgd)."""
    text = unit.text
    if text[:_PLACE_INITIALS_LEAST] not in entry.initials:
        return None
    pieces = [
        Piece("initials", text, row, unit.weight, row.initials == text)
        for row in entry.rows
        if row.initials == text or (len(text) >= _INITIALS_LEAST and row.initials.startswith(text))
    ]
    if pieces and len(text) > 1:
        return _best(pieces)
    places = {row.initials for row in entry.rows if row.field == "place"}
    for split in range(_PLACE_INITIALS_LEAST, len(text) - 1):
        if text[:split] in places and (row := _with_initials(entry, text[split:])):
            return Piece("initials", text, row, unit.weight, False)
    return None


def _with_initials(entry: Entry, text: str) -> Row | None:
    """Return the first name or product that has these initials, or longer ones that hold them."""
    for row in entry.rows:
        if row.field in ("name", "alias", "product") and (
            row.initials == text or (len(text) >= _INITIALS_LEAST and text in row.initials)
        ):
            return row
    return None
