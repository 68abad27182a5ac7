"""The places that a query names among other words."""

from __future__ import annotations

from collections.abc import Sequence

from jiqun import gazetteer
from jiqun.finding.places import Meaning, led_elsewhere, meanings, no_clusters, told_apart
from jiqun.finding.query import says_something
from jiqun.finding.searching import TextSearch
from jiqun.knowledge import KnowledgeBase
from jiqun.structs import Struct
from jiqun.text.normalize import fold

_MOST_CHOICES = 8


class NamedPlaces(Struct):
    """The places that a query names.

    Args:
        typed: their names as they stand in the query.
        rest: the query without them.
        replaced: the query with what the base calls them, or the cities that they lie in.
        unmet: those of ``typed`` in which no cluster is, or which may be several places.
        asked: whether one may be several places.
        wider: the provinces of those that have no cluster.
        led: that places are told by the cities that they lie in, a line each.
        told: why places are unmet, a line each.
    """

    typed: Sequence[str]
    rest: str
    replaced: str
    unmet: Sequence[str]
    asked: bool
    wider: Sequence[str]
    led: Sequence[str]
    told: Sequence[str]

    @property
    def only(self) -> bool:
        """Whether the query says nothing else."""
        return not says_something(self.rest)

    @property
    def notes(self) -> list[str]:
        """All that is told of them."""
        return [*self.told, *self.led]


def named_places(base: KnowledgeBase, query: str, found: bool) -> NamedPlaces | None:
    """Return the places that a query names; None where it names none.

    ``found`` says that texts explain the whole query: then only a name with its suffix, or of a
    prefecture, is that of a place, as those of counties may be parts of other names.
    """
    text = fold(query)
    names = _in_latin(base, text) if text.isascii() else _in_chinese(base, text, found)
    if not names:
        return None
    rest = replaced = text
    unmet: list[str] = []
    wider: list[str] = []
    led: list[str] = []
    told: list[str] = []
    asked = False
    for name, places in names.items():
        rest = rest.replace(name, " ")
        if len(places) > 1:
            asked = True
            unmet.append(name)
            told.append(f"“{name}”可以是 {_any_of(told_apart(places))}，请写明是哪一个")
        elif not places[0].kind:
            unmet.append(name)
            told.append(no_clusters(base, places[0]))
            wider += [one.name for one in _province(base, places[0])]
        else:
            replaced = replaced.replace(name, f" {places[0].name} ")
            led += filter(None, [led_elsewhere(places[0])])
    return NamedPlaces(list(names), rest, replaced, unmet, asked, wider, led, told)


def _province(base: KnowledgeBase, meaning: Meaning) -> list[Meaning]:
    place = meaning.place
    outer = gazetteer.around(place)[-1:] if place else []
    return [found for one in outer for found in meanings(base, one.full, ["province"])]


def _in_latin(base: KnowledgeBase, text: str) -> dict[str, list[Meaning]]:
    """Return what a query of letters stands for, if all of it is the pinyin of a place."""
    if not text.isalpha():
        return {}
    places = [one for one in meanings(base, text) if not one.is_inner]
    certain = len(places) == 1 and places[0].kind
    return {text: places} if places and not certain else {}


def _in_chinese(base: KnowledgeBase, text: str, found: bool) -> dict[str, list[Meaning]]:
    names: dict[str, list[Meaning]] = {}
    spots = list(gazetteer.places_in(text))
    at = 0
    while at < len(spots):
        # 江苏省苏州市昆山市 is one place.
        for last in range(len(spots), at, -1):
            name = "".join(each for _, each in spots[at:last])
            if text.startswith(name, spots[at][0]) and (places := meanings(base, name)):
                break
        else:
            at += 1
            continue
        if _is_meant(base, text, name, places, found):
            names[name] = places
        at = last
    return names


def _is_meant(
    base: KnowledgeBase, text: str, name: str, places: Sequence[Meaning], found: bool
) -> bool:
    """Tell whether a name in a query is meant as that of a place."""
    if not all(one.is_inner for one in places):
        return True
    if any(one.place and one.place.suffix and name.endswith(one.place.suffix) for one in places):
        return True
    if any(one.place and one.place.name == one.place.full == name for one in places):
        return len(name) > 2
    # The bare name of a county may be part of any word: it is one where no text has it, and where
    # the rest of the query is known. Of old names, those of cities are known to people.
    units = [one.place for one in places if one.place]
    known = any(unit.level != "former" or unit.suffix == "市" for unit in units)
    if found or not known or _stands_somewhere(base, name):
        return False
    rest = text.replace(name, " ")
    return not says_something(rest) or _stands_somewhere(base, rest)


def _stands_somewhere(base: KnowledgeBase, text: str) -> bool:
    return bool(TextSearch(base, text, ("cluster", "policy", "indicator")).whole)


def _any_of(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > _MOST_CHOICES else ""
    return "、".join(names[:_MOST_CHOICES]) + more
