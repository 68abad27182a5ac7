"""JSON: one object, an item to a line, Chinese never escaped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiqun.formats.base import Destination, Format
from jiqun.schema import SCHEMA_VERSION
from jiqun.views.view import CardView, ListView

if TYPE_CHECKING:
    from jiqun.schema.rules import Json


def dump(value: Json) -> str:
    """Return a value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def _listing(view: ListView, destination: Destination) -> str:
    """Return the envelope with all items."""
    items = [f"\n{dump(item)}" for item in view.items()]
    return (
        f'{{"schema_version": {SCHEMA_VERSION}, "data_version": {dump(view.version)}, '
        f'"total": {len(items)}, "items": [{",".join(items)}]}}\n'
    )


def _show(views: Sequence[CardView], destination: Destination) -> str:
    """Return one entry with what is related to it."""
    (view,) = views
    envelope = {
        "schema_version": SCHEMA_VERSION,
        "data_version": view.version,
        "kind": view.kind.name,
        "item": view.item,
        "related": view.related,
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2) + "\n"


FORMAT = Format("json", ["json"], _listing, _show, whole=True)
