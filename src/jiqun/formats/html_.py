"""HTML: one self-contained page, which reads aloud, prints and needs no network.

The page carries no script, and a policy that forbids it to load anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

from jiqun.formats import ADDRESS, Listing, Show, Target
from jiqun.text.width import visible
from jiqun.views.cards import Card, Section
from jiqun.views.cells import reference
from jiqun.views.columns import PROSE, Column
from jiqun.views.listings import REFERENCE

_LANGUAGES = {"hans": "zh-Hans", "hant": "zh-Hant"}
_MARK = re.compile(r"\[(\d+)\]")
_STYLE = """
:root { color-scheme: light; }
body { margin: 2rem auto; padding: 0 1rem; max-width: 72rem; color: #1a1a1a; background: #fff;
  font: 1rem/1.6 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .25rem; }
article + article { margin-top: 3rem; border-top: 1px solid #767676; padding-top: 2rem; }
.about { color: #595959; margin: .5rem 0 1rem; white-space: pre-line; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; }
footer { margin-top: 1.5rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0;
  border-bottom: 1px solid #ddd; overflow-wrap: anywhere; min-width: 4em; }
thead th, thead td { border-bottom: 2px solid #767676; white-space: nowrap; }
tbody th { font-weight: 600; }
.prose { min-width: 14em; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.bar { min-width: 12rem; }
.bar span { display: block; height: 1em; background: #2d6a4f; }
.heat1 { background: #d7ffd7; } .heat2 { background: #afd7af; }
.heat3 { background: #87af87; } .heat4 { background: #005f00; color: #fff; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; }
dt { color: #595959; } dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
a { color: #0645ad; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; }
  thead { display: table-header-group; } tr, dd { break-inside: avoid; }
  .wide { overflow: visible; } table { width: 100%; } th, td { min-width: 0; } }
"""


def _page(title: str, body: str, version: str, target: Target) -> str:
    return (
        f'<!doctype html>\n<html lang="{_LANGUAGES[target.script]}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
        '<link rel="icon" href="data:,">\n'
        f"<title>{_escaped(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{body}</main>\n<footer>\n"
        f'<p class="about">jiqun（集群），数据版本 {_escaped(version)}</p>\n'
        "</footer>\n</body>\n</html>\n"
    )


def _escaped(text: str) -> str:
    return escape(visible(text))


def _linked(text: str) -> str:
    """Return text escaped, with its addresses as links."""
    pieces = list(map(_escaped, ADDRESS.split(text)))
    pieces[1::2] = [f'<a href="{address}">{address}</a>' for address in pieces[1::2]]
    return "".join(pieces)


class _Notes:
    """Numbers the sources of a table in the order in which its rows cite them."""

    def __init__(self) -> None:
        self.cited: dict[str, Mapping[str, Any]] = {}

    def marks(self, sources: Iterable[Mapping[str, Any]]) -> str:
        marks = []
        for source in sources:
            self.cited.setdefault(source["id"], source)
            at = list(self.cited).index(source["id"]) + 1
            marks.append(f'<a href="#s{at}">[{at}]</a>')
        return "".join(marks)

    def section(self) -> str:
        rows = [
            (f'<span id="s{at}">[{at}]</span>', _linked(reference(source)))
            for at, source in enumerate(self.cited.values(), start=1)
        ]
        return f"<h2>来源</h2>\n{_pairs(rows)}" if rows else ""


def listing(listing: Listing, target: Target) -> str:
    """Return a page with one table, and its sources below it."""
    title = listing.title or "集群"
    notes = _Notes()
    body = f"<h1>{_escaped(title)}</h1>\n"
    body += _table(title, listing.columns, listing.items, notes)
    body += f'<p class="about">{_linked(listing.footer)}</p>\n{notes.section()}'
    return _page(title, body, listing.data_version, target)


def _table(caption: str, columns: Sequence[Column], items: Iterable[Any], notes: _Notes) -> str:
    head = "".join(map(_head, columns))
    rows = "".join(
        "<tr>"
        + "".join(_cell(at, column, item, notes) for at, column in enumerate(columns))
        + "</tr>\n"
        for item in items
    )
    label = _escaped(caption)
    return (
        f'<div class="wide" role="region" aria-label="{label}" tabindex="0">\n<table>\n'
        f"<caption>{label}</caption>\n<thead>\n<tr>{head}</tr>\n</thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
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


def _cell(at: int, column: Column, item: Any, notes: _Notes) -> str:
    if column.bar:
        share = column.bar(item)
        return (
            f'<td{_class(column)} aria-hidden="true"><span style="width:{share:.1%}"></span></td>'
        )
    heat = [f"heat{column.heat(item)}"] if column.heat else []
    cited = column.key == REFERENCE
    text = notes.marks(column.value(item)) if cited else _linked(column.text(item))
    if at == 0:
        return f'<th scope="row"{_class(column)}>{text}</th>'
    return f"<td{_class(column, *heat)}>{text}</td>"


def show(show: Show, target: Target) -> str:
    """Return a page with one card."""
    return shows([show], target)


def shows(shows: Sequence[Show], target: Target) -> str:
    """Return a page with a card for every entry."""
    body = "".join(_card(show.card, f"s{at}-") for at, show in enumerate(shows, start=1))
    title = "、".join(show.card.title for show in shows)
    return _page(title, body, shows[0].data_version, target)


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
