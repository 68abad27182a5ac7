"""Fields: all that is said of one key of an entry, in one place.

A record is a `Struct` whose defaults are its fields::

    adcode: str | None = may("代码", ADCODE, search="code")

From that follow what YAML may hold, JSON Schema, the item of JSON, the column of a listing, the
texts that are searched, and the column of an exported table. What is derived from a record is a
field without a rule, whose ``value`` says how.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from jiqun.schema.rules import Choice, Json, ListOf, Number, Ref, Text, Truth
from jiqun.structs import Struct

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase
    from jiqun.schema.rules import Rule

# Who gives way when room is short: names last, then numbers, words, and prose first.
# Peers are words that only make sense beside one another.
NAME, NUMBER, WORDS, PROSE, PEER = range(5)


class Field(Struct):
    """A key of an entry, of a fact, or of a row that is computed.

    Args:
        title: what people call it, as the title of a column.
        rule: how it is written in YAML; None where it is derived.
        meaning: what the schema says of it, where that is more than the title.
        must: whether every entry has it.
        default: what it means that the key is absent, beside None and an empty list.
        search: the field of the index in which its texts are found: name, alias, code, english,
            product, firm, place, domain, figure or prose; empty where it is not searched.
        value: gives what JSON and workbooks have, from the base and the record; by default what
            is stored, with sources as objects.
        text: gives what people read, None where it is unknown; by default the value in words.
        number: whether it is one; so is all that is written as a number.
        sort: gives the number by which rows are sorted, None where it is unknown; by default that
            is the value, of a list how long it is, or else the text.
        priority: who gives way when room is short; by default `NUMBER` for numbers, else `WORDS`.
        item, column, export: whether it is in JSON, can be a column, and (what is stored) stands
            in exported tables.
        brief: whether it is in the items of a listing, as scalars, names and references are;
            what is not stands in whole items only.
        named: whether it has names that people type, which are shown so that they can be pasted.
        type: the type by which what is derived stands in exported tables; empty where it does not.
        one: what one item of a list is called in exported tables: county, of counties.
        table: what the exported table of a list is called behind its kind, by default the key.
        names: the kinds of entries that an item of a list may name.
        after: the stored field behind which what is derived stands; by default the last.
    """

    title: str
    rule: Rule | None = None
    meaning: str = ""
    must: bool = False
    default: Json = None
    search: str = ""
    value: Callable[[KnowledgeBase, Any], Json] | None = None
    text: Callable[[KnowledgeBase, Any], str | None] | None = None
    number: bool = False
    sort: Callable[[KnowledgeBase, Any], float | None] | None = None
    priority: int | None = None
    item: bool = True
    column: bool = True
    export: bool = True
    brief: bool = True
    named: bool = False
    type: str = ""
    one: str = ""
    table: str = ""
    names: tuple[str, ...] = ()
    after: str = ""

    @property
    def described(self) -> str:
        """What the schema says of it."""
        return self.meaning or self.title

    @property
    def absent(self) -> Json:
        """What an entry has that does not say it."""
        if isinstance(self.rule, ListOf):
            return ()
        return False if isinstance(self.rule, Truth) else self.default

    @property
    def words(self) -> Mapping[str, str]:
        """The words that are known to stand in it, and what they mean; empty where any may."""
        return self.rule.words if isinstance(self.rule, (Choice, Text)) else {}

    @property
    def is_number(self) -> bool:
        """Whether it is a number, or refers to an entry by one."""
        rule = self.rule.rule if isinstance(self.rule, Ref) else self.rule
        return self.number or isinstance(rule, Number)

    @property
    def gives_way(self) -> int:
        """Who gives way when room is short, the highest first."""
        if self.priority is None:
            return NUMBER if self.is_number else WORDS
        return self.priority


def must(title: str, rule: Rule, meaning: str = "", **more: Any) -> Any:
    """Return a stored field that every entry has; ``more`` are arguments of `Field`.

    The type is that of any value, for it stands where a record has its default.
    """
    return Field(title, rule, meaning, must=True, **more)


def may(title: str, rule: Rule, meaning: str = "", **more: Any) -> Any:
    """Return a stored field that an entry may have; ``more`` are arguments of `Field`."""
    return Field(title, rule, meaning, **more)


def stored_fields(record: Any) -> dict[str, Field]:
    """Return the fields of a record by key, in its order: its defaults, which are no values."""
    fields: dict[str, Field] = record._field_defaults
    return fields


def placed(stored: Mapping[str, Field], derived: Mapping[str, Field]) -> dict[str, Field]:
    """Return stored and derived fields in one order: each derived one where it says."""
    fields = dict(stored)
    for key, field in derived.items():
        if not field.after:
            fields[key] = field
            continue
        keys = list(fields)
        at = keys.index(field.after) + 1
        # Behind one field, derived ones stand in the order in which they are told.
        while at < len(keys) and keys[at] in derived and derived[keys[at]].after == field.after:
            at += 1
        items = list(fields.items())
        fields = dict([*items[:at], (key, field), *items[at:]])
    return fields
