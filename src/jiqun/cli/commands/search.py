"""``jiqun search QUERY…``: everything that matches, best first."""

from typing import Annotated

from jiqun.cli.options import Listed, Output, Texts, argument, own, selecting, shaping
from jiqun.cli.output import write_found
from jiqun.cli.resolving import choices, open_base

# As kinds are called, which are imported later.
_KINDS = "集群、城市、省份、区域、领域、批次、政策、指标、来源"


def run(
    query: Annotated[list[str], argument("名称、地方、产品、企业、数字等", "查询…")],
    kind: Annotated[
        Texts,
        selecting("--kind", help=f"只找这一类：{_KINDS}", metavar="类别", words=_KINDS.split("、")),
    ] = None,
    limit: Annotated[
        int, shaping("--limit", help="至多几条，默认 10，0 为不限", metavar="条数", min=0)
    ] = 10,
    why: Annotated[bool, own("--why", help="说明为何命中")] = False,
    *,
    output: Output,
) -> None:
    """查找，最相符的在前；简繁、拼音都可以。

    例：
    jiqun search 廣深佛莞    简称、繁体都可以
    jiqun search 长三角 生物医药 --kind cluster    只找集群
    jiqun search 4000亿 --why    哪里有这个数字
    """
    from jiqun.finding import search
    from jiqun.kinds import KINDS, kind_named
    from jiqun.listings.matches import ROWS
    from jiqun.views.arranging import Found

    base = open_base(output)
    text = " ".join(query)
    titles = {name: kind_named(name).title for name in KINDS} if kind else {}
    found = search(base, text, choices(kind, titles, "--kind") or KINDS)
    shown = found[:limit] if limit else found
    more = f"，只显示前 {len(shown)} 条（--limit 0 显示全部）" if len(found) > len(shown) else ""
    words = {text for match in shown for text in match.highlights if text}
    matches = Found(
        base,
        ROWS,
        shown,
        f"共 {len(found)} 条{more}",
        more_columns=("tier", "matched") if why else (),
        words=sorted(words, key=len, reverse=True),
        nothing=f"没有找到“{text[:30]}”；全部集群见 jiqun list，城市见 jiqun cities",
    )
    write_found(matches, Listed(), output)
