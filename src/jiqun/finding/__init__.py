"""Finding entries by whatever people type. Tiers decide; scores only order inside a tier."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from jiqun.folding import fold, regional
from jiqun.knowledge import KnowledgeBase

KINDS = (
    "city",
    "province",
    "region",
    "domain",
    "cluster",
    "policy",
    "indicator",
    "source",
    "batch",
)
PLACES = ("region", "province", "city")

# The tiers, best first, and the score with which each begins. Ten points apart, so that what
# orders inside a tier (at most nine points) never lifts a match into the next one.
TIERS = {
    "exact": 100,
    "alias": 90,
    "prefix": 80,
    "substring": 70,
    "words": 60,
    "pinyin": 50,
    "initials": 40,
    "slip": 30,
    "figure": 20,
    "title": 10,
    "prose": 9,
}
# What says something about clusters and places; its words find it only after those themselves.
DOCUMENTS = frozenset({"policy", "indicator", "source"})
# The tiers whose matches are certain enough to act on without asking.
CERTAIN = frozenset({"exact", "alias", "prefix", "substring", "words", "pinyin", "initials"})
# Names people mean when they name a thing; products, firms and places only describe it.
_NAMES = frozenset({"name", "alias", "code", "english"})
# A slip is looked for only in queries long enough to be more than half right: with fewer
# characters nearly every name is one edit away from another.
_SLIP_LEAST = 3
_SLIP_SIMILAR = 65
# Words around a name that say nothing; they neither help nor hurt.
_FILLER = re.compile(
    "国家级|国家|先进制造业|先进制造|产业集群|制造业集群|集群|产业|cluster|industry"
)
_FIELD_WEIGHT = {"name": 1.0, "alias": 1.0, "code": 1.0, "english": 0.9, "product": 0.8,
                 "firm": 0.8, "place": 0.7, "domain": 0.5, "figure": 0.5, "prose": 0.3}  # fmt: skip


class Match(NamedTuple):
    """An entry that a query finds: how (tier), how well (0 to 100), and by which stored words."""

    kind: str
    id: str
    score: float
    tier: str
    field: str
    words: str


class Resolution(NamedTuple):
    """What a name stands for: one certain match, several that rank alike, or only near ones."""

    matches: Sequence[Match]
    near: Sequence[Match]


def search(base: KnowledgeBase, query: str, kinds: Iterable[str] = KINDS) -> list[Match]:
    """Return all entries that ``query`` finds, best first; ties in the order of the base."""
    folded = fold(query)
    words = [fold(word) for word in query.split()]
    forms = _forms(folded)
    found: dict[tuple[str, str], Match] = {}
    order: dict[tuple[str, str], int] = {}
    for kind in kinds:
        for match in _search_kind(base, kind, forms, [word for word in words if word]):
            key = (match.kind, match.id)
            order.setdefault(key, len(order))
            if key not in found or match.score > found[key].score:
                found[key] = match
    return sorted(found.values(), key=lambda match: (-match.score, order[match.kind, match.id]))


def matching(base: KnowledgeBase, kind: str, query: str) -> list[Any]:
    """Return the entities of a kind that ``query`` certainly finds, in the order of the base.

    An empty query finds all; near matches count only where nothing else does.
    """
    if not query:
        return list(base.all(kind))
    found = search(base, query, [kind])
    sure = {match.id for match in found if match.tier != "slip"} or {match.id for match in found}
    return [entity for entity in base.all(kind) if str(entity.id) in sure]


def _forms(folded: str) -> list[str]:
    """Return the forms of a folded query that may stand for it: as it is, in our words, bare."""
    forms = [folded, regional(folded)]
    bare = _FILLER.sub("", forms[1])
    if bare:
        forms.append(bare)
    return list(dict.fromkeys(form for form in forms if form))


def _search_kind(
    base: KnowledgeBase, kind: str, forms: Sequence[str], words: Sequence[str]
) -> Iterator[Match]:
    rows = base.index(f"names:{kind}")
    certain = False
    for id_, field, text, folded, reading in rows:
        for form in forms:
            if tier := _tier(form, field, folded, reading):
                if kind in DOCUMENTS and tier in ("prefix", "substring", "pinyin"):
                    tier = "title"
                certain = certain or tier in CERTAIN
                yield Match(kind, id_, _score(tier, form, folded, field), tier, field, text)
                break
    if len(words) > 1:
        yield from _all_words(kind, rows, words)
    if not certain:
        yield from _slips(kind, rows, forms[-1])


def _tier(form: str, field: str, folded: str, reading: str) -> str:
    if field in ("figure", "prose"):
        return field if form in folded else ""
    if form == folded:
        return "exact" if field == "name" else "alias" if field in _NAMES else "substring"
    if form in folded:
        long = len(form) > 1 or not form.isascii()
        return ("prefix" if folded.startswith(form) and field in _NAMES else "substring") * long
    if reading and form.isascii() and form.isalpha() and _reads(form, reading):
        return "pinyin"
    return ""


def _reads(form: str, reading: str) -> bool:
    """Tell whether ``form`` is the reading from some syllable on, the last one unfinished."""
    if len(form) < 2:
        return False
    parts = reading.split()
    joined = "".join(parts)
    if form not in joined:
        return False
    starts = {0}
    for part in parts:
        starts.add(max(starts) + len(part))
    at = joined.find(form)
    while at >= 0:
        if at in starts:
            return True
        at = joined.find(form, at + 1)
    return False


def _score(tier: str, form: str, folded: str, field: str) -> float:
    share = min(len(form) / len(folded), 1.0)
    return TIERS[tier] - 9.9 * (1 - share * _FIELD_WEIGHT[field]) * (tier != "exact")


def _all_words(kind: str, rows: Sequence[Sequence[str]], words: Sequence[str]) -> Iterator[Match]:
    seen: dict[str, dict[str, str]] = {}
    for id_, field, text, folded, reading in rows:
        if field in ("figure", "prose"):
            continue
        for word in words:
            if word in folded or (reading and word.isascii() and _reads(word, reading)):
                seen.setdefault(id_, {}).setdefault(word, text)
    for id_, by_word in seen.items():
        if len(by_word) == len(set(words)):
            texts = "、".join(dict.fromkeys(by_word.values()))
            yield Match(kind, id_, TIERS["words"], "words", "name", texts)


def _slips(kind: str, rows: Sequence[Sequence[str]], form: str) -> Iterator[Match]:
    if len(form) < _SLIP_LEAST:
        return
    from rapidfuzz import fuzz

    for id_, field, text, folded, reading in rows:
        if field not in _NAMES:
            continue
        against = reading.replace(" ", "") if form.isascii() and reading else folded
        similar = max(fuzz.ratio(form, against), fuzz.ratio(form, _FILLER.sub("", against)))
        if similar >= _SLIP_SIMILAR:
            yield Match(kind, id_, TIERS["slip"] - 9.9 * (1 - similar / 100), "slip", field, text)


def resolve(base: KnowledgeBase, name: str, kinds: Sequence[str]) -> Resolution:
    """Return what ``name`` stands for among ``kinds``: matches as certain as the best one.

    An exact name settles it. A place that is city and province alike (上海) stands for the
    province, which holds the same clusters. Only near matches mean that nothing was found.
    """
    for kind in kinds:
        if entity := base.named(kind, name):
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
