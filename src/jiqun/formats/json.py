"""JSON: one object, an item or a fact to a line, Chinese never escaped."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jiqun.formats.base import Destination, Format
from jiqun.schema import SCHEMA_VERSION
from jiqun.views.view import CardView, ListView

if TYPE_CHECKING:
    from jiqun.knowledge import Edition
    from jiqun.schema.rules import Json


def dump(value: Json) -> str:
    """Return a value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def _head(edition: Edition | None) -> str:
    """Return the keys with which every envelope begins."""
    told = edition.json() if edition else {}
    return dump({"schema_version": SCHEMA_VERSION, **told})[1:-1]


def _listing(view: ListView, destination: Destination) -> str:
    """Return the envelope with all items."""
    items = _items(view)
    near = ""
    if view.near is not None:
        near = f', "near": [{",".join(_items(view.near))}], "unused": {dump(list(view.unused))}'
    return f'{{{_head(view.edition)}, "total": {len(items)}, "items": [{",".join(items)}]{near}}}\n'


def _items(view: ListView) -> list[str]:
    return [f"\n{dump(item)}" for item in view.items()]


def _show(views: Sequence[CardView], destination: Destination) -> str:
    """Return one entry with what is related to it."""
    (view,) = views
    return (
        f'{{{_head(view.edition)}, "kind": {dump(view.kind.name)},\n'
        f'"item": {by_line(view.item)},\n"related": {by_line(view.related)}}}\n'
    )


def by_line(item: Mapping[str, Json]) -> str:
    """Return an object with a key to a line, and an element to a line where these are objects."""
    lines = []
    for key, value in item.items():
        written = dump(value)
        if isinstance(value, list) and len(value) > 1 and isinstance(value[0], dict):
            written = "[\n  " + ",\n  ".join(map(dump, value)) + "]"
        lines.append(f"{dump(key)}: {written}")
    return "{\n " + ",\n ".join(lines) + "}" if lines else "{}"


FORMAT = Format("json", ["json"], _listing, _show, whole=True, about="一个对象，每条一行；给程序")
