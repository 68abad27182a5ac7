"""``jiqun help [TOPIC]``: the whole help, that of a command, or a page on a topic."""

import os
from typing import Annotated

from jiqun.cli import COMMANDS
from jiqun.cli.options import GlobalOptions, Output, Paging, argument
from jiqun.cli.output import write_card
from jiqun.cli.topics import TOPICS
from jiqun.errors import UsageError

_NAMES = "、".join(f"{topic.title} {name}" for name, topic in TOPICS.items())


def run(
    topic: Annotated[str, argument(f"命令，或：{_NAMES}", "题目", words=(*TOPICS, *COMMANDS))] = "",
    *,
    paging: Paging,
    options: GlobalOptions,
) -> None:
    """显示用法：全部、某个命令的，或一个题目的。

    例：
    jiqun help list    list 命令的用法
    jiqun help formats    能写哪些格式
    jiqun help 列    有哪些列
    """
    from jiqun.cli.app import call, command_names
    from jiqun.text.normalize import fold

    typed = fold(topic)
    for name, page in TOPICS.items():
        if typed in (name, page.title):
            width = os.environ.get("JIQUN_AMBIGUOUS_WIDTH", "")
            output = Output(
                script=options.script,
                no_color=options.no_color,
                ambiguous_width=width,
                pager=paging.pager,
            )
            write_card(page.card(options), output)
            return
    command = topic.strip().lower()
    if command and command not in command_names():
        from jiqun.text.nearest import nearest

        known = [*command_names(), *TOPICS]
        near = "、".join(nearest(command, known, most=2))
        hint = f"，是不是 {near}？" if near else "；"
        raise UsageError(f"没有“{topic}”这个命令或题目{hint}题目有 {_NAMES}")
    plain = ["--no-color"] * options.no_color
    call(
        [*([command] if command else []), *plain, "--help"], options.script or "hans", paging.pager
    )
