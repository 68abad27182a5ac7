"""``jiqun cite NAME|SOURCE``: references, ready to paste."""

from typing import Annotated

from jiqun.cli.options import SHOWN, Listed, Output, argument, own, selecting
from jiqun.cli.output import in_script, write, write_found
from jiqun.cli.resolving import cited, open_base
from jiqun.errors import NotFoundError, UsageError


def run(
    name: Annotated[str, argument("集群、政策等的名称，或来源的短名", "名称", (*SHOWN, "source"))],
    style: Annotated[
        str, own("--style", help="gbt7714、bibtex 或 csl-json，默认 gbt7714", metavar="格式")
    ] = "gbt7714",
    figure: Annotated[
        str, selecting("--figure", help="只要这个数字的来源，如 2000亿元", metavar="数字")
    ] = "",
    *,
    output: Output,
) -> None:
    """输出参考文献：GB/T 7714-2015、BibTeX 或 CSL-JSON。

    例：jiqun cite 株洲市先进轨道交通装备集群 --figure 2000亿元
    """
    import re

    from jiqun.citing import STYLES
    from jiqun.text.normalize import fold
    from jiqun.text.phrases import figure_text

    if style not in STYLES:
        raise UsageError(f"--style 没有“{style}”，可用：{'、'.join(STYLES)}")
    base = open_base(output)
    entry = cited(base, name, output.script)
    if figure:
        # The whole number: 600亿元 is no part of 1600亿元.
        wanted = re.compile(rf"(?<![\d.]){re.escape(fold(figure))}(?![\d.]*\d)")
        ids = [
            id_
            for one in base.figures(entry)
            if wanted.search(fold(f"{one.metric}{figure_text(one)} {one.evidence}"))
            for id_ in (one.source, *one.confirmed_by)
        ]
        if not ids:
            raise NotFoundError(f"“{name}”没有“{figure}”这个数字，全部数字见 jiqun show {name}")
    else:
        ids = base.citations(entry)
    sources = [base.source(id_) for id_ in dict.fromkeys(ids)]
    if not sources:
        raise NotFoundError(f"“{name}”没有直接的来源，可引它的集群：jiqun show {name}")
    # The name of a file tells no style: `-o refs.json` may be CSL-JSON.
    if not output.svg and (output.format or "table").lower() == "table":
        write(in_script(STYLES[style](sources), output.script), output)
        return
    from jiqun.kinds import kind_named
    from jiqun.views.arranging import Found

    found = Found(base, kind_named("source").rows, sources, f"共 {len(sources)} 个来源")
    write_found(found, Listed(), output)
