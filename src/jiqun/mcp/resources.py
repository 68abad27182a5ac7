"""Resources: the card of a cluster, and the ledger of targets due, as Markdown."""

from __future__ import annotations

from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError

from jiqun.api import Base
from jiqun.formats import format_named
from jiqun.formats.base import Destination

# The year for which most plans set their targets.
_LEDGER = 2025


def add(server: MCPServer[Any], base: Base) -> None:
    """Add the resources of a base to a server."""

    @server.resource(
        "jiqun://cluster/{id}", title="集群卡片", mime_type="text/markdown", name="cluster"
    )
    async def cluster(id: str) -> str:
        """一个集群的卡片：数字、口径、原词、空白与编号的来源。"""
        return card(base, id)

    @server.resource(
        f"jiqun://ledger/{_LEDGER}", title="到期目标", mime_type="text/markdown", name="ledger"
    )
    async def ledger() -> str:
        """2025 年底到期的目标，各有结论，集群自己的在前。"""
        return due(base, _LEDGER)


def card(base: Base, id_: str) -> str:
    """Return the card of the cluster with this id; raise `ResourceNotFoundError`."""
    from jiqun.kinds import kind_named
    from jiqun.views.view import CardView

    entry = base.named("cluster", id_)
    if entry is None:
        raise ResourceNotFoundError(f"没有“{id_}”这个集群，先用 find 查它的 id")
    written = format_named("md").show(
        [CardView(base, kind_named("cluster"), entry, base.edition)], Destination()
    )
    return str(written)


def due(base: Base, year: int) -> str:
    """Return the targets due by the end of a year, and what became of them."""
    from jiqun.analysis.filter import ClusterFilter
    from jiqun.analysis.progress import select_standings
    from jiqun.listings.targets import LEDGER, ledger_text
    from jiqun.views.arranging import Found, arrange

    found = select_standings(base, ClusterFilter(), (), year)
    md = format_named("md")
    columns = "cluster,target_words,source,actual_words,actual_source,verdict"
    view = arrange(Found(base, LEDGER, found, ledger_text(base, found)), md, columns)
    return str(md.listing(view, Destination()))
