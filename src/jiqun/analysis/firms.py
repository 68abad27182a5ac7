"""Firms as such: one firm has one name wherever it is counted, whatever sources call it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiqun.kinds.cluster import Cluster
    from jiqun.kinds.firm import Firm
    from jiqun.knowledge import KnowledgeBase


def firms_of(base: KnowledgeBase, cluster: Cluster) -> list[str]:
    """Return the firms of a cluster, each once, by the name under which it is counted."""
    from jiqun.text.normalize import fold

    names = _names(base)
    return list(dict.fromkeys(names[fold(firm.name)] for firm in base.firms(cluster)))


def firms_named(base: KnowledgeBase, typed: str) -> frozenset[str]:
    """Return the firms that a word names: the one called so, else all whose names have it."""
    from jiqun.text.normalize import fold

    names, word = _names(base), fold(typed)
    if word in names:
        return frozenset([names[word]])
    return firms_like(base, typed)


def firms_like(base: KnowledgeBase, typed: str) -> frozenset[str]:
    """Return the firms that have a word in any of their names."""
    from jiqun.text.normalize import fold

    word = fold(typed)
    return frozenset(name for each, name in _names(base).items() if word and word in each)


def known_names(base: KnowledgeBase) -> list[str]:
    """Return all names of firms, folded."""
    return list(_names(base))


def _names(base: KnowledgeBase) -> dict[str, str]:
    """Return by every folded name the one under which its firm is counted."""
    return base.once("firm names", lambda: _counted_as(base))


def _counted_as(base: KnowledgeBase) -> dict[str, str]:
    """Join firms that share a name; the one that most clusters use stands for them."""
    from jiqun.text.normalize import fold

    firms: list[Firm] = [firm for cluster in base.clusters for firm in base.firms(cluster)]
    group: dict[str, set[str]] = {}
    for firm in firms:
        joined = {fold(name) for name in (firm.name, *firm.aliases)}
        joined = joined.union(*(group[name] for name in joined if name in group))
        group.update(dict.fromkeys(joined, joined))
    used = Counter(firm.name for firm in firms)
    counted: dict[str, str] = {}
    for name, _ in used.most_common():
        for each in group[fold(name)]:
            counted.setdefault(each, name)
    return counted
