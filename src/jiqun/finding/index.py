"""The index of one kind of entity: long strings to search in, and what stands where."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from jiqun.finding.indexing import ENTITY, FIELDS, ROW

_FIELD_OF = {letter: field for field, letter in FIELDS.items()}


class Row(NamedTuple):
    """One text of an entity: what it is, as stored, folded, as it is read, and its initials."""

    field: str
    text: str
    folded: str
    reading: str
    initials: str


class Index:
    """All texts of all entities of one kind."""

    def __init__(self, kind: str, ids: Sequence[str], *strings: str) -> None:
        """Take the four strings as `jiqun.finding.indexing` made them."""
        self.kind, self.ids = kind, ids
        self._strings = strings
        self._rows: dict[int, list[Row]] = {}

    @cached_property
    def _starts(self) -> list[list[int]]:
        return [
            [0, *(found.end() for found in re.finditer(ENTITY, string)), len(string) + 1]
            for string in self._strings
        ]

    def with_text(self, part: str, most: int) -> Iterator[int]:
        """Yield the numbers of at most ``most`` entities with ``part`` in a folded text."""
        return self._holding(1, part, most)

    def with_reading(self, part: str, most: int) -> Iterator[int]:
        """Yield the numbers of at most ``most`` entities with ``part`` (``|zhu|``) in a reading."""
        return self._holding(2, part, most)

    def with_initials(self, part: str, most: int) -> Iterator[int]:
        """Yield the numbers of at most ``most`` entities with ``part`` among their initials."""
        return self._holding(3, part, most)

    def _holding(self, at: int, part: str, most: int) -> Iterator[int]:
        string, starts = self._strings[at], self._starts[at]
        place = string.find(part)
        while place >= 0 and most > 0:
            number = bisect_right(starts, place) - 1
            yield number
            most -= 1
            if number + 2 == len(starts):
                return
            place = string.find(part, starts[number + 1])

    def rows(self, number: int) -> list[Row]:
        """Return the rows of an entity."""
        if number not in self._rows:
            parts = [
                string[starts[number] : starts[number + 1] - 1].split(ROW)[:-1]
                for string, starts in zip(self._strings, self._starts, strict=True)
            ]
            self._rows[number] = [
                Row(_FIELD_OF[text[0]], text[1:], folded[1:], reading[1:], initials[1:])
                for text, folded, reading, initials in zip(*parts, strict=True)
            ]
        return self._rows[number]
