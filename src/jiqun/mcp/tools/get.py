"""``get``: one entry whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypedDict

from jiqun.api import Base
from jiqun.kinds.base import Kind
from jiqun.kinds.indicator import Indicator
from jiqun.mcp.filters import Listed, entry_of
from jiqun.mcp.paging import USUAL, Cursor, MaxChars, page
from jiqun.mcp.results import (
    Answer,
    Blank,
    Cluster,
    Figure,
    blank_of,
    cluster_of,
    figure_of,
    source_of,
    sources_of,
    told_first,
    total_of,
    undated_of,
)
from jiqun.text.phrases import time_text
from jiqun.vocabulary import SCOPES

# The marks of numbered sources on a card: here each fact tells its own.
_MARKS = re.compile(r"(\[\d+\])+")

Part = Literal["figures", "clusters", "facts", "blanks"]


class Fact(TypedDict):
    """What else is said: a firm, a measure, a policy, a note."""

    kind: str
    text: str
    source: str


class Entry(Answer):
    """An entry: what it is, by title; figures; clusters; other facts; what is unknown of it."""

    kind: str
    id: str
    name: str
    about: dict[str, str]
    source: str
    figures: list[Figure]
    clusters: list[Cluster]
    facts: list[Fact]
    blanks: list[Blank]


def get(
    base: Base,
    name: Annotated[str, Field(description="id 或名称")],
    parts: Annotated[list[Part], Listed, Field(description="只要这些部分")] = [],  # noqa: B006
    cursor: Cursor = "",
    max_chars: MaxChars = USUAL,
) -> Entry:
    """一个条目的全部：数字（界限、时间、口径、原词、来源）、集群、举措、企业、空白。"""
    notes = told_first(base)
    entry = entry_of(base, name, notes)
    kind = base.kind_of(entry)
    head = {
        **base.edition.stamp(),
        "notes": notes,
        "kind": kind.title,
        "id": str(entry.id),
        "name": f"{base.title_of(entry)}{getattr(entry, 'mark', '')}",
        "about": {label: _MARKS.sub("", text) for label, text in kind.card(base, entry).facts},
        "source": source_of(base, sources_of(base, entry)),
    }
    every: dict[str, list[Any]] = {
        "figures": list(_figures(base, kind, entry)),
        "clusters": [cluster_of(base, one) for one in base.clusters_of(entry)]
        if kind.clusters
        else [],
        "facts": list(_facts(base, kind, entry)),
        "blanks": [
            *map(blank_of, base.gaps(entry)),
            *map(undated_of, base.edition.of({kind.path(entry)}).undated),
        ],
    }
    wanted = {part: items if part in parts or not parts else [] for part, items in every.items()}
    answer: Entry = page(head, wanted, cursor, max_chars)
    return answer


def _figures(base: Base, kind: Kind, entry: Any) -> Iterator[Figure]:
    """Yield the figures of a cluster, of an indicator, or the totals that name an entry."""
    if isinstance(entry, Indicator):
        yield total_of(base, entry)
        return
    for figure in sorted(base.figures(entry), key=lambda one: (not one.of_cluster, -one.ends)):
        yield figure_of(base, figure, base.title_of(entry))
    if kind.group:
        for indicator in base.indicators:
            if entry.name in f"{indicator.subject}{indicator.name}":
                yield total_of(base, indicator)


def _facts(base: Base, kind: Kind, entry: Any) -> Iterator[Fact]:
    if body := base.organisation(entry):
        yield _fact(base, "促进机构", body.name, body.source)
    for firm in base.firms(entry):
        area = "" if firm.scope == "cluster" else f"〔{SCOPES[firm.scope]}〕"
        more = f"（{firm.note}）" if firm.note else ""
        yield _fact(base, f"企业·{firm.role}", f"{firm.name}{area}{more}", firm.source)
    for measure in base.measures(entry):
        when = f"（{time_text(None, measure.period)}）" if measure.period else ""
        yield _fact(base, f"举措·{measure.type}", f"{measure.gist}{when}", measure.source)
    if kind.name == "cluster":
        for policy in base.policies_of(entry):
            told = f"{policy.title}（{policy.id}），{policy.issuer}，{policy.date or '日期未示'}"
            yield _fact(base, "相关政策", told, *policy.sources)
    for note in base.notes(entry):
        who = f"{note.role or ''}{note.speaker or ''}"
        yield _fact(base, "注", f"{who}：{note.text}" if who else note.text, note.source)
    if kind.evidence:
        for citing, one in base.cited_by(entry):
            yield _fact(base, "用于", f"{citing.title} {base.title_of(one)}（{one.id}）", entry.id)


def _fact(base: Base, kind: str, text: str, *sources: str | None) -> Fact:
    return {"kind": kind, "text": text, "source": source_of(base, filter(None, sources))}
