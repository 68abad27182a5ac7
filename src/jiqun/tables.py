"""Tables: what a base is made of, wherever it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

# Records or rows of a table, whose type follows from the name of the table.
Rows: TypeAlias = list[Any]


class Columns(Protocol):
    """A table in columns, which stand in the order of a record's values."""

    length: int

    def values(self, at: int) -> Iterable[Any]:
        """Return the values of a column, row by row."""

    def rows(self, chosen: Sequence[bool] | None = None) -> Rows:
        """Return all rows, or those of which ``chosen`` says so."""


class Tables(Protocol):
    """What a base is made of. A row is the list of a record's values."""

    def rows(self, name: str) -> Rows:
        """Return the rows of a table."""

    def is_long(self, name: str) -> bool:
        """Tell whether a table is kept in columns and by owner."""

    def columns(self, name: str) -> Columns:
        """Return a long table in columns."""

    def rows_of(self, name: str, owners: Sequence[str]) -> Rows | None:
        """Return the rows of owners in a long table, or None where to read all is better.

        An owner is what a fact hangs on (``clusters/zhuzhou-rail``), or the id of an entry.
        """

    def text(self, name: str) -> bytes:
        """Return a table that is text, in UTF-8."""


class Records:
    """Tables of records that are in memory."""

    def __init__(self, tables: Mapping[str, Sequence[Any]]) -> None:
        """Take the records of each table."""
        self._tables = tables

    def rows(self, name: str) -> Rows:
        """Return the rows of a table."""
        return [list(record) for record in self._tables.get(name, ())]

    def is_long(self, name: str) -> bool:
        """Return that none is kept in columns and by owner."""
        return False

    def columns(self, name: str) -> Columns:
        """Raise `KeyError`."""
        raise KeyError(name)

    def rows_of(self, name: str, owners: Sequence[str]) -> Rows | None:
        """Raise `KeyError`."""
        raise KeyError(name)

    def text(self, name: str) -> bytes:
        """Raise `KeyError`: nothing was compiled for finding."""
        raise KeyError(name)
