"""Tables and cards as a terminal shows them, drawn by Rich.

Data goes into `Text` objects, never into markup, so that ``[red]`` in a name stays text. How
wide columns are is decided in `jiqun.formats.layout`: Rich would cut Chinese, which has no
spaces, and squeeze columns to nothing.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from rich.box import Box
from rich.console import Console, Group, RenderableType
from rich.containers import Lines
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from jiqun.formats.bars import bar
from jiqun.formats.base import ADDRESS, Destination, drawn_lines, written
from jiqun.formats.layout import GAP, Layout, lay_out
from jiqun.schema.fields import NAME, PROSE, WORDS
from jiqun.text.linebreak import breaks
from jiqun.text.width import without_fillers
from jiqun.views.cards import Card, Section
from jiqun.views.columns import Column
from jiqun.views.view import CardView, ListView, edition_line

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


def draw(views: Sequence[ListView | CardView | Card], destination: Destination) -> str:
    """Return listings and cards as the terminal shows them, one below the other."""
    out = io.StringIO()
    page = _Page(destination)
    page.print(views, page.console(out))
    lines = without_fillers(out.getvalue()).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def recorded(views: Sequence[ListView | CardView], destination: Destination) -> Console:
    """Return a console that has recorded what a terminal would show."""
    page = _Page(destination)
    console = page.console(io.StringIO(), record=True)
    page.print(views, console)
    return console


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
    """Draws parts of a page for one destination, ``width`` cells wide."""

    def __init__(self, destination: Destination, width: int | None = None) -> None:
        self.destination = destination
        self.width = width or destination.width or 80

    def text(self, value: str, style: str = "") -> Text:
        text = _Chinese(self.destination.fit(value), style=style)
        if self.destination.color:
            text.highlight_regex(ADDRESS, lambda address: Style(link=address))
        return text

    def listing(self, view: ListView) -> list[RenderableType]:
        parts: list[RenderableType]
        if (drawn := drawn_lines(view, self.destination)) is not None:
            parts = [
                Text.assemble(*((span.text, STYLES[span.style]) for span in line)) for line in drawn
            ]
        else:
            parts = self._table(view)
        if view.caption:
            parts = [self.text(view.caption), "", *parts]
        return [*parts, "", self.text(view.told, "dim")] if view.told else parts

    def _table(self, view: ListView) -> list[RenderableType]:
        """Return the rows in columns, or where these give way, as records."""
        columns = [column for column in view.columns if column.bar is None]
        cells = [[self._cell(column, row, view.found) for column in columns] for row in view.rows]
        texts = [[cell.plain for cell in row] for row in cells]
        titles = [self.destination.fit(column.title) for column in columns]
        priorities = [column.priority for column in columns]
        room = self.width - (_BAR_LEAST + GAP) * (len(view.columns) - len(columns))
        layout = lay_out(priorities, [titles, *texts], room)
        if layout.below:
            # A bar says again what a number says; it gives way before anything does.
            layout = lay_out(priorities, [titles, *texts], self.width)
            if layout.below:
                return self._records(columns, cells, layout)
            return [self._filled(columns, layout.widths, cells)]
        left = self.width - sum(layout.widths) - GAP * len(layout.widths)
        bars = min(left, _BAR_MOST)
        return [self._filled(*self._with_bars(view, layout.widths, cells, bars))]

    def _with_bars(
        self, view: ListView, widths: Sequence[int], cells: Sequence[Sequence[Text]], room: int
    ) -> tuple[Sequence[Column], list[int], list[list[Text]]]:
        """Return columns, widths and cells with the bars, ``room`` wide, in their places."""
        wide = list(widths)
        rows = [list(row) for row in cells]
        for at, column in enumerate(view.columns):
            if column.bar:
                wide.insert(at, room)
                for row, filled in zip(view.rows, rows, strict=True):
                    drawn = bar(column.bar(row), room, self.destination)
                    filled.insert(at, Text(drawn, STYLES["good"]))
        return view.columns, wide, rows

    def _filled(
        self, columns: Sequence[Column], widths: Sequence[int], cells: Sequence[Sequence[Text]]
    ) -> Table:
        table = self._grid(columns, widths)
        for row in cells:
            table.add_row(*row)
        return table

    def _cell(self, column: Column, row: object, found: Sequence[str]) -> Text:
        style = STYLES[f"heat{column.heat(row)}"] if column.heat else ""
        text = self.text(written(column.text(row)), style)
        if found:
            words = list(map(self.destination.fit, found))
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
            page = _Page(self.destination, self.width - _INDENT)
            table = page.listing(ListView(None, _columns_of(section), section.rows))
            return Padding(Group(*table), (0, 0, 0, _INDENT))
        rows = []
        for label, *told in section.rows:
            text = self.text("  ".join(told[:-1]) if section.stacked else told[-1])
            if section.stacked and told[-1]:
                text = text.append_text(Text("\n")).append_text(self.text(told[-1], "dim"))
            if label in section.links and self.destination.color:
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
            force_terminal=self.destination.color,
            no_color=not self.destination.color,
            color_system="256" if self.destination.color else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            record=record,
        )

    def print(self, views: Sequence[ListView | CardView | Card], console: Console) -> None:
        parts: list[RenderableType] = []
        for view in views:
            parts += [""] if parts else []
            if isinstance(view, ListView):
                parts += self.listing(view)
            else:
                parts += self.card(view.card if isinstance(view, CardView) else view)
        if isinstance(last := views[-1], CardView):
            parts += ["", self.text(edition_line(last.edition), "dim")]
        # One by one, Rich would make plain text of `_Chinese` and break it as if it were English.
        console.print(Group(*parts))


def _tells(column: Column, cell: Text) -> bool:
    """Tell whether a cell says something below its row; an empty cell of a heat map does not."""
    return bool(cell.plain) and not (column.heat and cell.plain == "0")


def _columns_of(section: Section) -> list[Column]:
    """Return columns that write the cells of a section: a name first, what it is about last."""
    last = len(section.columns) - 1
    priorities = {0: NAME, last: PROSE}

    def column(at: int, title: str) -> Column:
        def text(row: Sequence[str]) -> str:
            return row[at]

        return Column(str(at), title, text, text, priority=priorities.get(at, WORDS))

    return [column(at, title) for at, title in enumerate(section.columns)]
