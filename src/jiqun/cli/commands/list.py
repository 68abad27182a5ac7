"""``jiqun list``: clusters, filtered."""

import typer

from jiqun.cli.options import Filters, Listed, Output, add
from jiqun.cli.session import open_base, selection, write_listing


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(filters: Filters, listed: Listed, output: Output) -> None:
    """列出集群，可按领域、地方、批次等筛选。

    例：jiqun list -d 高端装备 -p 湖南 -p 广东 -b 2021
    """
    from jiqun.analysis.filter import select
    from jiqun.views.items import item_of

    base = open_base(output)
    found = select(base, selection(base, filters))
    items = [item_of(base, "cluster", one) for one in found]
    footer = f"共 {len(found)} 个集群；领域多按名称推断，〔 〕内是数字的口径，详见 jiqun show"
    write_listing(base.meta.version, "cluster", items, listed, output, footer)
