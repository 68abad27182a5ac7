"""``jiqun policies [QUERY…]``: documents, notices and plans, and the measures in them."""

from typing import Annotated

import typer

from jiqun.cli.options import Listed, Output, Texts, add, argument, selecting
from jiqun.cli.session import choice, open_base, write_listing, year_of
from jiqun.wording import LEVELS, MEASURE_TYPES


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    listed: Listed,
    output: Output,
    query: Annotated[Texts, argument("题目、文号或内容里的词", "查询…")] = None,
    type: Annotated[Texts, selecting("--type", help="举措类别，如 财政", metavar="类别")] = None,
    level: Annotated[Texts, selecting("--level", help="、".join(LEVELS), metavar="层级")] = None,
    year: Annotated[Texts, selecting("--year", help="文件年份", metavar="年份")] = None,
) -> None:
    """列出政策、通知与规划，可按举措类别、层级、年份筛选。

    例：jiqun policies --type 财政 --level 国家
    """
    from jiqun.finding import matching
    from jiqun.views.items import item_of

    base = open_base(output)
    types = [choice(name, {word: word for word in MEASURE_TYPES}, "--type") for name in type or []]
    levels = [choice(name, {word: word for word in LEVELS}, "--level") for name in level or []]
    years = {str(year_of(name)) for name in year or []}
    found = [
        policy
        for policy in matching(base, "policy", " ".join(query or []))
        if (not levels or policy.level in levels)
        and (not years or (policy.date or "")[:4] in years)
        and (not types or any(one.type in types for one in base.measures("policy", policy)))
    ]
    items = [item_of(base, "policy", policy) for policy in found]
    write_listing(base.meta.version, "policy", items, listed, output, f"共 {len(items)} 项政策")
