"""What changed between two versions of the data, as a listing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from jiqun.analysis.changes import Change
from jiqun.analysis.documents import record_of
from jiqun.answers import CHANGES, ChangeKind
from jiqun.kinds import all_kinds
from jiqun.kinds.base import Fact, Kind
from jiqun.kinds.figure import FACT as FIGURE
from jiqun.kinds.figure import figure_cell
from jiqun.kinds.meta import RULE as META
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PEER, Field
from jiqun.schema.rules import Json
from jiqun.text.phrases import UNSTATED, pasteable, time_text
from jiqun.views.rows import Rows, source_reference, written
from jiqun.vocabulary import FIGURE_KINDS

# What stands in a column of its own, or says nothing of the world.
_UNSAID = frozenset({"source", "confirmed_by", "recorded"})
_KINDS = {kind.table: kind for kind in all_kinds()}


def changes_rows(old: KnowledgeBase, new: KnowledgeBase) -> Rows:
    """Return what the rows of changes between two bases are (see `jiqun.analysis.changes`).

    The keys of `jiqun.analysis.changes.Change` are those that ``apply`` reads.
    """

    def entry(base: KnowledgeBase, one: Change) -> str:
        table, id_ = one.entry
        return _called(new, table, id_) or _called(old, table, id_) or "数据说明"

    def source(side: KnowledgeBase, value: Any) -> Json:
        id_ = value.get("source") if isinstance(value, Mapping) else None
        return source_reference(side, id_) if id_ else None

    def words(side: KnowledgeBase, one: Change, value: Any, other: Any) -> str | None:
        if value is None:
            return f"第 {_place(one, side is old)} 项" if one.old is None is one.new else None
        reference = source(side, value)
        said = _words(one, value, other)
        if isinstance(reference, Mapping):
            return f"{said}（{reference['publisher']}，{reference['date'] or '日期未示'}）"
        return said

    return Rows(
        "数据的变化",
        {
            "kind": Field(
                "变化", value=lambda base, one: one.kind, text=lambda base, one: CHANGES[one.kind]
            ),
            "table": Field("表", value=lambda base, one: one.path[0], column=False),
            "id": Field("短名", value=lambda base, one: one.entry[1]),
            "entry": Field("条目", value=entry, priority=NAME),
            "what": Field("项目", value=lambda base, one: _what(one), priority=NAME),
            "old_text": Field(
                "旧", value=lambda base, one: words(old, one, one.old, one.new), priority=PEER
            ),
            "new_text": Field(
                "新", value=lambda base, one: words(new, one, one.new, one.old), priority=PEER
            ),
            "old_source": Field("旧来源", value=lambda base, one: source(old, one.old)),
            "new_source": Field("新来源", value=lambda base, one: source(new, one.new)),
            **{
                key: Field(key, value=partial(_applied, key), column=False)
                for key in ("path", "old", "new", "old_at", "new_at")
            },
        },
        ("kind", "entry", "what", "old_text", "new_text"),
    )


def _applied(key: str, base: KnowledgeBase, one: Change) -> Json:
    """Return what `jiqun.analysis.changes.apply` reads of a change."""
    value: Json = one.json()[key]
    return value


def counts(changes: Sequence[Change], old: str, new: str) -> str:
    """Return in one sentence how many changes of each sort lead from one side to another."""
    by_kind = Counter(one.kind for one in changes)
    told = [kind for kind in CHANGES if kind != "tidied" or by_kind[kind]]
    numbers = "，".join(f"{CHANGES[kind]} {by_kind[kind]}" for kind in told)
    return f"从 {old} 到 {new}：{numbers}"


def _called(base: KnowledgeBase, table: str, id_: str) -> str | None:
    kind = _KINDS.get(table)
    entry = kind and base.named(kind.name, id_)
    return pasteable(base.title_of(entry)) if entry else None


def _what(one: Change) -> str:
    """Return what of an entry changed: the entry itself, a field, or a fact by its slot."""
    kind = _KINDS.get(one.path[0])
    if kind is None:
        return META.fields[one.path[1]].title
    if len(one.path) < 3:
        return kind.title
    fact = _fact(kind, one.path[2])
    if fact is None:
        return kind.fields[one.path[2]].title
    value = one.new or one.old
    if fact is FIGURE and value:
        record = record_of(FIGURE.rule, value)
        name = record.label or record.metric
        return f"{FIGURE_KINDS[record.kind]} {time_text(record.year, record.period)} {name}"
    if value and fact.slot in (("name",), ("field",)):
        key = fact.slot[0]
        return f"{fact.title} {written(value[key], fact.stored[key].words)}"
    return fact.title


def _fact(kind: Kind, key: str) -> Fact | None:
    return next((fact for fact in kind.facts if fact.key == key), None)


def _words(one: Change, value: Any, other: Any) -> str:
    """Return a value in words: a whole one, or of a fact what differs from the other side."""
    kind = _KINDS.get(one.path[0])
    if not isinstance(value, Mapping) or kind is None:
        fields = META.fields if kind is None else kind.fields
        return written(value, fields[one.path[-1]].words) or ""
    fact = _fact(kind, one.path[2]) if len(one.path) > 2 else None
    if fact is None:
        called = value.get(kind.called) if len(one.path) == 1 else None
        return str(called or written(value))
    if not isinstance(other, Mapping):
        return _fact_words(fact, value)
    keys = [key for key in fact.stored if value.get(key) != other.get(key) and key not in _UNSAID]
    if fact is FIGURE and {"op", "value", "unit", "year", "period"}.intersection(keys):
        return _fact_words(fact, value)
    told = [
        f"{fact.stored[key].title}：{written(value[key], fact.stored[key].words)}"
        for key in keys
        if key in value
    ]
    return "；".join(told) or UNSTATED * bool(keys) or _fact_words(fact, value)


def _fact_words(fact: Fact, value: Mapping[str, Any]) -> str:
    if fact is FIGURE:
        return f"{figure_cell(record_of(FIGURE.rule, value))}“{value['evidence']}”"
    keys = [key for key in fact.stored if key in value and key not in _UNSAID]
    return "；".join(written(value[key], fact.stored[key].words) or "" for key in keys)


def _place(one: Change, before: bool) -> int:
    return ((one.old_at if before else one.new_at) or 0) + 1


def told_apart(changes: Sequence[Change]) -> tuple[list[Change], int]:
    """Return the changes that tell something, in the order of sorts, and how many only tidy."""
    order: list[ChangeKind] = list(CHANGES)
    told = [one for one in changes if one.kind != "tidied"]
    return sorted(told, key=lambda one: order.index(one.kind)), len(changes) - len(told)
