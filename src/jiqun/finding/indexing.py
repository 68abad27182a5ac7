"""Compiles what search needs to know of every entity.

The texts that an entity is found by are a bundle of rows. A place's names are a bundle of their
own, which all clusters of the place share. The index of a kind, ``names:<kind>``, holds the ids
of its entities, the shared bundles of each, what `Index.with_single` looks up, and how long the
bundles are in ``texts:<kind>``. There they stand one behind another in five columns (`Strings`),
because searching a long text is the fastest search in Python, and as bytes, because those need
not be decoded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from jiqun.finding.index import FIELDS, ROW, Strings
from jiqun.finding.texts import Texts, lent_texts, texts_of_facts
from jiqun.kinds import all_kinds
from jiqun.text.normalize import fold
from jiqun.text.pinyin import character_readings, syllables

# The traits of kinds by which options say what completes them.
_TRAITS = ("completes", "place")
_READ_ALOUD = frozenset({"name", "alias", "place", "product", "firm", "domain"})


class _Builder:
    """Collects the bundles of one kind, and the syllables and Latin words in them."""

    def __init__(self, with_pinyin: bool) -> None:
        self._with_pinyin = with_pinyin
        self._bundles: list[Strings] = []
        self.single: dict[str, list[int]] = {}
        self.words: set[str] = set()
        self.syllables: set[str] = set()

    def add(self, texts: Texts) -> int:
        """Add a bundle, each folded text once, and return its number."""
        number = len(self._bundles)
        rows: dict[str, Strings] = {}
        for field, text in texts:
            folded = fold(text)
            if not folded or folded in rows:
                continue
            parts = syllables(text).split() if self._with_pinyin and field in _READ_ALOUD else []
            rows[folded] = _row(FIELDS[field], text, folded, parts)
            if len(folded) == 1:
                self.single.setdefault(folded, []).append(number)
            if len(parts) == 1 and parts[0].isalpha():
                self.single.setdefault(parts[0], []).append(number)
            self.words.update(re.findall(r"[a-z][a-z0-9]*", text.lower()))
            self.syllables.update(filter(str.isalpha, parts))
        columns = zip(*rows.values(), strict=True)
        self._bundles.append(Strings(*("".join(f"{text}{ROW}" for text in c) for c in columns)))
        return number

    def texts(self) -> tuple[list[int], bytes]:
        """Return the lengths of all bundles, column by column, and the columns as bytes."""
        parts = [part.encode() for column in zip(*self._bundles, strict=True) for part in column]
        return list(map(len, parts)), b"".join(parts)


def _row(letter: str, text: str, folded: str, parts: Sequence[str]) -> Strings:
    reading = f"|{'|'.join(parts)}|" if parts else ""
    initials = "".join(part[0] for part in parts)
    han, latin = ("", folded) if folded.isascii() else (folded, "")
    return Strings(letter + text, han, latin, letter + reading, letter + initials)


def index_tables(tables: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Return the indexes of all kinds, and the readings of single characters."""
    of_facts = texts_of_facts(tables)
    indexes: dict[str, Any] = {"readings": [character_readings()]}
    words: set[str] = set()
    all_syllables: set[str] = set()
    for kind in all_kinds():
        entries = tables[kind.table]
        builder = _Builder(kind.spoken)
        for entry in entries:
            builder.add([*kind.texts(entry), *of_facts.get(f"{kind.table}/{entry.id}", ())])
        ids = [str(entry.id) for entry in entries]
        shared: list[tuple[int, ...]] = []
        if kind.name == "cluster":
            lent, borrowed = lent_texts(tables)
            numbers = [builder.add(texts) for texts in lent]
            shared = [tuple(numbers[at] for at in borrowed[id_]) for id_ in ids]
        # Those in the same places and domain share the same.
        known = {numbers: at for at, numbers in enumerate(dict.fromkeys(shared))}
        shares = [list(known), [known[numbers] for numbers in shared]]
        lengths, texts = builder.texts()
        indexes[f"names:{kind.name}"] = [ids, shares, builder.single, lengths]
        indexes[f"texts:{kind.name}"] = texts
        spelled = [
            [entry.name, syllables(entry.name).replace(" ", ""), entry.id]
            for entry in entries
            if kind.completes
        ]
        for name in (kind.name, *(trait for trait in _TRAITS if getattr(kind, trait))):
            indexes.setdefault(f"spelled:{name}", []).extend(spelled)
        words |= builder.words
        all_syllables |= builder.syllables
    indexes["words"] = sorted(words)
    indexes["syllables"] = sorted(all_syllables)
    return indexes
