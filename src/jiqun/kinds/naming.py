"""Namings: how a source prints the name of a cluster."""

from typing import NamedTuple

from jiqun.kinds.base import Fact
from jiqun.schema.fields import must
from jiqun.schema.rules import EVIDENCE, SOURCE


class Naming(NamedTuple):
    """The words in which a source prints the name of a cluster, or one of its aliases."""

    owner: str
    source: str = must("来源", SOURCE)
    evidence: str = must("原词", EVIDENCE, meaning="来源所印的名称")


FACT = Fact(
    "naming",
    table="namings",
    title="名称原词",
    meaning="来源怎样印名称",
    record=Naming,
    slot="source",
    cited_as="namings.evidence",
)
