"""From a number or an entry to the sources that bear it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiqun.kinds import FACTS, fact_named
from jiqun.kinds.base import Entry, cited
from jiqun.kinds.figure import Figure, figure_cell
from jiqun.kinds.leading import leading
from jiqun.knowledge import KnowledgeBase
from jiqun.vocabulary import FIGURE_KINDS

if TYPE_CHECKING:
    from jiqun.kinds.indicator import Indicator


# A number without a unit, in any digits; its value is compared in whatever unit it is printed.
_BARE = re.compile(r"\s*(?:\d[\d,.]*|[零〇一二两三四五六七八九十百千万亿]+)\s*")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?(?!\d)")


def figures_stating(
    base: KnowledgeBase, entry: Entry, typed: str
) -> list[tuple[Entry, Figure | Indicator]]:
    """Return the figures of an entry that state a number, each with the entry that it is of.

    Where an entry has none itself, these are the figures of its clusters.

    Args:
        base: where the entry is from.
        entry: of any kind.
        typed: a number, where need be with unit, year and metric: 2000, 2025年产值二千亿.
    """
    own = [(entry, one) for one in _figures(base, entry) if _states(one, typed)]
    if own or base.kind_of(entry).clusters is None:
        return own
    return [
        (cluster, one)
        for cluster in base.clusters_of(entry)
        for one in base.figures(cluster)
        if _states(one, typed)
    ]


def _figures(base: KnowledgeBase, entry: Entry) -> Sequence[Figure | Indicator]:
    if base.kind_of(entry).name == "indicator":
        return [entry]  # type: ignore[list-item]
    return base.figures(entry)


def _states(figure: Figure | Indicator, typed: str) -> bool:
    """Tell whether a figure states a number, in whatever unit of its kind that is typed."""
    from jiqun.text.plain import plain
    from jiqun.text.quantities import amount, quantities_in
    from jiqun.text.units import base_unit, in_base_unit

    if figure.value is None:
        return False
    if _says(figure, typed):
        return True
    text = plain(typed)
    if _BARE.fullmatch(text):
        number, scale = amount(text.strip())
        return not scale and number == figure.value
    found = next(iter(quantities_in(text)), None)
    if found and found.value is not None:
        unit = figure.unit or ""
        same_kind = base_unit(found.unit) == base_unit(unit)
        value = in_base_unit(found.value, found.unit)
        if not same_kind or value != in_base_unit(figure.value, unit):
            return False
        text = f"{text[: found.start]} {text[found.end :]}"
        if year := _YEAR.search(text):
            text = text.replace(year[0], " ")
            if int(year[1]) != figure.year:
                return False
    return _says(figure, text)


def _says(figure: Figure | Indicator, words: str) -> bool:
    """Tell whether words stand in what a figure says; 600亿元 is no part of 1600亿元."""
    from jiqun.text.normalize import fold
    from jiqun.text.phrases import figure_text

    text = figure_text(figure)
    label = getattr(figure, "label", None) or ""
    said = fold(f"{figure.metric}{text} {label}{text} {figure.evidence or ''}")
    wanted = fold(words)
    before = r"(?<![\d.])" if wanted[:1].isdigit() else ""
    after = r"(?![\d.]*\d)" if wanted[-1:].isdigit() else ""
    return bool(re.search(f"{before}{re.escape(wanted)}{after}", said))


def borne(base: KnowledgeBase, entry: Entry) -> dict[str, list[str]]:
    """Return what each source bears of an entry, in words, by the id of the source.

    The sources of the target that stands for it come first, then those of the entry itself, of
    its other figures, and of what else hangs on it.
    """
    found: dict[str, list[str]] = {}

    def bear(record: object, what: str) -> None:
        for id_ in cited(record):
            whats = found.setdefault(id_, [])
            if what not in whats:
                whats.append(what)

    kind = base.kind_of(entry)
    if kind.evidence:
        return {str(entry.id): []}
    figures = sorted(base.figures(entry), key=_order)
    if kind.name == "cluster" and (target := leading(base, entry)):  # type: ignore[arg-type]
        bear(target, _told(target))
    bear(entry, "名称与入选" if kind.name == "cluster" else kind.title)
    for figure in figures:
        bear(figure, _told(figure))
    for name in FACTS:
        fact = fact_named(name)
        for record in base.facts(name, entry) if name != "figure" else ():
            bear(record, f"{fact.title} {getattr(record, 'name', '')}".strip())
    return found


def _order(figure: Figure) -> tuple[bool, ...]:
    return (figure.kind != "target", figure.status != "current", not figure.of_cluster)


def _told(figure: Figure) -> str:
    return f"{FIGURE_KINDS[figure.kind]} {figure_cell(figure)}"
