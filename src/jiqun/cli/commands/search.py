"""``jiqun search QUERY…``: everything that matches, best first."""

from typing import Annotated

import typer

from jiqun.cli.options import Listed, Output, Texts, add, argument, own, selecting, shaping
from jiqun.cli.session import choice, open_base, write_listing
from jiqun.wording import KIND_NAMES


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    query: Annotated[list[str], argument("名称、地方、产品、企业、数字等", "查询…")],
    output: Output,
    kind: Annotated[Texts, selecting("--kind", help="只找这一类", metavar="类别")] = None,
    limit: Annotated[
        int, shaping("--limit", help="至多几条，默认 10，0 为不限", metavar="条数", min=0)
    ] = 10,
    why: Annotated[bool, own("--why", help="说明为何命中")] = False,
) -> None:
    """查找，最相符的在前；简繁、拼音都可以。

    例：jiqun search 廣深佛莞
    """
    from jiqun.finding import KINDS, search
    from jiqun.views.matches import match_item

    base = open_base(output)
    kinds = [choice(name, KIND_NAMES, "--kind") for name in kind or []] or list(KINDS)
    text = " ".join(query)
    found = search(base, text, kinds)
    shown = found[:limit] if limit else found
    items = [match_item(base, match) for match in shown]
    more = f"，只显示前 {len(shown)} 条（--limit 0 显示全部）" if len(found) > len(shown) else ""
    write_listing(
        base.meta.version,
        "match",
        items,
        Listed(),
        output,
        f"共 {len(found)} 条{more}",
        more_columns="tier,matched" if why else "",
        found=sorted(
            {part for match in shown for part in match.found if part}, key=len, reverse=True
        ),
        nothing=f"没有找到“{text[:30]}”；全部集群见 jiqun list，城市见 jiqun cities",
    )
