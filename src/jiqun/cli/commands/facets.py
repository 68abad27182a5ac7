"""``jiqun domains``, ``cities``, ``provinces``, ``regions``, ``batches``: each with its number."""

import typer

from jiqun.cli.options import Listed, Output, with_options
from jiqun.cli.session import open_base, write_listing

_KINDS = {
    "domains": ("domain", "列出六大领域及集群数。"),
    "cities": ("city", "列出城市及集群数，联合集群在每个城市都计。"),
    "provinces": ("province", "列出省份及集群数，联合集群在每个省份都计。"),
    "regions": ("region", "列出区域及集群数，每个集群只计一次。"),
    "batches": ("batch", "列出批次及集群数。"),
}


def register(app: typer.Typer, name: str) -> None:
    """Add one of the five commands to the app."""
    kind, doc = _KINDS[name]

    def run(listed: Listed, output: Output) -> None:
        from jiqun.views.items import item_of

        base = open_base(output)
        items = [item_of(base, kind, one) for one in base.all(kind)]
        write_listing(base, kind, items, listed, output, footer=f"共 {len(items)} 项。{doc[2:]}")

    run.__doc__ = doc
    app.command(name)(with_options(run))
