"""``jiqun domains``, ``cities``, ``provinces``, ``regions``, ``batches``: each with its number."""

import typer

from jiqun.cli.options import Listed, Output, add
from jiqun.cli.session import open_base, write_listing

_KINDS = {
    "domains": ("domain", "列出六大领域及集群数。", "逐个集群的领域多按名称推断"),
    "cities": ("city", "列出城市及集群数。", "联合集群在参与的每个城市都计"),
    "provinces": ("province", "列出省份及集群数。", "联合集群在参与的每个省份都计"),
    "regions": ("region", "列出区域及集群数。", "每个集群只计一次，计入首位省份所在区域"),
    "batches": ("batch", "列出批次及集群数。", "“本库”是本库列出的个数"),
}


def register(app: typer.Typer, name: str) -> None:
    """Add one of the five commands to the app."""
    kind, doc, rule = _KINDS[name]

    def run(listed: Listed, output: Output) -> None:
        from jiqun.views.items import item_of

        base = open_base(output)
        items = [item_of(base, kind, one) for one in base.all(kind)]
        lacking = kind == "batch" and len(base.clusters) < base.meta.total
        gap = f"\n{base.meta.gap}" if lacking else ""
        footer = f"共 {len(items)} 项；{rule}{gap}"
        write_listing(base.meta.version, kind, items, listed, output, footer)

    run.__doc__ = doc
    add(app, name, run)
