"""Columns: how a row is written in a cell, and who gives way when room is short."""

from collections.abc import Callable, Sequence
from typing import Any

from jiqun.errors import UnknownColumnError
from jiqun.schema.fields import WORDS
from jiqun.schema.rules import Json
from jiqun.structs import Struct
from jiqun.text.phrases import pasteable


class Column(Struct):
    """A column of a listing.

    Args:
        key: its name on the command line and in JSON.
        title: its name for people.
        text: gives what people read of a row, None where it is unknown.
        value: gives what JSON and workbooks have of a row.
        right: whether cells are aligned to the right.
        priority: who gives way when room is short (see `jiqun.schema.fields`).
        bar: gives the share of the room (0 to 1) that a bar fills, where the format can draw.
        heat: gives how dark the cell is (0 to 4).
        sort: gives the number by which rows are sorted, where that is not what the cell has.
        named: whether it has names that people type.
    """

    key: str
    title: str
    text: Callable[[Any], str | None]
    value: Callable[[Any], Json]
    right: bool = False
    priority: int = WORDS
    bar: Callable[[Any], float] | None = None
    heat: Callable[[Any], int] | None = None
    sort: Callable[[Any], float | None] | None = None
    named: bool = False

    def shown(self) -> "Column":
        """Return the column as people are shown it: its names can be pasted into a shell."""
        if not self.named:
            return self

        def text(row: Any) -> str | None:
            names = self.text(row)
            return names and pasteable(names)

        return self._replace(text=text)


# What stands in ``--columns`` for all that there are.
ALL = ("all", "全部")


class Columns(Struct):
    """The keys of the columns that a listing shows by default, and all columns that there are."""

    default: Sequence[str]
    known: Sequence[Column]

    def find(self, name: str) -> Column:
        """Return the column with this key or title; raise `UnknownColumnError`."""
        named = [column for column in self.known if column.bar is None]
        for column in named:
            if name in (column.key, column.title):
                return column
        raise UnknownColumnError(name, [column.key for column in named])

    def choose(self, names: str = "", more: Sequence[str] = ()) -> list[Column]:
        """Return the columns in ``names`` (separated by commas), or the default and ``more``.

        One of `ALL` is every column but bars.

        Raises:
            UnknownColumnError: a name is no column.
        """
        if names in ALL:
            return [column for column in self.known if column.bar is None]
        if names:
            wanted = names.replace("，", ",").replace("、", ",").split(",")
            chosen = [self.find(name.strip()) for name in wanted if name.strip()]
            return chosen or [self.find(names)]
        by_key = {column.key: column for column in self.known}
        return [by_key[key] for key in (*self.default, *more)]
