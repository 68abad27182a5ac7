"""Revisions: what the figures of clusters were in earlier versions of the data."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from jiqun.analysis.changes import changes
from jiqun.analysis.documents import Document, record_of
from jiqun.kinds.figure import FACT, figure_cell

# Owner and words of a figure as it is now, the version that had it otherwise, and how.
Revision: TypeAlias = tuple[str, str, str, str]


def revisions(versions: Sequence[tuple[str, Document]]) -> list[Revision]:
    """Return what the figures of the last of ``versions`` were in those before it.

    Args:
        versions: names and documents, the oldest first.
    """
    earlier: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for (name, old), (_, new) in pairwise(versions):
        followed: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for one in changes(old, new):
            if one.path[-1] != FACT.key or one.old is None or one.new is None:
                continue
            owner = "/".join(one.entry)
            was, now = (figure_cell(record_of(FACT.rule, each)) for each in (one.old, one.new))
            told = earlier.pop((owner, one.old["evidence"]), [])
            told += [(name, was)] if was != now else []
            if told:
                followed[owner, one.new["evidence"]] = told
        earlier.update(followed)
    return [
        (owner, words, version, text)
        for (owner, words), told in earlier.items()
        for version, text in told
    ]
