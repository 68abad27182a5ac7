"""Ids, one to a line: for scripts and for ``jiqun show``."""

from __future__ import annotations

from jiqun.formats import Listing, Show, Target


def listing(listing: Listing, target: Target) -> str:
    """Return the ids of the items, of targets their clusters', of counts the names.

    A row of a comparison has the field that it tells of.
    """
    keys = ("id", "cluster_id", "field", "name")
    return "".join(
        f"{next(item[key] for key in keys if item.get(key))}\n" for item in listing.items
    )


def show(show: Show, target: Target) -> str:
    """Return the id of the entry."""
    return f"{show.item['id']}\n"
