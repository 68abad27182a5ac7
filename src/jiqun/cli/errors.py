"""What an error means on the command line: its exit code, and a line in Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiqun.errors import (
    DamagedError,
    DataError,
    DiffersError,
    InvalidDataError,
    JiqunError,
    NotFoundError,
    OutputError,
    UnreadableTextError,
    UsageError,
)

if TYPE_CHECKING:
    from jiqun.cli import library

# A class that is not here has the code of the class above it.
EXIT_CODES: dict[type, int] = {
    NotFoundError: 1, InvalidDataError: 1, UsageError: 2, OutputError: 2, DataError: 3,
    DamagedError: 3, DiffersError: 1, UnreadableTextError: 3,
}  # fmt: skip


def exit_code(error: JiqunError) -> int:
    """Return the exit code of an error: 1, 2 or 3."""
    return next(EXIT_CODES[one] for one in type(error).__mro__ if one in EXIT_CODES)


# What is quoted was typed, or stands in a file; so many characters of it tell which it is.
_QUOTED = re.compile("“([^“”]{30})[^“”]+”")
# Where no quotes stand around it, an argument may be a path, but no name of a file is longer.
_LONGEST, _SHOWN = 255, 30


def line_of(error: JiqunError, arguments: Sequence[str]) -> str:
    """Return what is told of an error: one line, in which what was typed is cut where it is long.

    ``arguments`` are those of the command line.
    """
    text = f"数据有误 {error}" if isinstance(error, DataError) else str(error)
    for argument in arguments:
        for part in (argument, argument.partition("=")[2]):
            if len(part) > _LONGEST:
                text = text.replace(part, f"{part[:_SHOWN]}…")
    return _QUOTED.sub("“\\1…”", text).replace("\n", "\ufffd")


def explain(error: library.UsageError, context: library.Context) -> str:
    """Return in Chinese what the command-line library found wrong, and where to read more.

    ``context`` is that of the command whose options and arguments were parsed.
    """
    from jiqun.cli import library

    where = f"用法见 {context.command_path} --help"
    parameter = error.param if isinstance(error, library.BadParameter) else None
    match error:
        case library.NoSuchOption():
            near = "、".join(error.possibilities or ())
            hint = f"，是不是 {near}？" if near else "，"
            if meant := _meant(error.option_name):
                hint = f"，要写 {meant}；" if context.parent else f"，要写在命令后面：{meant}；"
            return (
                f"没有“{error.option_name}”这个选项{hint}可用的选项见 {context.command_path} --help"
            )
        case library.BadOptionUsage():
            named = [one for one in context.command.params if error.option_name in one.opts]
            flag = any(getattr(one, "is_flag", False) for one in named)
            return f"选项“{error.option_name}”后面{'不能有值' if flag else '要有一个值'}，{where}"
        case library.MissingParameter():
            return f"还缺少 {parameter.human_readable_name if parameter else ''}，{where}"
        case library.BadParameter():
            names = "/".join(parameter.opts) if parameter else ""
            wanted = f"应是{_wanted(parameter)}，" if parameter else ""
            return f"{names} 的值不对，{wanted}{where}"
        case _:
            # The only usage error that is left: more arguments than the command takes.
            return f"{_too_many(error.message, context)}，{where}"


# What options are called elsewhere, and here.
_ELSEWHERE = {
    "-n": "--limit 条数", "--top": "--limit 条数", "--head": "--limit 条数",
    "--max": "--limit 条数", "--all": "--limit 0（全部条目）或 --columns all（全部列）",
    "-q": "-f id", "--quiet": "-f id", "--ids": "-f id", "-v": "jiqun -V",
    "--fields": "--columns 列,列", "--order-by": "--sort 列",
    "--excel": "-f xlsx -o 表.xlsx", "--word": "-f docx -o 表.docx",
}  # fmt: skip


def _meant(option: str) -> str:
    """Return what an option is called here that other programs have: ``-f json`` for ``--json``."""
    from jiqun.formats import FORMATS, format_named, format_of_suffix

    name = option.lower().lstrip("-")
    if option in _ELSEWHERE or not option.startswith("--"):
        return _ELSEWHERE.get(option, "")
    format_ = format_named(name) if name in FORMATS else format_of_suffix(name)
    if format_ is None:
        return ""
    return f"-f {format_.name}" + (f" -o 表.{format_.suffixes[0]}" if format_.binary else "")


def _too_many(message: str, context: library.Context) -> str:
    """Return what to do with words that stand where a command takes none."""
    words = message.partition("(s) (")[2].removesuffix(")")
    if taken := [one for one in context.command.params if one.param_type_name == "argument"]:
        what = taken[0].metavar or "名称"
        return f"后面多了“{words}”，这个命令只要一个{what}；里面有空格就加引号"
    if not any("--place" in one.opts for one in context.command.params):
        return f"后面多了“{words}”，这个命令不要名称；想查就用 jiqun search {words}"
    places = " ".join(f"-p {word}" for word in words.split())
    return (
        f"后面多了“{words}”，这个命令不要名称；筛选地方用 {places}，想查就用 jiqun search {words}"
    )


def _wanted(parameter: library.Parameter) -> str:
    """Return what a parameter takes: a kind of number, or what its help says."""
    from jiqun.cli import library

    kind = parameter.type
    if not isinstance(kind, (library.IntParamType, library.FloatParamType)):
        return f"：{getattr(parameter, 'help', None) or kind.name}"
    number = "整数" if isinstance(kind, library.IntParamType) else "数"
    if not isinstance(kind, (library.IntRange, library.FloatRange)):
        return number
    if kind.max is None:
        return f" {kind.min} 或更大的{number}"
    least = "至多 " if kind.min is None else f"{kind.min} 到 "
    return f" {least}{kind.max} 的{number}"
