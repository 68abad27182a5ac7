"""``jiqun indicators [QUERY…]``: national and regional aggregates."""

from typing import Annotated

from jiqun.cli.options import Listed, Output, Texts, argument, selecting
from jiqun.cli.output import write_found
from jiqun.cli.resolving import choices, open_base, years
from jiqun.vocabulary import SCOPES


def run(
    query: Annotated[Texts, argument("对象、指标或数字，如 45", "查询…")] = None,
    scope: Annotated[Texts, selecting("--scope", help="口径", metavar="口径", words=SCOPES)] = None,
    year: Annotated[Texts, selecting("--year", help="年份，如 2024", metavar="年份")] = None,
    *,
    listed: Listed,
    output: Output,
) -> None:
    """列出全国与区域的合计指标，可按口径、年份筛选。

    例：
    jiqun indicators 45    有这个数字的
    jiqun indicators --scope nation    全国的
    jiqun indicators 长三角    一个区域的
    """
    from jiqun.finding import matching_entries
    from jiqun.kinds import kind_named
    from jiqun.views.arranging import Found

    base = open_base(output)
    scopes = choices(scope, SCOPES, "--scope")
    wanted = years(year)
    found = [
        one
        for one in matching_entries(base, "indicator", " ".join(query or []))
        if (not scopes or one.scope in scopes) and (not wanted or one.year in wanted)
    ]
    footer = f"共 {len(found)} 项指标"
    write_found(Found(base, kind_named("indicator").rows, found, footer), listed, output)
