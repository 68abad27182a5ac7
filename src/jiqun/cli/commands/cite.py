"""``jiqun cite NAME|SOURCE``: references, ready to paste."""

from collections.abc import Sequence
from typing import Annotated

import typer

from jiqun.cli.errors import UserError
from jiqun.cli.options import SHOWN, Listed, Output, add, argument, own, selecting
from jiqun.cli.session import entry, in_script, open_base, write, write_listing
from jiqun.knowledge import KnowledgeBase
from jiqun.model import Source


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    name: Annotated[str, argument("集群、政策等的名称，或来源的短名", "名称", (*SHOWN, "source"))],
    output: Output,
    style: Annotated[
        str, own("--style", help="gbt7714、bibtex 或 csl-json，默认 gbt7714", metavar="格式")
    ] = "gbt7714",
    figure: Annotated[
        str, selecting("--figure", help="只要这个数字的来源，如 2000亿元", metavar="数字")
    ] = "",
) -> None:
    """输出参考文献：GB/T 7714-2015、BibTeX 或 CSL-JSON。

    例：jiqun cite 株洲市先进轨道交通装备集群 --figure 2000亿元
    """
    import re

    from jiqun.citing import STYLES
    from jiqun.text.normalize import fold
    from jiqun.wording import figure_text

    if style not in STYLES:
        raise UserError(f"--style 没有“{style}”，可用：{'、'.join(STYLES)}", 2)
    base = open_base(output)
    if source := base.named("source", name):
        _write(base, [source], style, output)
        return
    match = entry(base, name)
    entity = base.get(match.kind, match.id)
    if figure:
        # The whole number: 600亿元 is no part of 1600亿元.
        said = re.compile(rf"(?<![\d.]){re.escape(fold(figure))}(?![\d.]*\d)")
        ids = [
            id_
            for one in base.figures(match.kind, entity)
            if said.search(fold(f"{one.metric}{figure_text(one)} {one.evidence}"))
            for id_ in (one.source, *one.confirmed_by)
        ]
        if not ids:
            raise UserError(f"“{name}”没有“{figure}”这个数字，全部数字见 jiqun show {name}", 1)
    else:
        ids = base.citations(match.kind, entity)
    sources = [base.source(id_) for id_ in dict.fromkeys(ids)]
    if not sources:
        raise UserError(f"“{name}”没有直接的来源，可引它的集群：jiqun show {name}", 1)
    _write(base, sources, style, output)


def _write(base: KnowledgeBase, sources: Sequence[Source], style: str, output: Output) -> None:
    """Write references, or the sources as items where a format was asked for."""
    from jiqun.citing import STYLES

    # The name of a file tells no style: `-o refs.json` may be CSL-JSON.
    if not output.svg and (output.format or "table").lower() == "table":
        write(in_script(STYLES[style](sources)), output)
        return
    from jiqun.views.items import item_of

    items = [item_of(base, "source", one) for one in sources]
    write_listing(base.meta.version, "source", items, Listed(), output, f"共 {len(items)} 个来源")
