"""``jiqun list``: clusters, filtered."""

from jiqun.cli.options import Filters, Listed, Output
from jiqun.cli.output import write_found
from jiqun.cli.reading import nothing_found, other_firms
from jiqun.cli.resolving import open_base, selection


def run(filters: Filters, listed: Listed, output: Output) -> None:
    """列出集群，可按领域、地方、批次等筛选。

    例：jiqun list -d 高端装备 -p 湖南 -p 广东 -b 2021
    """
    from jiqun.analysis.filter import select
    from jiqun.kinds import kind_named
    from jiqun.views.arranging import Found

    base = open_base(output)
    found = select(base, selection(base, filters, output.script))
    footer = (
        f"共 {len(found)} 个集群；领域多按名称推断，〔 〕内是数字的口径，详见 jiqun show"
        f"{other_firms(base, filters)}"
    )
    clusters = Found(
        base,
        kind_named("cluster").rows,
        found,
        footer,
        nothing=lambda: nothing_found(base, filters),
    )
    write_found(clusters, listed, output)
