"""From YAML files to flat tables of records: overlay, rules, references.

This runs when the snapshot is stale. It imports YAML and the pinyin dictionary, so nothing that
an ordinary start needs may live here.
"""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jiqun import model
from jiqun.loading import reader, schema
from jiqun.loading.errors import DataError, Mark
from jiqun.loading.reader import Items, Mapping, Scalar
from jiqun.loading.rules import Reading

Tables = dict[str, list[Any]]

_ENTITIES: dict[str, Any] = {
    "sources": model.Source,
    "domains": model.Domain,
    "regions": model.Region,
    "provinces": model.Province,
    "cities": model.City,
    "batches": model.Batch,
    "clusters": model.Cluster,
    "policies": model.Policy,
    "indicators": model.Indicator,
}
_PARTS: dict[str, Any] = {
    "figures": model.Figure,
    "measures": model.Measure,
    "firms": model.Firm,
    "organisation": model.Organisation,
    "notes": model.Note,
    "gaps": model.Gap,
}
_NESTED: dict[str, Any] = {"period": model.Period, "growth": model.Growth}
# What an absent key means; every other absent key is None.
_ABSENT: dict[str, Any] = {
    "cities_status": "complete",
    "counted": "clusters",
    "focus_open": False,
    "members_open": False,
}


def compile_tables(paths: Sequence[Path]) -> tuple[Tables, AbstractMapping[str, Mark]]:
    """Read the base and the overlays laid over it, in order.

    Returns:
        The tables by name (entities, and the parts that hang on them), and for every
        ``table/id`` and part below it the place where it is written.

    Raises:
        DataError: the first thing that is wrong, with its place.
    """
    root = reader.read(paths[0])
    for path in paths[1:]:
        _overlay(root, reader.read(path))
    reading = Reading()
    for key, mark in root.keys.items():
        if key != "meta" and key not in schema.TABLES:
            known = "、".join(["meta", *schema.TABLES])
            raise DataError(mark, f"没有“{key}”这个表，可用：{known}")
    tables: Tables = {name: [] for name in [*_ENTITIES, *schema.PARTS.values()]}
    if "meta" not in root.values:
        raise DataError(root.mark, "缺少“meta”（数据说明）")
    meta = schema.META.read(root.values["meta"], "meta", reading)
    tables["meta"] = [model.Meta(**meta)]
    for name in schema.TABLES:
        if name in root.values:
            _read_table(name, root.values[name], reading, tables)
    _check_references(tables, reading)
    return tables, reading.marks


def _overlay(base: Mapping, over: Mapping) -> None:
    """Lay ``over`` on ``base``: entries with a known id change key by key, others are added."""
    for table, node in over.values.items():
        below = base.values.get(table)
        if isinstance(below, Items) and isinstance(node, Items):
            known = {_id(item): item for item in below.items}
            for item in node.items:
                if isinstance(item, Mapping) and isinstance(old := known.get(_id(item)), Mapping):
                    old.values.update(item.values)
                    old.keys.update(item.keys)
                else:
                    below.items.append(item)
        elif isinstance(below, Mapping) and isinstance(node, Mapping):
            below.values.update(node.values)
            below.keys.update(node.keys)
        else:
            base.values[table] = node
            base.keys[table] = over.keys[table]


def _id(node: reader.Node) -> str | None:
    value = node.values.get("id") if isinstance(node, Mapping) else None
    return value.text if isinstance(value, Scalar) else None


def _read_table(name: str, node: reader.Node, reading: Reading, tables: Tables) -> None:
    if not isinstance(node, Items):
        raise DataError(node.mark, "这里应是列表，每项以 - id: 开头")
    rule = schema.TABLES[name]
    key = schema.KEYS.get(name, "id")
    seen: dict[Any, Mark] = {}
    for item in node.items:
        owner = f"{name}/{_id(item) or '?'}"
        values = rule.read(item, owner, reading)
        for unique in {"id", key}:
            if (value := (unique, values[unique])) in seen:
                first = seen[value]
                raise DataError(
                    item.mark,
                    f"{unique}“{values[unique]}”重复，{first.file} 第 {first.line} 行已有",
                )
            seen[value] = item.mark
        tables[name].append(_record(_ENTITIES[name], values))
        for part, record in _PARTS.items():
            below = values.get(part, [])
            for entry in below if isinstance(below, list) else [below]:
                if part == "measures" and not entry.get("source"):
                    entry["source"] = values["sources"][0]
                tables[schema.PARTS[part]].append(_record(record, {"owner": owner, **entry}))


def _record(record: Any, values: AbstractMapping[str, Any]) -> Any:
    hints = record.__annotations__
    filled = {}
    for field in record._fields:
        value = values.get(field)
        if value is None:
            value = _ABSENT.get(field, () if "Sequence" in str(hints[field]) else None)
        elif field in _NESTED:
            value = _record(_NESTED[field], value)
        elif field == "check":
            value = _record(model.Check, value)
        filled[field] = value
    return record(**filled)


def _check_references(tables: Tables, reading: Reading) -> None:
    known: dict[str, set[str]] = {}
    for table in _ENTITIES:
        key = schema.KEYS.get(table, "id")
        known[table] = {str(getattr(entity, key)) for entity in tables[table]}
    for reference in reading.references:
        if reference.name not in known[reference.table]:
            raise DataError(
                reference.mark,
                f"{reference.table} 里没有“{reference.name}”"
                + _nearest(reference.name, known[reference.table]),
            )


def _nearest(name: str, known: set[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.4)
    return f"，相近的有：{'、'.join(near)}" if near else ""
