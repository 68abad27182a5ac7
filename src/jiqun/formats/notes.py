"""The sources of a listing that is handed on, numbered, to be told below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jiqun.views.cards import SourceNumbers
from jiqun.views.columns import Column
from jiqun.views.rows import REFERENCE, reference_line


class Notes:
    """Sources in the order in which rows cite them."""

    def __init__(self) -> None:
        """Begin with none cited."""
        self._numbers = SourceNumbers()
        self._cited: dict[str, Mapping[str, Any]] = {}

    def cite(self, sources: Iterable[Mapping[str, Any]]) -> list[int]:
        """Return the numbers of sources, which are objects of JSON."""
        cited = list(sources)
        self._cited.update((source["id"], source) for source in cited)
        return [self._numbers.number(source["id"]) for source in cited]

    def marks(self, column: Column, row: object) -> str | None:
        """Return the marks of the sources in a cell as ``[1][2]``, or None for other columns."""
        if column.key != REFERENCE:
            return None
        return "".join(f"[{number}]" for number in self.cite(_objects(column.value(row))))

    def told(self) -> Iterator[tuple[int, str]]:
        """Yield the number of each source, and what it is in one line."""
        for id_, number in self._numbers.ids.items():
            yield number, reference_line(self._cited[id_])


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return value if isinstance(value, list) else []
