"""Builds the Typer app with the one command that runs, or with all of them for help."""

from importlib import import_module
from typing import Annotated

import typer

from jiqun import __version__
from jiqun.cli import COMMANDS
from jiqun.cli.options import HELP, SCRIPT, Texts, common, shaping

_EPILOG = (
    "退出码：0 找到，1 没有找到或数据不合格，2 用法不对，3 数据读不了。 "
    "每个命令的用法：jiqun 命令 --help。 "
    "命令行补全：jiqun --install-completion。"
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"jiqun {__version__}")
        raise typer.Exit


def _app(
    data: Annotated[
        Texts, shaping("--data", help="叠加自己的 YAML，可重复", metavar="FILE")
    ] = None,
    script: Annotated[str, SCRIPT] = "",
    no_color: Annotated[bool, shaping("--no-color", help="不用颜色")] = False,
    version: Annotated[
        bool, shaping("--version", help="显示版本", callback=_show_version, is_eager=True)
    ] = False,
    help: Annotated[bool, HELP] = False,
) -> None:
    """国家先进制造业集群：在终端里查集群、城市、领域、目标与出处。"""
    common.data = list(data or [])
    common.no_color = no_color


def build(command: str, completion: bool = False) -> typer.Typer:
    """Return the app with ``command``, or with every command when it is empty.

    ``completion`` adds the options that install and run the completion of the shell.
    """
    app = typer.Typer(
        name="jiqun",
        no_args_is_help=True,
        add_completion=completion,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        add_help_option=False,
        epilog=_EPILOG,
    )
    app.callback()(_app)
    for name in [command] if command else COMMANDS:
        import_module(COMMANDS[name]).register(app, name)
    return app
