"""``jiqun show NAME…``: one entry whole."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from jiqun.cli.options import SHOWN, Output, argument
from jiqun.cli.output import format_of, formatted, write
from jiqun.cli.resolving import entry, open_base
from jiqun.errors import UsageError
from jiqun.formats import FORMATS, format_named

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase
    from jiqun.schema.rules import Json
    from jiqun.views.view import CardView, ListView


def run(
    names: Annotated[
        list[str], argument("集群、城市、省份、区域、领域、政策、指标或来源", "名称…", SHOWN)
    ],
    output: Output,
) -> None:
    """看一个条目的全部：目标、实绩、口径、举措与出处。

    例：
    jiqun show 株洲市先进轨道交通装备集群    一个集群的目标、实绩和来源
    jiqun show 江苏    一个省的集群
    jiqun show 苏州 无锡 -o 卡片.html    两张卡片，写成网页
    """
    from jiqun.kinds import kind_named
    from jiqun.views.arranging import reference
    from jiqun.views.view import CardView

    base = open_base(output)
    format_ = format_of(output)
    # An entry that is named twice is shown once.
    found = (entry(base, name, output.script) for name in dict.fromkeys(names))
    named = dict.fromkeys((match.kind, match.id) for match in found)
    entries = [(kind_named(kind), base.get(kind, id_)) for kind, id_ in named]
    edition = base.edition.of({path for kind, one in entries for path in kind.paths(base, one)})
    views = []
    for kind, one in entries:
        columns = kind.rows.columns(base).choose("", reference(kind.rows, format_))
        views.append(CardView(base, kind, one, edition, columns))
    if len(views) == 1 or format_.readable:
        write(formatted(views, output), output)
        return
    if format_.tabular and any(view.kind != views[0].kind for view in views):
        tabular = "、".join(name for name in FORMATS if format_named(name).tabular)
        raise UsageError(f"{tabular} 一次只能列同一类条目，可改用 -f json")
    write(formatted(_listing(base, views), output), output)


def _listing(base: "KnowledgeBase", views: "Sequence[CardView]") -> "ListView":
    """Return entries as a listing, the kind in each item."""
    from jiqun.views.view import ListView

    def item(entry: object) -> "dict[str, Json]":
        kind = base.kind_of(entry)
        return {"kind": kind.name, **kind.rows.item(base, entry)}

    return ListView(
        views[0].edition,
        views[0].columns,
        [view.entry for view in views],
        item,
        lambda entry: str(entry.id),
        f"共 {len(views)} 条",
        title=views[0].kind.rows.title,
    )
