"""Tables as they are exported, described by the fields of kinds and facts.

A table takes its rows from entries: those of a kind, the facts that hang on them, or the items of
a list that either has. Names, types, keys and words in every form of export come from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from jiqun.kinds import all_kinds
from jiqun.kinds.base import Fact, Kind
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import Field
from jiqun.schema.rules import ListOf, Number, Record, Ref, Rule, Text, Truth
from jiqun.structs import Struct

Cell: TypeAlias = "str | int | float | bool | None"


class Row(Struct):
    """What a row is read from.

    ``id`` is that of the entry, the running number of a fact, or (for an item of a list) that of
    what has the list; ``position`` is that in the list, from 1.
    """

    id: str | int
    record: Any
    position: int = 0


Rows: TypeAlias = "Callable[[KnowledgeBase], Iterable[Row]]"
Read: TypeAlias = "Callable[[KnowledgeBase, Row], Cell]"


class Column(Struct):
    """A column: what it is called, what may stand in it, and how it is read.

    ``type`` is string, integer, number or boolean. ``references`` is the ``table.column`` in
    which every value stands. ``words`` are the values with their meaning, and the only ones
    unless the column is ``open``. ``pattern`` is what the whole of a text matches.
    """

    name: str
    title: str
    read: Read
    type: str = "string"
    required: bool = False
    unique: bool = False
    references: str | None = None
    words: Mapping[Any, str] = {}
    open: bool = False
    pattern: str | None = None
    description: str = ""

    def cell(self, base: KnowledgeBase, row: Row) -> Cell:
        """Return what a row has, of the type of the column: records have years among texts."""
        value = self.read(base, row)
        return str(value) if self.type == "string" and value is not None else value


class Table(Struct):
    """A table: its columns, its primary key, and its rows, of which each has a cell per column.

    Of the columns in ``one_of`` exactly one has a value in every row.
    """

    name: str
    title: str
    read_from: Rows
    columns: Sequence[Column]
    key: Sequence[str] = ("id",)
    one_of: Sequence[str] = ()
    rows: Sequence[Sequence[Cell]] = ()

    def filled(self, base: KnowledgeBase) -> Table:
        """Return this table with its rows from a base."""
        rows = [
            tuple(column.cell(base, row) for column in self.columns) for row in self.read_from(base)
        ]
        return self._replace(rows=rows)

    @property
    def refers_to(self) -> set[str]:
        """The names of the other tables in which values of this one stand."""
        tables = {one.references.partition(".")[0] for one in self.columns if one.references}
        return tables - {self.name}


def own_id(base: KnowledgeBase, row: Row) -> Cell:
    """Read the id of a row."""
    return row.id


def item(base: KnowledgeBase, row: Row) -> Cell:
    """Read an item of a list that is nothing but a word."""
    value: Cell = row.record
    return value


NUMBER = Column("id", "编号", own_id, type="integer", required=True, description="随数据版本而变")
POSITION = Column("position", "次序", lambda base, row: row.position, type="integer", required=True)


def tables_of_kind(kind: Kind) -> Iterator[Table]:
    """Yield the table of a kind, and one for every list that its entries have."""

    def rows(base: KnowledgeBase) -> Iterator[Row]:
        return (Row(entry.id, entry) for entry in base.all(kind.name))

    yield Table(kind.table, kind.title, rows, list(_columns(kind, kind.fields)))
    yield from _lists(kind, rows, _type(kind.stored["id"]))


def tables_of_fact(fact: Fact) -> Iterator[Table]:
    """Yield the table of a sort of facts, numbered, and one for every list that they have."""
    owners = [kind for kind in all_kinds() if fact in kind.facts]
    rows = numbered(
        lambda base, kind, entry: base.facts(fact.name, entry) if fact in kind.facts else ()
    )
    columns = [*map(_owner, owners), *_columns(fact, fact.fields)]
    if len(owners) == 1:
        columns[0] = columns[0]._replace(required=True)
    one_of = [column.name for column in columns[: len(owners)]] if len(owners) > 1 else []
    if fact.single:
        yield Table(fact.table, fact.title, rows, columns, key=[columns[0].name])
        return
    yield Table(fact.table, fact.title, rows, [NUMBER, *columns], one_of=one_of)
    yield from _lists(fact, rows, NUMBER.type)


def numbered(of: Callable[[KnowledgeBase, Kind, Any], Iterable[Any]]) -> Rows:
    """Return what gives facts of one sort, numbered, from what gives those of an entry."""

    def rows(base: KnowledgeBase) -> Iterator[Row]:
        number = 0
        for kind in all_kinds():
            for entry in base.all(kind.name):
                for record in of(base, kind, entry):
                    number += 1
                    yield Row(number, record)

    return rows


def _columns(owner: Kind | Fact, fields: Mapping[str, Field]) -> Iterator[Column]:
    """Yield the columns of fields, those of nested records by their parts; lists are apart."""
    for key, field in fields.items():
        rule = field.rule
        if not field.export or isinstance(rule, ListOf):
            continue
        if rule is None:
            if field.type:
                yield _derived(key, field)
        elif isinstance(rule, Record):
            for part, below in rule.fields.items():
                column = _stored(f"{key}_{part}", below, _attribute(key, part))
                yield column._replace(required=False)
        elif isinstance(rule, Ref):
            kind = kind_of_table(rule.table)
            yield reference(kind, _attribute(key), title=field.title, required=field.must)
        else:
            column = _stored(key, field, own_id if key == "id" else _attribute(key))
            unique = key == getattr(owner, "key", "") != "id"
            yield column._replace(unique=unique)


def _stored(name: str, field: Field, read: Read) -> Column:
    rule = field.rule
    return Column(
        name,
        field.title,
        read,
        type=_type(field),
        required=field.must or field.absent is not None,
        words=field.words,
        open=isinstance(rule, Text),
        pattern=rule.pattern or None if isinstance(rule, Text) else None,
        description=field.meaning if field.meaning != field.title else "",
    )


def _derived(name: str, field: Field) -> Column:
    def read(base: KnowledgeBase, row: Row) -> Cell:
        value: Any = field.value and field.value(base, row.record)
        cell: Cell = value
        return cell

    return Column(
        name, field.title, read, type=field.type, required=field.must, description=field.meaning
    )


def _type(field: Field) -> str:
    rule: Rule | None = field.rule
    if isinstance(rule, Number):
        return "integer" if rule.whole else "number"
    return "boolean" if isinstance(rule, Truth) else "string"


def _attribute(name: str, part: str = "") -> Read:
    """Return what reads an attribute of the record, or one of its attribute."""

    def read(base: KnowledgeBase, row: Row) -> Cell:
        value = getattr(row.record, name)
        cell: Cell = getattr(value, part) if part and value is not None else value
        return cell

    return read


def kind_of_table(table: str) -> Kind:
    """Return the kind whose entries stand in a table; raise `StopIteration` for none."""
    return next(kind for kind in all_kinds() if kind.table == table)


def reference(kind: Kind, read: Read, *, title: str = "", required: bool = False) -> Column:
    """Describe a column that refers to an entry, which records name by id or by name."""

    def id_of(base: KnowledgeBase, row: Row) -> Cell:
        name = read(base, row)
        id_: Cell = None if name is None else base.get(kind.name, str(name)).id
        return id_

    return Column(
        f"{kind.name}_id",
        title or kind.title,
        id_of,
        type=_type(kind.stored["id"]),
        required=required,
        references=f"{kind.table}.id",
    )


def _owner(kind: Kind) -> Column:
    """Describe a column that refers to the entry of this kind on which a fact hangs, if any."""

    def read(base: KnowledgeBase, row: Row) -> Cell:
        table, _, id_ = row.record.owner.partition("/")
        return id_ if table == kind.table else None

    return reference(kind, read)


def owners(kinds: Iterable[Kind]) -> list[Column]:
    """Describe the columns that refer to the entry that a record's ``owner`` names."""
    return [_owner(kind) for kind in kinds]


def _lists(owner: Kind | Fact, rows: Rows, id_type: str) -> Iterator[Table]:
    """Yield a table for every list of words or references that records have."""
    for key, field in owner.stored.items():
        if isinstance(field.rule, ListOf) and (key != "aliases" or field.one):
            yield _list(owner, rows, id_type, key, field)


def _list(owner: Kind | Fact, rows: Rows, id_type: str, key: str, field: Field) -> Table:
    def items(base: KnowledgeBase) -> Iterator[Row]:
        for above in rows(base):
            for at, record in enumerate(getattr(above.record, key), start=1):
                yield Row(above.id, record, at)

    whose = Column(
        f"{owner.name}_id",
        owner.title,
        own_id,
        type=id_type,
        required=True,
        references=f"{owner.table}.id",
    )
    one = field.rule.rule if isinstance(field.rule, ListOf) else field.rule
    column = (
        reference(kind_of_table(one.table), item, required=True)
        if isinstance(one, Ref)
        else Column(field.one or key, field.title, item, required=True)
    )
    return Table(
        f"{owner.name}_{field.table or key}",
        f"{owner.title}的{field.title}",
        items,
        [whose, POSITION, column, *_named(field.names)],
        key=(whose.name, POSITION.name),
    )


def _named(kinds: Sequence[str]) -> Iterator[Column]:
    """Yield references to the entry that a word names: of the first kind that has such a one."""
    for at, name in enumerate(kinds):
        kind = next(one for one in all_kinds() if one.name == name)

        def read(
            base: KnowledgeBase, row: Row, name: str = name, before: Sequence[str] = kinds[:at]
        ) -> Cell:
            named = [one for one in (*before, name) if base.named(one, row.record)]
            word: Cell = row.record if named == [name] else None
            return word

        yield reference(kind, read)
