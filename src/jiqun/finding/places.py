"""Names of places: what each stands for in the base, or that no cluster is there.

A place may be typed by its name, full name, alias or code, in pinyin or by its initials, or with
what it lies in before it (江苏省苏州市昆山市). One that is known is never taken for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

from jiqun import gazetteer
from jiqun.finding.index import indexes_of
from jiqun.gazetteer import Place
from jiqun.kinds import place_kinds
from jiqun.knowledge import KnowledgeBase
from jiqun.structs import Struct
from jiqun.text.normalize import fold
from jiqun.text.phrases import pasteable

_SUFFIXES = ("自治区", "自治州", "自治县", "特别行政区", "新区", *"省市区县州盟旗")
# So many clusters of a province are named where a place has none.
_MOST_NAMED = 8

# The ids of entries, in their order, by what they are called.
_IdsByName: TypeAlias = Mapping[str, Iterable[str]]


class Meaning(Struct):
    """One thing that a name of a place stands for.

    ``place`` is None for a region. ``kind`` and ``name`` tell the entry of the base that has its
    clusters; they are empty where it has none. ``whole`` says that the entry is the place itself,
    and not the city that it lies in.
    """

    place: Place | None
    kind: str = ""
    name: str = ""
    whole: bool = True

    @property
    def title(self) -> str:
        """Its full name with those of what it lies in."""
        return gazetteer.with_parents(self.place) if self.place else self.name

    @property
    def is_inner(self) -> bool:
        """Whether it is less than a city, so that its name may be a part of many names."""
        return self.place is not None and self.place.is_inner


def meanings(base: KnowledgeBase, typed: str, kinds: Sequence[str] = ()) -> list[Meaning]:
    """Return what a name stands for among ``kinds``, or all places, and those without clusters.

    Several, where it is not certain which one is meant; none, where no place is called so.
    """
    name = fold(typed)
    if not name:
        return []
    kinds = kinds or place_kinds()
    if name.isascii():
        places = _spelled(base, name)
        if not places:
            return _in_latin(base, name, kinds)
    else:
        for kind in kinds:
            if named := [one for one in base.all(kind) if name in names_of(one)]:
                return [_of_entry(kind, one) for one in named]
        places = _apart(gazetteer.places_named(name)) or _nested(name)
    found = (_of_place(base, place, kinds) for place in places)
    return list(dict.fromkeys(one for one in found if one))


def contradicted(typed: str) -> list[Place]:
    """Return the places that have the name, but not the suffix, with which one was typed."""
    name = fold(typed)
    suffix = next((one for one in _SUFFIXES if name.endswith(one)), "")
    if not suffix or gazetteer.places_named(name):
        return []
    return _apart(gazetteer.places_named(name.removesuffix(suffix)))


def sounding_like(base: KnowledgeBase, typed: str) -> list[Place]:
    """Return the places that a Chinese name, which is none, sounds like: 福洲 is 福州 or 抚州."""
    name = fold(typed)
    suffix = next((one for one in _SUFFIXES if len(name) > 2 and name.endswith(one)), "")
    characters = name.removesuffix(suffix)
    readings = indexes_of(base).character_readings
    if len(characters) < 2 or name.isascii() or any(char not in readings for char in characters):
        return []
    spelled = gazetteer.places_spelled("".join(readings[char] for char in characters))
    return _apart(spelled) if all(one.name != characters for one in spelled) else []


def no_such_place(typed: str, near: Sequence[Place]) -> str:
    """Return in words that a name is no place, and which places are near."""
    names = [one.full for one in near]
    more = f"等 {len(names)} 个" if len(names) > _MOST_NAMED else ""
    return f"没有“{typed}”这个地方，相近的有 {'、'.join(names[:_MOST_NAMED])}{more}"


def told_apart(found: Sequence[Meaning]) -> list[str]:
    """Return what tells several meanings apart: names, or where they are if those are the same."""
    names = [one.place.name if one.place else one.name for one in found]
    return names if len(set(names)) == len(names) else [one.title for one in found]


def no_clusters(base: KnowledgeBase, meaning: Meaning) -> str:
    """Return in words that no cluster is in a place, and which ones its province has."""
    place = meaning.place
    then = f"截至 {base.known_on} " if base.known_on else ""
    if place is None or place.level == "province":
        return f"{then}{meaning.name}没有国家先进制造业集群"
    provinces = [one for one in base.provinces if one.adcode == f"{place.code[:2]}0000"]
    told = f"{then}{_called(place)}没有国家先进制造业集群"
    for province in provinces:
        clusters = [pasteable(one.name) for one in base.clusters_of(province)]
        named = "、".join(clusters[:_MOST_NAMED]) + ("等" if clusters[_MOST_NAMED:] else "")
        told += f"；{province.name}" + (f"有 {len(clusters)} 个：{named}" if named else "也没有")
    return told


def led_elsewhere(meaning: Meaning) -> str:
    """Return in words that a place is told by the city that it lies in; empty where it is not."""
    if meaning.whole or meaning.place is None:
        return ""
    return f"{_called(meaning.place)}，以下是{meaning.name}的"


def _called(place: Place) -> str:
    """Return what a place is called in a sentence, with what it lies in, or is called today."""
    outer = gazetteer.around(place)
    match place.level:
        case "province" | "prefecture":
            ambiguous = any(one.name == place.name for one in outer)
            return place.name if place.suffix == "市" and not ambiguous else place.full
        case "former":
            now = "今" if place.suffix == outer[0].suffix else "今属"
            return f"{place.full}（旧名，{now}{gazetteer.with_parents(outer[0])}）"
        case _:
            return f"{place.full}（属{outer[0].full}）"


def _spelled(base: KnowledgeBase, name: str) -> list[Place]:
    """Return the places with this code or pinyin.

    Where the base has none of that name, those of any level are meant: 朝阳 is a city and a
    district.
    """
    if name.isdigit():
        place = gazetteer.place_with(name)
        return [place] if place else []
    spelled = gazetteer.places_spelled(name)
    known = {one.name for kind in ("province", "city") for one in base.all(kind)}
    more = [
        each
        for one in spelled
        if one.level == "prefecture" and one.name not in known
        for each in gazetteer.places_named(one.name)
    ]
    return _apart(list(dict.fromkeys([*spelled, *more])))


def names_of(entry: Any) -> Iterator[str]:
    """Yield the names by which an entry is meant, as they are compared; some may be empty."""
    for key in ("name", "full", "abbreviation"):
        yield getattr(entry, key, "")
    yield from map(fold, entry.aliases)


def _of_entry(kind: str, entry: Any) -> Meaning:
    code = getattr(entry, "adcode", None)
    return Meaning(gazetteer.place_with(code) if code else None, kind, entry.name)


def _in_latin(base: KnowledgeBase, name: str, kinds: Sequence[str]) -> list[Meaning]:
    """Return the places of the base with this English name, this pinyin or these initials."""
    by_initials: dict[str, Meaning] = {}
    for kind in kinds:
        spelled, initials = base.once(f"latin places:{kind}", partial(_latin_names, base, kind))
        if name in spelled:
            return [_of_entry(kind, base.get(kind, id_)) for id_ in spelled[name]]
        for id_ in initials.get(name, ()):
            meaning = _of_entry(kind, base.get(kind, id_))
            by_initials.setdefault(meaning.name, meaning)
    return list(by_initials.values())


def _latin_names(base: KnowledgeBase, kind: str) -> tuple[_IdsByName, _IdsByName]:
    """Return the ids of the entries of a kind by all their names in Latin, and by initials."""
    spelled: dict[str, dict[str, None]] = {}
    initials: dict[str, dict[str, None]] = {}
    index = indexes_of(base).of(kind)
    for number, id_ in enumerate(index.ids):
        for row in index.entry(number).rows:
            for name in (row.folded, row.reading.replace("|", "")):
                spelled.setdefault(name, {})[id_] = None
            if row.field == "name":
                initials.setdefault(row.initials, {})[id_] = None
    return spelled, initials


def _apart(places: Sequence[Place]) -> list[Place]:
    """Return the places of one name that are not the same, nor one in another, nor old names."""
    current = [one for one in places if one.level != "former"] or places
    prefectures = any(one.level == "prefecture" for one in current)
    apart = {
        (_outer_code(one), one.name): one
        for one in reversed(current)
        if not any(other in gazetteer.around(one) for other in current)
        and not (prefectures and one.level == "area")
    }
    return list(apart.values())[::-1]


def _outer_code(place: Place) -> str:
    outer = gazetteer.around(place)
    return outer[0].code if outer else ""


def _nested(name: str) -> list[Place]:
    """Return the last of places of which each lies in the one before it: 江苏省苏州市昆山市."""
    names = [text for _, text in gazetteer.places_in(name)]
    if len(names) < 2 or "".join(names) != name:
        return []
    places = gazetteer.places_named(names[0])
    for text in names[1:]:
        inner: Iterable[Place] = gazetteer.places_named(text)
        places = [one for one in inner if any(each in gazetteer.around(one) for each in places)]
    return _apart(places)


def _of_place(base: KnowledgeBase, place: Place, kinds: Sequence[str]) -> Meaning | None:
    """Return what tells the clusters of a place; None where it can be none of ``kinds``."""
    units = [] if place.level in ("area", "former") else [place]
    if place.is_inner:
        # A county in no city would be an entry itself if it had clusters.
        units += [one for one in gazetteer.around(place) if one.is_city][:1]
        units += gazetteer.around(place)[:1] if place.level == "area" else []
    for unit in units:
        for kind in kinds:
            for entry in base.all(kind) if kind != "region" else ():
                if getattr(entry, "adcode", None) == unit.code:
                    return Meaning(place, kind, entry.name, unit == place)
    return Meaning(place) if "city" in kinds and place.level != "province" else None
