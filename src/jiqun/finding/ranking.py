"""The order of matches: tiers first, then how well a match fits inside its tier."""

from collections.abc import Iterable, Sequence

from jiqun.finding.index import Row
from jiqun.finding.matching import FIELD_WEIGHT, Explanation, Piece, matched_text
from jiqun.kinds import KINDS, kind_named
from jiqun.structs import Struct
from jiqun.text.normalize import fold

# The tiers, best first, and the highest score in each. What orders inside a tier takes off less
# than the ten points between tiers; only figures may rank between typos and titles.
TIERS = {
    "exact": 100, "alias": 90, "prefix": 80, "substring": 70, "words": 60, "pinyin": 50,
    "initials": 40, "slip": 30, "figure": 25, "title": 20, "prose": 10,
}  # fmt: skip
_RANGE = 9.9
# The tiers whose matches are certain enough to act on without asking.
_CERTAIN = frozenset({"exact", "alias", "prefix", "substring", "words", "pinyin", "initials"})
# Names that people use for an entity; products, firms and places only describe it.
NAMING_FIELDS = frozenset({"name", "alias", "english", "code"})

# What the fit of a match (0 to 1) is made of, and how much of it each part is.
_FIELDS = 0.4  # in what fields the pieces stand: a name says more than a description
_FULL_TEXTS = 0.2  # how much of the query is full texts, not parts of longer ones
_LONGEST_PIECE = 0.2  # how much of the query stands together in one text
_ONE_TEXT = 0.1  # whether all pieces are from the same text
_LITTLE_ELSE = 0.1  # how much of the text with the longest piece was typed
# A cluster's main products stand first: every position further back takes off a little.
_RANK_COST = 0.0005
_LAST_RANK = 50
# What only supports others stands below all that is not.
_EVIDENCE_SHARE = 0.1
# Of what comes near, documents stand below what they are about.
_DOCUMENT_COST = 0.5
# Where a query is explained in part: that more of it is counts for more than how well it fits.
_SHARE_OF_PARTIAL, _FIT_OF_PARTIAL = 0.7, 0.2


class Match(Struct):
    """An entity that a query finds.

    ``score`` (0 to 100) orders matches, ``tier`` is a key of `TIERS`, ``field`` that of the main
    text. ``terms`` are the stored texts in which the query was found, each once; ``highlights``
    are the folded characters in them that it stands for, empty where these are not known.
    ``unused`` are the words of the query that it does not explain: it is only near.
    """

    kind: str
    id: str
    score: float
    tier: str
    field: str
    terms: tuple[str, ...]
    highlights: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The terms as one text, for people."""
        return "、".join(self.terms)

    @property
    def is_certain(self) -> bool:
        """Whether the query was found as it is, in a name or in what describes the entity."""
        return self.tier in _CERTAIN and not self.unused

    @property
    def names_it(self) -> bool:
        """Whether the query names the entity: a single product, firm or place does not."""
        return self.tier != "words" or len(self.terms) > 1

    def as_near(self, unused: Sequence[str]) -> "Match":
        """Return it as one that would explain the query, were it not for ``unused``."""
        score = score_in("slip", self.score / 100)
        return self._replace(tier="slip", score=score, unused=tuple(unused))

    def names_place(self, names: Sequence[str]) -> bool:
        """Whether one of these names of places stands in a name, or where it is."""
        return self.field in ("name", "alias", "place") and any(
            name in fold(term) for name in names for term in self.terms
        )


def score_in(tier: str, fit: float) -> float:
    """Return the score of a match that fits so well (at most 1) in its tier."""
    return TIERS[tier] - _RANGE * (1 - fit)


def named(kind: str, id_: str, row: Row) -> Match:
    """Return the match of a query that is a name, an alias or a code of an entity."""
    tier = "exact" if row.field in ("name", "code") else "alias"
    score = score_in(tier, FIELD_WEIGHT[row.field])
    return Match(kind, id_, score, tier, row.field, (row.text,), (row.folded,))


def explained(kind: str, id_: str, explanation: Explanation) -> Match:
    """Return the match of a query of which an entity explains at least one piece."""
    pieces = explanation.pieces
    main = max(pieces, key=lambda piece: (piece.weight, FIELD_WEIGHT[piece.row.field]))
    tier, fit = _tier(kind, pieces, main), _fit(kind, pieces, main)
    if kind_named(kind).evidence:
        tier, fit = "prose", _EVIDENCE_SHARE * fit
    if explanation.share < 1:
        tier, fit = "slip", _SHARE_OF_PARTIAL * explanation.share + _FIT_OF_PARTIAL * fit
        fit *= _DOCUMENT_COST if kind_named(kind).document else 1
    highlights = tuple(map(matched_text, pieces))
    score = score_in(tier, fit)
    terms, unused = terms_of(pieces), tuple(explanation.missed)
    return Match(kind, id_, score, tier, main.row.field, terms, highlights, unused)


def terms_of(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """Return the stored texts that pieces are from, each once."""
    return tuple(dict.fromkeys(piece.row.text for piece in pieces))


def _tier(kind: str, pieces: Sequence[Piece], main: Piece) -> str:
    fields = {piece.row.field for piece in pieces}
    forms = {piece.form for piece in pieces}
    if "prose" in fields:
        return "prose"
    if kind_named(kind).document:
        return "title"
    if "figure" in fields:
        return "figure"
    if "initials" in forms:
        return "initials"
    if "reading" in forms:
        return "pinyin"
    if len(pieces) > 1 or main.row.field not in NAMING_FIELDS:
        return "words"
    return "prefix" if main.row.folded.startswith(main.text) else "substring"


def _fit(kind: str, pieces: Sequence[Piece], main: Piece) -> float:
    weight = sum(piece.weight for piece in pieces)
    in_fields = sum(piece.weight * FIELD_WEIGHT[piece.row.field] for piece in pieces)
    in_full_texts = sum(piece.weight for piece in pieces if piece.is_full)
    is_one_text = len({piece.row.folded for piece in pieces}) == 1
    text = main.row.reading.replace("|", "") if main.form == "reading" else main.row.folded
    typed = len(main.text.replace("|", "")) / len(text)
    rank = min(main.row.rank, _LAST_RANK) if main.row.field == "product" else 0
    return (
        _FIELDS * in_fields / weight
        + _FULL_TEXTS * in_full_texts / weight
        + _LONGEST_PIECE * main.weight / weight
        + _ONE_TEXT * is_one_text
        + _LITTLE_ELSE * min(typed, 1.0)
        - _RANK_COST * rank
    )


def ranked(matches: Iterable[Match]) -> list[Match]:
    """Return matches best first, each entity once; equal ones by kind, then as they come."""
    best: dict[tuple[str, str], Match] = {}
    for match in matches:
        known = best.get((match.kind, match.id))
        if known is None or match.score > known.score:
            best[match.kind, match.id] = match
    return sorted(best.values(), key=lambda match: (-round(match.score, 6), _order(match.kind)))


def _order(kind: str) -> tuple[bool, int]:
    """Return the order of equal matches: what leads to many clusters first, then as kinds are."""
    return (not kind_named(kind).group, KINDS.index(kind))
