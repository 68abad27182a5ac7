"""Cards of the page: every entry as `jiqun show` has it, and the sources that it cites."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiqun.kinds import all_kinds
from jiqun.knowledge import KnowledgeBase
from jiqun.page.texts import Texts
from jiqun.views.cards import Section


def cards(base: KnowledgeBase, texts: Texts) -> dict[str, Any]:
    """Return all entries by kind: their ids, what they are called, and their cards.

    A card is its title, its second line, facts, sections, and the sources of all that it tells, by
    their place among all. A section is its title, the titles of its columns, its rows, and whether
    rows are stacked; one of sources is its title and the places of these.
    """
    places = {one.id: at for at, one in enumerate(base.all("source"))}
    return {
        kind.name: {
            "title": kind.title,
            "ids": [str(one.id) for one in base.all(kind.name)],
            "names": texts.numbers([base.title_of(one) for one in base.all(kind.name)]),
            "cards": [_card(base, texts, places, one) for one in base.all(kind.name)],
        }
        for kind in all_kinds()
    }


def _card(base: KnowledgeBase, texts: Texts, places: Mapping[str, int], entry: Any) -> list[Any]:
    card = base.kind_of(entry).card(base, entry)
    sections = [_section(texts, places, one) for one in card.sections]
    told = texts.numbers([card.title, card.subtitle, card.facts])
    return [*told, sections, [places[id_] for id_ in base.citations(entry)]]


def _section(texts: Texts, places: Mapping[str, int], section: Section) -> list[Any]:
    if section.sources:
        return [texts.number(section.title), [places[id_] for id_ in section.sources]]
    parts = texts.numbers([section.title, section.columns, section.rows])
    return [*parts, int(section.stacked)]
