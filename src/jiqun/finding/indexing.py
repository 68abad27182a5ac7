"""What finding needs to know of every entity, compiled when the snapshot is made.

One index per kind of entity, ``names:<kind>``: the ids, and five long strings in which every
entity's own texts are a bundle of rows, parted by `ROW`, and bundles by `BUNDLE`. After them
stand the bundles that entities share: a place's names are stored once, not with every cluster
of the place. The first string has the texts as stored, the next two folded, Chinese apart from
Latin ones, and the last two their readings (``|zhu|zhou|``) and initials (``zz``), where people
type a text as it sounds, after the letter of its field. Searching a long string is the fastest
search in Python, at any size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jiqun.knowledge import TABLES
from jiqun.text.normalize import fold
from jiqun.text.pinyin import character_readings, syllables
from jiqun.wording import figure_text, number_text

BUNDLE, ROW = "\x1e", "\x1f"

# One letter per field: what a row is.
FIELDS = {
    "name": "n",
    "alias": "a",
    "code": "c",
    "english": "e",
    "product": "p",
    "firm": "f",
    "place": "l",
    "domain": "d",
    "figure": "g",
    "prose": "x",
}
# The kinds whose names the shell completes, from their spelling too.
_COMPLETED = frozenset({"cluster", "city", "province", "region", "domain"})
# Nobody types the title of a report as it sounds.
_ONLY_READ = frozenset({"source", "indicator"})
_READ_ALOUD = frozenset({"name", "alias", "place", "product", "firm", "domain"})

Texts = Iterable[tuple[str, str]]


def index_tables(tables: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    """Return the indexes of all kinds, and the readings of single characters."""
    parts: dict[str, list[tuple[str, str]]] = {}
    for owner, field, text in _parts(tables):
        parts.setdefault(owner, []).append((field, text))
    indexes: dict[str, list[Any]] = {"readings": [character_readings()]}
    words: set[str] = set()
    parts_of_readings: set[str] = set()
    for kind, table in TABLES.items():
        ids = [str(entity.id) for entity in tables[table]]
        shared: list[list[int]] = []
        bundles = [
            [("code", id_), *_OF_KIND[kind](entity), *parts.get(f"{table}/{id_}", ())]
            for id_, entity in zip(ids, tables[table], strict=True)
        ]
        if kind == "cluster":
            around = _around(tables)
            numbers = {key: len(ids) + at for at, key in enumerate(around)}
            bundles += around.values()
            shared = [[numbers[key] for key in _held(tables, one)] for one in tables[table]]
        short: dict[str, list[int]] = {}
        strings: list[list[str]] = [[], [], [], [], []]
        for number, texts in enumerate(bundles):
            rows = _rows(texts, kind not in _ONLY_READ)
            for at, string in enumerate(strings):
                string.append("".join(row[at] + ROW for row in rows))
            for stored, folded, _, reading, _ in rows:
                if len(folded) == 1:
                    short.setdefault(folded, []).append(number)
                if (alone := reading[1:].strip("|")).isalpha():
                    short.setdefault(alone, []).append(number)
                words.update(re.findall(r"[a-z][a-z0-9]*", stored[1:].lower()))
                parts_of_readings.update(reading[2:].strip("|").split("|"))
        indexes[f"spelled:{kind}"] = [
            [entity.name, syllables(entity.name).replace(" ", ""), str(entity.id)]
            for entity in tables[table]
            if kind in _COMPLETED
        ]
        joined = (BUNDLE.join(string) for string in strings)
        indexes[f"names:{kind}"] = [ids, shared, short, *joined]
    indexes["words"] = sorted(words)
    indexes["syllables"] = sorted(part for part in parts_of_readings if part.isalpha())
    return indexes


def _rows(texts: Texts, aloud: bool) -> list[tuple[str, str, str, str, str]]:
    """Return the rows of a bundle, one part per string, each folded text once."""
    rows: dict[str, tuple[str, str, str, str, str]] = {}
    for field, text in texts:
        folded = fold(text)
        if folded and folded not in rows:
            parts = syllables(text).split() if aloud and field in _READ_ALOUD else []
            reading = f"|{'|'.join(parts)}|" if parts else ""
            initials = "".join(part[0] for part in parts)
            letter = FIELDS[field]
            chinese, latin = ("", folded) if folded.isascii() else (folded, "")
            rows[folded] = (letter + text, chinese, latin, letter + reading, letter + initials)
    return list(rows.values())


def _around(tables: Mapping[str, Sequence[Any]]) -> dict[str, list[tuple[str, str]]]:
    """Return what clusters are also found by: the names of all places and domains, by key."""
    around: dict[str, list[tuple[str, str]]] = {}
    for one in tables["cities"]:
        names = (one.name, one.full, *one.aliases, one.english)
        around[f"city/{one.name}"] = [("place", text) for text in names]
    for one in tables["provinces"]:
        names = (one.name, one.full, one.abbreviation, *one.aliases, one.english)
        around[f"province/{one.name}"] = [("place", text) for text in names]
    for one in tables["regions"]:
        around[f"region/{one.id}"] = [("place", text) for text in (one.name, *one.aliases)]
    for one in tables["domains"]:
        around[f"domain/{one.name}"] = [("domain", text) for text in (one.name, one.short)]
    return around


def _held(tables: Mapping[str, Sequence[Any]], one: Any) -> Iterator[str]:
    """Yield the keys of what a cluster is also found by."""
    yield from (f"city/{name}" for name in one.cities)
    yield from (f"province/{name}" for name in one.provinces)
    for region in tables["regions"]:
        if one.provinces[0] in region.provinces:
            yield f"region/{region.id}"
    yield f"domain/{one.domain}"


def _parts(tables: Mapping[str, Sequence[Any]]) -> Iterator[tuple[str, str, str]]:
    for firm in tables["firms"]:
        for text in (firm.name, *firm.aliases):
            yield firm.owner, "firm", text
    for figure in tables["figures"]:
        for text in _figure(figure):
            yield figure.owner, "figure", text
        if figure.label:
            yield figure.owner, "prose", figure.label
    for measure in tables["measures"]:
        yield measure.owner, "prose", measure.gist
    for note in tables["notes"]:
        yield note.owner, "prose", note.text
        if note.speaker:
            yield note.owner, "prose", note.speaker
    for body in tables["organisations"]:
        yield body.owner, "prose", body.name


def _figure(figure: Any) -> Iterator[str]:
    """Yield a figure as printed and, in 亿元, as it is also said: 10000亿元 is 1万亿元."""
    if figure.value is not None:
        yield figure.metric + figure_text(figure)
        if figure.unit == "亿元" and figure.value >= 10000:
            yield f"{number_text(figure.value / 10000)}万亿元"
        if figure.unit == "万亿元":
            yield f"{number_text(round(figure.value * 10000, 2))}亿元"
    if figure.evidence:
        yield figure.evidence


def _cluster(one: Any) -> Texts:
    yield "name", one.name
    yield "alias", one.short
    yield from (("alias", text) for text in one.aliases)
    yield "english", one.english
    yield from (("english", text) for text in one.english_words)
    yield from (("place", text) for text in one.counties)
    yield from (("product", text) for text in (*one.products, *one.keywords))


def _place(one: Any) -> Texts:
    yield "name", one.name
    yield "alias", one.full
    if one.adcode:
        yield "code", one.adcode
    if hasattr(one, "abbreviation"):
        yield "alias", one.abbreviation
    yield from (("alias", text) for text in one.aliases)
    yield "english", one.english


def _region(one: Any) -> Texts:
    yield "name", one.name
    yield from (("alias", text) for text in one.aliases)
    yield "english", one.english


def _domain(one: Any) -> Texts:
    yield "name", one.name
    yield "alias", one.short
    yield from (("alias", text) for text in one.aliases)
    yield "english", one.english


def _batch(one: Any) -> Texts:
    yield "name", one.name


def _policy(one: Any) -> Texts:
    yield "name", one.title
    yield from (("alias", text) for text in one.aliases)
    if one.number:
        yield "alias", one.number
    yield "prose", one.gist
    yield "domain", one.issuer
    if one.date:
        yield "domain", one.date[:4]
    yield from (("place", text) for text in one.places)
    yield from (("prose", text) for text in one.focus)


def _indicator(one: Any) -> Texts:
    yield "name", one.name
    yield "alias", one.subject
    yield from (("figure", text) for text in _figure(one))
    yield from (("prose", text) for text in one.members)


def _source(one: Any) -> Texts:
    yield "name", one.title
    yield "prose", one.publisher
    if one.author:
        yield "prose", one.author


_OF_KIND = {
    "cluster": _cluster,
    "city": _place,
    "province": _place,
    "region": _region,
    "domain": _domain,
    "batch": _batch,
    "policy": _policy,
    "indicator": _indicator,
    "source": _source,
}
