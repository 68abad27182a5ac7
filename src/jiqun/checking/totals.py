"""The official totals: what the base must count, or say why it does not."""

from collections.abc import Iterator
from typing import NamedTuple

from jiqun.analysis.filter import Selection, select
from jiqun.knowledge import KnowledgeBase
from jiqun.model import Check, Indicator


class Total(NamedTuple):
    """An official total beside ours; ``verdict`` is agrees, deviates (said), wrong or needless."""

    indicator: Indicator
    official: float
    counted: int
    verdict: str


def check_totals(base: KnowledgeBase) -> Iterator[Total]:
    """Yield every indicator that says what to count, with what the base counts."""
    for indicator in base.indicators:
        if indicator.check is None or indicator.value is None:
            continue
        counted = count(base, indicator.check)
        if counted == indicator.value:
            verdict = "needless" if indicator.deviation else "agrees"
        else:
            verdict = "deviates" if indicator.deviation else "wrong"
        yield Total(indicator, indicator.value, counted, verdict)


def count(base: KnowledgeBase, check: Check) -> int:
    """Return what ``check`` counts in the base.

    A cluster counts once, in the regions of its first province; a province or a city counts
    every cluster that takes part.
    """
    found = select(
        base,
        Selection(
            batches=check.batch,
            domains=check.domain,
            regions=check.region,
            provinces=check.province,
            cities=check.city,
        ),
    )
    if check.counted == "provinces":
        return len({province for one in found for province in one.provinces})
    if check.counted == "cities":
        return len({city for one in found for city in one.cities})
    return len(found)
