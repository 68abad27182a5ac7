"""Markdown: a pipe table for listings, headings and lists for an entry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiqun.formats.base import Destination, Format, written
from jiqun.formats.notes import Notes
from jiqun.text.width import visible
from jiqun.views.cards import UNLABELLED, Card, Section
from jiqun.views.view import CardView, ListView, edition_line

# What Markdown would read as markup, wherever it stands in a line.
_MARKUP = re.compile(r"([\\`*_\[\]<>|#~])")


def escape(text: str) -> str:
    """Return text in which nothing acts as markup."""
    return " ".join(_MARKUP.sub(r"\\\1", visible(text)).split())


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool]) -> str:
    lines = [list(map(escape, titles)), ["---:" if side else "---" for side in right]]
    lines += [[escape(cell) for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _listing(view: ListView, destination: Destination) -> str:
    notes = Notes()
    tables = "\n".join(_part(part, notes) for part in view.parts())
    sources = "".join(f"- {escape(f'[{number}] {line}')}\n" for number, line in notes.told())
    return tables + (f"\n## 来源\n\n{sources}" if sources else "")


def _part(view: ListView, notes: Notes) -> str:
    columns = view.columns
    rows = [
        [notes.marks(column, row) or written(column.text(row)) for column in columns]
        for row in view.rows
    ]
    table = _table([column.title for column in columns], rows, [column.right for column in columns])
    caption = f"{_paragraph(view.caption)}\n" if view.caption else ""
    return f"{caption}{table}\n{_paragraph(view.told)}"


def _show(views: Sequence[CardView], destination: Destination) -> str:
    cards = "\n".join(_card(view.card) for view in views)
    return f"{cards}\n{_paragraph(edition_line(views[-1].edition))}"


def _paragraph(text: str) -> str:
    """Return lines as a paragraph that keeps them apart."""
    return "  \n".join(map(escape, text.split("\n"))) + "\n"


def _card(card: Card) -> str:
    facts = "".join(f"- **{label}**：{escape(text)}\n" for label, text in card.facts)
    head = f"# {escape(card.title)}\n\n{escape(card.subtitle)}\n"
    return "\n".join(part for part in (head, facts, *map(_section, card.sections)) if part)


def _section(section: Section) -> str:
    if section.columns:
        body = _table(section.columns, section.rows, [False] * len(section.columns))
    else:
        body = "".join(f"- {escape(_line(row))}\n" for row in section.rows)
    return f"## {section.title}\n\n{body}"


def _line(row: Sequence[str]) -> str:
    label, *told = row
    return " ".join(told if label == UNLABELLED else row)


FORMAT = Format(
    "md",
    ["md", "markdown"],
    _listing,
    _show,
    readable=True,
    sourced=True,
    about="Markdown 表格，来源编号列在下面",
)
