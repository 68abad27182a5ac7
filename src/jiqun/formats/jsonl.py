"""JSON Lines: the bare items, one to a line."""

from __future__ import annotations

from collections.abc import Sequence

from jiqun.formats.base import Destination, Format
from jiqun.formats.json import dump
from jiqun.views.view import CardView, ListView


def _listing(view: ListView, destination: Destination) -> str:
    return "".join(f"{dump(item)}\n" for item in view.items())


def _show(views: Sequence[CardView], destination: Destination) -> str:
    return "".join(f"{dump(view.item)}\n" for view in views)


FORMAT = Format("jsonl", ["jsonl"], _listing, _show, whole=True, about="每条一行，没有外壳；给程序")
