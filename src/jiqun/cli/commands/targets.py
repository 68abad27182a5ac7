"""``jiqun targets``: targets beside outcomes."""

from typing import Annotated

import typer

from jiqun.cli.options import Filters, Listed, Output, Texts, add, selecting, shaping
from jiqun.cli.session import choice, open_base, selection, write_listing


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    filters: Filters,
    listed: Listed,
    output: Output,
    status: Annotated[
        Texts,
        selecting("--status", help="met not_met open not_comparable no_actual", metavar="状态"),
    ] = None,
    chart: Annotated[bool, shaping("--chart", help="画成横条图，每个集群一条，可比的在前")] = False,
) -> None:
    """列出目标与最近的实绩，说明能否比较、进度如何。

    例：jiqun targets -d 高端装备 --status met
    """
    from jiqun.comparing import STATUSES, standings
    from jiqun.selecting import select
    from jiqun.views.items import leading, standing_item

    base = open_base(output)
    wanted = selection(base, filters)
    statuses = [choice(name, STATUSES, "--status") for name in status or []]
    # Scope and year are those of the target here, not of any figure of its cluster.
    clusters = select(base, wanted._replace(scopes=(), years=()))
    found = [
        standing
        for cluster in clusters
        for standing in standings(base, cluster)
        if (not wanted.scopes or standing.target.scope in wanted.scopes)
        and (not wanted.years or standing.target.year in wanted.years)
        and (not statuses or standing.status in statuses)
    ]
    comparable = [standing for standing in found if standing.comparable]
    met = sum(standing.status == "met" for standing in comparable)
    footer = (
        f"共 {len(found)} 个目标，涉及 {len({one.cluster.id for one in found})} 个集群；"
        f"{len(comparable)} 个可与实绩比较，其中 {met} 个已达到；"
        "〔 〕是口径，无此标记的才是集群自己的"
    )
    items = [standing_item(base, standing) for standing in found]
    if chart:
        items = leading(items)
        footer = (
            f"{len(items)} 个集群，每个取一个目标：可比的优先，再取集群自己的；"
            f"全部 {len(found)} 个见 jiqun targets\n"
            "| 是目标，横条是可比的实绩；虚线是没有可比的实绩"
        )
    write_listing(
        base.meta.version,
        "target",
        items,
        listed,
        output,
        footer,
        drawing="chart" if chart and not listed.columns else "",
    )
