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
    wanted = selection(base, filters, output.script)
    found = select(base, wanted)
    rows = kind_named("cluster").rows
    if wanted.scopes or wanted.years:
        from jiqun.kinds.leading import target_fields

        shown = target_fields(wanted.scopes, wanted.years)
        rows = rows._replace(fields={**rows.fields, **shown})
    order = "" if listed.sort else "，按批次、领域排列"
    footer = (
        f"共 {len(found)} 个集群{order}；领域多按名称推断{other_firms(base, filters)}\n"
        "目标是集群自己的，没有就取更大地域里同一产业的，〔 〕是口径；别的见 jiqun targets"
    )
    write_found(Found(base, rows, found, footer, nothing=nothing_found(filters)), listed, output)
