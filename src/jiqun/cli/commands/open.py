"""``jiqun open NAME|SOURCE``: opens the page that a fact rests on in the browser."""

from typing import Annotated

import typer

from jiqun.cli.errors import UserError
from jiqun.cli.options import SHOWN, Basics, add, argument, own
from jiqun.cli.session import entry, in_script, open_base
from jiqun.knowledge import KnowledgeBase, title_of
from jiqun.model import Source
from jiqun.wording import titled


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    name: Annotated[str, argument("来源的短名，或集群、政策等的名称", "名称", (*SHOWN, "source"))],
    basics: Basics,
    only_print: Annotated[bool, own("--print", help="只印网址，不打开")] = False,
) -> None:
    """在浏览器里打开来源；给名称时打开它的第一个有网址的来源。

    转载的来源多没有原发单位的网址，没有的会说明。

    例：jiqun open 株洲市先进轨道交通装备集群
    """
    import webbrowser

    base = open_base(basics)
    called, sources = _sources(base, name)
    pages = [source for source in sources if source.url]
    if not sources:
        raise UserError(f"“{name}”没有直接的来源，可打开它的集群，见 jiqun show {name}", 1)
    if not pages:
        raise UserError(f"“{name}”的来源都没有可打开的网址，书目见 jiqun cite {name}", 1)
    page, *others = pages
    assert page.url
    typer.echo(page.url)
    whose = "" if called == page.title else f"{called}："
    typer.echo(in_script(f"{whose}{titled(page.title)}，{page.publisher}"), err=True)
    if others:
        ids = "、".join(source.id for source in others[:5])
        more = "等" if len(others) > 5 else ""
        typer.echo(in_script(f"另有 {len(others)} 个来源有网址：{ids}{more}"), err=True)
    if not only_print and not webbrowser.open(page.url):
        raise UserError("没有可用的浏览器，请自行打开上面的网址", 1)


def _sources(base: KnowledgeBase, name: str) -> tuple[str, list[Source]]:
    """Return what ``name`` stands for, and its sources; a source is its own."""
    entity = base.named("source", name)
    if entity is None:
        match = entry(base, name)
        entity = base.get(match.kind, match.id)
        if not isinstance(entity, Source):
            cited = base.citations(match.kind, entity)
            return title_of(entity), [base.source(id_) for id_ in cited]
    return title_of(entity), [entity]
