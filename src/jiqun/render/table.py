"""Rich tables and cards for terminals; the same, plain and at natural width, for pipes.

Data goes into `Text` objects, never into markup, so that ``[red]`` in a name stays text. Every
column folds: Chinese has no spaces, and Rich's default would cut it with an ellipsis.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from rich.box import Box
from rich.console import Console, Group, RenderableType
from rich.containers import Lines
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jiqun.render import Listing, Show, Target
from jiqun.render.text import visible
from jiqun.render.wrapping import breaks
from jiqun.views.cards import Card, Section

# Wide enough that nothing wraps in a pipe; Rich pads no line to it.
_NATURAL = 100_000
# A rule under the header and nothing else: ASCII, because box-drawing characters are two cells
# wide in some Chinese terminals.
_RULE = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)


class _Chinese(Text):
    """Text that breaks where Chinese may break (see `jiqun.render.wrapping`)."""

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


def _text(value: str, style: str = "") -> Text:
    return _Chinese(visible(value), style=style)


def _draw(parts: Sequence[RenderableType], target: Target) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=target.width or _NATURAL,
        force_terminal=target.color,
        no_color=not target.color,
        color_system="standard" if target.color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    # One by one, Rich would make plain text of `_Chinese` and break it as if it were English.
    console.print(Group(*parts))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _grid(titles: Sequence[str], rights: Sequence[bool]) -> Table:
    table = Table(box=_RULE, show_edge=False, pad_edge=False, header_style="bold")
    for title, right in zip(titles, rights, strict=True):
        table.add_column(title, overflow="fold", justify="right" if right else "left", min_width=4)
    return table


def listing(listing: Listing, target: Target) -> str:
    """Return the items as a table above its footer."""
    columns = listing.columns
    table = _grid([column.title for column in columns], [column.right for column in columns])
    for item in listing.items:
        cells = [_text(column.text(item)) for column in columns]
        for cell in cells if listing.found else ():
            cell.highlight_words(listing.found, "bold yellow", case_sensitive=False)
        table.add_row(*cells)
    return _draw([table, "", _text(listing.footer, "dim")], target)


def show(show: Show, target: Target) -> str:
    """Return the card of an entry."""
    return _draw(_card(show.card, target), target)


def _card(card: Card, target: Target) -> list[RenderableType]:
    parts: list[RenderableType] = [_text(card.title, "bold cyan"), _text(card.subtitle, "dim"), ""]
    parts.append(_pairs(card.facts))
    for section in card.sections:
        parts += ["", _text(section.title, "bold"), _section(section)]
    return parts


def _pairs(rows: Sequence[Sequence[str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for first, second in rows:
        head, _, below = second.partition("\n")
        text = _text(head)
        if below:
            text = text.append_text(Text("\n")).append_text(_text(below, "dim"))
        table.add_row(_text(first), text)
    return table


def _section(section: Section) -> RenderableType:
    if section.stacked:
        pairs = [
            (row[0], "  ".join(row[1:-1]) + (f"\n{row[-1]}" if row[-1] else ""))
            for row in section.rows
        ]
        return Padding(_pairs(pairs), (0, 0, 0, 2))
    if not section.columns:
        return Padding(_pairs(section.rows), (0, 0, 0, 2))
    table = _grid(section.columns, [False] * len(section.columns))
    for row in section.rows:
        table.add_row(*map(_text, row))
    return Padding(table, (0, 0, 0, 2))
