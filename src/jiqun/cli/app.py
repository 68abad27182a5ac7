"""The Typer app, whose commands are imported when they are asked for.

Importing and building all of them takes longer than any of them runs, so a command is known by
its line in `jiqun.cli.COMMANDS` alone.
"""

import os
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from itertools import takewhile
from typing import Annotated

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from jiqun import __version__
from jiqun.cli import COMMANDS, library
from jiqun.cli.options import GlobalOptions, Grouped, Paging, shaping
from jiqun.cli.streams import put
from jiqun.errors import UsageError
from jiqun.structs import Struct


class Early(Struct):
    """What is known before arguments are parsed, for help and errors come before that is done."""

    script: str
    no_color: bool
    pager: bool | None


class _Explained(library.Command):
    """A command whose usage errors are told in Chinese."""

    def parse_args(self, ctx: library.Context, args: list[str]) -> list[str]:
        """Parse the arguments; raise `UsageError` for those that are not possible."""
        try:
            rest = super().parse_args(ctx, args)
        except library.UsageError as error:
            from jiqun.cli.errors import explain

            raise UsageError(explain(error, ctx)) from None
        self._refuse_blanks(ctx)
        return rest

    def _refuse_blanks(self, ctx: library.Context) -> None:
        """Raise `UsageError` for an option whose value is empty, as that of an unset variable."""
        for option in self.params:
            value = ctx.params.get(option.name or "")
            values = value if isinstance(value, (list, tuple)) else [value]
            if option.param_type_name == "option" and "" in values and _is_typed(option, ctx):
                names = "/".join(option.opts)
                raise UsageError(f"选项“{names}”的值是空的，用法见 {ctx.command_path} --help")


def _is_typed(option: library.Parameter, ctx: library.Context) -> bool:
    source = ctx.get_parameter_source(option.name or "")
    return source is not None and source.name == "COMMANDLINE"


class _Command(_Explained, TyperCommand):
    """One command, which takes the options that were given before it, too."""

    def invoke(self, ctx: library.Context) -> object:
        """Run the command; its script is that which `jiqun.cli.script_in` found."""
        earlier = ctx.parent.params if ctx.parent else {}
        ctx.params["data"] = [*(earlier.get("data") or ()), *(ctx.params["data"] or ())]
        for name in ("data_version", "as_of"):
            ctx.params[name] = ctx.params[name] or earlier.get(name) or ""
        ctx.params["no_color"] = earlier.get("no_color") or ctx.params["no_color"]
        ctx.params["script"] = ctx.obj.script
        if ctx.params.get("pager", True) is None:
            ctx.params["pager"] = ctx.obj.pager
        return super().invoke(ctx)


class _Commands(_Explained, TyperGroup):
    """All commands, each imported when it is first asked for."""

    def list_commands(self, ctx: library.Context) -> list[str]:
        """Return the names of the commands, in the order of help."""
        return command_names()

    def get_command(self, ctx: library.Context, cmd_name: str) -> library.Command | None:
        """Return a command, or None where there is none of this name."""
        if cmd_name not in self.commands and (command := function(cmd_name)):
            self.commands[cmd_name] = _built(cmd_name, command)
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: library.Context, args: list[str]
    ) -> tuple[str | None, library.Command | None, list[str]]:
        """Find the command that ``args`` begins with: `search` where that is what is sought.

        Raises:
            UsageError: there is no such command, and nothing that is called so.
        """
        if not function(args[0]) and not ctx.resilient_parsing:
            if not _sought(args[0], self.list_commands(ctx)):
                raise UsageError(_unknown(args[0], self.list_commands(ctx)))
            args = ["search", *args]
        return super().resolve_command(ctx, args)


def command_names() -> list[str]:
    """Return the names of the commands, in the order of help."""
    from jiqun.cli.commands.facets import facets

    return [*COMMANDS, *facets()]


def function(name: str) -> Callable[..., None] | None:
    """Return what runs a command, or None where there is none of this name."""
    if name in COMMANDS:
        run: Callable[..., None] = import_module(COMMANDS[name]).run
        return run
    from jiqun.cli.commands.facets import facets

    return facets().get(name)


def _built(name: str, run: Callable[..., None]) -> library.Command:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=_Command, add_help_option=False)(Grouped(run))
    return get_command(app)


# What commands are called elsewhere, and here.
_ELSEWHERE = {
    "firm": "stats --by firm", "firms": "stats --by firm", "cluster": "list", "clusters": "list",
    "ls": "list", "all": "list",
    "find": "search", "query": "search", "grep": "search", "info": "show", "get": "show",
    "view": "show", "ref": "cite", "refs": "cite", "bib": "cite", "man": "help", "usage": "help",
    "count": "stats", "diffs": "diff", "validate": "check", "dump": "export",
}  # fmt: skip


def _sought(word: str, commands: Sequence[str]) -> bool:
    """Tell whether a word in the place of a command is what is sought, as in ``jiqun 苏州``."""
    if not word.isascii():
        return True
    from jiqun.finding import answer
    from jiqun.loading import load
    from jiqun.text.nearest import nearest

    known = word[:1].isalnum() and word not in _ELSEWHERE and not nearest(word, commands)
    return known and bool(answer(load(), word).items)


def _unknown(command: str, commands: Sequence[str]) -> str:
    from jiqun.text.nearest import nearest

    if meant := _ELSEWHERE.get(command.lower()):
        return f"没有“{command}”这个命令，要用 jiqun {meant}；全部命令见 jiqun --help"
    near = nearest(command, commands, most=2)
    hint = f"是不是 jiqun {near[0]}？" if near else "也没有查到叫这个的；"
    return f"没有“{command}”这个命令，{hint}全部命令见 jiqun --help"


def _show_version(wanted: bool) -> None:
    if wanted:
        from jiqun.loading import load

        put(f"jiqun {__version__}，数据版本 {load().meta.version}\n")
        raise typer.Exit


def _app(
    *,
    context: typer.Context,
    options: GlobalOptions,
    version: Annotated[
        bool,
        shaping("--version", "-V", help="显示程序与数据的版本", callback=_show_version, eager=True),
    ] = False,
    paging: Paging,
) -> None:
    """国家先进制造业集群：在终端里查集群、城市、领域、目标与出处。

    例：
    jiqun list -d 高端装备 -p 湖南    一省一领域的集群和目标
    jiqun show 苏州    一个地方的集群；一个集群的全部
    jiqun cite 株洲市先进轨道交通装备集群 --figure 2000亿元    一个数字的出处

    各命令的用法：jiqun help 命令，或 jiqun 命令 --help

    格式、列、环境变量等：jiqun help formats、columns、environment、sources、exit

    命令行补全：jiqun --install-completion

    退出码：0 找到，1 没有找到或数据不合格，2 用法不对，3 数据读不了
    """
    if context.invoked_subcommand is None:
        from jiqun.cli.help import print_help

        print_help(context)
        raise typer.Exit(2)


def call(arguments: Sequence[str], script: str, pager: bool | None = None) -> int:
    """Run the command in ``arguments`` and return its exit code, that of errors apart.

    ``script`` is hans or hant: that of help and of output; ``pager`` says whether help that is
    longer than the screen is paged, where the arguments do not.
    """
    options = set(takewhile(lambda one: one != "--", arguments))
    pager = False if "--no-pager" in options else True if "--pager" in options else pager
    early = Early(script, "--no-color" in options, pager)
    completing = "_JIQUN_COMPLETE" in os.environ
    for action, *rest in [arguments] if arguments else []:
        if action in ("--install-completion", "--show-completion"):
            from jiqun.cli.installing import completion
            from jiqun.cli.output import note

            completion(action, "".join(rest[:1]), partial(note, script=script))
            return 0
    app = typer.Typer(
        name="jiqun",
        cls=_Commands,
        add_completion=completing,
        rich_markup_mode=None,
        add_help_option=False,
        invoke_without_command=True,
    )
    app.callback()(Grouped(_app))
    group = get_command(app)
    try:
        if completing:
            # Typer answers the shell and leaves.
            group.main(prog_name="jiqun")
        with group.make_context("jiqun", list(arguments), obj=early) as context:
            group.invoke(context)
    except typer.Exit as left:
        return left.exit_code
    except SystemExit as left:
        # Rich leaves so when a pipe is closed.
        if isinstance(left.__context__, BrokenPipeError):
            raise left.__context__ from None
        return left.code if isinstance(left.code, int) else 1
    return 0
