"""``cite``: references, ready to paste."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from jiqun.api import Base
from jiqun.citing import STYLES
from jiqun.errors import NotFoundError
from jiqun.mcp.paging import USUAL, Cursor, MaxChars, page
from jiqun.mcp.results import Answer


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
    style: Literal["gbt7714", "bibtex", "csl-json"] = "gbt7714",
    cursor: Cursor = "",
    max_chars: MaxChars = USUAL,
) -> References:
    """参考文献：GB/T 7714、BibTeX 或 CSL-JSON。"""
    ids = base.citations(base.entry(name))
    if not ids:
        raise NotFoundError(f"“{name}”没有直接的来源，可引它的集群")
    items = [
        {"id": id_, "text": STYLES[style]([base.source(id_)]).removeprefix("[1] ").strip()}
        for id_ in ids
    ]
    answer: References = page(
        {"data_version": base.meta.version}, {"items": items}, cursor, max_chars
    )
    return answer
