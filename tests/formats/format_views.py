"""What the tests of formats share: views to render, and what is read back from them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import partial
from html.parser import HTMLParser
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

import openpyxl

from jiqun.formats import format_named
from jiqun.formats.base import Destination
from jiqun.kinds import kind_named
from jiqun.knowledge import Edition, KnowledgeBase
from jiqun.schema.fields import WORDS
from jiqun.views.cards import Card
from jiqun.views.columns import Column
from jiqun.views.rows import Rows
from jiqun.views.view import CardView, ListView

_ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
PIPE = Destination()


def rows_of(
    base: KnowledgeBase,
    sort: Rows,
    rows: Sequence[Any],
    columns: Sequence[Column] = (),
    **more: Any,
) -> ListView:
    """Return rows of one sort as a listing, in their default columns unless others are given."""
    return ListView(
        base.edition,
        columns or sort.columns(base).choose(),
        rows,
        partial(sort.item, base),
        partial(sort.identify, base),
        **more,
    )


def listing(base: KnowledgeBase, kind: str, columns: str = "", **more: Any) -> ListView:
    """Return all entries of a kind as a listing; ``columns`` are keys separated by commas."""
    sort = kind_named(kind).rows
    chosen = sort.columns(base).choose(columns)
    return rows_of(base, sort, base.all(kind), chosen, chosen=bool(columns), **more)


def texts(
    titles: Sequence[str],
    rows: Sequence[Sequence[str | None]],
    priorities: Sequence[int] = (),
    **more: Any,
) -> ListView:
    """Return a listing of any texts, under titles, which give way by priority."""
    columns = [
        Column(title, title, itemgetter(at), itemgetter(at), priority=priority)
        for at, (title, priority) in enumerate(
            zip(titles, priorities or [WORDS] * len(titles), strict=True)
        )
    ]
    return ListView(None, columns, rows, **more)


def card(base: KnowledgeBase, kind: str, id_: str | int) -> CardView:
    """Return one entry whole."""
    known = kind_named(kind)
    columns = known.rows.columns(base).choose()
    return CardView(base, known, base.get(kind, id_), base.edition, columns)


def made_card(made: Card) -> CardView:
    """Return any card as that of an entry."""
    base: Any = SimpleNamespace(edition=Edition("1"), known_on="")
    kind: Any = SimpleNamespace(card=lambda base, entry: made)
    return CardView(base, kind, None, base.edition)


def render(name: str, view: ListView | CardView, destination: Destination = PIPE) -> str:
    """Return a view as text in a format, without the bars that it cannot draw."""
    written = _written(name, view, destination)
    assert isinstance(written, str)
    return written


def rendered_workbook(view: ListView | CardView, destination: Destination = PIPE) -> bytes:
    """Return a view as the content of a workbook."""
    written = _written("xlsx", view, destination)
    assert isinstance(written, bytes)
    return written


def _written(name: str, view: ListView | CardView, destination: Destination) -> str | bytes:
    format_ = format_named(name)
    if isinstance(view, CardView):
        return format_.show([view], destination)
    if not format_.bars:
        view = view._replace(columns=[one for one in view.columns if one.bar is None])
    return format_.listing(view, destination)


def read_workbook(content: bytes) -> Any:
    """Return a workbook as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def unstyled(text: str) -> str:
    """Return what a terminal shows, without the escapes for colours and links."""
    return _ESCAPES.sub("", text)


class Outline(HTMLParser):
    """What a page consists of: its tags, its text, its links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    @property
    def links(self) -> list[str | None]:
        return [value for key, value in self.attributes if key == "href"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data
