"""What a format is, what it is given, and where what it returns will go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from jiqun.structs import Struct
from jiqun.text.phrases import UNSTATED
from jiqun.text.width import visible, with_fillers
from jiqun.views.view import CardView, ListView

if TYPE_CHECKING:
    from jiqun.formats.spans import Span

# An address in a text, as far as it goes where Chinese follows; a mark like [1] is no part of it.
ADDRESS = r"(https?://[^\s，。；、）〕」”\[\]<>\"]+)"


class Destination(Struct):
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
        if self.script == "hant":
            from jiqun.text.traditional import traditional

            text = traditional(text)
        text = visible(text)
        return with_fillers(text) if self.ambiguous == 2 else text


class Format(Struct):
    """What a format is called, what it can do, and the functions that write it.

    Args:
        name: on the command line, and of the module.
        suffixes: of the names of files in it.
        about: what it is good for, in a few words.
        listing: returns a listing, ending in a newline where it is text.
        show: returns entries; more than one only where it is ``readable``.
        whole: gives items whole, so that it needs no columns unless some are chosen.
        readable: is for people: shows several entries below one another, totals and explanations.
        sourced: is handed on without us, and so carries its sources.
        laid_out: is laid out, and so is converted to another script before lines break.
        bars: can draw bars in a table.
        drawings: can draw in place of a table.
        tabular: has the columns of one kind only.
        binary: is no text, so that it needs a file.
        counts: can be nothing but a number.
        marked: may begin with a byte order mark, by which Excel knows UTF-8.
    """

    name: str
    suffixes: Sequence[str]
    listing: Callable[[ListView, Destination], str | bytes]
    show: Callable[[Sequence[CardView], Destination], str | bytes]
    about: str = ""
    whole: bool = False
    readable: bool = False
    sourced: bool = False
    laid_out: bool = False
    bars: bool = False
    drawings: bool = False
    tabular: bool = False
    binary: bool = False
    counts: bool = True
    marked: bool = False

    def writes(self, suffix: str) -> bool:
        """Tell whether files whose names end so are in this format; ``txt`` are all of text."""
        return suffix in self.suffixes or (suffix == "txt" and not self.binary)


def in_one_row(
    listing: Callable[[ListView, Destination], str | bytes],
) -> Callable[[Sequence[CardView], Destination], str | bytes]:
    """Return what shows an entry as a listing of one row, for formats that have only rows."""
    return lambda views, destination: listing(views[0].row(), destination)


def written(text: str | None) -> str:
    """Return what stands in a cell that people read: a dash where nothing is known."""
    return UNSTATED if text is None else text


def drawn_lines(view: ListView, destination: Destination) -> list[list[Span]] | None:
    """Return the lines of a drawing, or None where there is none, or it would not fit."""
    if not view.drawing:
        return None
    from jiqun.formats import chart, tiles
    from jiqun.views.drawings import Bar, Tile

    if bars := [one for one in view.drawing if isinstance(one, Bar)]:
        return chart.lines(bars, destination)
    return tiles.lines([one for one in view.drawing if isinstance(one, Tile)], destination)
