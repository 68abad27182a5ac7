"""The index of one kind of entity: long strings to search in, and what stands where."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from jiqun.finding.indexing import BUNDLE, FIELDS, ROW

_FIELD_OF = {letter: field for field, letter in FIELDS.items()}


class Row(NamedTuple):
    """One text of a bundle: field, as stored, folded, as it is read, initials, and rank."""

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
    """All texts of all entities of one kind.

    Texts stand in bundles: one of every entity's own, in the order of ``ids``, then those that
    several share. ``shared`` has for every entity the numbers of the shared bundles it holds.
    """

    def __init__(
        self,
        kind: str,
        ids: Sequence[str],
        shared: Sequence[Sequence[int]],
        short: Mapping[str, Sequence[int]],
        *strings: str,
    ) -> None:
        """Take the five strings as `jiqun.finding.indexing` made them."""
        self.kind, self.ids = kind, ids
        self._shared, self._short = shared, short
        self._strings = strings
        self._bundles: dict[int, Entry] = {}
        self._entries: dict[int, Entry] = {}

    @cached_property
    def _starts(self) -> list[list[int]]:
        return [
            [0, *(found.end() for found in re.finditer(BUNDLE, string)), len(string) + 1]
            for string in self._strings
        ]

    @cached_property
    def _holders(self) -> dict[int, list[int]]:
        holders: dict[int, list[int]] = {}
        for number, bundles in enumerate(self._shared):
            for bundle in bundles:
                holders.setdefault(bundle, []).append(number)
        return holders

    def with_whole(self, part: str, most: int) -> list[int]:
        """Return the numbers of entities one of whose texts is just this character or syllable."""
        return self._entities(self._short.get(part, ()), most)

    def with_text(self, part: str, most: int) -> list[int]:
        """Return the numbers of at most ``most`` entities with ``part`` in a folded text."""
        places = [1, 2] if part.isascii() else [1]
        return self._entities(chain(*(self._holding(at, part) for at in places)), most)

    def with_reading(self, part: str, most: int) -> list[int]:
        """Return the numbers of at most ``most`` entities that read ``part`` (``|zhu|``)."""
        return self._entities(self._holding(3, part), most)

    def with_initials(self, part: str, most: int) -> list[int]:
        """Return the numbers of at most ``most`` entities with ``part`` among their initials."""
        return self._entities(self._holding(4, part), most)

    def _entities(self, bundles: Iterable[int], most: int) -> list[int]:
        """Return the first ``most`` entities that hold the bundles, each once."""
        found: dict[int, None] = {}
        for bundle in bundles:
            if bundle < len(self.ids):
                found[bundle] = None
            else:
                found.update(dict.fromkeys(self._holders.get(bundle, ())[:most]))
            if len(found) >= most:
                break
        return list(found)

    def _holding(self, at: int, part: str) -> Iterator[int]:
        string, starts = self._strings[at], self._starts[at]
        place = string.find(part)
        while place >= 0:
            number = bisect_right(starts, place) - 1
            yield number
            if number + 2 == len(starts):
                return
            place = string.find(part, starts[number + 1])

    def entry(self, number: int) -> Entry:
        """Return the rows of an entity, each folded text once."""
        if number not in self._entries:
            bundles = [self._bundle(at) for at in (number, *self._shared_by(number))]
            rows: dict[str, Row] = {}
            for bundle in bundles:
                for row in bundle.rows:
                    rows.setdefault(row.folded, row)
            self._entries[number] = Entry(
                list(rows.values()),
                ROW.join(bundle.folded for bundle in bundles),
                ROW.join(bundle.readings for bundle in bundles),
            )
        return self._entries[number]

    def _shared_by(self, number: int) -> Sequence[int]:
        return self._shared[number] if self._shared else ()

    def _bundle(self, number: int) -> Entry:
        if number not in self._bundles:
            parts = [
                string[starts[number] : starts[number + 1] - 1].split(ROW)[:-1]
                for string, starts in zip(self._strings, self._starts, strict=True)
            ]
            rows = [
                Row(_FIELD_OF[text[0]], text[1:], chinese or latin, reading[1:], initials[1:], at)
                for at, (text, chinese, latin, reading, initials) in enumerate(
                    zip(*parts, strict=True)
                )
            ]
            self._bundles[number] = Entry(
                rows,
                ROW.join(row.folded for row in rows),
                ROW.join(row.reading for row in rows),
            )
        return self._bundles[number]
