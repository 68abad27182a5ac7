"""Namings: how a source prints the name of a cluster."""

from jiqun.kinds.base import Fact
from jiqun.schema.fields import must
from jiqun.schema.rules import EVIDENCE, SOURCE
from jiqun.structs import Struct


class Naming(Struct):
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
