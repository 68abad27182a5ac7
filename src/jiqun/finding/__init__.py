"""Finding: the entities that people mean by what they type (see `jiqun.finding.answering`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from jiqun.finding.answering import Answer, answer
from jiqun.finding.ranking import TIERS, Match
from jiqun.finding.searching import TextSearch
from jiqun.kinds import KINDS, kind_named
from jiqun.knowledge import KnowledgeBase
from jiqun.structs import Struct

__all__ = [
    "KINDS", "TIERS", "Answer", "Match", "Resolution", "answer", "matching_entries", "resolve",
    "search",
]  # fmt: skip

_MOST_NEAR = 5


class Resolution(Struct):
    """What a name stands for: one certain match, several equal ones, or only ``near`` ones."""

    matches: Sequence[Match]
    near: Sequence[Match]


def search(base: KnowledgeBase, query: str, kinds: Iterable[str] = KINDS) -> list[Match]:
    """Return all entities of ``kinds`` that a query finds, best first, and what comes near last."""
    found = answer(base, query, tuple(kinds))
    return [*found.items, *found.near]


def matching_entries(base: KnowledgeBase, kind: str, query: str) -> list[Any]:
    """Return the entities of a kind that a query finds, in the order of the base.

    An empty query finds all; near matches count only where nothing else is found.
    """
    if not query:
        return list(base.all(kind))
    found = answer(base, query, (kind,))
    ids = {match.id for match in found.items or found.near}
    return [entity for entity in base.all(kind) if str(entity.id) in ids]


def resolve(base: KnowledgeBase, name: str, kinds: Sequence[str]) -> Resolution:
    """Return what a name stands for among ``kinds``: the matches in the best tier.

    An id or a name as it is written settles it. Uncertain matches are only near.
    """
    for kind in kinds:
        if not kind_named(kind).yields_to and (entity := base.named(kind, name)):
            return Resolution([Match(kind, str(entity.id), 100.0, "exact", "name", (name,))], [])
    text = TextSearch(base, name, kinds)
    certain = [match for match in text.whole if match.is_certain]
    best = [match for match in certain if _rank(match) == _rank(certain[0])]
    near = text.whole if best else [*text.whole, *text.near]
    return Resolution(_without_namesakes(base, best), near[:_MOST_NEAR])


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
