"""``jiqun stats``: counts of clusters, and how much of them is covered."""

from typing import Annotated

from jiqun.answers import DIMENSIONS, JOINTS
from jiqun.cli.options import Filters, Listed, Output, own
from jiqun.cli.output import format_of, write_found
from jiqun.cli.reading import nothing_found
from jiqun.cli.resolving import choice, open_base, selection
from jiqun.errors import UsageError
from jiqun.knowledge import KnowledgeBase


def run(
    by: Annotated[str, own("--by", help="按哪一项", metavar="项", words=DIMENSIONS)] = "",
    across: Annotated[
        str, own("--and", help="再按一项，成交叉表", metavar="项", words=DIMENSIONS)
    ] = "",
    joint: Annotated[str, own("--count-joint", help="联合集群", metavar="规则", words=JOINTS)] = "",
    coverage: Annotated[bool, own("--coverage", help="各项有多少、缺多少")] = False,
    *,
    filters: Filters,
    listed: Listed,
    output: Output,
) -> None:
    """统计集群数，与官方合计并列；不加 --by 是概览，--coverage 是知识库的覆盖。

    例：
    jiqun stats --by domain --and batch    各领域、各批次的集群数
    jiqun stats --by province --count-joint once    联合集群只计首位
    jiqun stats --coverage    知识库有多少、缺多少
    """
    base = open_base(output)
    if coverage:
        if by or across or joint or filters != Filters():
            raise UsageError("--coverage 说的是整个知识库，不能与筛选、--by 等同用")
        _coverage(base, listed, output)
        return
    if not by and (across or joint):
        raise UsageError(
            f"--and 和 --count-joint 要与 --by 同用，--by 可用：{'、'.join(DIMENSIONS)}"
        )
    if not by:
        _overview(base, filters, listed, output)
        return
    _counts(base, (by, across, joint), filters, listed, output)


def _overview(base: KnowledgeBase, filters: Filters, listed: Listed, output: Output) -> None:
    from jiqun.analysis.filter import select
    from jiqun.analysis.statistics import overview
    from jiqun.listings.counts import count_columns, count_rows, overview_text
    from jiqun.views.arranging import Found

    wanted = selection(base, filters, output.script)
    clusters = select(base, wanted)
    counts = overview(base, clusters, wanted)
    counted = Found(
        base,
        count_rows(counts),
        counts.rows,
        overview_text(base, clusters),
        columns=count_columns(base, counts, explained=True),
        nothing=lambda: nothing_found(base, filters),
    )
    write_found(counted, listed, output)


def _counts(
    base: KnowledgeBase,
    asked: tuple[str, str, str],
    filters: Filters,
    listed: Listed,
    output: Output,
) -> None:
    from jiqun.analysis.filter import select
    from jiqun.analysis.statistics import RULES, count_by
    from jiqun.listings.counts import count_columns, count_rows, count_text
    from jiqun.views.arranging import Found

    by = choice(asked[0], DIMENSIONS, "--by")
    across = choice(asked[1], DIMENSIONS, "--and") if asked[1] else None
    if by == across:
        raise UsageError("--by 与 --and 要是不同的两项")
    joint = choice(asked[2], JOINTS, "--count-joint") if asked[2] else None
    if joint and not {by, across} & set(RULES):
        raise UsageError(f"--count-joint 只用于 {'、'.join(RULES)}")
    wanted = selection(base, filters, output.script)
    counts = count_by(base, select(base, wanted), wanted, by, across, joint)
    # What people read ends in a total and explains itself; a spreadsheet would add the total up.
    readable = format_of(output).readable
    counted = Found(
        base,
        count_rows(counts),
        counts.rows,
        lambda shown: count_text(base, counts, shown),
        columns=count_columns(base, counts, explained=readable),
        last=[counts.total] if readable and counts.rows and counts.adds_up else [],
        nothing=lambda: nothing_found(base, filters),
    )
    write_found(counted, listed, output)


def _coverage(base: KnowledgeBase, listed: Listed, output: Output) -> None:
    from jiqun.analysis.completeness import completeness
    from jiqun.listings.completeness import ROWS
    from jiqun.views.arranging import Found

    footer = f"共 {len(base.clusters)} 个集群；“未找过”是还没有人去找"
    write_found(Found(base, ROWS, list(completeness(base)), footer), listed, output)
