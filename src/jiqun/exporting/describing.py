"""What tables are described with: fields that say how they are read from a record.

A table takes its rows from entries: the entities of a kind, the facts that hang on them, or the
items of a list that either has. Names, types, keys and words in every form of export come from
what is described here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jiqun.knowledge import TABLES, KnowledgeBase
from jiqun.wording import KIND_NAMES

Cell = str | int | float | bool | None


class Entry(NamedTuple):
    """What a row is read from.

    ``id`` is that of the entity, the running number of a fact, or (for an item of a list) that of
    what has the list; ``position`` is that in the list, from 1.
    """

    id: str | int
    record: Any
    position: int = 0


Entries = Callable[[KnowledgeBase], Iterable[Entry]]
Read = Callable[[KnowledgeBase, Entry], Cell]


class Field(NamedTuple):
    """A column: what it is called, what may stand in it, and how it is read.

    ``type`` is string, integer, number or boolean. ``references`` is the ``table.field`` in which
    every value stands. ``words`` are the values with their meaning, and the only ones unless the
    field is ``open``. ``pattern`` is what the whole of a text matches.
    """

    name: str
    title: str
    read: Read
    type: str = "string"
    required: bool = False
    unique: bool = False
    references: str | None = None
    words: Mapping[str, str] = {}
    open: bool = False
    pattern: str | None = None
    description: str = ""


class Table(NamedTuple):
    """A table: its fields, its primary key, and its rows, of which each has a cell per field.

    Of the fields in ``one_of`` exactly one has a value in every row.
    """

    name: str
    title: str
    entries: Entries
    fields: Sequence[Field]
    key: Sequence[str] = ("id",)
    one_of: Sequence[str] = ()
    rows: Sequence[Sequence[Cell]] = ()

    def filled(self, base: KnowledgeBase) -> Table:
        """Return this table with its rows from a base."""
        rows = [
            tuple(field.read(base, entry) for field in self.fields) for entry in self.entries(base)
        ]
        return self._replace(rows=rows)


def own_id(base: KnowledgeBase, entry: Entry) -> Cell:
    """Read the id of an entry."""
    return entry.id


def item(base: KnowledgeBase, entry: Entry) -> Cell:
    """Read an item of a list that is nothing but a word."""
    value: Cell = entry.record
    return value


def attribute(path: str) -> Read:
    """Return what reads an attribute of the record, or one of its attribute: ``period.start``."""
    first, _, rest = path.partition(".")

    def read(base: KnowledgeBase, entry: Entry) -> Cell:
        value = getattr(entry.record, first)
        cell: Cell = getattr(value, rest) if rest and value is not None else value
        return cell

    return read


def must(name: str, title: str, read: Read | None = None, **more: Any) -> Field:
    """Describe a field that always has a value, by default the attribute of its name."""
    return Field(name, title, read or attribute(name), required=True, **more)


def may(name: str, title: str, read: Read | None = None, **more: Any) -> Field:
    """Describe a field that may be empty."""
    return Field(name, title, read or attribute(name), **more)


POSITION = must("position", "次序", lambda base, entry: entry.position, type="integer")


def reference(
    kind: str, read: Read | None = None, *, title: str = "", required: bool = True
) -> Field:
    """Describe a field that refers to an entity, which records name by id or by name."""
    name_of = read or attribute(kind)

    def id_of(base: KnowledgeBase, entry: Entry) -> Cell:
        name = name_of(base, entry)
        id_: Cell = None if name is None else base.get(kind, str(name)).id
        return id_

    return Field(
        f"{kind}_id",
        title or KIND_NAMES[kind],
        id_of,
        type="integer" if kind == "batch" else "string",
        required=required,
        references=f"{TABLES[kind]}.id",
    )


def owner(kind: str, *, required: bool = False) -> Field:
    """Describe a field that refers to the entity of this kind on which a fact hangs, if any."""

    def read(base: KnowledgeBase, entry: Entry) -> Cell:
        table, _, id_ = entry.record.owner.partition("/")
        return id_ if table == TABLES[kind] else None

    return reference(kind, read, required=required)


def entities(kind: str) -> Entries:
    """Return what gives all entities of a kind."""
    return lambda base: (Entry(entity.id, entity) for entity in base.all(kind))


def facts(of: Callable[[KnowledgeBase, str, Any], Iterable[Any]]) -> Entries:
    """Return what gives all facts of one sort, numbered, from what gives those of an entity."""

    def entries(base: KnowledgeBase) -> Iterator[Entry]:
        number = 0
        for kind in TABLES:
            for entity in base.all(kind):
                for record in of(base, kind, entity):
                    number += 1
                    yield Entry(number, record)

    return entries


def listed(table: Table, one: str, items: str, title: str, *fields: Field, name: str = "") -> Table:
    """Describe the table of a list: ``items``, an attribute of every record of ``table``.

    Its field ``{one}_id`` says whose list it is; ``name`` is by default ``{one}_{items}``.
    """

    def entries(base: KnowledgeBase) -> Iterator[Entry]:
        for above in table.entries(base):
            for at, record in enumerate(getattr(above.record, items), start=1):
                yield Entry(above.id, record, at)

    whose = must(
        f"{one}_id",
        table.title,
        own_id,
        type=table.fields[0].type,
        references=f"{table.name}.id",
    )
    return Table(
        name or f"{one}_{items}",
        title,
        entries,
        (whose, POSITION, *fields),
        key=(whose.name, POSITION.name),
    )
