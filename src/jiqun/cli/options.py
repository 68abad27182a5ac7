"""Groups of options, declared once, and how a command takes them.

A command names the groups it takes as parameters; `with_options` shows Typer one option per
field and hands the command the groups filled. Annotations here must be objects, not strings,
hence no ``from __future__ import annotations``.
"""

import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Any, NamedTuple

import typer

from jiqun.cli.completing import names_of, words_of
from jiqun.formats import FORMATS

Texts = list[str] | None

_SELECTION = "筛选"
_OUTPUT = "输出"
_OWN = "本命令"


class _Common:
    """Options given before the command, which hold for it too."""

    data: list[str]
    no_color: bool
    script: str

    def __init__(self) -> None:
        self.data, self.no_color, self.script = [], False, "hans"


common = _Common()


def selecting(
    *names: str,
    help: str,
    metavar: str | None = "名称",
    kinds: Sequence[str] = (),
    words: Sequence[str] = (),
) -> Any:
    """Return an option that selects; names of ``kinds`` or ``words`` complete it in the shell."""
    return typer.Option(
        *names,
        help=help,
        metavar=metavar,
        rich_help_panel=_SELECTION,
        shell_complete=names_of(*kinds) if kinds else words_of(*words) if words else None,
    )


def shaping(
    *names: str, help: str, metavar: str | None = None, words: Sequence[str] = (), **more: Any
) -> Any:
    """Return an option that shapes the output; ``words`` complete it in the shell."""
    return typer.Option(
        *names,
        help=help,
        metavar=metavar,
        rich_help_panel=_OUTPUT,
        show_default=False,
        shell_complete=words_of(*words) if words else None,
        **more,
    )


def own(*names: str, help: str, metavar: str | None = None, words: Sequence[str] = ()) -> Any:
    """Return an option that only one command has; ``words`` complete it in the shell."""
    return typer.Option(
        *names,
        help=help,
        metavar=metavar,
        rich_help_panel=_OWN,
        show_default=False,
        shell_complete=words_of(*words) if words else None,
    )


def argument(help: str, metavar: str, kinds: Sequence[str] = ()) -> Any:
    """Return an argument; names of ``kinds`` complete it in the shell."""
    return typer.Argument(
        help=help,
        metavar=metavar,
        rich_help_panel="参数",
        shell_complete=names_of(*kinds) if kinds else None,
    )


def _show_help(context: typer.Context, wanted: bool) -> None:
    if not wanted:
        return
    if common.script != "hant":
        typer.echo(context.get_help())
        raise typer.Exit
    import io
    from contextlib import redirect_stdout

    from jiqun.text.traditional import traditional

    # The library prints help by itself.
    printed = io.StringIO()
    with redirect_stdout(printed):
        typer.echo(context.get_help())
    typer.echo(traditional(printed.getvalue()), nl=False)
    raise typer.Exit


# Typer's own option has its text in English only.
HELP = shaping("--help", "-h", help="显示用法", callback=_show_help, is_eager=True)


# For help alone: `jiqun.cli.script_in` reads it before anything is parsed.
SCRIPT = shaping("--script", help="hans 简体或 hant 繁体", metavar="字体", words=("hans", "hant"))


PLACES = ("city", "province", "region")
SHOWN = ("cluster", *PLACES, "domain")


class Filters(NamedTuple):
    """Which clusters. An option given twice means *or*, different options mean *and*."""

    domain: Annotated[
        Texts, selecting("--domain", "-d", help="领域，如 高端装备", kinds=["domain"])
    ] = None
    place: Annotated[Texts, selecting("--place", "-p", help="城市、省份或区域", kinds=PLACES)] = (
        None
    )
    city: Annotated[Texts, selecting("--city", help="只作城市", kinds=["city"])] = None
    province: Annotated[Texts, selecting("--province", help="只作省份", kinds=["province"])] = None
    region: Annotated[
        Texts, selecting("--region", help="只作区域，如 长三角", kinds=["region"])
    ] = None
    batch: Annotated[Texts, selecting("--batch", "-b", help="批次年份", metavar="年份")] = None
    firm: Annotated[Texts, selecting("--firm", help="企业")] = None
    scope: Annotated[
        Texts, selecting("--scope", help="有此口径的数字，如 cluster", metavar="口径")
    ] = None
    year: Annotated[Texts, selecting("--year", help="有此年份的数字", metavar="年份")] = None
    has: Annotated[Texts, selecting("--has", help="有 target、actual 或 firm", metavar="项")] = None


class Listed(NamedTuple):
    """How a listing is cut and ordered."""

    sort: Annotated[str, shaping("--sort", help="按列排序，-列名 为降序", metavar="列")] = ""
    limit: Annotated[int, shaping("--limit", help="至多几条", metavar="条数", min=0)] = 0
    columns: Annotated[str, shaping("--columns", help="显示哪些列，逗号分隔", metavar="列,列")] = ""
    only_count: Annotated[bool, shaping("--count", help="只输出条数")] = False


class Output(NamedTuple):
    """In which format, and where to."""

    format: Annotated[
        str,
        shaping(
            "--format",
            "-f",
            help="table json jsonl csv tsv md yaml id html xlsx svg",
            metavar="格式",
            words=tuple(FORMATS),
        ),
    ] = ""
    output: Annotated[str, shaping("--output", "-o", help="写入文件", metavar="FILE")] = ""
    svg: Annotated[
        str, shaping("--svg", help="画成 SVG 图写入文件，同 -f svg -o FILE", metavar="FILE")
    ] = ""
    bom: Annotated[bool, shaping("--bom", help="CSV 带 BOM，给 Excel")] = False
    data: Annotated[Texts, shaping("--data", help="叠加自己的 YAML，可重复", metavar="FILE")] = None
    script: Annotated[str, SCRIPT] = ""
    ambiguous_width: Annotated[
        str,
        shaping(
            "--ambiguous-width",
            help="终端把“、—、≥ 等字符画成几格：1 或 2",
            metavar="格数",
            envvar="JIQUN_AMBIGUOUS_WIDTH",
            show_envvar=False,
        ),
    ] = ""
    no_color: Annotated[bool, shaping("--no-color", help="不用颜色")] = False
    help: Annotated[bool, HELP] = False


class Basics(NamedTuple):
    """What every command takes, for those that print no listing."""

    data: Annotated[Texts, shaping("--data", help="叠加自己的 YAML，可重复", metavar="FILE")] = None
    script: Annotated[str, SCRIPT] = ""
    no_color: Annotated[bool, shaping("--no-color", help="不用颜色")] = False
    help: Annotated[bool, HELP] = False


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Return ``command`` as Typer should see it: a group parameter becomes its fields."""
    parameters: list[inspect.Parameter] = []
    groups: dict[str, Any] = {}
    shared: set[str] = set()
    for name, parameter in inspect.signature(command).parameters.items():
        group: Any = parameter.annotation
        if not hasattr(group, "_field_defaults"):
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
            continue
        groups[name] = group
        shared.update(group._fields)
        for field, annotation in group.__annotations__.items():
            default = group._field_defaults[field]
            parameters.append(
                inspect.Parameter(
                    field, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
                )
            )

    def run(**values: Any) -> None:
        filled = {
            name: group(**{field: values.pop(field) for field in group._fields})
            for name, group in groups.items()
        }
        command(**values, **filled)

    run.__doc__ = command.__doc__
    run.__name__ = command.__name__
    # What only this command has comes first in its help.
    parameters.sort(key=lambda parameter: parameter.name in shared)
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def add(app: typer.Typer, name: str, command: Callable[..., None]) -> None:
    """Add a command to the app under ``name``."""
    app.command(name, add_help_option=False, rich_help_panel="命令")(with_options(command))
