"""The official totals: what the base must count, or say why it does not."""

from __future__ import annotations

from collections.abc import Iterator

from jiqun.analysis.filter import ClusterFilter, select
from jiqun.answers import Agreement
from jiqun.kinds.indicator import Check, Indicator
from jiqun.knowledge import KnowledgeBase
from jiqun.structs import Struct


class Total(Struct):
    """An official total beside ours, and what follows."""

    indicator: Indicator
    official: float
    counted: int
    verdict: Agreement


def check_totals(base: KnowledgeBase) -> Iterator[Total]:
    """Yield every indicator that says what to count, with what the base counts."""
    for indicator in base.indicators:
        if indicator.check is not None and indicator.value is not None:
            counted = count(base, indicator.check)
            verdict = _verdict(counted == indicator.value, bool(indicator.deviation))
            yield Total(indicator, indicator.value, counted, verdict)


def _verdict(equal: bool, explained: bool) -> Agreement:
    if equal:
        return "needless" if explained else "agrees"
    return "deviates" if explained else "wrong"


def count(base: KnowledgeBase, check: Check) -> int:
    """Return what ``check`` counts in the base.

    A cluster counts once, in the regions of its first province; a province or a city counts
    every cluster that takes part.
    """
    found = select(base, ClusterFilter.of_check(check))
    match check.counted:
        case "clusters":
            return len(found)
        case "provinces":
            return len({province for one in found for province in one.provinces})
        case "cities":
            return len({city for one in found for city in one.cities})
