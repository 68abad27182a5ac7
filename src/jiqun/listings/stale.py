"""What is to be looked at again, as a listing."""

from __future__ import annotations

from jiqun.checking.stale import Stale
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, Field
from jiqun.text.phrases import figure_text
from jiqun.views.rows import Rows
from jiqun.vocabulary import GAP_FIELDS, STATES


def _what(base: KnowledgeBase, one: Stale) -> str:
    if one.gap:
        return f"{GAP_FIELDS[one.gap.field]}：{STATES[one.gap.state]}"
    return f"{one.figure.label or one.figure.metric} {figure_text(one.figure)}"


STALE = Rows(
    "要再查的",
    {
        "kind": Field(
            "类别",
            value=lambda base, one: "gap" if one.gap else "target",
            text=lambda base, one: "空白" if one.gap else "到期而无结论的目标",
        ),
        "id": Field("短名", value=lambda base, one: str(one.entry.id)),
        "entry": Field("条目", value=lambda base, one: base.title_of(one.entry), priority=NAME),
        "what": Field("哪一项", value=_what, priority=PROSE),
        "since": Field("查于或到期", text=lambda base, one: one.since or "未查过"),
    },
    ("kind", "entry", "what", "since"),
)
