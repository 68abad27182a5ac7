"""Firms: those that a source names with a cluster, or with the area that ``scope`` tells."""

from collections.abc import Sequence

from jiqun.kinds.base import Fact
from jiqun.schema.fields import may, must
from jiqun.schema.rules import EVIDENCE, SOURCE, TEXT, TEXTS, Choice
from jiqun.structs import Struct
from jiqun.vocabulary import SCOPES, Scope


class Firm(Struct):
    """A firm that a source names with a cluster, or with the area given by ``scope``."""

    owner: str
    name: str = must("名称", TEXT, "企业名", search="firm")
    aliases: Sequence[str] = may("别名", TEXTS, "简称、品牌、英文名", search="firm", one="alias")
    role: str = must("角色", TEXT, "角色，如 龙头企业")
    scope: Scope = must("地域口径", Choice(SCOPES), "来源说的是集群、城市还是园区的企业")
    source: str = must("来源", SOURCE)
    evidence: str | None = may("来源原词", EVIDENCE)
    note: str | None = may("读者须知", TEXT)


FACT = Fact(
    "firm",
    table="firms",
    title="企业",
    record=Firm,
    slot="name",
    cited_as="role || '：' || firms.name",
)
