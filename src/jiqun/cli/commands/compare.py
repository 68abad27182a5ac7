"""``jiqun compare A B…``: entries of one kind side by side."""

from typing import Annotated

from jiqun.cli.options import SHOWN, Listed, Output, argument, own
from jiqun.cli.output import write_found
from jiqun.cli.resolving import entry, open_base
from jiqun.errors import UsageError


def run(
    names: Annotated[list[str], argument("两个以上同类条目", "名称…", SHOWN)],
    differing: Annotated[bool, own("--differing", help="只列不同或有一方未载的项")] = False,
    *,
    output: Output,
) -> None:
    """并列对照几个集群、城市、省份或领域，标出不同。

    口径不同的数字各占一行，从不并在一行里比。

    例：
    jiqun compare 株洲市先进轨道交通装备集群 青岛市轨道交通装备集群    两个集群
    jiqun compare 苏州 无锡    两个城市
    jiqun compare 江苏 浙江 --differing    只看不同的
    """
    from jiqun.listings import comparison
    from jiqun.views.arranging import Found

    if len(names) < 2:
        raise UsageError("compare 至少要两个名称，如 jiqun compare 株洲 长沙")
    base = open_base(output)
    matches = [entry(base, name, output.script) for name in names]
    kind, entries = comparison.comparable(base, [base.get(one.kind, one.id) for one in matches])
    rows = comparison.differences(base, kind, entries)
    compared = Found(
        base,
        comparison.difference_rows(entries),
        [row for row in rows if row.differs or row.missing] if differing else rows,
        comparison.difference_text(rows),
        comparison.difference_columns(base, entries),
    )
    write_found(compared, Listed(), output)
