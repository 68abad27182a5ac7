"""``cite``: references, ready to paste."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from jiqun.api import Base
from jiqun.citing import STYLES
from jiqun.errors import NotFoundError
from jiqun.mcp.filters import entry_of
from jiqun.mcp.paging import USUAL, Cursor, MaxChars, page
from jiqun.mcp.results import Answer, told_first
from jiqun.resolving.names import figures_cited


class Reference(TypedDict):
    """A source by its id, and how it is cited."""

    id: str
    text: str


class References(Answer):
    """References, in the order in which the entry cites them."""

    items: list[Reference]


def cite(
    base: Base,
    name: Annotated[str, Field(description="条目的名称，或来源的 id")],
    figure: Annotated[str, Field(description="只要这个数字的来源，如 2000亿元")] = "",
    style: Literal["gbt7714", "bibtex", "biblatex", "csl-json"] = "gbt7714",
    cursor: Cursor = "",
    max_chars: MaxChars = USUAL,
) -> References:
    """参考文献：GB/T 7714、BibTeX 或 CSL-JSON。"""
    notes = told_first(base)
    entry = entry_of(base, name, notes)
    if figure:
        found = figures_cited(base, entry, name, figure, notes.append)
        ids = list(dict.fromkeys(id_ for one in found for id_ in (one.source, *one.confirmed_by)))
    else:
        ids = base.citations(entry)
    if not ids:
        raise NotFoundError(f"“{name}”没有直接的来源，可引它的集群")
    items = [
        {"id": id_, "text": STYLES[style]([base.source(id_)]).removeprefix("[1] ").strip()}
        for id_ in ids
    ]
    answer: References = page(
        {**base.edition.stamp(), "notes": notes}, {"items": items}, cursor, max_chars
    )
    return answer
