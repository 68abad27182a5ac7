"""``jiqun map``: the provinces as tiles, shaded by their number of clusters."""

from typing import Annotated

from jiqun.cli.options import Filters, Listed, Output, own
from jiqun.cli.output import write_found
from jiqun.cli.reading import nothing_found
from jiqun.cli.resolving import open_base, selection


def run(
    target: Annotated[bool, own("--target", help="按有目标的集群数，格中为 有目标/全部")] = False,
    *,
    filters: Filters,
    listed: Listed,
    output: Output,
) -> None:
    """省份方格图：每个省级单位一格，按集群数深浅着色。

    例：
    jiqun map -d 高端装备    一个领域的
    jiqun map --target    各省有目标的集群
    jiqun map --svg 地图.svg    画成图
    """
    from jiqun.analysis.filter import counted_in_several, select
    from jiqun.listings.map import ROWS, map_columns, tiles
    from jiqun.views.arranging import Found

    base = open_base(output)
    wanted = selection(base, filters, output.script)
    found = select(base, wanted)
    shaded = select(base, wanted._replace(has=frozenset(["target"]))) if target else None
    what = "“2/3”是 3 个集群里 2 个有目标（不论口径）" if target else ""
    joint = "联合集群在参与的每个省份都计，各省之和因此多于总数"
    told = [f"共 {len(found)} 个集群", what, joint if counted_in_several(found) else ""]
    lines = ["；".join(filter(None, told))]
    # What the whole list lacks is said of the whole list only.
    lines += [base.meta.gap] if len(found) == len(base.clusters) < base.meta.total else []
    drawn = tiles(base, found, shaded) if found else []
    whole = not (listed.columns or listed.sort or listed.limit)
    provinces = Found(
        base,
        ROWS,
        drawn,
        "\n".join(lines),
        columns=map_columns(base, target),
        drawing=list if whole else None,
        number=len(found),
        nothing=lambda: nothing_found(base, filters),
    )
    write_found(provinces, listed, output)
