"""``jiqun show NAME…``: one entry whole."""

from typing import Annotated

import typer

from jiqun.cli.errors import UserError
from jiqun.cli.options import SHOWN, Listed, Output, add, argument
from jiqun.cli.session import (
    entry,
    format_of,
    open_base,
    references,
    write_listing,
    write_shown,
    write_shows,
)


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    names: Annotated[
        list[str], argument("集群、城市、省份、区域、领域、政策、指标或来源", "名称…", SHOWN)
    ],
    output: Output,
) -> None:
    """看一个条目的全部：目标、实绩、口径、举措与出处。

    例：jiqun show 株洲市先进轨道交通装备集群
    """
    from jiqun.formats import TOGETHER, Show
    from jiqun.views.cards import card_of
    from jiqun.views.items import item_of
    from jiqun.views.listings import columns_of
    from jiqun.views.related import related

    base = open_base(output)
    shown = []
    for name in names:
        match = entry(base, name)
        entity = base.get(match.kind, match.id)
        shown.append(
            Show(
                base.meta.version,
                match.kind,
                item_of(base, match.kind, entity),
                related(base, match.kind, entity),
                columns_of(match.kind, "", references(match.kind, output)),
                card_of(base, match.kind, entity),
            )
        )
    if len(shown) == 1:
        write_shown(shown[0], output)
        return
    if format_of(output) in TOGETHER:
        write_shows(shown, output)
        return
    kind = shown[0].kind
    if any(one.kind != kind for one in shown) and format_of(output) in ("csv", "tsv", "xlsx"):
        raise UserError("csv、tsv、xlsx 一次只能列同一类条目，可改用 -f json", 2)
    items = [{"kind": one.kind, **one.item.whole()} for one in shown]
    write_listing(base.meta.version, kind, items, Listed(), output, f"共 {len(items)} 条")
