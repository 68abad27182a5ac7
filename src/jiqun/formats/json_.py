"""JSON: one object, an item to a line, Chinese never escaped."""

from __future__ import annotations

import json
from typing import Any

from jiqun.formats import Listing, Show, Target
from jiqun.views.items import whole

SCHEMA_VERSION = 1


def dump(value: Any) -> str:
    """Return a value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def chosen_items(listing: Listing) -> list[dict[str, Any]]:
    """Return the items, cut down to the chosen columns where the user has chosen some."""
    if not listing.chosen:
        return [whole(item) for item in listing.items]
    return [
        {column.key: whole(column.value(item)) for column in listing.columns}
        for item in listing.items
    ]


def listing(listing: Listing, target: Target) -> str:
    """Return the envelope with all items."""
    items = chosen_items(listing)
    head = (
        f'{{"schema_version": {SCHEMA_VERSION}, '
        f'"data_version": {dump(listing.data_version)}, "total": {len(items)}, "items": ['
    )
    return (
        head
        + "".join(
            f"\n{dump(item)}{',' if at < len(items) else ''}"
            for at, item in enumerate(items, start=1)
        )
        + "]}\n"
    )


def show(show: Show, target: Target) -> str:
    """Return one entry with what is related to it."""
    envelope = {
        "schema_version": SCHEMA_VERSION,
        "data_version": show.data_version,
        "kind": show.kind,
        "item": whole(show.item),
        "related": whole(show.related),
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2) + "\n"
