"""What finding needs to know of every entity, compiled when the snapshot is made.

One index per kind of entity, ``names:<kind>``, with a row for each text an entity can be found
by: ``[id, field, text, folded, syllables]``. ``syllables`` is the reading of a Chinese text,
separated by spaces, or empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jiqun.finding.reading import syllables
from jiqun.folding import fold
from jiqun.knowledge import TABLES
from jiqun.wording import figure_text

# Fields whose texts people type as they sound.
_READ_ALOUD = frozenset({"name", "alias", "place", "product", "firm"})


def index_tables(tables: Mapping[str, Sequence[Any]]) -> dict[str, list[list[str]]]:
    """Return the indexes of all kinds of entities in ``tables``."""
    parts: dict[str, list[tuple[str, str]]] = {}
    for owner, field, text in _parts(tables):
        parts.setdefault(owner, []).append((field, text))
    indexes = {}
    for kind, table in TABLES.items():
        rows: dict[tuple[str, str, str], list[str]] = {}
        for entity in tables[table]:
            names = _OF_KIND[kind](entity)
            for field, text in [*names, *parts.get(f"{table}/{entity.id}", ())]:
                folded = fold(text)
                if folded and (str(entity.id), field, folded) not in rows:
                    reading = syllables(text) if field in _READ_ALOUD else ""
                    row = [str(entity.id), field, text, folded, reading]
                    rows[row[0], field, folded] = row
        indexes[f"names:{kind}"] = list(rows.values())
    return indexes


def _parts(tables: Mapping[str, Sequence[Any]]) -> Iterator[tuple[str, str, str]]:
    for firm in tables["firms"]:
        for text in (firm.name, *firm.aliases):
            yield firm.owner, "firm", text
    for figure in tables["figures"]:
        yield figure.owner, "figure", figure_text(figure)
        yield figure.owner, "figure", figure.evidence
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


Texts = Iterable[tuple[str, str]]


def _cluster(one: Any) -> Texts:
    yield "name", one.name
    yield "alias", one.short
    yield from (("alias", text) for text in one.aliases)
    yield "english", one.english
    yield from (("english", text) for text in one.english_words)
    for place in (*one.cities, *one.provinces, *one.counties):
        yield "place", place
    yield "domain", one.domain
    yield from (("product", text) for text in one.products)


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
        yield "code", one.number
    yield "prose", one.gist
    yield "prose", one.issuer
    yield from (("prose", text) for text in one.focus)


def _indicator(one: Any) -> Texts:
    yield "name", one.name
    yield "prose", one.subject
    if one.value is not None:
        yield "figure", figure_text(one)
    if one.evidence:
        yield "figure", one.evidence
    yield from (("prose", text) for text in one.members)


def _source(one: Any) -> Texts:
    yield "name", one.title
    yield "alias", one.publisher
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
