"""``jiqun open NAME|SOURCE``: opens the page that a fact rests on in the browser."""

from typing import Annotated

import typer

from jiqun.cli.errors import UserError
from jiqun.cli.options import SHOWN, Basics, add, argument, shaping
from jiqun.cli.session import entry, in_script, open_base
from jiqun.knowledge import KnowledgeBase
from jiqun.model import Source

# What a browser may be handed: one's own data could name a file or a script.
_SCHEMES = ("http://", "https://")


def register(app: typer.Typer, name: str) -> None:
    """Add the command to the app."""
    add(app, name, run)


def run(
    name: Annotated[str, argument("来源的短名，或集群、政策等的名称", "名称", SHOWN)],
    basics: Basics,
    only_print: Annotated[bool, shaping("--print", help="只印网址，不打开")] = False,
) -> None:
    """在浏览器里打开来源；给名称时打开它的第一个有网址的来源。

    转载的来源多没有原发单位的网址，没有的会说明。

    例：jiqun open 株洲市先进轨道交通装备集群
    """
    import webbrowser

    base = open_base(basics)
    sources = _sources(base, name)
    pages = [source for source in sources if (source.url or "").startswith(_SCHEMES)]
    if not sources:
        raise UserError(f"“{name}”没有直接的来源，可打开它的集群的：jiqun show {name}", 1)
    if not pages:
        raise UserError(f"“{name}”的来源都没有可打开的网址，书目见 jiqun cite {name}", 1)
    page, *others = pages
    assert page.url
    typer.echo(page.url)
    title = f"《{page.title}》" if not page.title.startswith("[") else page.title
    typer.echo(in_script(f"{title}，{page.publisher}"), err=True)
    if others:
        ids = "、".join(source.id for source in others[:5])
        more = "等" if len(others) > 5 else ""
        typer.echo(in_script(f"另有 {len(others)} 个来源有网址：{ids}{more}"), err=True)
    if not only_print and not webbrowser.open(page.url):
        raise UserError("没有可用的浏览器，请自行打开上面的网址", 1)


def _sources(base: KnowledgeBase, name: str) -> list[Source]:
    """Return the source with this id, or those of the entry with this name."""
    if source := base.named("source", name):
        return [source]
    match = entry(base, name)
    entity = base.get(match.kind, match.id)
    if isinstance(entity, Source):
        return [entity]
    return [base.source(id_) for id_ in base.citations(match.kind, entity)]
