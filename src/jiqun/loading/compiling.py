"""From YAML files to flat tables of records: overlay, rules, references.

This runs when the snapshot is stale, and when data is checked. It imports YAML, so nothing that
an ordinary start needs may live here.
"""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jiqun import model
from jiqun.errors import DataError, Mark
from jiqun.loading import reader, schema
from jiqun.loading.reader import Items, Mapping, Scalar
from jiqun.schema.rules import Reading

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
_NESTED: dict[str, Any] = {"period": model.Period, "growth": model.Growth, "check": model.Check}
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
    reading = Reading()
    entries = _read(paths, reading)
    return _tables(entries), reading.marks


def examine(paths: Sequence[Path]) -> tuple[Tables, AbstractMapping[str, Mark], list[DataError]]:
    """Read as `compile_tables` does, but go on after an error; the tables are empty after any.

    Raises:
        DataError: a file is no YAML at all.
    """
    reading = Reading(collect=True)
    entries = _read(paths, reading)
    return (_tables(entries) if not reading.errors else {}), reading.marks, reading.errors


def _read(paths: Sequence[Path], reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """Return the entries of every table as dictionaries, checked against rules and references."""
    root = reader.read(paths[0])
    for path in paths[1:]:
        _overlay(root, reader.read(path), reading)
    for key, mark in root.keys.items():
        if key != "meta" and key not in schema.TABLES:
            allowed = "、".join(["meta", *schema.TABLES])
            reading.fail(DataError(mark, f"没有“{key}”这个表，可用：{allowed}"))
    entries: dict[str, list[dict[str, Any]]] = {"meta": []}
    if "meta" in root.values:
        entries["meta"] = [reading.attempt(schema.META, root.values["meta"], "meta") or {}]
    else:
        reading.fail(DataError(root.mark, "缺少“meta”（数据说明）"))
    for name in schema.TABLES:
        node = root.values.get(name)
        entries[name] = _read_table(name, node, reading) if node else []
    known = {
        table: {str(entry.get(schema.KEYS.get(table, "id"))) for entry in entries[table]}
        for table in schema.TABLES
    }
    for reference in reading.references:
        names = known[reference.table]
        if reference.name not in names:
            near = _nearest(reference.name, names)
            problem = f"{reference.table} 里没有“{reference.name}”{near}"
            reading.fail(DataError(reference.mark, problem))
    return entries


def _overlay(base: Mapping, over: Mapping, reading: Reading) -> None:
    """Lay ``over`` on ``base``: entries with a known id change key by key, others are added."""
    for table, node in over.values.items():
        below = base.values.get(table)
        if isinstance(below, Items) and isinstance(node, Items):
            known = {_id(item): item for item in below.items}
            seen: dict[str | None, Mark] = {}
            for item in node.items:
                if (id_ := _id(item)) in seen:
                    problem = f"id“{id_}”重复，第 {seen[id_].line} 行已有"
                    reading.fail(DataError(item.mark, problem))
                elif id_ is not None:
                    seen[id_] = item.mark
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


def _read_table(name: str, node: reader.Node, reading: Reading) -> list[dict[str, Any]]:
    if not isinstance(node, Items):
        reading.fail(DataError(node.mark, "这里应是列表，每项以 - id: 开头"))
        return []
    seen: dict[tuple[str, Any], Mark] = {}
    entries = []
    for item in node.items:
        entry = reading.attempt(schema.TABLES[name], item, f"{name}/{_id(item) or '?'}") or {}
        for unique in {"id", schema.KEYS.get(name, "id")} & entry.keys():
            if first := seen.get((unique, entry[unique])):
                problem = f"{unique}“{entry[unique]}”重复，{first.file} 第 {first.line} 行已有"
                reading.fail(DataError(item.mark, problem))
            seen.setdefault((unique, entry[unique]), item.mark)
        entries.append(entry)
    return entries


def _nearest(name: str, known: set[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.4)
    return f"，相近的有：{'、'.join(near)}" if near else ""


def _tables(entries: AbstractMapping[str, Sequence[dict[str, Any]]]) -> Tables:
    """Return the entries as records, and apart from them the parts that hang on them."""
    tables: Tables = {name: [] for name in [*_ENTITIES, *schema.PARTS.values()]}
    tables["meta"] = [model.Meta(**entries["meta"][0])]
    for name in schema.TABLES:
        for entry in entries[name]:
            tables[name].append(_record(_ENTITIES[name], entry))
            for part, record in _PARTS.items():
                below = entry.get(part, [])
                for values in below if isinstance(below, list) else [below]:
                    source = (
                        {"source": entry["sources"][0]}
                        if part == "measures" and "source" not in values
                        else {}
                    )
                    owned = {"owner": f"{name}/{entry['id']}", **values, **source}
                    tables[schema.PARTS[part]].append(_record(record, owned))
    return tables


def _record(record: Any, values: AbstractMapping[str, Any]) -> Any:
    hints = record.__annotations__
    filled = {}
    for field in record._fields:
        value = values.get(field)
        if value is None:
            value = _ABSENT.get(field, () if "Sequence" in str(hints[field]) else None)
        elif field in _NESTED:
            value = _record(_NESTED[field], value)
        filled[field] = value
    return record(**filled)
