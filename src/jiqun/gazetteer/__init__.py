"""Every place of China: its code, its names and what it lies in, though it may have no cluster.

The table beside this module is made by ``data/places.py``, which names its sources. It is read
when a name is first looked up, and searched as one string: that takes less time than parsing it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from jiqun.structs import Struct

Level: TypeAlias = Literal["province", "prefecture", "county", "area", "former"]
# The widest first: of places whose names sound alike, the wider one is meant.
_LEVELS: tuple[Level, ...] = ("province", "prefecture", "county", "area", "former")
_TABLE = Path(__file__).with_name("places.txt")
_MARKS: Mapping[str, Level] = {"+": "area", "-": "former"}


class Place(Struct):
    """A place, or a former name of one.

    ``code`` is its GB/T 2260 code; that of the place it lies in for an area (a new area, a
    development zone), and that of the place which is there today for a former name. ``name`` is
    what people call it (昆山) and ``suffix`` the rest of its full name (市); ``pinyin`` is that of
    ``name``, in one word.
    """

    level: Level
    code: str
    pinyin: str
    name: str
    suffix: str

    @property
    def full(self) -> str:
        """The full name."""
        return self.name + self.suffix

    @property
    def is_city(self) -> bool:
        """Whether it is a prefecture or a municipality."""
        return self.level == "prefecture" or (self.level == "province" and self.suffix == "市")

    @property
    def is_inner(self) -> bool:
        """Whether it is less than a prefecture."""
        return self.level in ("county", "area", "former")


def places() -> list[Place]:
    """Return all places, in the order of the table."""
    return list(map(_place, _table().strip("\n").split("\n")))


def places_named(name: str) -> list[Place]:
    """Return the places with this name or full name, in folded simplified Chinese."""
    return [one for one in _beginning(name) if name in (one.name, one.full)]


def places_spelled(pinyin: str) -> list[Place]:
    """Return the widest places whose names are spelled so in pinyin, without spaces.

    The suffix of a city may be spelled, too (``kunshanshi``).
    """
    found = _with(f" {pinyin} ")
    if not found and pinyin.endswith("shi"):
        found = [one for one in _with(f" {pinyin[:-3]} ") if one.suffix == "市"]
    first = min((_LEVELS.index(one.level) for one in found), default=0)
    return [one for one in found if _LEVELS.index(one.level) == first]


def place_with(code: str) -> Place | None:
    """Return the unit with this GB/T 2260 code."""
    return next(iter(_with(f"\n{code} ")), None)


def around(place: Place) -> list[Place]:
    """Return what a place lies in, the nearest first: its prefecture, its province."""
    own = place.code if place.level in _MARKS.values() else ""
    codes = dict.fromkeys((own, f"{place.code[:4]}00", f"{place.code[:2]}0000"))
    units = (place_with(code) for code in codes if code)
    return [unit for unit in units if unit and unit != place]


def with_parents(place: Place) -> str:
    """Return the full name of a place with those of what it lies in: 江苏省苏州市昆山市."""
    outer = [one.full for one in reversed(around(place))]
    return "".join([*outer, place.full])


def prefectures() -> Iterator[Place]:
    """Yield the units between province and county: cities and others."""
    for line in _table().split("\n"):
        if line[4:7] == "00 " and (place := _place(line)).level == "prefecture":
            yield place


def county_cities() -> Iterator[Place]:
    """Yield the cities of the rank of counties: 昆山, 晋江."""
    for line in _table().split("\n"):
        if line.endswith(" 市") and (place := _place(line)).level == "county":
            yield place


def places_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield where names of places begin in folded text, and the names, the longest at a point."""
    at = 0
    while at < len(text) - 1:
        names = {name for one in _beginning(text[at:]) for name in (one.name, one.full)}
        name = max((name for name in names if text.startswith(name, at)), key=len, default="")
        if name:
            yield at, name
        at += len(name) or 1


def _beginning(text: str) -> list[Place]:
    """Return the places whose names have the first two characters of ``text``."""
    start = text[:2]
    return [] if len(start) < 2 or start.isascii() or " " in start else _with(f" {start}")


@cache
def _table() -> str:
    """Return the lines of places, a line break before each; the comments above name none."""
    text = _TABLE.read_text(encoding="utf-8")
    return text[text.index("\n", text.rindex("\n#") + 1) :]


def _with(part: str) -> list[Place]:
    """Return the places in whose lines this part stands."""
    table, found = _table(), []
    at = table.find(part)
    while at >= 0:
        start = table.rfind("\n", 0, at + 1) + 1 if part[0] != "\n" else at + 1
        end = table.index("\n", start)
        found.append(_place(table[start:end]))
        at = table.find(part, end)
    return found


def _place(line: str) -> Place:
    code, pinyin, name, *suffix = line.split(" ")
    if level := _MARKS.get(code[0]):
        code = code[1:]
    elif code.endswith("0000"):
        level = "province"
    else:
        level = "prefecture" if code.endswith("00") else "county"
    return Place(level, code, pinyin, name, "".join(suffix))
