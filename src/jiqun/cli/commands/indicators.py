"""``jiqun indicators [QUERY…]``: national and regional aggregates."""

from typing import Annotated

import typer

from jiqun.cli.options import Listed, Output, Texts, add, argument, selecting
from jiqun.cli.session import choice, open_base, write_listing, year_of
from jiqun.wording import SCOPES


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    listed: Listed,
    output: Output,
    query: Annotated[Texts, argument("对象、指标或数字，如 45", "查询…")] = None,
    scope: Annotated[Texts, selecting("--scope", help="口径，如 nation", metavar="口径")] = None,
    year: Annotated[Texts, selecting("--year", help="年份", metavar="年份")] = None,
) -> None:
    """列出全国与区域的合计指标，可按口径、年份筛选。

    例：jiqun indicators 45
    """
    from jiqun.finding import matching
    from jiqun.views.items import item_of

    base = open_base(output)
    scopes = [choice(name, SCOPES, "--scope") for name in scope or []]
    years = [year_of(name) for name in year or []]
    found = [
        one
        for one in matching(base, "indicator", " ".join(query or []))
        if (not scopes or one.scope in scopes) and (not years or one.year in years)
    ]
    items = [item_of(base, "indicator", one) for one in found]
    write_listing(base.meta.version, "indicator", items, listed, output, f"共 {len(items)} 项指标")
