"""``jiqun sources [QUERY…]``: the pages and documents that the facts rest on."""

from typing import Annotated

from jiqun.cli.options import Listed, Output, Texts, argument, selecting
from jiqun.cli.output import write_found
from jiqun.cli.resolving import choices, open_base, years
from jiqun.vocabulary import QUALITIES


def run(
    query: Annotated[Texts, argument("题目或原发单位里的词", "查询…")] = None,
    quality: Annotated[
        Texts, selecting("--quality", help="类别", metavar="类别", words=QUALITIES)
    ] = None,
    year: Annotated[Texts, selecting("--year", help="发布年份，如 2024", metavar="年份")] = None,
    *,
    listed: Listed,
    output: Output,
) -> None:
    """列出来源，可按类别、年份筛选。

    例：
    jiqun sources --quality official    官方来源
    jiqun sources 湖南日报    一家媒体的
    jiqun sources --year 2024 -f csv    一年的，写成表格
    """
    from jiqun.finding import matching_entries
    from jiqun.kinds import kind_named
    from jiqun.views.arranging import Found

    base = open_base(output)
    qualities = choices(quality, QUALITIES, "--quality")
    wanted = set(map(str, years(year)))
    found = [
        one
        for one in matching_entries(base, "source", " ".join(query or []))
        if (not qualities or one.quality in qualities)
        and (not wanted or (one.date or "")[:4] in wanted)
    ]
    footer = f"共 {len(found)} 个来源"
    write_found(Found(base, kind_named("source").rows, found, footer), listed, output)
