"""``jiqun stats``: counts of clusters, and how much of them is covered."""

from typing import Annotated

import typer

from jiqun.cli.errors import UserError
from jiqun.cli.options import Filters, Listed, Output, add, own
from jiqun.cli.session import choice, format_of, open_base, selection, write_listing
from jiqun.knowledge import KnowledgeBase

# Those of `jiqun.analysis.statistics`, which is loaded only when it counts.
_DIMENSIONS = ("domain", "province", "city", "region", "key-region", "batch", "year", "firm")


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    filters: Filters,
    listed: Listed,
    output: Output,
    by: Annotated[
        str, own("--by", help=" ".join(_DIMENSIONS), metavar="项", words=_DIMENSIONS)
    ] = "",
    across: Annotated[
        str, own("--and", help="再按一项，成交叉表", metavar="项", words=_DIMENSIONS)
    ] = "",
    joint: Annotated[
        str,
        own(
            "--count-joint",
            help="联合集群：once 只计一次，each 各方都计",
            metavar="规则",
            words=("once", "each"),
        ),
    ] = "",
    coverage: Annotated[bool, own("--coverage", help="各项有多少、缺多少")] = False,
) -> None:
    """统计集群数，与官方合计并列；或统计知识库的覆盖。

    例：jiqun stats --by domain --and batch
    """
    base = open_base(output)
    if coverage:
        if by or across or joint or filters != Filters():
            raise UserError("--coverage 说的是整个知识库，不能与筛选、--by 等同用", 2)
        _coverage(base, listed, output)
        return
    from jiqun.analysis.filter import select
    from jiqun.analysis.statistics import DIMENSIONS, RULES, count_by
    from jiqun.formats import TOGETHER
    from jiqun.views.counts import count_columns, count_items, count_text, total_item

    if not by:
        raise UserError(f"请加 --by，可用：{'、'.join(DIMENSIONS)}；或 --coverage", 2)
    by = choice(by, DIMENSIONS, "--by")
    across = choice(across, DIMENSIONS, "--and") if across else ""
    if by == across:
        raise UserError("--by 与 --and 要是不同的两项", 2)
    joint = choice(joint, {"once": "计一次", "each": "都计"}, "--count-joint") if joint else ""
    if joint and not {by, across} & set(RULES):
        raise UserError(f"--count-joint 只用于 {'、'.join(RULES)}", 2)
    wanted = selection(base, filters)
    counts = count_by(base, select(base, wanted), wanted, by, across, joint)
    # What people read ends in a total and explains itself; a spreadsheet would add the total up.
    read = format_of(output) in TOGETHER
    last = [total_item(base, counts)] if read and counts.rows else []
    write_listing(
        base.meta.version,
        "count",
        count_items(base, counts),
        listed,
        output,
        lambda shown: count_text(counts, shown),
        columns=count_columns(counts, explained=read),
        last=last,
    )


def _coverage(base: KnowledgeBase, listed: Listed, output: Output) -> None:
    from jiqun.analysis.completeness import coverage

    items = [one._asdict() for one in coverage(base)]
    footer = f"共 {len(base.clusters)} 个集群；“未找过”是还没有人去找"
    write_listing(base.meta.version, "coverage", items, listed, output, footer)
