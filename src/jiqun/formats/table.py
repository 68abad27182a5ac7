"""Tables and cards: drawn by Rich for a terminal, plain for pipes and files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiqun.formats.base import Destination, Format
from jiqun.views.view import CardView, ListView

if TYPE_CHECKING:
    from jiqun.views.cards import Card


def drawn(card: Card, destination: Destination) -> str:
    """Return a card that is no entry's."""
    return _draw([card], destination)


def _listing(view: ListView, destination: Destination) -> str:
    return _draw(view.parts(), destination)


def _show(views: Sequence[CardView], destination: Destination) -> str:
    return _draw(views, destination)


def _draw(views: Sequence[ListView | CardView | Card], destination: Destination) -> str:
    if destination.width is None:
        from jiqun.formats import plain

        return plain.draw(views, destination)
    from jiqun.formats import terminal

    return terminal.draw(views, destination)


FORMAT = Format(
    "table",
    ["txt"],
    _listing,
    _show,
    readable=True,
    laid_out=True,
    bars=True,
    drawings=True,
    about="终端、管道里的表和卡片，默认",
)
