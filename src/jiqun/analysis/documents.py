"""A base as one document: the tables of its YAML as plain dictionaries, lists and values.

What a key says by being absent is not written, so that equal bases are equal documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from jiqun.kinds import all_kinds, meta
from jiqun.schema.rules import Record

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase
    from jiqun.schema.fields import Field

# Tables by name, as ``{"meta": {…}, "clusters": [{"id": …, "figures": [{…}]}]}``.
Document: TypeAlias = dict[str, Any]


def document_of(base: KnowledgeBase) -> Document:
    """Return a base as the document whose YAML compiles to it."""
    document: Document = {"meta": _written(meta.RULE.fields, base.meta)}
    for kind in all_kinds():
        entries = document[kind.table] = []
        for entry in base.all(kind.name):
            entries.append(written := _written(kind.stored, entry))
            for fact in kind.facts:
                facts = [_written(fact.stored, one) for one in base.facts(fact.name, entry)]
                if facts:
                    written[fact.key] = facts[0] if fact.single else facts
    return document


def _written(fields: Mapping[str, Field], record: object) -> dict[str, Any]:
    """Return a record by key, without what it says by saying nothing."""
    written = {}
    for key, field in fields.items():
        value = getattr(record, key)
        if isinstance(field.rule, Record) and value is not None:
            value = _written(field.rule.fields, value)
        elif isinstance(value, (list, tuple)):
            value = list(value)
        if field.must or (value != [] and value != field.absent):
            written[key] = value
    return written


def record_of(rule: Record, written: Mapping[str, Any], owner: str = "") -> Any:
    """Return the record that a part of a document stands for, which hangs on ``owner``."""
    values = {
        key: record_of(field.rule, written[key]) if isinstance(field.rule, Record) else written[key]
        for key, field in rule.fields.items()
        if key in written
    }
    return rule.made(values, owner)
