"""A figure as a text states it."""

from __future__ import annotations

from typing import NamedTuple

from jiqun.scanning.mentions import Hit
from jiqun.scanning.times import Time
from jiqun.text.quantities import Quantity


class Stated(NamedTuple):
    """A figure as a text states it.

    Args:
        subject: what it is of: a mention, or a group of clusters as a mention of kind ``group``.
        part: of a group, the place or domain whose clusters are counted.
        metric: one of the metrics of the base, None where no word tells it.
        kind: target, actual, forecast, or growth.
        sentence, clause: where these begin and end in the text.
        certain: whether the subject stands in the same sentence, or is pointed to from it.
    """

    quantity: Quantity
    subject: Hit | None
    part: Hit | None
    metric: str | None
    kind: str
    time: Time | None
    sentence: tuple[int, int]
    clause: tuple[int, int]
    certain: bool

    @property
    def year(self) -> int | None:
        """The year that it is about."""
        return self.time.year if self.time else None
