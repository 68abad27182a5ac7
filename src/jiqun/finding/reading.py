"""Reading a query: what of it is a condition, and what is left to be found in texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiqun.finding.query import LONGEST_QUERY
from jiqun.knowledge import KnowledgeBase
from jiqun.structs import Struct
from jiqun.text.normalize import regional
from jiqun.text.plain import plain

if TYPE_CHECKING:
    from jiqun.finding.conditions import FigureCondition, Order

_NUMERALS = frozenset("0123456789０１２３４５６７８９一二两三四五六七八九十百千万亿半")
# Every condition is written with a numeral or with one of these: 最高, 前三, 达到, 哪些集群.
_SIGNS = _NUMERALS | frozenset("最排前到达完实居领哪什全所共几多名列")


class Reading(Struct):
    """What is read in a query.

    Args:
        words: what is left to be found in texts, as it was typed.
        taken: the words that were read as conditions.
        figure: what a figure must be, if that is asked for.
        order: the order that is asked for, of such figures, or of entries of ``group``.
        batches: the years in one of which a cluster was chosen.
        group: the kind whose entries are sorted by their number of clusters.
        every: whether all that is left is the question which clusters there are.
        unanswered: where else to look for what was taken out and is no condition.
    """

    words: str
    taken: Sequence[str] = ()
    figure: FigureCondition | None = None
    order: Order | None = None
    batches: frozenset[int] = frozenset()
    group: str = ""
    every: bool = False
    unanswered: str = ""

    @property
    def conditional(self) -> bool:
        """Whether anything but words and places was read."""
        return bool(self.figure or self.batches or self.group or self.every)


def read(base: KnowledgeBase, query: str) -> Reading:
    """Return what a query asks for, its places excepted."""
    text = regional(plain(query[:LONGEST_QUERY]))
    if _SIGNS.isdisjoint(text):
        return Reading(text)
    from jiqun.finding.conditions import conditions

    return conditions(base, text)


def plain_numbers(query: str) -> str:
    """Return a query with its numbers as texts write them: 2,000亿 and 二千亿 as 2000亿."""
    if _NUMERALS.isdisjoint(query):
        return query
    from jiqun.finding.conditions import written_plainly

    return written_plainly(query)
