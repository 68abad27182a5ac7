"""``jiqun list``: clusters, filtered."""

from jiqun.cli.options import Filters, Listed, Output
from jiqun.cli.output import in_terminal, write_found
from jiqun.cli.reading import nothing_found, other_firms
from jiqun.cli.resolving import open_base, selection


def run(filters: Filters, listed: Listed, output: Output) -> None:
    """列出集群，可按领域、地方、批次等筛选。

    例：
    jiqun list -d 高端装备 -p 湖南 -p 广东 -b 2021    2021 年湖南和广东的高端装备集群
    jiqun list -p 长三角 --columns 集群,城市,企业 -o 表.csv    选好列，写成表格
    jiqun list --firm 华为 --has target -f json    有这家企业、有目标的集群，给程序
    """
    from jiqun.analysis.filter import select
    from jiqun.listings.clusters import about_targets, cluster_rows, short_columns
    from jiqun.views.arranging import Found

    base = open_base(output)
    wanted = selection(base, filters, output.script)
    rows = cluster_rows(wanted)
    found = select(base, wanted)
    order = "" if listed.sort else "；按批次、领域排列"
    footer = f"共 {len(found)} 个集群；领域多按名称推断{order}{other_firms(base, filters)}"
    if not listed.columns or "target" in listed.columns or "目标" in listed.columns:
        footer += f"\n{about_targets(base)}"
    clusters = Found(
        base,
        rows,
        found,
        footer,
        columns=short_columns(base, rows) if in_terminal(output) else None,
        nothing=lambda: nothing_found(base, filters),
    )
    write_found(clusters, listed, output)
