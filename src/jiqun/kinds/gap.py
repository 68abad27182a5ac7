"""Gaps: what is known to be unknown of an entry."""

from jiqun.kinds.base import Fact
from jiqun.schema.fields import may, must
from jiqun.schema.rules import DATE, TEXT, Choice, Text
from jiqun.structs import Struct
from jiqun.vocabulary import GAP_FIELDS, STATES, State


class Gap(Struct):
    """What is known to be unknown: not published, looked for in vain, or not applicable."""

    owner: str
    field: str = must("哪一项", Text(words=GAP_FIELDS))
    state: State = must("情况", Choice(STATES), "未公布、未查到或不适用")
    looked: str | None = may("何时查的", DATE)
    note: str | None = may("读者须知", TEXT, "说明")


FACT = Fact("gap", table="gaps", title="空白", meaning="已知的空白", record=Gap, slot="field")
