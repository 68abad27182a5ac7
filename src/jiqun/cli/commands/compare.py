"""``jiqun compare A B…``: entries of one kind side by side."""

from typing import Annotated

import typer

from jiqun.cli.errors import UserError
from jiqun.cli.options import SHOWN, Listed, Output, add, argument, own
from jiqun.cli.session import entry, open_base, write_listing
from jiqun.wording import KIND_NAMES


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    names: Annotated[list[str], argument("两个以上同类条目", "名称…", SHOWN)],
    output: Output,
    differing: Annotated[bool, own("--differing", help="只列不同或有一方未载的项")] = False,
) -> None:
    """并列对照几个集群、城市、省份或领域，标出不同。

    口径不同的数字各占一行，从不并在一行里比。

    例：jiqun compare 株洲市先进轨道交通装备集群 青岛市轨道交通装备集群
    """
    from jiqun.views.comparison import (
        KINDS_COMPARED,
        difference_columns,
        difference_items,
        difference_text,
    )
    from jiqun.views.items import item_of

    if len(names) < 2:
        raise UserError("compare 至少要两个名称，如 jiqun compare 株洲 长沙", 2)
    base = open_base(output)
    found = list(dict.fromkeys((match.kind, match.id) for match in (entry(base, n) for n in names)))
    kinds = list(dict.fromkeys(kind for kind, _ in found))
    if len(kinds) > 1 or kinds[0] not in KINDS_COMPARED:
        words = "和".join(KIND_NAMES[kind] for kind in kinds)
        can = "、".join(KIND_NAMES[kind] for kind in KINDS_COMPARED)
        raise UserError(f"{words}不能对照；能对照的是同一类的{can}", 2)
    if len(found) < 2:
        raise UserError("这些名称是同一个条目，请换一个再比", 2)
    items = [item_of(base, kind, base.get(kind, id_)) for kind, id_ in found]
    rows = difference_items(kinds[0], items)
    write_listing(
        base.meta.version,
        "difference",
        [row for row in rows if row["differs"] or row["missing"]] if differing else rows,
        Listed(),
        output,
        difference_text(rows),
        columns=difference_columns(items),
    )
