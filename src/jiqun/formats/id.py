"""Ids, one to a line: for scripts and for ``jiqun show``."""

from __future__ import annotations

from collections.abc import Sequence

from jiqun.formats.base import Destination, Format
from jiqun.views.view import CardView, ListView


def _listing(view: ListView, destination: Destination) -> str:
    return "".join(f"{view.identify(row)}\n" for row in view.rows)


def _show(views: Sequence[CardView], destination: Destination) -> str:
    return "".join(f"{view.entry.id}\n" for view in views)


FORMAT = Format(
    "id", ["id"], _listing, _show, whole=True, about="只有短名，一行一个；给 jiqun show"
)
