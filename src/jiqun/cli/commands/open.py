"""``jiqun open NAME|SOURCE``: opens the page that a fact rests on in the browser."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

from jiqun.cli.options import SHOWN, GlobalOptions, argument, own, selecting
from jiqun.cli.output import note
from jiqun.cli.resolving import cited, figures_cited, open_base
from jiqun.cli.streams import put
from jiqun.errors import NotFoundError
from jiqun.schema.rules import URL
from jiqun.text.phrases import titled

if TYPE_CHECKING:
    from jiqun.kinds.source import Source

# So many are told of what a page bears, and of the other pages that there are.
_MOST = 5


def run(
    name: Annotated[str, argument("来源的短名，或集群、政策等的名称", "名称", (*SHOWN, "source"))],
    figure: Annotated[
        str, selecting("--figure", help="打开这个数字的来源，如 2000亿元", metavar="数字")
    ] = "",
    only_print: Annotated[bool, own("--print", help="只印网址，不打开")] = False,
    *,
    options: GlobalOptions,
) -> None:
    """在浏览器里打开来源，并说明它支持什么；给名称时先取目标的来源。

    转载的来源多没有原发单位的网址，没有的会说明。

    例：
    jiqun open 徐州市工程机械集群    一个集群的来源
    jiqun open 徐州市工程机械集群 --print    只看网址
    jiqun open miit-2022-list45 --print    一个政策的来源
    """
    import webbrowser

    from jiqun.analysis.quoting import borne

    base = open_base(options)
    entry = cited(base, name, options.script)
    bears: Mapping[str, Sequence[str]]
    if figure:
        found = figures_cited(base, entry, name, figure, options.script)
        ids = [id_ for one in found for id_ in (one.source, *one.confirmed_by)]
        bears = dict.fromkeys(ids, (f"数字 {figure}",))
    else:
        bears = borne(base, entry)
    if not bears:
        raise NotFoundError(f"“{name}”没有直接的来源，可打开它的集群，见 jiqun show {name}")
    pages = [(source, source.url) for source in map(base.source, bears) if source.url]
    whose = f"“{name}”的数字 {figure}" if figure else f"“{name}”"
    if not pages:
        more = f" --figure {figure}" if figure else ""
        raise NotFoundError(f"{whose}的来源都没有可打开的网址，书目见 jiqun cite {name}{more}")
    (page, url), *others = pages
    # What is opened is checked again: data may come from elsewhere than our reader.
    if not URL.fits(url):
        raise NotFoundError(f"“{name}”的网址不以 http:// 或 https:// 开头，不打开")
    put(f"{url}\n")
    lines = [f"{titled(page.title)}，{page.publisher}{_borne(bears[page.id])}"]
    first = next(iter(bears))
    if first != page.id:
        lines.append(f"{_named(bears[first])}的来源没有网址，书目见 jiqun cite {first}")
    if others:
        lines.append(f"另有 {len(others)} 个来源有网址：{_ids([one for one, _ in others])}")
    for line in lines:
        note(line, options.script)
    if not only_print and not webbrowser.open(url):
        raise NotFoundError("没有可用的浏览器，请自行打开上面的网址")


def _borne(whats: Sequence[str]) -> str:
    """Return what a page bears, in words; nothing where it was asked for itself."""
    return f"；它支持：{_named(whats)}" if whats else ""


def _named(whats: Sequence[str]) -> str:
    return "、".join(whats[:_MOST]) + (f"等 {len(whats)} 项" if len(whats) > _MOST else "")


def _ids(sources: "Sequence[Source]") -> str:
    more = "等" if len(sources) > _MOST else ""
    return "、".join(source.id for source in sources[:_MOST]) + more
