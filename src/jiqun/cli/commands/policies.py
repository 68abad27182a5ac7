"""``jiqun policies [QUERY…]``: documents, notices and plans, and the measures in them."""

from typing import Annotated

from jiqun.cli.options import Listed, Output, Texts, argument, selecting
from jiqun.cli.output import write_found
from jiqun.cli.resolving import choices, open_base, years
from jiqun.vocabulary import LEVELS, MEASURE_TYPES


def run(
    query: Annotated[Texts, argument("题目、文号或内容里的词", "查询…")] = None,
    type: Annotated[
        Texts,
        selecting("--type", help="、".join(MEASURE_TYPES), metavar="类别", words=MEASURE_TYPES),
    ] = None,
    level: Annotated[
        Texts, selecting("--level", help="、".join(LEVELS), metavar="层级", words=LEVELS)
    ] = None,
    year: Annotated[Texts, selecting("--year", help="文件年份，如 2024", metavar="年份")] = None,
    *,
    listed: Listed,
    output: Output,
) -> None:
    """列出政策、通知与规划，可按举措类别、层级、年份筛选。

    例：
    jiqun policies --type 财政 --level 国家    国家的财政举措
    jiqun policies 人才    题目或内容里有这个词
    jiqun policies --year 2024 -f csv    一年的政策，写成表格
    """
    from jiqun.finding import matching_entries
    from jiqun.kinds import kind_named
    from jiqun.views.arranging import Found

    base = open_base(output)
    types = choices(type, {word: word for word in MEASURE_TYPES}, "--type")
    levels = choices(level, {word: word for word in LEVELS}, "--level")
    wanted = set(map(str, years(year)))
    found = [
        policy
        for policy in matching_entries(base, "policy", " ".join(query or []))
        if (not levels or policy.level in levels)
        and (not wanted or (policy.date or "")[:4] in wanted)
        and (not types or any(one.type in types for one in base.measures(policy)))
    ]
    footer = f"共 {len(found)} 项政策"
    write_found(Found(base, kind_named("policy").rows, found, footer), listed, output)
