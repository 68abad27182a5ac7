"""Rich tables and cards for terminals; cards also, plain and at natural width, for pipes.

Data goes into `Text` objects, never into markup, so that ``[red]`` in a name stays text. How
wide columns are is decided in `jiqun.formats.layout`: Rich would cut Chinese, which has no
spaces, and squeeze columns to nothing.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from rich.box import Box
from rich.console import Console, Group, RenderableType
from rich.containers import Lines
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from jiqun.formats import ADDRESS, Listing, Show, Target, lines_of
from jiqun.formats.bars import bar
from jiqun.formats.layout import GAP, Layout, lay_out
from jiqun.text.linebreak import breaks
from jiqun.text.width import unfilled
from jiqun.views.columns import Column

if TYPE_CHECKING:
    from jiqun.views.cards import Card, Section

# Wide enough that nothing wraps in a pipe; Rich pads no line to it.
_NATURAL = 100_000
# A rule under the header and nothing else: ASCII, because box-drawing characters are two cells
# wide in some Chinese terminals.
_RULE = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_INDENT = 2
_BAR_LEAST, _BAR_MOST = 10, 40
# A text beside its label is at least so wide.
_BESIDE = 16
# The shades of heat are told apart by lightness alone.
STYLES = {
    "": "",
    "title": "bold",
    "dim": "dim",
    "good": "green",
    "mark": "bold yellow",
    "heat0": "",
    "heat1": "color(16) on color(194)",
    "heat2": "color(16) on color(151)",
    "heat3": "color(16) on color(108)",
    "heat4": "bold color(231) on color(22)",
}


class _Chinese(Text):
    """Text that breaks where Chinese may break (see `jiqun.text.linebreak`)."""

    def wrap(self, console: Console, width: int, justify: Any = None, **options: Any) -> Lines:
        """Return the lines of the text at ``width`` cells."""
        lines = Lines()
        for line in self.split("\n", allow_blank=True):
            for part in line.divide(breaks(line.plain, width)):
                part.rstrip()
                if justify == "right":
                    part.pad_left(max(0, width - part.cell_len))
                lines.append(part)
        return lines


class _Page:
    """Draws parts of a page for one target."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.width = target.width or _NATURAL

    def text(self, value: str, style: str = "") -> Text:
        text = _Chinese(self.target.fit(value), style=style)
        if self.target.color:
            text.highlight_regex(ADDRESS, lambda address: Style(link=address))
        return text

    def listing(self, listing: Listing) -> list[RenderableType]:
        drawn = lines_of(listing, self.target)
        parts: list[RenderableType]
        if drawn is None:
            parts = self._table(listing)
        else:
            parts = [
                Text.assemble(*((span.text, STYLES[span.style]) for span in line)) for line in drawn
            ]
        return [*parts, "", self.text(listing.footer, "dim")] if listing.footer else parts

    def _table(self, listing: Listing) -> list[RenderableType]:
        columns = [column for column in listing.columns if column.bar is None]
        cells = [
            [self._cell(column, item, listing.found) for column in columns]
            for item in listing.items
        ]
        rows = [[cell.plain for cell in row] for row in cells]
        titles = [self.target.fit(column.title) for column in columns]
        priorities = [column.priority for column in columns]
        spare = (_BAR_LEAST + GAP) * (len(listing.columns) - len(columns))
        layout = lay_out(priorities, [titles, *rows], self.width - spare)
        if layout.below and spare:
            # A bar says again what a number says; it gives way before anything does.
            return self._table(listing._replace(columns=columns))
        if layout.below:
            return self._records(columns, cells, layout)
        left = self.width - sum(layout.widths) - GAP * len(layout.widths)
        room = min(left, _BAR_MOST)
        widths = iter(layout.widths)
        shown = listing.columns
        table = self._grid(shown, [room if column.bar else next(widths) for column in shown])
        for item, row in zip(listing.items, cells, strict=True):
            texts = iter(row)
            table.add_row(
                *(
                    Text(bar(column.bar(item), room, self.target), STYLES["good"])
                    if column.bar
                    else next(texts)
                    for column in shown
                )
            )
        return [table]

    def _cell(self, column: Column, item: Any, found: Sequence[str]) -> Text:
        text = self.text(
            column.text(item), STYLES[f"heat{column.heat(item)}"] if column.heat else ""
        )
        if found:
            words = list(map(self.target.fit, found))
            text.highlight_words(words, "bold yellow", case_sensitive=False)
        return text

    def _records(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Text]], layout: Layout
    ) -> list[RenderableType]:
        """Return rows with the columns that gave way below them, under their titles."""
        parts: list[RenderableType] = []
        inside = [columns[at] for at in layout.inside]
        if len(inside) > 1:
            parts += [self._grid(inside, layout.widths)]
        for row in rows:
            table = self._grid(inside, layout.widths, header=False)
            table.add_row(*(row[at] for at in layout.inside))
            if len(inside) == 1:
                table.row_styles = ["bold"]
            told = [
                (columns[at].title, row[at]) for at in layout.below if _tells(columns[at], row[at])
            ]
            parts += [table, self.pairs(told, _INDENT), ""]
        return parts[:-1]

    def _grid(self, columns: Sequence[Column], widths: Sequence[int], header: bool = True) -> Table:
        table = Table(
            box=_RULE if header else None,
            show_header=header,
            show_edge=False,
            pad_edge=False,
            padding=(0, GAP - 1, 0, 0) if header else (0, GAP, 0, 0),
            header_style="bold",
        )
        for column, width in zip(columns, widths, strict=True):
            table.add_column(
                self.text(column.title),
                overflow="fold",
                justify="right" if column.right else "left",
                width=width,
            )
        return table

    def card(self, card: Card) -> list[RenderableType]:
        parts: list[RenderableType] = [
            self.text(card.title, "bold cyan"),
            self.text(card.subtitle, "dim"),
            "",
            self.pairs([(label, self.text(text)) for label, text in card.facts]),
        ]
        for section in card.sections:
            parts += ["", self.text(section.title, "bold"), self._section(section)]
        return parts

    def _section(self, section: Section) -> RenderableType:
        if section.columns and not section.stacked:
            page = _Page(self.target._replace(width=self.target.width and self.width - _INDENT))
            table = page.listing(Listing("", _columns_of(section), section.rows))
            return Padding(Group(*table), (0, 0, 0, _INDENT))
        rows = []
        for label, *told in section.rows:
            text = self.text("  ".join(told[:-1]) if section.stacked else told[-1])
            if section.stacked and told[-1]:
                text = text.append_text(Text("\n")).append_text(self.text(told[-1], "dim"))
            if label in section.links and self.target.color:
                text.stylize(Style(link=section.links[label]))
            rows.append((label, text))
        return self.pairs(rows, _INDENT)

    def pairs(self, rows: Sequence[tuple[str, Text]], indent: int = 0) -> RenderableType:
        """Return labels with texts beside them, or below them where that leaves too little."""
        labels = [self.text(label, "dim") for label, _ in rows]
        widest = max((label.cell_len for label in labels), default=0)
        if self.width - indent - widest - GAP < _BESIDE:
            below: list[RenderableType] = []
            for label, (_, text) in zip(labels, rows, strict=True):
                below += [label, Padding(text, (0, 0, 0, _INDENT))]
            return Padding(Group(*below), (0, 0, 0, indent))
        table = Table.grid(padding=(0, GAP, 0, 0))
        table.add_column(width=widest, overflow="fold")
        table.add_column(overflow="fold")
        for label, (_, text) in zip(labels, rows, strict=True):
            table.add_row(label, text)
        return Padding(table, (0, 0, 0, indent))

    def console(self, out: io.StringIO, record: bool = False) -> Console:
        return Console(
            file=out,
            width=self.width,
            force_terminal=self.target.color,
            no_color=not self.target.color,
            color_system="256" if self.target.color else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            record=record,
        )

    def draw(self, shown: Listing | Show) -> str:
        out = io.StringIO()
        self.print([shown], self.console(out))
        lines = unfilled(out.getvalue()).splitlines()
        return "".join(f"{line.rstrip()}\n" for line in lines)

    def print(self, pages: Sequence[Listing | Show], console: Console) -> None:
        parts: list[RenderableType] = []
        for page in pages:
            parts += [""] if parts else []
            parts += self.listing(page) if isinstance(page, Listing) else self.card(page.card)
        # One by one, Rich would make plain text of `_Chinese` and break it as if it were English.
        console.print(Group(*parts))


def _tells(column: Column, cell: Text) -> bool:
    """Tell whether a cell says something below its row; an empty cell of a heat map does not."""
    return bool(cell.plain) and not (column.heat and cell.plain == "0")


def _columns_of(section: Section) -> list[Column]:
    """Return columns that write the cells of a section: a name first, what it is about last."""
    last = len(section.columns) - 1
    keys = {0: "name", last: "about"}
    return [
        Column(keys.get(at, str(at)), title, itemgetter(at))
        for at, title in enumerate(section.columns)
    ]


def listing(listing: Listing, target: Target) -> str:
    """Return the items as a table, or as they are drawn, above the footer."""
    return _Page(target).draw(listing)


def show(show: Show, target: Target) -> str:
    """Return the card of an entry."""
    return _Page(target).draw(show)


def recorded(pages: Sequence[Listing | Show], target: Target) -> Console:
    """Return a console that has recorded what a terminal would show, one page below another."""
    page = _Page(target)
    console = page.console(io.StringIO(), record=True)
    page.print(pages, console)
    return console
