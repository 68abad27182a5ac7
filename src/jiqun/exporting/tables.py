"""The whole base as tables with keys, from which every form of export is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from jiqun.analysis.progress import standings
from jiqun.answers import REASONS, STATUSES, VERDICTS
from jiqun.exporting.describing import (
    NUMBER,
    POSITION,
    Cell,
    Column,
    Read,
    Row,
    Table,
    kind_of_table,
    numbered,
    own_id,
    owners,
    reference,
    tables_of_fact,
    tables_of_kind,
)
from jiqun.kinds import all_facts, all_kinds, meta
from jiqun.kinds.base import Kind
from jiqun.kinds.indicator import Check
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import stored_fields
from jiqun.schema.rules import OneOrMore, Ref
from jiqun.structs import Struct
from jiqun.vocabulary import COUNTED, OPS

__all__ = ["Cell", "Column", "Table", "all_tables", "tables_of", "updated"]


def tables_of(base: KnowledgeBase) -> list[Table]:
    """Return all tables of a base, filled, each after those that it refers to.

    One of a day in the past has a table of what cannot be told to have been known by then.
    """
    past = [_UNDATED] if base.known_on else []
    return [table.filled(base) for table in (*all_tables(), *past)]


def all_tables() -> list[Table]:
    """Return all tables as they are described, each after those that it refers to."""
    tables = [_META, _VOCABULARY]
    for kind in all_kinds():
        tables += tables_of_kind(kind)
    for fact in all_facts():
        tables += tables_of_fact(fact)
    tables += [_aliases(), _STANDINGS, _CHECKS, _check_filters()]
    placed: dict[str, Table] = {}
    while tables:
        ready = [table for table in tables if table.refers_to <= placed.keys()]
        placed.update((table.name, table) for table in ready)
        tables = [table for table in tables if table.name not in placed]
    return list(placed.values())


def updated(base: KnowledgeBase) -> datetime:
    """Return when the data was updated: what exports are dated, so that they are reproducible."""
    return datetime.fromisoformat(f"{base.meta.updated}-01-01"[:10])


def _part(at: int) -> Read:
    return lambda base, row: row.record[at]


def _meta(base: KnowledgeBase) -> Iterator[Row]:
    for key, value in base.meta._asdict().items():
        title = meta.RULE.fields[key].title
        if key == "rules":
            yield from (Row(f"rule_{at}", (title, rule)) for at, rule in enumerate(value, 1))
        else:
            yield Row(key, (title, str(value)))
    if base.known_on:
        yield Row("as_of", ("截至", base.known_on))


_META = Table(
    "meta",
    "数据说明",
    _meta,
    [
        Column("key", "键", own_id, required=True),
        Column("title", "项", _part(0), required=True),
        Column("value", "内容", _part(1), required=True),
    ],
    key=("key",),
)


def _undated(base: KnowledgeBase) -> Iterator[Row]:
    for number, one in enumerate(base.undated, 1):
        yield Row(number, one)


_UNDATED = Table(
    "undated",
    "发布日期不明",
    _undated,
    [
        NUMBER,
        Column("owner", "条目", _part(0), required=True, description="表/短名"),
        Column("name", "名称", _part(1), required=True),
        Column("title", "类别", _part(2), required=True),
        Column("text", "内容", _part(3)),
        Column("source", "来源", _part(4), references="sources.id"),
        Column("published_by", "不晚于", _part(5), required=True),
    ],
)


def _vocabulary(base: KnowledgeBase) -> Iterator[Row]:
    """Yield the words that do not speak for themselves."""
    for table in all_tables():
        for column in table.columns:
            for word, meaning in column.words.items():
                if word != meaning:
                    yield Row(word, (table.name, column.name, meaning))


_VOCABULARY = Table(
    "vocabulary",
    "词表",
    _vocabulary,
    [
        Column("table_name", "表", _part(0), required=True),
        Column("field", "字段", _part(1), required=True),
        Column("word", "词", own_id, required=True),
        Column("meaning", "意思", _part(2), required=True),
    ],
    key=("table_name", "field", "word"),
)


class _Alias(Struct):
    """Another name of an entry."""

    owner: str
    alias: str


def _aliases() -> Table:
    named = [kind for kind in all_kinds() if "aliases" in kind.stored]

    def of(base: KnowledgeBase, kind: Kind, entry: Any) -> Iterable[_Alias]:
        aliases = entry.aliases if kind in named else ()
        return (_Alias(f"{kind.table}/{entry.id}", alias) for alias in aliases)

    columns = owners(named)
    return Table(
        "aliases",
        "别名",
        numbered(of),
        [
            NUMBER,
            *columns,
            Column("alias", "别名", lambda base, row: row.record.alias, required=True),
        ],
        one_of=[column.name for column in columns],
    )


def _figure(which: str) -> Read:
    """Return what reads the number of a figure that a standing has."""

    def number(base: KnowledgeBase, row: Row) -> Cell:
        # By identity: a cluster may have two figures that are equal.
        figures = numbered(lambda base, kind, entry: base.figures(entry))
        numbers = base.once(
            "exporting.figures", lambda: {id(one.record): one.id for one in figures(base)}
        )
        return numbers.get(id(getattr(row.record, which)))

    return number


def _read(name: str) -> Read:
    return lambda base, row: getattr(row.record, name)


def _reason(base: KnowledgeBase, row: Row) -> Cell:
    reason: Cell = row.record.reason if row.record.verdict(base) == "cannot_tell" else None
    return reason


_STANDINGS = Table(
    "standings",
    "目标与最近的实绩",
    numbered(lambda base, kind, entry: standings(base, entry) if kind.name == "cluster" else ()),
    [
        Column(
            "target_figure_id",
            "目标",
            _figure("target"),
            type="integer",
            required=True,
            references="figures.id",
        ),
        Column(
            "actual_figure_id",
            "最近的实绩",
            _figure("actual"),
            type="integer",
            references="figures.id",
        ),
        Column("comparable", "可比", _read("comparable"), type="boolean", required=True),
        Column("why_not", "为何不可比", _read("why_not")),
        Column("progress", "进度（%）", _read("progress"), type="number"),
        Column("progress_op", "进度界限", _read("progress_op"), words=OPS),
        Column("status", "情况", _read("status"), required=True, words=STATUSES),
        Column("verdict", "结论", lambda base, row: row.record.verdict(base), words=VERDICTS),
        Column("reason", "为何无法判断", _reason, words=REASONS),
    ],
    key=("target_figure_id",),
)


def _checks(base: KnowledgeBase) -> Iterator[Row]:
    for indicator in base.indicators:
        if indicator.check:
            yield Row(indicator.id, indicator.check)


def _count(base: KnowledgeBase, row: Row) -> Cell:
    from jiqun.checking.totals import count

    return count(base, row.record)


_OF_INDICATOR = Column("indicator_id", "指标", own_id, required=True, references="indicators.id")
_CHECKS = Table(
    "indicator_checks",
    "指标在本库里的复算",
    _checks,
    [
        _OF_INDICATOR,
        Column("counted", "数什么", _read("counted"), required=True, words=COUNTED),
        Column("base_count", "本库数得", _count, type="integer", required=True),
    ],
    key=("indicator_id",),
)
# The kinds by which a check filters, and the tables that they are in.
_FILTERS = {
    key: field.rule.rule.table
    for key, field in stored_fields(Check).items()
    if isinstance(field.rule, OneOrMore) and isinstance(field.rule.rule, Ref)
}


def _filters(base: KnowledgeBase) -> Iterator[Row]:
    for check in _checks(base):
        wanted = [(kind, name) for kind in _FILTERS for name in getattr(check.record, kind)]
        yield from (Row(check.id, pair, at) for at, pair in enumerate(wanted, start=1))


def _check_filters() -> Table:
    def wanted(kind: str) -> Read:
        return lambda base, row: row.record[1] if row.record[0] == kind else None

    return Table(
        "indicator_check_filters",
        "指标复算时只数哪些",
        _filters,
        [
            _OF_INDICATOR._replace(references="indicator_checks.indicator_id"),
            POSITION,
            *(reference(kind_of_table(table), wanted(kind)) for kind, table in _FILTERS.items()),
        ],
        key=("indicator_id", "position"),
        one_of=[f"{kind}_id" for kind in _FILTERS],
    )
