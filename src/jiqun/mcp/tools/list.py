"""``list``: clusters, filtered."""

from __future__ import annotations

from typing import Any

from jiqun.api import Base
from jiqun.mcp.filters import Batches, Domains, Firms, Has, Keywords, Places, selected
from jiqun.mcp.paging import USUAL, Cursor, MaxChars, page
from jiqun.mcp.results import Answer, Cluster, cluster_of, lists, source_of, told_first


class Clusters(Answer):
    """Clusters by batch, then by domain; ``source`` is that of the newest official list."""

    source: str
    items: list[Cluster]


def list_(
    base: Base,
    domain: Domains = [],  # noqa: B006
    place: Places = [],  # noqa: B006
    batch: Batches = [],  # noqa: B006
    firm: Firms = [],  # noqa: B006
    has: Has = [],  # noqa: B006
    keyword: Keywords = [],  # noqa: B006
    cursor: Cursor = "",
    max_chars: MaxChars = USUAL,
) -> Clusters:
    """列出集群和总数 total，可按领域、地方、批次、企业筛选。数字用 get 或 targets。"""
    from jiqun.analysis.filter import select

    asked: dict[str, Any] = {
        "domain": domain, "place": place, "batch": batch, "firm": firm, "has": has,
        "keyword": keyword,
    }  # fmt: skip
    notes = told_first(base)
    items = [cluster_of(base, one) for one in select(base, selected(base, asked, notes))]
    head = {**base.edition.stamp(), "notes": notes, "source": source_of(base, lists(base))}
    found: Clusters = page(head, {"items": items}, cursor, max_chars)
    return found
