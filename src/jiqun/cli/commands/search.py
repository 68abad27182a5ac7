"""``jiqun search QUERY…``: everything that matches, best first."""

from typing import Annotated

from jiqun.cli.options import Filters, Listed, Output, Texts, argument, own, selecting
from jiqun.cli.output import format_of, note, write_found
from jiqun.cli.resolving import choices, open_base, selection
from jiqun.knowledge import KnowledgeBase

# How many are shown unless --limit says otherwise.
_SHOWN = 10

# As kinds are called, which are imported later.
_KINDS = "集群、城市、省份、区域、领域、批次、政策、指标、来源"


def run(
    query: Annotated[list[str], argument("名称、地方、产品、企业、数字等", "查询…")],
    kind: Annotated[
        Texts,
        selecting("--kind", help=f"只找这一类：{_KINDS}", metavar="类别", words=_KINDS.split("、")),
    ] = None,
    why: Annotated[bool, own("--why", help="说明为何命中")] = False,
    *,
    filters: Filters,
    listed: Listed,
    output: Output,
) -> None:
    """查找，最相符的在前；简繁、拼音、整句都可以。

    条件都符合的才算找到；只是相近的另列，并写明没用上的词。加了筛选条件就只找集群。默认显示 10 条。

    例：
    jiqun search 廣深佛莞    简称、繁体都可以
    jiqun search 光伏 -p 江苏 --columns name,cities,target    加上条件，选好列
    jiqun search 4000亿 --why    哪里有这个数字
    """
    from jiqun.finding import answer
    from jiqun.kinds import KINDS, kind_named
    from jiqun.listings.matches import ROWS, nothing_like
    from jiqun.views.arranging import Found

    base = open_base(output)
    text = " ".join(query)
    titles = {name: kind_named(name).title for name in KINDS} if kind else {}
    within = None
    if any(filters._asdict().values()):
        from jiqun.analysis.filter import select

        within = {one.id for one in select(base, selection(base, filters, output.script))}
    found = answer(base, text, choices(kind, titles, "--kind") or KINDS, within)
    for line in found.notes:
        note(line, output.script)
    later = _published_later(base, text) if base.known_on else ""
    if later and found.items:
        note(later, output.script)
    limit = _SHOWN if listed.limit is None else listed.limit
    shown = found.items or found.near
    words = {text for match in shown[: limit or None] for text in match.highlights if text}
    matches = Found(
        base,
        ROWS,
        found.items,
        f"共 {len(found.items)} 条",
        more_columns=("tier", "matched") if why else (),
        words=sorted(words, key=len, reverse=True),
        nothing=later or nothing_like(text, found, told=format_of(output).readable),
        near=found.near,
        unused=found.unused,
    )
    write_found(matches, listed._replace(limit=limit), output)


def _published_later(base: KnowledgeBase, query: str) -> str:
    """Return that what is sought was published after the day of the base; empty if it was not."""
    from jiqun.cli.reading import found_later
    from jiqun.resolving.names import published_later

    return published_later(base, query) or found_later(base, query)
