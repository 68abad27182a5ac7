"""Measures: what a government does or announces, by one of eight kinds of policy."""

from collections.abc import Sequence

from jiqun.kinds.base import Fact
from jiqun.kinds.figure import PERIOD, Period
from jiqun.schema.fields import may, must
from jiqun.schema.rules import SLUG, SOURCE, TEXT, Choice, ListOf, Ref
from jiqun.structs import Struct
from jiqun.vocabulary import MEASURE_TYPES


class Measure(Struct):
    """Something a government does or announces; ``type`` is one of eight kinds of policy."""

    owner: str
    type: str = must("类别", Choice(MEASURE_TYPES), search="prose")
    gist: str = must("要点", TEXT, "要点，用自己的话", search="prose")
    period: Period | None = PERIOD
    applies_to: Sequence[str] = may("适用的集群", ListOf(Ref("clusters", SLUG)), table="clusters")
    # Where it is left out, that of the document: see ``cites_as_owner``.
    source: str = may("来源", SOURCE, "来源；省去时用所属文件的第一个来源")


FACT = Fact(
    "measure",
    table="measures",
    title="举措",
    record=Measure,
    slot="type gist",
    cites_as_owner=True,
    cited_as="type || '：' || measures.gist",
)
