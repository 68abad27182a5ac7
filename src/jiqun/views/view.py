"""What a format is given: rows in columns, or an entry whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jiqun.structs import Struct
from jiqun.text.phrases import pasteable

if TYPE_CHECKING:
    from jiqun.kinds.base import Kind
    from jiqun.knowledge import Edition, KnowledgeBase
    from jiqun.schema.rules import Json
    from jiqun.views.cards import Card
    from jiqun.views.columns import Column
    from jiqun.views.drawings import Bar, Tile


# So many of those that have something undated are named.
_MOST_NAMED = 3


def edition_line(edition: Edition | None) -> str:
    """Return what says of which data a page is: its version, and as of which day.

    Parts of a page have none.
    """
    if edition is None:
        return ""
    line = f"数据版本 {edition.version}"
    if edition.known_on:
        line += f"，只按截至 {edition.known_on} 已公布的"
    if edition.undated:
        owners = Counter(pasteable(one.name) for one in edition.undated)
        told = [
            f"{name} {count} 项" if count > 1 else name
            for name, count in owners.most_common(_MOST_NAMED)
        ]
        more = "等" if len(owners) > _MOST_NAMED else ""
        line += f"；另有 {len(edition.undated)} 项发布日期不明，不在内：{'、'.join(told)}{more}"
        line += "（逐项见 -f json）"
    return line


class ListView(Struct):
    """Rows, the columns in which they are shown, and a line on what they are.

    Args:
        edition: which data it is; None for a part of a page.
        columns: what is shown of a row.
        rows: records, or whatever the columns read.
        item: gives a row as the item of JSON.
        identify: gives what stands for a row where only that is printed.
        footer: what is told below, in one or more lines.
        chosen: whether the user named the columns, so that items are cut down to them.
        found: words to be shown in relief where the format can.
        title: what the listing is called.
        drawing: what is drawn in place of a table by the formats that can.
        caption: what is told above, in one or more lines: an answer that rows bear out.
        near: what only comes near what was sought; None where nothing was.
        unused: the words of what was sought that the near rows do not explain.
    """

    edition: Edition | None
    columns: Sequence[Column]
    rows: Sequence[Any]
    item: Callable[[Any], Mapping[str, Json]] = lambda row: {}
    identify: Callable[[Any], str] = str
    footer: str = ""
    chosen: bool = False
    found: Sequence[str] = ()
    title: str = ""
    drawing: Sequence[Bar] | Sequence[Tile] = ()
    caption: str = ""
    near: ListView | None = None
    unused: Sequence[str] = ()

    def parts(self) -> list[ListView]:
        """Return the listings that people read one below the other: what was found, what is near.

        Of which version of the data they are is told once.
        """
        if not self.near or not self.near.rows:
            return [self]
        if not self.rows:
            return [self.near._replace(edition=self.edition)]
        return [self._replace(edition=None), self.near._replace(edition=self.edition)]

    def items(self) -> list[Mapping[str, Json]]:
        """Return the items of JSON, cut down to the columns where the user has chosen some."""
        if not self.chosen:
            return [self.item(row) for row in self.rows]
        return [{column.key: column.value(row) for column in self.columns} for row in self.rows]

    @property
    def told(self) -> str:
        """What is told below the rows, and of which version of the data they are."""
        return "\n".join(filter(None, (self.footer, edition_line(self.edition))))

    def cells(self) -> list[list[str | None]]:
        """Return the texts of all rows, by column; None where nothing is known."""
        return [[column.text(row) for column in self.columns] for row in self.rows]


class CardView:
    """One entry whole; what a format does not ask for is not worked out."""

    def __init__(
        self,
        base: KnowledgeBase,
        kind: Kind,
        entry: Any,
        edition: Edition,
        columns: Sequence[Column] = (),
    ) -> None:
        """Show an entry of a kind.

        ``edition`` is that of all that is shown; ``columns`` are for the formats that show an
        entry in one row.
        """
        self.kind, self.entry, self.edition, self.columns = kind, entry, edition, columns
        self._base = base

    @property
    def item(self) -> dict[str, Json]:
        """The entry as the item of JSON."""
        return self.kind.rows.item(self._base, self.entry)

    @property
    def related(self) -> dict[str, Json]:
        """What JSON shows beside it."""
        return self.kind.related(self._base, self.entry)

    @cached_property
    def card(self) -> Card:
        """The entry as people read it."""
        return self.kind.card(self._base, self.entry)

    def row(self) -> ListView:
        """Return the entry as a listing of one row."""
        return ListView(self.edition, self.columns, [self.entry], title=self.card.title)
