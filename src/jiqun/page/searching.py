"""The data of the page's finder: the tables, the words and the texts of the terminal's own.

The modules in ``app/finding`` are `jiqun.finding` in JavaScript. What both go by is handed over
from here: the constants of the Python modules with their patterns, the folding tables, the texts
that the index is made of, the facts that conditions are about, and the places of the gazetteer.
What can be derived from it (folded texts, initials, most pinyin) is derived in the page again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from itertools import chain
from types import ModuleType
from typing import Any

from jiqun import gazetteer
from jiqun.finding.index import FIELDS, Row, indexes_of
from jiqun.kinds import KINDS, kind_named
from jiqun.kinds.figure import Figure
from jiqun.knowledge import KnowledgeBase
from jiqun.text.phrases import figure_text
from jiqun.text.simplified import dictionary, simplified

# The modules whose constants the modules of the same names in ``app/finding`` go by.
_MODULES = (
    "finding.answering", "finding.conditions", "finding.index", "finding.indexing",
    "finding.matching", "finding.naming", "finding.places", "finding.query", "finding.ranking",
    "finding.reading", "finding.searching", "finding.typos", "gazetteer", "text.normalize",
    "text.plain", "text.phrases", "text.quantities", "text.simplified", "text.units",
)  # fmt: skip
# What patterns of JavaScript write otherwise: a word or a digit of any script.
_IN_JAVASCRIPT = (
    (re.compile(r"\(\?P<"), "(?<"),
    (re.compile(r"\[\^\\W([^\]]*)\]"), r"(?![\1])[\\w]"),
    (re.compile(r"\[([^\]]*)\\w([^\]]*)\]"), r"[\1\\p{L}\\p{N}_\2]"),
    (re.compile(r"\\d"), r"\\p{Nd}"),
)
# Blanks of a pattern that is written in several lines; those that count stand in brackets.
_BLANKS = re.compile(r"(\[(?:\\.|[^\]])*\]|\\.)|\s+")


def search_data(base: KnowledgeBase, texts: Sequence[str] = ()) -> dict[str, Any]:
    """Return what ``createFinder`` of ``app/finding/finder.js`` takes, as JSON.

    Args:
        base: what is searched.
        texts: what the page has already, to which the texts of entries refer by number.

    Returns:
        ``constants`` and ``quantities``: those of the Python modules, by module and name.
        ``folding``: see `_folding`. ``readings``: the characters of each syllable.
        ``kinds``: their traits; ``entries``: their texts by kind, see `_entries`.
        ``clusters``: the batch and the current figures of each cluster.
        ``places``: the names and the code of each entry of the kinds of places.
        ``members``: the numbers of the clusters of each entry of a kind.
        ``gazetteer``: see `_gazetteer`.
    """
    readings: Mapping[str, str] = base.index("readings")[0]
    numbers = {text: number for number, text in enumerate(texts)}
    kinds = [kind_named(name) for name in KINDS]
    return {
        "constants": {name.split(".")[-1]: _constants(name) for name in _MODULES},
        "quantities": _quantities(),
        "folding": _folding(),
        "readings": _by_syllable(readings),
        "kinds": [
            {
                "name": kind.name, "title": kind.title, "group": kind.group, "place": kind.place,
                "document": kind.document, "evidence": kind.evidence, "spoken": kind.spoken,
            }
            for kind in kinds
        ],
        "entries": {kind.name: _entries(base, kind.name, readings, numbers) for kind in kinds},
        "clusters": [
            [one.batch, [_figure(each) for each in base.figures(one) if _is_asked(each)]]
            for one in base.clusters
        ],
        "places": {kind.name: _places(base, kind.name) for kind in kinds if kind.place},
        "members": {
            kind.name: _members(base, kind.name)
            for kind in kinds
            if kind.group or kind.name == "batch"
        },
        "gazetteer": _gazetteer(readings),
    }  # fmt: skip


def _constants(name: str) -> dict[str, Any]:
    """Return the constants of a module that are words, numbers or patterns, by their names."""
    module: ModuleType = import_module(f"jiqun.{name}")
    named = {key.strip("_"): value for key, value in vars(module).items() if key.isupper()}
    found = {key: _json(value) for key, value in named.items()}
    return {key: value for key, value in found.items() if value is not None}


def _json(value: object) -> Any:
    """Return a constant as JSON, a pattern as ``{"pattern": …}``; None of what has no such form."""
    match value:
        case str() | int() | float():
            return value
        case re.Pattern():
            return {"pattern": in_javascript(value)}
        case tuple() if hasattr(value, "_asdict"):
            return {key: _json(each) for key, each in value._asdict().items()}
        case range():
            return {"first": value.start, "last": value.stop - 1}
        case tuple() | list():
            parts = [_json(each) for each in value]
            return None if None in parts else parts
        case frozenset():
            return sorted(map(_json, value))
        case dict():
            return {str(key): _json(each) for key, each in value.items()}
        case _:
            return None


def in_javascript(pattern: re.Pattern[str]) -> str:
    """Return a pattern as JavaScript writes it with the flag ``u``."""
    text = pattern.pattern
    if pattern.flags & re.VERBOSE:
        text = _BLANKS.sub(lambda match: match[1] or "", text)
    for python, javascript in _IN_JAVASCRIPT:
        text = python.sub(javascript, text)
    return text


def _quantities() -> Any:
    """Return the word lists and the grammar of `jiqun.text.quantities`."""
    from jiqun.text.quantities import grammar

    return _json(grammar())


def _folding() -> dict[str, Any]:
    """Return what simplifies characters, by how OpenCC does it.

    Returns:
        ``pairs``: traditional characters, each with the simplified one behind it. ``phrases``:
        words that are not simplified character by character, and what they become, in turn.
        ``simple``: the characters beside those with a reading that make no text traditional.
    """
    characters = _dictionary("TSCharacters")
    pairs = "".join(f"{char}{simple}" for char, simple in characters if simple != char)
    phrases = [part for pair in _dictionary("TSPhrases") for part in pair]
    codes = (bytes([high, low]) for high in range(0xA1, 0xAA) for low in range(0xA1, 0xFF))
    simple = "".join(code.decode("gb2312", "ignore") for code in codes)
    return {"pairs": pairs, "phrases": " ".join(phrases), "simple": simple}


def _dictionary(name: str) -> Iterable[tuple[str, str]]:
    """Yield what OpenCC takes, and what it puts in its place: the first of several choices."""
    for line in dictionary(name).splitlines()[1:]:
        taken, put = line.split("\t")
        yield taken, put.split(" ")[0]


def _by_syllable(readings: Mapping[str, str]) -> dict[str, str]:
    characters: dict[str, str] = {}
    for char, syllable in readings.items():
        characters[syllable] = characters.get(syllable, "") + char
    return characters


@cache
def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text).split()


def _read_plainly(text: str, readings: Mapping[str, str]) -> list[str]:
    """Return the syllables of a text when each character is read by itself."""
    parts: list[str] = []
    other = ""
    for char in [*simplified(text).lower(), ""]:
        if char and char not in readings:
            other += char
            continue
        parts += _words(other)
        other = ""
        parts += [readings[char]] if char else []
    return parts


def _entries(
    base: KnowledgeBase, kind: str, readings: Mapping[str, str], numbers: Mapping[str, int]
) -> dict[str, Any]:
    """Return the texts of a kind as they are indexed.

    Returns:
        ``ids``. ``bundles``: of each entry, then the shared ones, a text to a line, behind the
        letter of its field; behind a capital the number of a text. ``shared``: the numbers of the
        shared bundles of each entry. ``spelled``: the pinyin of texts whose characters are not
        read as they are by themselves. ``titles``: of the entries whose title is not the first of
        their names.
    """
    index = indexes_of(base).of(kind)
    bundles = index.bundles
    spelled: dict[str, str] = {}
    for row in chain.from_iterable(bundles):
        parts = row.reading.strip("|").split("|")
        if row.reading and parts != _read_plainly(row.text, readings):
            spelled[row.text] = " ".join(parts)
    titles: dict[str, str] = {}
    for id_, bundle in zip(index.ids, bundles, strict=False):
        title = base.title_of(base.get(kind, id_))
        names = (row.text for row in bundle if row.field == "name")
        if title != next(names, None):
            titles[id_] = title
    return {
        "ids": index.ids,
        "bundles": ["\n".join(_numbered(row, numbers) for row in bundle) for bundle in bundles],
        "shared": index.shared,
        "spelled": spelled,
        "titles": titles,
    }


def _is_asked(figure: Figure) -> bool:
    """Tell whether a condition can be about a figure."""
    return figure.status == "current" and figure.industry == "cluster"


def _numbered(row: Row, numbers: Mapping[str, int]) -> str:
    letter, number = FIELDS[row.field], numbers.get(row.text)
    return f"{letter}{row.text}" if number is None else f"{letter.upper()}{number}"


def _figure(figure: Figure) -> list[Any]:
    """Return what conditions ask of a figure, and how it is told."""
    return [
        figure.kind, figure.metric, figure.year, figure.ends, figure.of_cluster, figure.op,
        figure.value_base, figure.unit_base, figure_text(figure),
    ]  # fmt: skip


def _places(base: KnowledgeBase, kind: str) -> list[Any]:
    from jiqun.finding.places import names_of

    return [[one.name, getattr(one, "adcode", None), list(names_of(one))] for one in base.all(kind)]


def _members(base: KnowledgeBase, kind: str) -> list[list[int]]:
    numbers = {one.id: number for number, one in enumerate(base.clusters)}
    return [[numbers[one.id] for one in base.clusters_of(entry)] for entry in base.all(kind)]


def _gazetteer(readings: Mapping[str, str]) -> str:
    """Return the table of places, a line for each, without pinyin where it is read plainly.

    A line whose suffix is that of the line before it ends with the name.
    """
    return "\n".join(_lines(gazetteer.places(), readings))


def _lines(places: Iterable[gazetteer.Place], readings: Mapping[str, str]) -> Iterable[str]:
    before = None
    for place in places:
        is_plain = place.pinyin == "".join(_read_plainly(place.name, readings))
        spelled = "" if is_plain else place.pinyin
        suffix = "" if place.suffix == before else f" {place.suffix}"
        mark = {"area": "+", "former": "-"}.get(place.level, "")
        before = place.suffix
        yield f"{mark}{place.code}{spelled}{place.name}{suffix}"
