"""``jiqun domains``, ``cities``, …: the entries of a kind, each with its number of clusters."""

from collections.abc import Callable

from jiqun.cli.options import Listed, Output
from jiqun.cli.output import write_found
from jiqun.cli.resolving import open_base
from jiqun.kinds import all_kinds
from jiqun.kinds.base import Kind


def facets() -> dict[str, Callable[..., None]]:
    """Return the commands by name: one for every kind that has a facet."""
    return {kind.table: _command(kind, *kind.facet) for kind in all_kinds() if kind.facet}


def _command(kind: Kind, help: str, rule: str) -> Callable[..., None]:
    def run(listed: Listed, output: Output) -> None:
        from jiqun.views.arranging import Found

        base = open_base(output)
        entries = base.all(kind.name)
        lacking = kind.name == "batch" and len(base.clusters) < base.meta.total
        gap = f"\n{base.meta.gap}" if lacking else ""
        footer = f"共 {len(entries)} 项；{rule}{gap}"
        write_found(Found(base, kind.rows, entries, footer), listed, output)

    run.__doc__ = help
    return run
