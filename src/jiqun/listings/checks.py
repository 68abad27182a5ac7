"""What a check has found: problems, and official totals beside what the base counts."""

from __future__ import annotations

from jiqun.answers import AGREEMENTS
from jiqun.checking.problems import Problem
from jiqun.checking.totals import Total
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, Field
from jiqun.schema.rules import Json
from jiqun.text.phrases import number_text
from jiqun.views.columns import Column, Columns
from jiqun.views.rows import Rows, text_of, value_of


def _verdict(base: KnowledgeBase, total: Total) -> str:
    """Return how an official total and ours agree, and why they do not."""
    deviation = total.indicator.deviation
    return AGREEMENTS[total.verdict] + (f"：{deviation}" if deviation else "")


PROBLEMS = Rows(
    "数据检查",
    {
        "kind": Field("类别", value=lambda base, one: "problem", text=lambda base, one: "问题"),
        "id": Field("短名", value=lambda base, one: str(one.mark)),
        "severity": Field("轻重"),
        "file": Field("文件", value=lambda base, one: one.mark.file),
        "line": Field("行", value=lambda base, one: one.mark.line),
        "column": Field("列", value=lambda base, one: one.mark.column),
        "problem": Field("问题"),
    },
    (),
)
TOTALS = Rows(
    "数据检查",
    {
        "kind": Field("类别", value=lambda base, one: "total", text=lambda base, one: "官方合计"),
        "id": Field("短名", value=lambda base, one: one.indicator.id),
        "subject": Field("对象", value=lambda base, one: one.indicator.subject),
        "name": Field("官方合计", value=lambda base, one: one.indicator.name, priority=NAME),
        "official": Field(
            "官方", text=lambda base, one: number_text(one.official), number=True, priority=PROSE
        ),
        "counted": Field("本库", number=True),
        "verdict": Field("结论", text=_verdict, priority=PROSE),
        "deviation": Field(
            "为何有差", value=lambda base, one: one.indicator.deviation, priority=PROSE
        ),
        "source": Field("来源", value=lambda base, one: one.indicator.source, column=False),
    },
    ("name", "subject", "official", "counted", "verdict"),
)
_SHOWN = (
    "kind", "severity", "file", "line", "column", "problem", "id", "official", "counted", "verdict",
)  # fmt: skip


def _rows(row: Problem | Total) -> Rows:
    return PROBLEMS if isinstance(row, Problem) else TOTALS


def finding_item(base: KnowledgeBase, row: Problem | Total) -> dict[str, Json]:
    """Return a problem or a total as the item of JSON."""
    return _rows(row).item(base, row)


def finding_columns(base: KnowledgeBase) -> Columns:
    """Return the columns of problems and totals in one listing; what a row lacks is unknown."""
    fields = {**TOTALS.fields, **PROBLEMS.fields}
    return Columns(_SHOWN, [_column(base, key, fields[key]) for key in _SHOWN])


def _column(base: KnowledgeBase, key: str, field: Field) -> Column:
    def text(row: Problem | Total) -> str | None:
        own = _rows(row).fields.get(key)
        return text_of(base, key, own, row) if own else None

    def value(row: Problem | Total) -> Json:
        own = _rows(row).fields.get(key)
        return value_of(base, key, own, row) if own else None

    return Column(key, field.title, text, value, priority=field.gives_way)
