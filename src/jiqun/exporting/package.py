"""A Data Package: a folder with a CSV per table, and ``datapackage.json``, which describes them.

The description is in version 2 of the standard. A cell that is known to be unknown has the word
for why: not found, not published, not applicable; they are its labelled missing values.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from jiqun.errors import OutputError
from jiqun.exporting.tables import Cell, Column, Table, updated
from jiqun.formats.csv import escape_formula
from jiqun.kinds import all_kinds
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.rules import Json
from jiqun.text.phrases import number_text
from jiqun.vocabulary import STATES
from jiqun.writing import Caution, folder_made, write_all

# The word for why a field of an entry is unknown, by table, id and name of the field.
States: TypeAlias = Mapping[tuple[str, str, str], str]

_NAME, _DESCRIPTION = "jiqun", "datapackage.json"
_LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}
_PROFILES = "https://datapackage.org/profiles/2.0"
_APOSTROPHES = "会被电子表格当作公式的文字（以 = + - @ 等开头），前面加了一个撇号"


def write(
    tables: Sequence[Table], base: KnowledgeBase, folder: Path, caution: Caution, bom: bool = False
) -> list[Path]:
    """Write a file per table and the description into a folder, which is made if need be.

    With ``bom`` every CSV begins with a byte order mark, by which Excel knows UTF-8.
    """
    mark = codecs.BOM_UTF8 if bom else b""
    states = _states(base)
    files = {f"{table.name}.csv": mark + _csv(table, states) for table in tables}
    described = _package(base, tables, files, states)
    package = json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    # The first is put in place last: it vouches for the others.
    files = {_DESCRIPTION: package.encode(), **files}
    taken = [name for name in files if os.path.lexists(folder / name)]
    if taken and not caution.force and not _is_ours(folder):
        raise OutputError(
            f"{folder} 里已有 {taken[0]}，不像是以前导出的，请换一个文件夹，或加 --force"
        )
    with folder_made(folder):
        write_all({os.fspath(folder / name): content for name, content in files.items()}, caution)
    return [folder / name for name in files]


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder is an earlier export: its description has our name."""
    try:
        described = json.loads((folder / _DESCRIPTION).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(described, dict) and described.get("name") == _NAME


def _states(base: KnowledgeBase) -> States:
    """Return the word for why it is unknown by table, id and name of a field."""
    return {
        (kind.table, str(entry.id), gap.field): STATES[gap.state]
        for kind in all_kinds()
        for entry in base.all(kind.name)
        for gap in base.gaps(entry)
    }


def _csv(table: Table, states: States) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    for row in table.rows:
        unknown = (states.get((table.name, str(row[0]), name), "") for name in names)
        writer.writerow([_cell(cell, why) for cell, why in zip(row, unknown, strict=True)])
    return out.getvalue().encode()


def _cell(cell: Cell, unknown: str) -> str:
    if cell is None:
        return unknown
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return escape_formula(cell) if isinstance(cell, str) else number_text(cell)


def _package(
    base: KnowledgeBase, tables: Sequence[Table], files: Mapping[str, bytes], states: States
) -> dict[str, Json]:
    meta = base.meta
    licence = {"name": meta.licence.replace(" ", "-"), "title": meta.licence}
    if address := _LICENCES.get(licence["name"]):
        licence["path"] = address
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": _NAME,
        "title": meta.title,
        "description": f"{meta.gap}。{'；'.join(meta.rules)}。{_APOSTROPHES}。",
        "version": meta.version,
        "created": f"{updated(base).isoformat()}Z",
        "licenses": [licence],
        "sources": [{"title": "每个数字都有出处，逐条见来源表", "path": "sources.csv"}],
        "resources": [_resource(table, files[f"{table.name}.csv"], states) for table in tables],
    }


def _resource(table: Table, content: bytes, states: States) -> dict[str, Json]:
    schema: dict[str, Json] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": list(map(_field, table.columns)),
        "missingValues": _missing_values(table, states),
        "primaryKey": list(table.key),
    }
    # The standard wants none rather than an empty list.
    if foreign_keys := [_foreign_key(one) for one in table.columns if one.references]:
        schema["foreignKeys"] = foreign_keys
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _missing_values(table: Table, states: States) -> list[Json]:
    """Return what stands in a cell without a value, and what it means."""
    labels = {"": "未载"}
    names = {column.name for column in table.columns}
    if any(table.name == of and field in names for of, _, field in states):
        labels |= {word: word for word in STATES.values()}
    return [{"value": value, "label": label} for value, label in labels.items()]


def _field(column: Column) -> dict[str, Json]:
    described: dict[str, Json] = {"name": column.name, "title": column.title, "type": column.type}
    if column.description:
        described["description"] = column.description
    constraints: dict[str, Json] = {
        "required": column.required,
        "unique": column.unique,
        "enum": [] if column.open else list(column.words),
        "pattern": column.pattern,
    }
    stated = {name: value for name, value in constraints.items() if value}
    return {**described, **({"constraints": stated} if stated else {})}


def _foreign_key(column: Column) -> dict[str, Json]:
    table, _, referred = (column.references or "").partition(".")
    return {"fields": [column.name], "reference": {"resource": table, "fields": [referred]}}
