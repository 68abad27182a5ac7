"""What time has made old: blanks that nobody has looked at for long, targets that fell due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from jiqun.analysis.progress import standings
from jiqun.kinds import all_kinds
from jiqun.kinds.base import Kind
from jiqun.knowledge import KnowledgeBase
from jiqun.structs import Struct

# A blank is looked at again after so many days.
DAYS = 180


class Stale(Struct):
    """What is to be looked at again: the blank ``gap``, or else the target ``figure``, of an entry.

    ``since`` is the day, month or year when it was last looked at, or when the target fell due;
    None where nobody has looked.
    """

    kind: Kind
    entry: Any
    gap: Any = None
    figure: Any = None
    since: str | None = None


def stale(base: KnowledgeBase, today: date, days: int = DAYS) -> Iterator[Stale]:
    """Yield the blanks not looked at for so many days, then the targets due without a verdict.

    What is not applicable needs no second look.
    """
    limit = (today - timedelta(days)).isoformat()
    for kind in all_kinds():
        for entry in base.all(kind.name):
            for gap in base.gaps(entry):
                if gap.state != "not_applicable" and _last_day(gap.looked) < limit:
                    yield Stale(kind, entry, gap=gap, since=gap.looked)
    for cluster in base.clusters:
        for one in standings(base, cluster):
            if one.due and one.due < today.year and one.verdict(base) in ("open", "cannot_tell"):
                yield Stale(base.kind_of(cluster), cluster, figure=one.target, since=str(one.due))


def _last_day(looked: str | None) -> str:
    """Return the last day of a day, a month or a year; before all others where there is none."""
    return looked + "-12-31"[len(looked) - len("2026") :] if looked else ""
