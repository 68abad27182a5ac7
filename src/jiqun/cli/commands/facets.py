"""``jiqun domains``, ``cities``, …: the entries of a kind, each with its number of clusters."""

from collections.abc import Callable

from jiqun.cli.options import Filters, Listed, Output
from jiqun.cli.output import format_of, write_found
from jiqun.cli.reading import nothing_found
from jiqun.cli.resolving import open_base, selection
from jiqun.kinds import all_kinds
from jiqun.kinds.base import Kind


def facets() -> dict[str, Callable[..., None]]:
    """Return the commands by name: one for every kind that has a facet."""
    return {kind.table: _command(kind, *kind.facet) for kind in all_kinds() if kind.facet}


def _command(kind: Kind, help: str, rule: str) -> Callable[..., None]:
    def run(*, filters: Filters, listed: Listed, output: Output) -> None:
        from jiqun.listings.facets import facet
        from jiqun.views.arranging import Found

        base = open_base(output)
        rows, entries, partly = facet(base, kind, selection(base, filters, output.script))
        whole = not partly and len(entries) == len(base.all(kind.name))
        lacking = whole and kind.name == "batch" and len(base.clusters) < base.meta.total
        gap = f"\n{base.meta.gap}" if lacking else ""
        found = Found(
            base,
            rows,
            entries,
            f"共 {len(entries)} 项；{'只数符合条件的集群；' * partly}{rule}{gap}",
            more_columns=[kind.code] if kind.code and format_of(output).tabular else (),
            nothing=lambda: nothing_found(base, filters, kind.title),
        )
        write_found(found, listed, output)

    run.__doc__ = f"""{help}

例：
jiqun {kind.table}    全部
jiqun {kind.table} --sort -count    多的在前
jiqun {kind.table} -d 高端装备 -f csv    只数一个领域的，写成表格
"""
    return run
