"""Rows: what is listed, as fields; from them come the items of JSON and the columns of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jiqun.schema.fields import PROSE, Field
from jiqun.schema.rules import Json, ListOf, Record, Ref
from jiqun.structs import Struct
from jiqun.text.phrases import joined, titled
from jiqun.views.columns import Column, Columns

if TYPE_CHECKING:
    from jiqun.kinds.base import Names
    from jiqun.knowledge import Edition, KnowledgeBase

# The key of the column of sources.
REFERENCE = "reference"


class Rows(Struct):
    """What rows of one sort are: records of one type, or anything else that ``fields`` read.

    Args:
        title: what a listing of them is called, as the title of a page, a sheet or a picture.
        fields: by key, in the order of an item.
        default: the keys of the columns that are shown unless others are chosen.
        id: the key that stands for a row where only that is printed.
        reference: the key of the column that says where the facts are from, if there is one.
        table: that of the entries that rows are, where they are entries of one kind.
        owners: gives the paths of the entries that a row is of (``clusters/zhuzhou-rail``); None
            where rows are of no entries in particular.
    """

    title: str
    fields: Mapping[str, Field]
    default: Sequence[str]
    id: str = "id"
    reference: str = ""
    table: str = ""
    owners: Callable[[KnowledgeBase, Any], Iterable[str]] | None = None

    def edition(self, base: KnowledgeBase, rows: Iterable[object]) -> Edition:
        """Return which data rows are, with what is undated of them."""
        if not self.owners or not base.known_on:
            return base.edition
        return base.edition.of({one for row in rows for one in self.owners(base, row)}, self.table)

    def item(self, base: KnowledgeBase, row: object) -> dict[str, Json]:
        """Return a row as the item of JSON: all keys, None or ``[]`` where nothing is known."""
        return item_of(base, self.fields, row)

    def brief(self, base: KnowledgeBase, row: object) -> dict[str, Json]:
        """Return the part of the item of a row that a listing has: what is brief."""
        return item_of(base, {key: one for key, one in self.fields.items() if one.brief}, row)

    def identify(self, base: KnowledgeBase, row: object) -> str:
        """Return what stands for a row where only that is printed."""
        return str(value_of(base, self.id, self.fields[self.id], row))

    def columns(self, base: KnowledgeBase, whole: bool = False) -> Columns:
        """Return the columns of such rows in a base, for a ``whole`` format all keys of items."""
        known = [
            _column(base, key, field)
            for key, field in self.fields.items()
            if field.column or (whole and field.item)
        ]
        return Columns(self.default, known)


def _column(base: KnowledgeBase, key: str, field: Field) -> Column:
    sort = field.sort
    return Column(
        key,
        field.title,
        lambda row: text_of(base, key, field, row),
        lambda row: value_of(base, key, field, row),
        sort=(lambda row: sort(base, row)) if sort else None,
        right=field.is_number,
        named=field.named,
        priority=field.gives_way,
    )


def item_of(base: KnowledgeBase, fields: Mapping[str, Field], record: object) -> dict[str, Json]:
    """Return the values of a record by key, those that belong to JSON."""
    return {key: value_of(base, key, field, record) for key, field in fields.items() if field.item}


def value_of(base: KnowledgeBase, key: str, field: Field, record: object) -> Json:
    """Return what JSON has of a field of a record: what is stored, but sources as objects."""
    if field.value:
        return field.value(base, record)
    stored = getattr(record, key)
    rule = field.rule
    if isinstance(rule, Ref) and rule.table == "sources":
        return stored and source_reference(base, stored)
    if not isinstance(stored, (list, tuple)):
        value: Json = stored
        return value
    if isinstance(rule, Record):
        return item_of(base, rule.fields, stored)
    if isinstance(rule, ListOf) and isinstance(rule.rule, Ref) and rule.rule.table == "sources":
        return references(base, stored)
    return list(stored)


def text_of(base: KnowledgeBase, key: str, field: Field, record: object) -> str | None:
    """Return what people read of a field of a record, or None where it is unknown."""
    if field.text:
        return field.text(base, record)
    return written(value_of(base, key, field, record), field.words)


def written(value: Json, words: Mapping[str, str] | None = None) -> str | None:
    """Return any value of an item as one cell; ``words`` are what the values of a list mean."""
    match value:
        case None | [] | ():
            return None
        case bool():
            return "是" if value else "否"
        case list() | tuple():
            return joined([_called(one) for one in value])
        case str() if words:
            return words.get(value, value)
        case _:
            return _called(value)


def _called(value: Json) -> str:
    """Return a value, or what an object is called: its name, title or text, or all it has."""
    if not isinstance(value, Mapping):
        return str(value)
    for key in ("name", "title", "text"):
        if value.get(key):
            return str(value[key])
    return joined([str(part) for part in value.values() if part])


def source_reference(base: KnowledgeBase, id_: str) -> dict[str, Json]:
    """Return a source as it stands beside a fact: id, title, publisher, date, url, quality."""
    source = base.source(id_)
    return {
        "id": id_,
        "title": source.title,
        "publisher": source.publisher,
        "date": source.date,
        "url": source.url,
        "quality": source.quality,
    }


def references(base: KnowledgeBase, ids: Iterable[str]) -> list[Json]:
    """Return sources as they stand beside a fact, each once."""
    return [source_reference(base, id_) for id_ in dict.fromkeys(ids)]


def reference_field(cites: Names) -> Field:
    """Return the column of the sources that ``cites`` names by id, each told in one line."""

    def text(base: KnowledgeBase, record: object) -> str | None:
        lines = (reference_line(one) for one in references(base, cites(base, record)))
        return "；".join(lines) or None

    return Field(
        "出处",
        value=lambda base, record: references(base, cites(base, record)),
        text=text,
        priority=PROSE,
        item=False,
    )


def reference_line(source: Any) -> str:
    """Return a source as it stands beside a fact in one line: title, publisher, date, address."""
    parts = (
        titled(source["title"]),
        source["publisher"],
        source["date"] or "日期未示",
        source["url"],
    )
    return "，".join(part for part in parts if part)
