"""Organisations: the bodies that promote clusters (集群发展促进机构), at most one for each."""

from jiqun.kinds.base import Fact
from jiqun.schema.fields import may, must
from jiqun.schema.rules import EVIDENCE, SOURCE, TEXT
from jiqun.structs import Struct


class Organisation(Struct):
    """The body that promotes a cluster."""

    owner: str
    name: str = must("名称", TEXT, "机构名", search="prose")
    source: str = must("来源", SOURCE)
    evidence: str | None = may("来源原词", EVIDENCE)


FACT = Fact(
    "organisation",
    table="organisations",
    key="organisation",
    title="促进机构",
    meaning="集群发展促进机构",
    record=Organisation,
    single=True,
    cited_as="organisations.name",
)
