"""``jiqun map``: the provinces as tiles, shaded by their number of clusters."""

from typing import Annotated

import typer

from jiqun.cli.options import Filters, Listed, Output, add, own
from jiqun.cli.session import open_base, selection, write, write_listing


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    filters: Filters,
    listed: Listed,
    output: Output,
    target: Annotated[bool, own("--target", help="按有目标的集群数，格中为 有目标/全部")] = False,
) -> None:
    """省份方格图：每个省级单位一格，按集群数深浅着色。

    例：jiqun map -d 高端装备
    """
    from jiqun.analysis.filter import select
    from jiqun.views.maps import map_columns, map_items, overlaps

    base = open_base(output)
    wanted = selection(base, filters)
    found = select(base, wanted)
    shaded = select(base, wanted._replace(has=["target"])) if target else None
    what = "“2/3”是 3 个集群里 2 个有目标（不论口径）" if target else ""
    joint = "联合集群在参与的每个省份都计，各省之和因此多于总数" if overlaps(found) else ""
    lines = ["；".join(filter(None, (f"共 {len(found)} 个集群", what, joint)))]
    # What the whole list lacks is said of the whole list only.
    lines += [base.meta.gap] if len(found) == len(base.clusters) < base.meta.total else []
    if listed.only_count:
        write(f"{len(found)}\n", output)
        return
    write_listing(
        base.meta.version,
        "province",
        map_items(base, found, shaded) if found else [],
        listed,
        output,
        "\n".join(lines),
        columns=map_columns(target),
        drawing="" if listed.columns or listed.sort or listed.limit else "tiles",
    )
