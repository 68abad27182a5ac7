"""Renderers: one module per format. Each turns a `Listing` or a `Show` into text.

A renderer has ``listing(listing, target)`` and ``show(show, target)``, both of which return the
whole text (`xlsx`: bytes); only `jiqun.cli` writes it anywhere. What is drawn (map, chart)
is lines of `Span`, which the table renderers print in place of a table.
"""

import re
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from jiqun.text.width import visible, widened

if TYPE_CHECKING:
    from jiqun.views.columns import Column


# An address in a text, as far as it goes where Chinese follows; a mark like [1] is no part of it.
ADDRESS = re.compile(r"(https?://[^\s，。；、）〕」”\[\]<>\"]+)")
# Format on the command line, and the module that renders it.
FORMATS = {
    "table": "table",
    "json": "json_",
    "jsonl": "jsonl",
    "csv": "csv_",
    "tsv": "tsv",
    "md": "markdown",
    "yaml": "yaml_",
    "id": "ids",
    "html": "html_",
    "xlsx": "xlsx",
    "svg": "svg",
}
# The formats that give items whole, and so need no columns unless some are chosen.
WHOLE = frozenset({"json", "jsonl", "yaml", "id"})
# The formats that show several entries one below the other.
TOGETHER = frozenset({"table", "md", "html", "svg"})
# Of these, those that are one page.
_PAGES = frozenset({"html", "svg"})
# The formats that are handed on without us, and so carry their sources with them.
SOURCED = frozenset({"html", "xlsx"})
# The formats that are laid out, and so are converted to another script before.
LAID_OUT = frozenset({"table", "svg"})
# Of the formats that show columns, those that can draw a bar.
_DRAWN = frozenset({"table", "html", "svg"})


class Target(NamedTuple):
    """Where the text goes: a terminal of ``width`` cells, or (``None``) a pipe or a file.

    ``ambiguous`` is the width of characters whose width is the terminal's choice: 1 or 2.
    ``script`` is what the page says of itself: hans or hant.
    """

    width: int | None = None
    color: bool = False
    bom: bool = False
    ambiguous: int = 1
    script: str = "hans"

    def fit(self, text: str) -> str:
        """Return text as it is drawn here: in its script, no controls, ambiguous widths filled.

        The script comes first: a word that is broken over two lines would be converted wrongly.
        """
        text = visible(text)
        if self.script == "hant":
            from jiqun.text.traditional import traditional

            text = traditional(text)
        return widened(text) if self.ambiguous == 2 else text


class Span(NamedTuple):
    """A piece of a drawn line, and its style: title, dim, good, mark, heat0 to heat4."""

    text: str
    style: str = ""


class Listing(NamedTuple):
    """Many items, the columns in which they are shown, and a line on what they are.

    ``chosen`` says that the user named the columns, so that whole items are cut down to them.
    ``found`` are words to be shown in relief where the format can. ``drawing`` names the module
    that draws the items (tiles, chart) where the format is a table.
    """

    data_version: str
    columns: "Sequence[Column]"
    items: Sequence[Any]
    footer: str = ""
    chosen: bool = False
    found: Sequence[str] = ()
    title: str = ""
    drawing: str = ""


class Show(NamedTuple):
    """One entry: its kind, item, related entries, and its card."""

    data_version: str
    kind: str
    item: Any
    related: dict[str, Any]
    columns: "Sequence[Column]"
    card: Any


def render(name: str, shown: Listing | Show, target: Target) -> str:
    """Return ``shown`` in a format of text (a key of `FORMATS`), ending in a newline."""
    plain = name == "table" and isinstance(shown, Listing) and target.width is None
    module = import_module(f"jiqun.formats.{'text' if plain else FORMATS[name]}")
    if isinstance(shown, Listing):
        return str(module.listing(_drawable(name, shown), target))
    return str(module.show(shown, target))


def render_together(name: str, shows: Sequence[Show], target: Target) -> str:
    """Return several entries on one page, in a format of `TOGETHER`."""
    if name in _PAGES:
        return str(import_module(f"jiqun.formats.{FORMATS[name]}").shows(shows, target))
    return "\n".join(render(name, show, target) for show in shows)


def workbook(shown: Listing | Show, target: Target) -> bytes:
    """Return ``shown`` as an xlsx file."""
    from jiqun.formats import xlsx

    if isinstance(shown, Listing):
        return xlsx.listing(_drawable("xlsx", shown), target)
    return xlsx.show(shown, target)


def _drawable(name: str, listing: Listing) -> Listing:
    """Return a listing without the columns that this format cannot draw."""
    if name in _DRAWN:
        return listing
    return listing._replace(columns=[one for one in listing.columns if one.bar is None])


def lines_of(listing: Listing, target: Target) -> list[list[Span]] | None:
    """Return the items as they are drawn, or None where they are a table."""
    if not listing.drawing:
        return None
    module = import_module(f"jiqun.formats.{listing.drawing}")
    lines: list[list[Span]] | None = module.lines(listing, target)
    return lines
