"""What is searched of every entry: its own texts, those of its facts, and names it borrows.

A text comes with the field of the index that it belongs to: name, alias, code, english, product,
firm, place, domain, figure or prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from jiqun.kinds import all_facts, all_kinds
from jiqun.knowledge import KnowledgeBase

Texts: TypeAlias = Iterable[tuple[str, str]]


def texts_of_facts(tables: Mapping[str, Sequence[Any]]) -> dict[str, list[tuple[str, str]]]:
    """Return the texts of all facts, by the entry that they hang on, as ``clusters/id``."""
    texts: dict[str, list[tuple[str, str]]] = {}
    for fact in all_facts():
        for record in tables[fact.table]:
            texts.setdefault(record.owner, []).extend(fact.texts(record))
    return texts


def lent_texts(
    tables: Mapping[str, Sequence[Any]],
) -> tuple[list[list[tuple[str, str]]], dict[str, list[int]]]:
    """Return the names under which clusters are found that belong to what they are in.

    Returns:
        One list of texts for every place and domain that lends its names; and for every cluster
        by its id the numbers of those lists.
    """
    base = KnowledgeBase.of(tables)
    lists: list[list[tuple[str, str]]] = []
    borrowed: dict[str, list[int]] = {one.id: [] for one in base.clusters}
    for kind in all_kinds():
        if kind.group:
            for entry in base.all(kind.name):
                for cluster in base.clusters_of(entry):
                    borrowed[cluster.id].append(len(lists))
                lists.append(list(kind.lent(entry)))
    return lists, borrowed
