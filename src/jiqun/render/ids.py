"""Ids, one to a line: for scripts and for ``jiqun show``."""

from __future__ import annotations

from jiqun.render import Listing, Show, Target


def listing(listing: Listing, target: Target) -> str:
    """Return the ids of the items."""
    return "".join(f"{item['id']}\n" for item in listing.items)


def show(show: Show, target: Target) -> str:
    """Return the id of the entry."""
    return f"{show.item['id']}\n"
