"""The time of a figure whose sentence tells none, from what was told before it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jiqun.scanning.carried import Carried
from jiqun.scanning.stated import Stated
from jiqun.scanning.times import Time
from jiqun.scanning.words import any_of, listed

# What is summed up over a time.
_FLOWS = frozenset(["产值", "营业收入", "增加值", "利润", "出口", "产量", "占比", "增速"])


class _Rules(NamedTuple):
    # Words of a sentence that is of no time that was told.
    undated: re.Pattern[str]
    # Of what happens, and is summed up over a time: 新增企业7户.
    happening: re.Pattern[str]
    # Of what is to be done, where the paragraph tells by when: 打造6个基地.
    goal: re.Pattern[str]
    done: re.Pattern[str]


def dated(text: str, stated: Stated, carried: Carried) -> Stated:
    """Return a figure without a time with that which was told before.

    That holds for what is summed up over a time, and not for what there is now; and what is to
    be holds for all goals of its paragraph.
    """
    rules, start = _rules(), stated.sentence[0]
    if stated.time or stated.kind == "forecast":
        return stated
    plan = carried.plan(stated.subject)
    if plan and rules.goal.search(text, start, stated.clause[1]):
        done = rules.done.search(text, start, stated.clause[1])
        return stated if done else _with(stated, plan)._replace(kind="target")
    if rules.undated.search(text, start, stated.clause[1]):
        return stated
    summed = stated.kind == "growth" or stated.metric in _FLOWS or stated.quantity.unit == "倍"
    if stated.kind == "target" or not (summed or rules.happening.search(text, *stated.clause)):
        return stated
    # How things stand is not of the paragraph before.
    own = stated.certain or stated.metric in ("占比", "规模")
    time = carried.holding(start, stated.subject, own)
    return _with(stated, time) if time else stated


def _with(stated: Stated, time: Time) -> Stated:
    return stated._replace(time=time._replace(carried=True))


@cache
def _rules() -> _Rules:
    return _Rules(
        re.compile(any_of(listed("figures", "subjects", "undated"))),
        re.compile(any_of(listed("figures", "subjects", "happening"))),
        re.compile(any_of(listed("figures", "subjects", "goals"))),
        re.compile(any_of(["已", "累计", *listed("figures", "subjects", "now")])),
    )
