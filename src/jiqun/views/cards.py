"""Cards: one entry whole, as titled sections of lines, before any format.

A card numbers its sources in the order in which its facts cite them; ``[3]`` beside a fact is
the third line of its last section.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jiqun.structs import Struct
from jiqun.text.phrases import titled
from jiqun.vocabulary import QUALITIES

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase

# The label of a row that has none.
UNLABELLED = "·"


class Section(Struct):
    """A titled part of a card: rows of cells under column titles, which may be empty.

    A ``stacked`` section reads better with the last cell of a row below the others than beside
    them, where there is no room for columns. ``links`` are the addresses that rows lead to, by
    their first cell.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    stacked: bool = False
    links: Mapping[str, str] = {}
    sources: Sequence[str] = ()


class Card(Struct):
    """An entry as it is shown: its name, a second line, facts by label, and sections."""

    title: str
    subtitle: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]


def card(
    title: str, subtitle: str, facts: Sequence[tuple[str, str | None]], sections: Sequence[Section]
) -> Card:
    """Return a card of what is known: facts that have a text, sections that have rows."""
    known = [(label, text) for label, text in facts if text is not None]
    return Card(title, subtitle, known, [section for section in sections if section.rows])


class SourceNumbers:
    """Numbers sources in the order in which they are cited."""

    def __init__(self) -> None:
        """Begin with none cited."""
        self.ids: dict[str, int] = {}

    def number(self, id_: str) -> int:
        """Return the number of a source, from 1."""
        return self.ids.setdefault(id_, len(self.ids) + 1)

    def marks(self, *ids: str | None) -> str:
        """Return the marks of sources, as ``[1][3]``."""
        return "".join(f"[{self.number(id_)}]" for id_ in ids if id_)

    def section(self, base: KnowledgeBase) -> Section:
        """Return the section that tells all sources that were cited."""
        sources = {f"[{number}]": base.source(id_) for id_, number in self.ids.items()}
        rows = [(mark, source_line(base, id_)) for mark, id_ in zip(sources, self.ids, strict=True)]
        links = {mark: source.url for mark, source in sources.items() if source.url}
        return Section("来源", (), rows, links=links, sources=list(self.ids))


def source_line(base: KnowledgeBase, id_: str) -> str:
    """Return a source in one line: title, publisher, date, quality, how it was seen, address."""
    source = base.source(id_)
    parts = [
        titled(source.title),
        source.publisher,
        source.date or "日期未示",
        QUALITIES[source.quality] + ("，见于转载" if source.seen_on == "repost" else ""),
    ]
    return "，".join(parts) + (f" {source.url}" if source.url else "")
