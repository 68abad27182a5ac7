"""``jiqun targets``: targets beside outcomes."""

from typing import Annotated

from jiqun.answers import STATUSES
from jiqun.cli.options import Filters, Listed, Output, Texts, own, selecting
from jiqun.cli.output import format_of, write_found
from jiqun.cli.reading import nothing_found
from jiqun.cli.resolving import choices, open_base, selection


def run(
    status: Annotated[
        Texts, selecting("--status", help="状态", metavar="状态", words=STATUSES)
    ] = None,
    due: Annotated[
        int | None,
        selecting("--due", help="到这年底应见分晓的目标，附结论，如 2025", metavar="年份", min=1),
    ] = None,
    chart: Annotated[bool, own("--chart", help="画成横条图，每个集群一条，可比的在前")] = False,
    *,
    filters: Filters,
    listed: Listed,
    output: Output,
) -> None:
    """列出目标与最近的实绩，说明能否比较、进度如何。

    例：
    jiqun targets -d 高端装备 --status met    已达到的目标
    jiqun targets --due 2025 -p 江苏    到期的目标，各有结论
    jiqun targets -p 湖南 --chart    画成横条图
    """
    from jiqun.analysis.progress import select_standings
    from jiqun.listings.targets import (
        LEDGER,
        ROWS,
        bars,
        chart_text,
        leading,
        ledger_text,
        targets_text,
    )
    from jiqun.views.arranging import Found

    base = open_base(output)
    statuses = choices(status, STATUSES, "--status")
    standings = select_standings(base, selection(base, filters, output.script), statuses, due)
    shown = leading(standings) if chart else standings
    drawn = chart and not listed.columns and format_of(output).drawings
    footer = chart_text(shown, standings) if drawn else targets_text(standings)
    found = Found(
        base,
        LEDGER if due else ROWS,
        shown,
        footer,
        drawing=bars if drawn else None,
        caption=ledger_text(base, standings) if due else "",
        nothing=lambda: nothing_found(base, filters, "目标"),
    )
    write_found(found, listed, output)
