"""``jiqun targets``: targets beside outcomes."""

from typing import Annotated

import typer

from jiqun.cli.options import Filters, Listed, Output, Texts, add, own, selecting
from jiqun.cli.session import choice, format_of, open_base, selection, write_listing

_STATUSES = ("met", "not_met", "open", "not_comparable", "no_actual")


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    filters: Filters,
    listed: Listed,
    output: Output,
    status: Annotated[
        Texts,
        selecting("--status", help=" ".join(_STATUSES), metavar="状态", words=_STATUSES),
    ] = None,
    chart: Annotated[bool, own("--chart", help="画成横条图，每个集群一条，可比的在前")] = False,
) -> None:
    """列出目标与最近的实绩，说明能否比较、进度如何。

    例：jiqun targets -d 高端装备 --status met
    """
    from jiqun.analysis.progress import STATUSES, select_standings
    from jiqun.views.items import standing_item
    from jiqun.views.standings import chart_text, leading, standings_text

    base = open_base(output)
    statuses = [choice(name, STATUSES, "--status") for name in status or []]
    found = select_standings(base, selection(base, filters), statuses)
    items = [standing_item(base, standing) for standing in found]
    shown = leading(items) if chart else items
    drawn = chart and not listed.columns and format_of(output) in ("table", "svg")
    write_listing(
        base.meta.version,
        "target",
        shown,
        listed,
        output,
        chart_text(shown, items) if drawn else standings_text(items),
        drawing="chart" if drawn else "",
    )
