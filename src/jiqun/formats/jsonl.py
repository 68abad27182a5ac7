"""JSON Lines: the bare items, one to a line."""

from __future__ import annotations

from jiqun.formats import Listing, Show, Target
from jiqun.formats.json_ import chosen_items, dump
from jiqun.views.items import whole


def listing(listing: Listing, target: Target) -> str:
    """Return the items."""
    return "".join(f"{dump(item)}\n" for item in chosen_items(listing))


def show(show: Show, target: Target) -> str:
    """Return the item."""
    return f"{dump(whole(show.item))}\n"
