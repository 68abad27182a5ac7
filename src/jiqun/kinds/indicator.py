"""Indicators: national and regional aggregates, each a figure with a subject of its own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiqun.kinds import figure
from jiqun.kinds.base import Kind, cited
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PROSE, Field, may, must, stored_fields
from jiqun.schema.rules import (
    EVIDENCE,
    SLUG,
    SOURCE,
    TEXT,
    TEXTS,
    YEAR,
    Choice,
    Json,
    Number,
    OneOrMore,
    Record,
    Ref,
    Truth,
)
from jiqun.structs import Struct
from jiqun.text.phrases import figure_text, joined, pasteable, time_text
from jiqun.text.units import in_base_unit
from jiqun.vocabulary import COUNTED, METRICS, SCOPES, Counted, FigureKind, Op, Scope

if TYPE_CHECKING:
    from jiqun.views.cards import Card


class Check(Struct):
    """A count over the base that must give an indicator's value; empty filters admit all."""

    batch: Sequence[int] = may("批次", OneOrMore(Ref("batches", YEAR)))
    domain: Sequence[str] = may("领域", OneOrMore(Ref("domains")))
    region: Sequence[str] = may("区域", OneOrMore(Ref("regions")))
    province: Sequence[str] = may("省级单位", OneOrMore(Ref("provinces")))
    city: Sequence[str] = may("城市", OneOrMore(Ref("cities")))
    counted: Counted = may("数什么", Choice(COUNTED), default="clusters")


def _check(base: KnowledgeBase, one: "Indicator") -> Json:
    return (
        {key: value for key, value in one.check._asdict().items() if value} if one.check else None
    )


def _value_base(base: KnowledgeBase, one: "Indicator") -> float | None:
    """Return the value in the base unit of its kind, as figures of clusters have it."""
    return None if one.value is None else in_base_unit(one.value, one.unit or "个")


class Indicator(Struct):
    """A national or regional aggregate: a figure with a subject of its own.

    ``members`` lists what is counted where the source names the members. ``check`` is what the
    base must count, ``deviation`` why it knowingly differs.
    """

    id: str = must("短名", SLUG)
    subject: str = must("对象", TEXT, "说的是什么", search="alias")
    name: str = must("指标", TEXT, "指标名", search="name", priority=NAME, named=True)
    kind: FigureKind = figure.KIND
    metric: str = must("量", Choice(METRICS), "指标", column=False)
    op: Op = figure.OP
    value: float | None = may("数值", Number(), "数；只列成员的不写", sort=_value_base)
    unit: str | None = may("单位", TEXT)
    year: int | None = figure.YEAR_OF
    period: figure.Period | None = figure.PERIOD
    scope: Scope = figure.SCOPE
    members: Sequence[str] = may("成员", TEXTS, search="prose", one="member")
    members_open: bool = may("成员列举带“等”", Truth(), "原文列举带“等”", column=False)
    check: Check | None = may(
        "复算",
        Record(Check, stored_fields(Check)),
        "本库应数出的同一个数",
        value=_check,
        column=False,
        export=False,
    )
    deviation: str | None = may("本库之差", TEXT, "本库为何有差", priority=PROSE)
    source: str = must(
        "来源", SOURCE, text=lambda base, one: base.source(one.source).publisher, priority=PROSE
    )
    confirmed_by: Sequence[str] = figure.CONFIRMED_BY
    evidence: str | None = may("原词", EVIDENCE, "来源原词", priority=PROSE)
    note: str | None = figure.NOTE


def said(one: Indicator) -> str | None:
    """Return the number of an indicator, or its members where it only lists these."""
    return figure_text(one) or _members(one)


def _members(one: Indicator) -> str | None:
    return joined(list(one.members)) + "等" * one.members_open or None


def _card(base: KnowledgeBase, one: Indicator) -> "Card":
    from jiqun.views.cards import SourceNumbers, card

    numbers = SourceNumbers()
    marks = numbers.marks(*cited(one))
    shown = "：".join(part for part in (figure_text(one), _members(one)) if part)
    facts = [
        ("对象", one.subject),
        ("数字", f"{one.metric} {shown}{marks}"),
        ("时间", time_text(one.year, one.period)),
        ("口径", SCOPES[one.scope]),
        ("原词", one.evidence and f"“{one.evidence}”"),
        ("本库之差", one.deviation),
        ("备注", one.note),
    ]
    return card(pasteable(one.name), one.id, facts, [numbers.section(base)])


KIND = Kind(
    "indicator",
    table="indicators",
    title="指标",
    listing="官方指标",
    record=Indicator,
    default="subject name text time source",
    card=_card,
    about=lambda base, one: f"{one.subject}，{said(one)}",
    derived={
        "text": Field(
            "数字",
            value=lambda base, one: figure_text(one),
            text=lambda base, one: said(one),
            type="string",
            sort=_value_base,
            after="unit",
        ),
        "time": Field(
            "时间",
            value=lambda base, one: one.year or time_text(one.year, one.period),
            item=False,
            after="unit",
        ),
    },
    exclusive=("year", "period"),
    related=lambda base, one: {},
    document=True,
    spoken=False,
    texts=figure.texts_of,
    cited_as="subject || coalesce('：' || text, '')",
)
