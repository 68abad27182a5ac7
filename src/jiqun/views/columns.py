"""Columns: how an item is written in a cell, and who gives way when room is short."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from jiqun.views import cells
from jiqun.views.cells import Item

# Who gives way when room is short: names last, then numbers, words, and prose first.
# Peers are words that only make sense beside one another.
NAME, NUMBER, WORDS, PROSE, PEER = range(5)
_PRIORITIES = {
    **dict.fromkeys(("name", "cluster", "title", "field", "count"), NAME),
    **dict.fromkeys(
        ("target", "targets", "actual", "actuals", "forecasts", "figures", "measures", "notes",
         "firms", "products", "keywords", "aliases", "clusters", "cities", "rule", "gist", "focus",
         "source", "sources", "actual_source", "reference", "evidence", "deviation", "about",
         "matched", "status", "verdict", "why_not", "url", "note", "official"),
        PROSE,
    ),
}  # fmt: skip


_NO_KEY = object()


class Column(NamedTuple):
    """A column: its key for ``--columns``, its title, and how an item is written in it.

    ``bar`` draws an item as a share of the room (0 to 1), where the format can draw; ``heat``
    says how dark its cell is (0 to 4). A ``peer`` only makes sense beside its peers.
    ``raw`` gives the value where it is not the item's under this key.
    """

    key: str
    title: str
    text: Callable[[Item], str]
    right: bool = False
    bar: Callable[[Item], float] | None = None
    heat: Callable[[Item], int] | None = None
    peer: bool = False
    raw: Callable[[Item], Any] | None = None

    @property
    def priority(self) -> int:
        """Who gives way when room is short: the highest first."""
        if self.peer:
            return PEER
        return _PRIORITIES.get(self.key, NUMBER if self.right else WORDS)

    def value(self, item: Item) -> Any:
        """Return what an item has under this key, or the text where it has no such key."""
        if self.raw:
            return self.raw(item)
        value = item.get(self.key, _NO_KEY)
        return self.text(item) if value is _NO_KEY else value


class UnknownColumnError(ValueError):
    """A key or title that is no column of this kind of item."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        """Say which names are known."""
        super().__init__(f"没有“{name}”这一列，可用：{'、'.join(known)}")


class Columns(NamedTuple):
    """The columns of a kind of item: the keys shown by default (if text, separated by commas), and
    all that there are.
    """

    default: str | Sequence[str]
    known: Sequence[Column]

    def find(self, name: str) -> Column:
        """Return the column with this key or title; raise `UnknownColumnError`."""
        named = [column for column in self.known if column.bar is None]
        for column in named:
            if name in (column.key, column.title):
                return column
        raise UnknownColumnError(name, [column.key for column in named])

    def choose(self, names: str = "", more: str = "") -> list[Column]:
        """Return the columns in ``names`` (separated by commas), or the default and ``more``.

        Raises:
            UnknownColumnError: a name is no column.
        """
        if names:
            wanted = names.replace("，", ",").replace("、", ",").split(",")
            chosen = [self.find(name.strip()) for name in wanted if name.strip()]
            return chosen or [self.find(names)]
        by_key = {column.key: column for column in self.known}
        default = self.default.split(",") if isinstance(self.default, str) else self.default
        return [by_key[key] for key in (*default, *more.split(",")) if key]


def plain_column(key: str, title: str, right: bool = False) -> Column:
    """Return a column that writes the value of its key."""
    return Column(key, title, cells.value(key), right)
