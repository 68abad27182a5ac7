"""Entries that are chosen from a long table, of which often the number is enough."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from jiqun.tables import Columns, Rows

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


def chosen(
    columns: "Columns",
    tests: Sequence[tuple[int, Callable[[Any], bool]]],
    made: Callable[["Rows"], list[Record]],
) -> Chosen[Record]:
    """Return the records whose values in columns, by their place, all meet their tests."""
    met = [map(test, columns.values(at)) for at, test in tests]
    wanted = list(map(all, zip(*met, strict=True))) if met else [True] * columns.length
    return Chosen(sum(wanted), lambda: made(columns.rows(wanted)))
