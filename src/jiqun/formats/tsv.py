"""TSV: a header and a row per item; tabs and line breaks inside a cell become spaces."""

from __future__ import annotations

from jiqun.formats import Listing, Show, Target
from jiqun.formats.csv_ import harmless


def _line(cells: list[str]) -> str:
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"


def listing(listing: Listing, target: Target) -> str:
    """Return a header and a row per item."""
    return _line([harmless(column.title) for column in listing.columns]) + "".join(
        _line([harmless(column.text(item)) for column in listing.columns]) for item in listing.items
    )


def show(show: Show, target: Target) -> str:
    """Return a header and one row."""
    return listing(Listing(show.data_version, show.columns, [show.item]), target)
