"""Markdown: a pipe table for listings, headings and lists for one entry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiqun.formats import Listing, Show, Target
from jiqun.text.width import visible

# What Markdown would read as markup, wherever it stands in a line.
_MARKUP = re.compile(r"([\\`*_\[\]<>|#~])")


def escape(text: str) -> str:
    """Return text in which nothing acts as markup."""
    return " ".join(_MARKUP.sub(r"\\\1", visible(text)).split())


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool]) -> str:
    lines = [list(map(escape, titles)), ["---:" if side else "---" for side in right]]
    lines += [[escape(cell) for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def listing(listing: Listing, target: Target) -> str:
    """Return a pipe table."""
    columns = listing.columns
    rows = [[column.text(item) for column in columns] for item in listing.items]
    return _table([column.title for column in columns], rows, [column.right for column in columns])


def show(show: Show, target: Target) -> str:
    """Return the card under headings."""
    card = show.card
    parts = [f"# {escape(card.title)}\n\n{escape(card.subtitle)}\n"]
    parts.append("".join(f"- **{label}**：{escape(text)}\n" for label, text in card.facts))
    for section in card.sections:
        body = f"## {section.title}\n\n"
        if section.columns:
            body += _table(section.columns, section.rows, [False] * len(section.columns))
        else:
            body += "".join(
                f"- {escape(' '.join(cell for cell in row if cell != '·'))}\n"
                for row in section.rows
            )
        parts.append(body)
    return "\n".join(part for part in parts if part)
