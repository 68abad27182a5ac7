"""``jiqun search QUERY…``: everything that matches, best first."""

from typing import Annotated

import typer

from jiqun.cli.errors import UserError
from jiqun.cli.options import Listed, Output, with_options
from jiqun.cli.session import _choice, open_base, write_listing
from jiqun.wording import KIND_NAMES


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    app.command(name)(with_options(run))


def run(
    query: Annotated[list[str], typer.Argument(help="名称、地方、产品、企业、数字……", metavar="查询…")],
    output: Output,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="只找这一类", metavar="类别")] = None,
    limit: Annotated[int, typer.Option("--limit", help="至多几条，0 为不限", min=0)] = 10,
    why: Annotated[bool, typer.Option("--why", help="说明为何命中")] = False,
) -> None:
    """查找，最相符的在前；简繁、拼音都可以。

    例：jiqun search 廣深佛莞
    """
    from jiqun.finding import KINDS, search
    from jiqun.views.matches import match_item

    base = open_base(output)
    kinds = [_choice(name, KIND_NAMES, "--kind") for name in kind or []] or list(KINDS)
    text = " ".join(query)
    found = search(base, text, kinds)
    if not found:
        raise UserError(f"没有找到“{text}”；全部集群见 jiqun list，城市见 jiqun cities", 1)
    shown = found[:limit] if limit else found
    items = [match_item(base, match) for match in shown]
    columns = "kind,name,about" + (",tier,matched" if why else "")
    more = f"，只显示前 {len(shown)} 条（--limit 0 显示全部）" if len(found) > len(shown) else ""
    listed = Listed(columns=columns)
    write_listing(base, "match", items, listed, output, footer=f"共 {len(found)} 条{more}")
