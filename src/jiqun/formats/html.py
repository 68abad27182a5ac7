"""HTML: one self-contained page, which reads aloud, prints and needs no network.

The page carries no script, and a policy that forbids it to load anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from jiqun.formats.base import ADDRESS, Destination, Format, written
from jiqun.formats.notes import Notes
from jiqun.schema.fields import PROSE
from jiqun.text.width import visible
from jiqun.views.cards import Card, Section
from jiqun.views.columns import Column
from jiqun.views.rows import REFERENCE
from jiqun.views.view import CardView, ListView, edition_line

if TYPE_CHECKING:
    from jiqun.knowledge import Edition

_LANGUAGES = {"hans": "zh-Hans", "hant": "zh-Hant"}
_MARK = re.compile(r"\[(\d+)\]")


def page_with(title: str, body: str, edition: Edition | None, destination: Destination) -> str:
    """Return one self-contained page of a body that is HTML already."""
    frame = Path(__file__).with_name("page.html").read_text(encoding="utf-8")
    return Template(frame).substitute(
        language=_LANGUAGES[destination.script],
        title=_escaped(title),
        body=body,
        edition=_escaped(edition_line(edition)),
    )


def _escaped(text: str) -> str:
    return escape(visible(text))


def _linked(text: str) -> str:
    """Return text escaped, with its addresses as links."""
    pieces = list(map(_escaped, re.split(ADDRESS, text)))
    pieces[1::2] = [f'<a href="{address}">{address}</a>' for address in pieces[1::2]]
    return "".join(pieces)


def _marks(numbers: Iterable[int]) -> str:
    """Return links to the sources that stand below the table."""
    return "".join(f'<a href="#s{number}">[{number}]</a>' for number in numbers)


def _sources(notes: Notes) -> str:
    rows = [
        (f'<span id="s{number}">[{number}]</span>', _linked(line)) for number, line in notes.told()
    ]
    return f"<h2>来源</h2>\n{_pairs(rows)}" if rows else ""


def _listing(view: ListView, destination: Destination) -> str:
    """Return a page with one table, and its sources below it."""
    title = view.title or "集群"
    notes = Notes()
    body = f"<h1>{_escaped(title)}</h1>\n"
    for part in view.parts():
        body += f'<p class="about">{_linked(part.caption)}</p>\n' if part.caption else ""
        body += _table(title, part.columns, part.rows, notes)
        body += f'<p class="about">{_linked(part.footer)}</p>\n'
    body += _sources(notes)
    return page_with(title, body, view.edition, destination)


def _table(caption: str, columns: Sequence[Column], rows: Iterable[object], notes: Notes) -> str:
    head = "".join(map(_head, columns))
    lines = "".join(
        "<tr>"
        + "".join(_cell(at, column, row, notes) for at, column in enumerate(columns))
        + "</tr>\n"
        for row in rows
    )
    label = _escaped(caption)
    return (
        f'<div class="wide" role="region" aria-label="{label}" tabindex="0">\n<table>\n'
        f"<caption>{label}</caption>\n<thead>\n<tr>{head}</tr>\n</thead>\n"
        f"<tbody>\n{lines}</tbody>\n</table>\n</div>\n"
    )


def _head(column: Column) -> str:
    if column.bar:
        return f'<td{_class(column)} aria-hidden="true"></td>'
    return f'<th scope="col"{_class(column)}>{_escaped(column.title)}</th>'


def _class(column: Column, *more: str) -> str:
    prose = column.priority == PROSE and column.key != REFERENCE
    marks = {"number": column.right, "bar": column.bar, "prose": prose}
    names = [*(name for name, holds in marks.items() if holds), *more]
    return f' class="{" ".join(names)}"' if names else ""


def _cell(at: int, column: Column, row: object, notes: Notes) -> str:
    if column.bar:
        share = column.bar(row)
        return (
            f'<td{_class(column)} aria-hidden="true"><span style="width:{share:.1%}"></span></td>'
        )
    heat = [f"heat{column.heat(row)}"] if column.heat else []
    cited = column.key == REFERENCE
    value: Any = column.value(row) if cited else None
    text = _marks(notes.cite(value)) if cited else _linked(written(column.text(row)))
    if at == 0:
        return f'<th scope="row"{_class(column)}>{text}</th>'
    return f"<td{_class(column, *heat)}>{text}</td>"


def _show(views: Sequence[CardView], destination: Destination) -> str:
    """Return a page with a card for every entry."""
    body = "".join(_card(view.card, f"s{at}-") for at, view in enumerate(views, start=1))
    title = "、".join(view.card.title for view in views)
    return page_with(title, body, views[0].edition, destination)


def _card(card: Card, prefix: str) -> str:
    cited = {row[0] for section in card.sections for row in section.rows if row}

    def link(mark: re.Match[str]) -> str:
        return f'<a href="#{prefix}{mark[1]}">{mark[0]}</a>' if mark[0] in cited else mark[0]

    def marked(text: str) -> str:
        return _MARK.sub(link, _linked(text))

    parts = [
        f"<h1>{_escaped(card.title)}</h1>\n",
        f'<p class="about">{_linked(card.subtitle)}</p>\n',
    ]
    parts.append(_pairs([(_escaped(label), marked(text)) for label, text in card.facts]))
    for section in card.sections:
        parts.append(f"<h2>{_escaped(section.title)}</h2>\n")
        if section.columns:
            head = "".join(f'<th scope="col">{_escaped(title)}</th>' for title in section.columns)
            rows = "".join(
                "<tr>" + "".join(f"<td>{marked(cell)}</td>" for cell in row) + "</tr>\n"
                for row in section.rows
            )
            parts.append(
                f'<div class="wide" role="region" aria-label="{_escaped(section.title)}" '
                f'tabindex="0">\n<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n'
                f"<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
            )
        else:
            parts.append(_pairs(_told(section, prefix, marked)))
    return f"<article>\n{''.join(parts)}</article>\n"


def _told(section: Section, prefix: str, marked: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return the rows of a section, the sources as the places that their marks lead to."""
    rows = []
    for label, *told in section.rows:
        text = marked("  ".join(told))
        source = _MARK.fullmatch(label)
        if source:
            rows.append((f'<span id="{prefix}{source[1]}">{label}</span>', text))
        else:
            rows.append((_escaped(label), text))
    return rows


def _pairs(rows: Iterable[tuple[str, str]]) -> str:
    pairs = "".join(f"<dt>{label}</dt><dd>{text}</dd>\n" for label, text in rows)
    return f"<dl>\n{pairs}</dl>\n"


FORMAT = Format(
    "html",
    ["html", "htm"],
    _listing,
    _show,
    readable=True,
    sourced=True,
    bars=True,
    about="一个自足的网页，来源编号列在下面",
)
