"""``jiqun cite NAME|SOURCE…``: references, ready to paste."""

from typing import TYPE_CHECKING, Annotated

from jiqun.cli.options import SHOWN, Listed, Output, argument, own, selecting
from jiqun.cli.output import format_of, in_script, suffix_of, unwritable, write, write_found
from jiqun.cli.resolving import cited, figures_cited, open_base
from jiqun.errors import NotFoundError, UsageError
from jiqun.formats import format_of_suffix, suffixes

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase


def run(
    names: Annotated[
        list[str], argument("集群、政策等的名称，或来源的短名", "名称…", (*SHOWN, "source"))
    ],
    style: Annotated[
        str,
        own(
            "--style",
            help="gbt7714（默认）、bibtex、biblatex 或 csl-json",
            metavar="样式",
            words=("gbt7714", "bibtex", "biblatex", "csl-json"),
        ),
    ] = "",
    figure: Annotated[
        str, selecting("--figure", help="只要这个数字的来源，如 2000亿元", metavar="数字")
    ] = "",
    *,
    output: Output,
) -> None:
    """输出参考文献：GB/T 7714-2015、BibTeX、BibLaTeX 或 CSL-JSON。

    例：
    jiqun cite 株洲市先进轨道交通装备集群 --figure 2000亿元    一个数字的出处，GB/T 7714
    jiqun cite 株洲市先进轨道交通装备集群 -o refs.bib    全部来源，BibTeX
    jiqun cite jjckb-20210323 --style csl-json    一个来源，给文献管理软件
    """
    from jiqun.citing import STYLES

    chosen = _style(style.lower(), output)
    base = open_base(output)
    ids = dict.fromkeys(id_ for name in names for id_ in _cited(base, name, figure, output.script))
    sources = [base.source(id_) for id_ in ids]
    if chosen:
        write(in_script(STYLES[chosen](sources), output.script), output)
        return
    from jiqun.kinds import kind_named
    from jiqun.views.arranging import Found

    found = Found(base, kind_named("source").rows, sources, f"共 {len(sources)} 个来源")
    write_found(found, Listed(), output)


def _cited(base: "KnowledgeBase", name: str, figure: str, script: str) -> list[str]:
    """Return the ids of the sources of what a name stands for, or of one of its figures."""
    entry = cited(base, name, script)
    if figure:
        found = figures_cited(base, entry, name, figure, script)
        return [id_ for one in found for id_ in (one.source, *one.confirmed_by)]
    ids = base.citations(entry)
    if not ids:
        raise NotFoundError(f"“{name}”没有直接的来源，可引它的集群：jiqun show {name}")
    return ids


def _style(style: str, output: Output) -> str:
    """Return the style of references that is asked for; empty for a listing of sources.

    The name of a file tells it, too: ``refs.bib`` is BibTeX, ``refs.json`` CSL-JSON.
    """
    from jiqun.citing import STYLES, SUFFIXES

    if style and style not in STYLES:
        raise UsageError(f"--style 没有“{style}”，可用：{'、'.join(STYLES)}")
    if output.svg or output.format.lower() not in ("", "table"):
        format_ = format_of(output)
        if style:
            raise UsageError(f"--style {style} 与 {format_.name} 只能选一样")
        return ""
    suffix = suffix_of(output.output)
    if suffix in SUFFIXES or not suffix:
        known = SUFFIXES[suffix or "txt"]
        if style and style not in known:
            raise UsageError(f"“.{suffix}”文件不是 {style}，它写 {'、'.join(known)}")
        if output.bom:
            raise UsageError("--bom 只用于表格，参考文献不需要")
        return style or known[0]
    if not format_of_suffix(suffix):
        unwritable(suffix, list(dict.fromkeys([*SUFFIXES, *suffixes()])))
    if style:
        ends = "、".join(f".{end}" for end, styles in SUFFIXES.items() if style in styles)
        raise UsageError(f"“.{suffix}”文件不是 {style}，写成的文件以 {ends} 结尾")
    return ""
