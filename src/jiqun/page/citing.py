r"""Sources of the page: how each is told beside facts, on cards, and in references.

All three say the same of most sources, so what is handed over is the form: a text in which the
title, the outlet, the date and the address stand as ``\1`` to ``\4``.
"""

from __future__ import annotations

from typing import Any

from jiqun.citing import gbt
from jiqun.kinds.source import Source
from jiqun.knowledge import KnowledgeBase
from jiqun.page.texts import Texts
from jiqun.views.cards import source_line
from jiqun.views.rows import reference_line

_MARKS = ("\\1", "\\2", "\\3", "\\4")


def told_source(base: KnowledgeBase, texts: Texts, source: Source) -> list[Any]:
    """Return the parts of a source, and the forms of its line, its card line, its reference."""
    parts = (source.title.strip("[]"), source.publisher, source.date, source.url)
    reference = gbt([source]).removeprefix("[1] ").removesuffix("\n")
    lines = (reference_line(source._asdict()), source_line(base, source.id), reference)
    told: list[Any] = texts.numbers([*parts, *(_form(line, parts) for line in lines)])
    return told


def _form(line: str, parts: tuple[str | None, ...]) -> str:
    """Return a line with marks in place of the parts, the longest first: one may hold another."""
    if "\\" in line:
        return line
    pairs = [(part, mark) for part, mark in zip(parts, _MARKS, strict=True) if part]
    for part, mark in sorted(pairs, key=lambda pair: -len(pair[0])):
        line = line.replace(part, mark, 1)
    return line
