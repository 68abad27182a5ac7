"""``jiqun page FILE``: one page to browse, search and share."""

from typing import Annotated

from jiqun.cli.options import GlobalOptions, Overwriting, argument
from jiqun.cli.output import caution_of, note, suffix_of
from jiqun.cli.resolving import open_base
from jiqun.errors import UsageError


def run(
    path: Annotated[str, argument("以 .html 结尾", "文件")],
    *,
    overwriting: Overwriting,
    options: GlobalOptions,
) -> None:
    """写成一个网页：不联网就能翻看、检索、对照、分享，答案与终端里的相同。

    例：
    jiqun page 集群.html    一个文件，发给谁都能打开
    jiqun page 集群.html --script hant    打开时是繁体
    jiqun --data 我的.yaml page 集群.html    带上自己的数据
    """
    if suffix_of(path) not in ("html", "htm"):
        raise UsageError("page 写的是网页，文件名以 .html 结尾，如 jiqun page 集群.html")
    from jiqun.page import page
    from jiqun.writing import write

    content = page(open_base(options), "hant" if options.script == "hant" else "hans")
    write(path, content, caution_of(options.data or (), overwriting.force))
    note(f"已写入 {path}", options.script)
