"""Finding entries by whatever people type.

A query is taken apart into units (`jiqun.finding.query`), entries that share some of them are
looked up (`jiqun.finding.index`), and each is asked how much of the query it explains
(`jiqun.finding.matching`). Tiers decide the order; scores only order inside a tier. Where no
entry explains the whole query, slips are looked for (`jiqun.finding.typos`).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from jiqun.finding.index import Entry, Index, Row
from jiqun.finding.matching import FIELD_WEIGHT, Cover, cover, found_in, singulars
from jiqun.finding.query import LONGEST_QUERY, Units, bare, readings
from jiqun.knowledge import KnowledgeBase
from jiqun.text.normalize import fold

# The kinds of entries, in the order in which equal matches stand: places and domains, which
# lead to many clusters, before clusters, and clusters before what is written about them.
KINDS = (
    "city", "province", "region", "domain", "cluster", "batch", "policy", "indicator", "source",
)  # fmt: skip
# What says something about clusters and places: found after those themselves.
DOCUMENTS = frozenset({"policy", "indicator", "source"})

# The tiers, best first, and the score with which each begins. Ten points apart, so that what
# orders inside a tier (at most 9.9 points) never lifts a match into the next one.
TIERS = {
    "exact": 100,
    "alias": 90,
    "prefix": 80,
    "substring": 70,
    "words": 60,
    "pinyin": 50,
    "initials": 40,
    "slip": 30,
    "figure": 25,
    "title": 20,
    "prose": 10,
}
INSIDE = 9.9
# The tiers whose matches are certain enough to act on without asking.
CERTAIN = frozenset({"exact", "alias", "prefix", "substring", "words", "pinyin", "initials"})
# Names people mean when they name a thing; products, firms and places only describe it.
_NAMING = frozenset({"name", "alias", "english", "code"})
# Of equal matches, the one whose word stands earlier among its words says it louder.
_RANK_COST = 0.0005
# An entry that explains less than this of a query is not meant by it.
_LEAST_SHARE = 0.55
# So many entries that share most with the query are asked what they explain of it.
_MOST_CANDIDATES = 128
_MOST_PER_PART = 512
# What shares less than this of what the best candidate shares cannot explain as much.
_SHARED_LEAST = 0.4


class Match(NamedTuple):
    """An entry that a query finds: how (tier), how well (0 to 100), and by which stored words.

    ``found`` are the folded characters of those words that the query stands for.
    """

    kind: str
    id: str
    score: float
    tier: str
    field: str
    words: str
    found: Sequence[str] = ()


class Resolution(NamedTuple):
    """What a name stands for: one certain match, several that rank alike, or only near ones."""

    matches: Sequence[Match]
    near: Sequence[Match]


def search(base: KnowledgeBase, query: str, kinds: Iterable[str] = KINDS) -> list[Match]:
    """Return all entries that ``query`` finds, best first; ties in the order of the base."""
    query = query[:LONGEST_QUERY]
    folded = fold(query)
    if not folded:
        return []
    indexes = [_index(base, kind) for kind in kinds]
    syllables, literals = _vocabulary(base)
    ways = readings(query, syllables, literals)
    found: dict[tuple[str, str], tuple[float, Match]] = {}
    for index in indexes:
        for number in _candidates(index, folded, ways):
            share, match = _match(index, number, folded, ways)
            if share >= _LEAST_SHARE:
                found[match.kind, match.id] = (share, match)
    whole = [match for share, match in found.values() if share == 1]
    if any(match.tier not in ("title", "prose") for match in whole):
        return _ranked(whole)
    from jiqun.finding.typos import edits, slips

    if any(match.tier == "title" for match in whole):
        # What is written about a thing may hold its name as a part, less a character.
        return _ranked([*whole, *edits(base, indexes, query)])
    slipped = slips(base, indexes, query, ways)
    partial = [match for share, match in found.values() if share < 1 and match.kind != "source"]
    return _ranked([*whole, *slipped, *partial])


def matching(base: KnowledgeBase, kind: str, query: str) -> list[Any]:
    """Return the entities of a kind that ``query`` finds, in the order of the base.

    An empty query finds all; near matches count only where nothing else does.
    """
    if not query:
        return list(base.all(kind))
    found = search(base, query, [kind])
    sure = {match.id for match in found if match.tier != "slip"} or {match.id for match in found}
    return [entity for entity in base.all(kind) if str(entity.id) in sure]


def resolve(base: KnowledgeBase, name: str, kinds: Sequence[str]) -> Resolution:
    """Return what ``name`` stands for among ``kinds``: matches as certain as the best one.

    An exact name settles it. A place that is city and province alike (上海) stands for the
    province, which holds the same clusters. Only near matches mean that nothing was found.
    """
    for kind in kinds:
        if kind != "city" and (entity := base.named(kind, name)):
            return Resolution([Match(kind, str(entity.id), 100.0, "exact", "name", name)], [])
    found = search(base, name, kinds)
    certain = [match for match in found if match.tier in CERTAIN]
    if not certain:
        return Resolution([], found[:5])
    best = [match for match in certain if match.tier == certain[0].tier]
    provinces = {base.get("province", match.id).name for match in best if match.kind == "province"}
    best = [
        match
        for match in best
        if match.kind != "city" or base.get("city", match.id).name not in provinces
    ]
    return Resolution(best, found[:5])


def _index(base: KnowledgeBase, kind: str) -> Index:
    return base.once(f"index:{kind}", lambda: Index(kind, *base.index(f"names:{kind}")))


def _vocabulary(base: KnowledgeBase) -> tuple[set[str], set[str]]:
    """Return all syllables, with their beginnings marked ``*``, and all Latin words."""

    def vocabulary() -> tuple[set[str], set[str]]:
        syllables, words = base.index("syllables"), base.index("words")
        starts = (f"{part[:end]}*" for part in syllables for end in range(1, len(part)))
        beginnings = (word[:end] for word in words for end in range(3, len(word)))
        return {*syllables, *starts}, {*words, *beginnings}

    return base.once("vocabulary", vocabulary)


def _candidates(index: Index, folded: str, ways: Sequence[Units]) -> list[int]:
    """Return the numbers of the entities that share most with the query."""
    shared: Counter[int] = Counter(index.with_text(folded, _MOST_PER_PART))
    parts = dict.fromkeys(
        part
        for units in ways
        for unit, after in zip(units, [*units[1:], None], strict=True)
        for part in _parts(unit, after)
    )
    for look, part in parts:
        shared.update(getattr(index, look)(part, _MOST_PER_PART))
    best = shared.most_common(_MOST_CANDIDATES)
    least = best[0][1] * _SHARED_LEAST if best else 0
    return sorted(number for number, parts in best if parts >= least)


def _parts(unit: Any, after: Any) -> Iterable[tuple[str, str]]:
    """Return what to look up for a unit: pairs of neighbours, and words by themselves."""
    if unit.kind == "han":
        if after and after.kind == "han" and (unit.weight or after.weight):
            yield "with_text", unit.text + after.text
        if unit.weight:
            yield "with_whole", unit.text
    elif unit.kind in ("syllable", "start"):
        if after and after.kind in ("syllable", "start"):
            tail = "|" if after.kind == "syllable" else ""
            yield "with_reading", f"|{unit.text}|{after.text}{tail}"
        if unit.kind == "syllable":
            yield "with_whole", unit.text
        elif len(unit.text) > 2:
            for letter in "nal":
                yield "with_reading", f"{letter}|{unit.text}"
    elif unit.kind == "initials":
        for letter in "nalp":
            yield "with_initials", f"{letter}{unit.text}"
        for split in range(2, len(unit.text) - 1):
            yield "with_initials", unit.text[split:]
    elif unit.weight:
        for form in singulars(unit.text):
            yield "with_text", form


def _match(index: Index, number: int, folded: str, ways: Sequence[Units]) -> tuple[float, Match]:
    entry = index.entry(number)
    if (row := _same(entry, folded)) and (index.kind != "source" or row.field == "code"):
        tier = "exact" if row.field in ("name", "code") else "alias"
        return 1.0, _made(index, number, tier, FIELD_WEIGHT[row.field], row)
    best = (0.0, -1.0, Match(index.kind, index.ids[number], 0.0, "prose", "", ""))
    for units in ways:
        if index.kind in DOCUMENTS and any(unit.kind == "initials" for unit in units):
            continue
        covered = cover(entry, units)
        if covered.pieces:
            tier, fit, row = _tier(index.kind, covered)
            if covered.share < 1:
                tier, fit = "slip", 0.7 * covered.share + 0.2 * fit
            match = _made(index, number, tier, fit, row, covered)
            best = max(best, (covered.share, match.score, match))
    return best[0], best[2]


def _same(entry: Entry, folded: str) -> Row | None:
    """Return the row that the query is, filler apart: a name, a code, an alias."""
    if folded in entry.folded:
        for row in entry.rows:
            if row.folded == folded and row.field in _NAMING:
                return row
    naked = bare(folded)
    for row in entry.rows if naked in entry.folded else ():
        if row.field in ("alias", "english") and bare(row.folded) == naked:
            return row
    return None


def _tier(kind: str, covered: Cover) -> tuple[str, float, Row]:
    """Return the tier of a cover, how well it fits (0 to 1), and the text that says most."""
    pieces = covered.pieces
    main = max(pieces, key=lambda piece: (piece.weight, FIELD_WEIGHT[piece.row.field]))
    weight = sum(piece.weight for piece in pieces)
    fields = {piece.row.field for piece in pieces}
    hows = {piece.how for piece in pieces}
    if "prose" in fields or "figure" in fields:
        tier = "prose" if "prose" in fields else "figure"
    elif "initials" in hows:
        tier = "initials"
    elif "reading" in hows:
        tier = "pinyin"
    elif len(pieces) > 1 or main.row.field not in _NAMING:
        tier = "words"
    else:
        tier = "prefix" if main.row.folded.startswith(main.text) else "substring"
    if kind in DOCUMENTS and tier != "prose":
        tier = "title"
    length = len(main.row.reading.replace("|", "")) if main.how == "reading" else 0
    tight = len(main.text.replace("|", "")) / (length or len(main.row.folded))
    fit = (
        0.4 * sum(piece.weight * FIELD_WEIGHT[piece.row.field] for piece in pieces) / weight
        + 0.2 * sum(piece.weight for piece in pieces if piece.whole) / weight
        + 0.2 * main.weight / weight
        + 0.1 * (len({piece.row.folded for piece in pieces}) == 1)
        + 0.1 * min(tight, 1.0)
        - _RANK_COST * min(main.row.rank, 50) * (main.row.field == "product")
    )
    # What is written about a policy or a figure stands below the thing itself.
    return tier, fit - 0.3 * (kind == "source"), main.row


def _made(
    index: Index, number: int, tier: str, fit: float, row: Row, covered: Cover | None = None
) -> Match:
    score = TIERS[tier] - INSIDE * (1 - fit)
    pieces = covered.pieces if covered else ()
    words = "、".join(dict.fromkeys(piece.row.text for piece in pieces)) or row.text
    found = [found_in(piece) for piece in pieces] or [row.folded]
    return Match(index.kind, index.ids[number], score, tier, row.field, words, found)


def _ranked(matches: Iterable[Match]) -> list[Match]:
    """Return matches best first, each entry once; equal ones by kind, then as they come."""
    best: dict[tuple[str, str], Match] = {}
    for match in matches:
        known = best.get((match.kind, match.id))
        if known is None or match.score > known.score:
            best[match.kind, match.id] = match
    return sorted(
        best.values(), key=lambda match: (-round(match.score, 6), KINDS.index(match.kind))
    )
