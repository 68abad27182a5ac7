"""``jiqun sources [QUERY…]``: the pages and documents that the facts rest on."""

from typing import Annotated

import typer

from jiqun.cli.options import Listed, Output, Texts, add, argument, selecting
from jiqun.cli.session import choice, open_base, write_listing, year_of
from jiqun.wording import QUALITIES


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    listed: Listed,
    output: Output,
    query: Annotated[Texts, argument("题目或原发单位里的词", "查询…")] = None,
    quality: Annotated[
        Texts, selecting("--quality", help="official、press 或 aggregator", metavar="类别")
    ] = None,
    year: Annotated[Texts, selecting("--year", help="发布年份", metavar="年份")] = None,
) -> None:
    """列出来源，可按类别、年份筛选。

    例：jiqun sources --quality official
    """
    from jiqun.finding import matching
    from jiqun.views.items import item_of

    base = open_base(output)
    qualities = [choice(name, QUALITIES, "--quality") for name in quality or []]
    years = {str(year_of(name)) for name in year or []}
    found = [
        one
        for one in matching(base, "source", " ".join(query or []))
        if (not qualities or one.quality in qualities)
        and (not years or (one.date or "")[:4] in years)
    ]
    items = [item_of(base, "source", one) for one in found]
    write_listing(base.meta.version, "source", items, listed, output, f"共 {len(items)} 个来源")
