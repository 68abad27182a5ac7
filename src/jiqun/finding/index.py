"""The index of one kind of entity: long strings to search in, and what stands where."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from jiqun.finding.indexing import ENTITY, FIELDS, ROW

_FIELD_OF = {letter: field for field, letter in FIELDS.items()}


class Row(NamedTuple):
    """One text of an entity: field, as stored, folded, as it is read, initials, and rank."""

    field: str
    text: str
    folded: str
    reading: str
    initials: str
    rank: int


class Entry(NamedTuple):
    """All rows of an entity, and their folded texts and readings joined, to search at once."""

    rows: Sequence[Row]
    folded: str
    readings: str


class Index:
    """All texts of all entities of one kind."""

    def __init__(
        self, kind: str, ids: Sequence[str], short: Mapping[str, Sequence[int]], *strings: str
    ) -> None:
        """Take the four strings as `jiqun.finding.indexing` made them."""
        self.kind, self.ids = kind, ids
        self._short = short
        self._strings = strings
        self._entries: dict[int, Entry] = {}

    @cached_property
    def _starts(self) -> list[list[int]]:
        return [
            [0, *(found.end() for found in re.finditer(ENTITY, string)), len(string) + 1]
            for string in self._strings
        ]

    def with_whole(self, part: str, most: int) -> Sequence[int]:
        """Return the numbers of entities one of whose texts is just this character or syllable."""
        return self._short.get(part, ())[:most]

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

    def entry(self, number: int) -> Entry:
        """Return the rows of an entity."""
        if number not in self._entries:
            parts = [
                string[starts[number] : starts[number + 1] - 1].split(ROW)[:-1]
                for string, starts in zip(self._strings, self._starts, strict=True)
            ]
            rows = [
                Row(_FIELD_OF[text[0]], text[1:], folded[1:], reading[1:], initials[1:], at)
                for at, (text, folded, reading, initials) in enumerate(zip(*parts, strict=True))
            ]
            self._entries[number] = Entry(
                rows,
                ROW.join(row.folded for row in rows),
                ROW.join(row.reading for row in rows),
            )
        return self._entries[number]
