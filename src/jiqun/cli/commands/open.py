"""``jiqun open NAME|SOURCE``: opens the page that a fact rests on in the browser."""

from typing import Annotated

from jiqun.cli.options import SHOWN, GlobalOptions, argument, own
from jiqun.cli.output import note
from jiqun.cli.resolving import cited, open_base
from jiqun.cli.streams import put
from jiqun.errors import NotFoundError
from jiqun.schema.rules import URL
from jiqun.text.phrases import titled


def run(
    name: Annotated[str, argument("来源的短名，或集群、政策等的名称", "名称", (*SHOWN, "source"))],
    only_print: Annotated[bool, own("--print", help="只印网址，不打开")] = False,
    *,
    options: GlobalOptions,
) -> None:
    """在浏览器里打开来源；给名称时打开它的第一个有网址的来源。

    转载的来源多没有原发单位的网址，没有的会说明。

    例：jiqun open 株洲市先进轨道交通装备集群
    """
    import webbrowser

    base = open_base(options)
    entry = cited(base, name, options.script)
    title = base.title_of(entry)
    sources = [base.source(id_) for id_ in base.citations(entry)]
    if not sources:
        raise NotFoundError(f"“{name}”没有直接的来源，可打开它的集群，见 jiqun show {name}")
    pages = [(source, source.url) for source in sources if source.url]
    if not pages:
        raise NotFoundError(f"“{name}”的来源都没有可打开的网址，书目见 jiqun cite {name}")
    (page, url), *others = pages
    # What is opened is checked again: data may come from elsewhere than our reader.
    if not URL.fits(url):
        raise NotFoundError(f"“{name}”的网址不以 http:// 或 https:// 开头，不打开")
    put(f"{url}\n")
    whose = "" if title == page.title else f"{title}："
    about = f"{whose}{titled(page.title)}，{page.publisher}"
    if others:
        ids = "、".join(source.id for source, _ in others[:5])
        more = "等" if len(others) > 5 else ""
        about += f"\n另有 {len(others)} 个来源有网址：{ids}{more}"
    note(about, options.script)
    if not only_print and not webbrowser.open(url):
        raise NotFoundError("没有可用的浏览器，请自行打开上面的网址")
