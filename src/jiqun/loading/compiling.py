"""From YAML files to flat tables of records: overlay, rules, references.

This runs when the compiled base is stale, and when data is checked. It imports YAML, so nothing
that an ordinary start needs may live here.
"""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiqun.errors import DataError, Mark
from jiqun.kinds import all_facts, all_kinds, meta
from jiqun.loading import reader
from jiqun.loading.files import content_of
from jiqun.schema.nodes import Items, Mapping, Node, Scalar
from jiqun.schema.rules import Context

if TYPE_CHECKING:
    from jiqun.kinds.base import Kind

# Records by table: entries, and apart from them the facts that hang on them.
Tables = dict[str, list[Any]]


def compile_tables(
    paths: Sequence[Path], contents: Sequence[bytes] = ()
) -> tuple[Tables, AbstractMapping[str, Mark]]:
    """Read the base and the overlays laid over it, in order.

    Args:
        paths: the files.
        contents: what is in them, where they have been read already.

    Returns:
        The records by table, and the place of every record by its path: ``meta``,
        ``clusters/zhuzhou-rail``, ``clusters/zhuzhou-rail/figures/0``.

    Raises:
        DataError: the first thing that is wrong, with its place.
    """
    context = Context()
    return _read(paths, contents, context), context.marks


def examine(
    paths: Sequence[Path], contents: Sequence[bytes] = ()
) -> tuple[Tables, AbstractMapping[str, Mark], list[DataError]]:
    """Read as `compile_tables` does, but go on after an error; the tables are empty after any.

    Raises:
        DataError: a file is no YAML at all.
    """
    context = Context(collect=True)
    tables = _read(paths, contents, context)
    return ({} if context.errors else tables), context.marks, context.errors


def _read(paths: Sequence[Path], contents: Sequence[bytes], context: Context) -> Tables:
    """Return the records of every table, checked against rules and references."""
    contents = contents or [content_of(path) for path in paths]
    root, *overlays = map(reader.read, paths, contents)
    for overlay in overlays:
        _overlay(root, overlay, context)
    kinds = {kind.table: kind for kind in all_kinds()}
    for key, mark in root.keys.items():
        if key != "meta" and key not in kinds:
            allowed = "、".join(["meta", *kinds])
            context.fail(DataError(mark, f"没有“{key}”这个表，可用：{allowed}"))
    tables: Tables = {name: [] for name in (*kinds, *(fact.table for fact in all_facts()))}
    tables["meta"] = []
    if "meta" in root.values:
        tables["meta"].append(context.attempt(meta.RULE, root.values["meta"], "meta"))
    else:
        context.fail(DataError(root.mark, "缺少“meta”（数据说明）"))
    for name, kind in kinds.items():
        if node := root.values.get(name):
            _read_table(kind, node, tables, context)
    _check_references(kinds, tables, context)
    return tables


def _overlay(base: Mapping, over: Mapping, context: Context) -> None:
    """Lay ``over`` on ``base``: entries with a known id change key by key, others are added."""
    for table, node in over.values.items():
        below = base.values.get(table)
        if isinstance(below, Items) and isinstance(node, Items):
            known = {_id(item): item for item in below.items}
            seen: dict[str | None, Mark] = {}
            for item in node.items:
                if (id_ := _id(item)) in seen:
                    problem = f"id“{id_}”重复，第 {seen[id_].line} 行已有"
                    context.fail(DataError(item.mark, problem))
                elif id_ is not None:
                    seen[id_] = item.mark
                if isinstance(item, Mapping) and isinstance(old := known.get(id_), Mapping):
                    old.lay_over(item)
                else:
                    below.items.append(item)
        elif isinstance(below, Mapping) and isinstance(node, Mapping):
            below.lay_over(node)
        else:
            base.values[table] = node
            base.keys[table] = over.keys[table]


def _id(node: Node) -> str | None:
    value = node.values.get("id") if isinstance(node, Mapping) else None
    return value.text if isinstance(value, Scalar) else None


def _read_table(kind: Kind, node: Node, tables: Tables, context: Context) -> None:
    """Add the entries of a kind to its table, and their facts to theirs."""
    if not isinstance(node, Items):
        context.fail(DataError(node.mark, "这里应是列表，每项以 - id: 开头"))
        return
    seen: dict[tuple[str, Any], Mark] = {}
    for item in node.items:
        path = f"{kind.table}/{_id(item) or '?'}"
        try:
            values = kind.rule.values(item, path, context)
        except DataError as error:
            context.fail(error)
            continue
        for unique in {"id", kind.key} & values.keys():
            if first := seen.get((unique, values[unique])):
                problem = f"{unique}“{values[unique]}”重复，{first.file} 第 {first.line} 行已有"
                context.fail(DataError(item.mark, problem))
            seen.setdefault((unique, values[unique]), item.mark)
        entry = kind.rule.made(values, path)
        tables[kind.table].append(entry)
        for fact in kind.facts:
            found: Any = values.get(fact.key) or []
            for record in [found] if fact.single and found else found:
                if record and fact.cites_as_owner and record.source is None and entry.sources:
                    record = record._replace(source=entry.sources[0])
                tables[fact.table].append(record)


def _check_references(kinds: AbstractMapping[str, Kind], tables: Tables, context: Context) -> None:
    known = {
        table: {str(getattr(entry, kind.key)) for entry in tables[table]}
        for table, kind in kinds.items()
    }
    for table, name, mark in context.references:
        if name not in known[table]:
            near = _nearest(name, known[table])
            context.fail(DataError(mark, f"{table} 里没有“{name}”{near}"))


def _nearest(name: str, known: set[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.4)
    return f"，相近的有：{'、'.join(near)}" if near else ""
