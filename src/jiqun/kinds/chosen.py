"""Entries that are chosen from a long table, of which often the number is enough."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar, overload

Record = TypeVar("Record")


class Chosen(Sequence[Record]):
    """Records that are made when one of them is asked for."""

    def __init__(self, number: int, make: Callable[[], list[Record]]) -> None:
        """Take how many there are, and what makes them."""
        self._number, self._make = number, make

    @cached_property
    def _made(self) -> list[Record]:
        return self._make()

    def __len__(self) -> int:
        """Return how many there are."""
        return self._number

    def __iter__(self) -> Iterator[Record]:
        """Iterate over them."""
        return iter(self._made)

    @overload
    def __getitem__(self, at: int) -> Record: ...

    @overload
    def __getitem__(self, at: slice) -> list[Record]: ...

    def __getitem__(self, at: int | slice) -> Record | list[Record]:
        """Return one or several of them."""
        return self._made[at]
