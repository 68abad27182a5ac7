"""Options, each declared once, and the groups of them that a command takes as one parameter.

A group is a `Struct` in which options stand as defaults; `Grouped` shows them to Typer.
Annotations of groups and commands must be objects, not strings: they are read as they stand.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

import typer

from jiqun.cli import library
from jiqun.formats import FORMATS
from jiqun.structs import Struct
from jiqun.vocabulary import HOLDINGS, SCOPES, SCRIPTS

Texts = list[str] | None

# What completes the name of any entry, and of any place: traits of kinds.
SHOWN = ("completes",)
PLACES = ("place",)

# Words that a value may be: alone, or with what each means.
Words: TypeAlias = Sequence[str] | Mapping[Any, str]
Completer = Callable[[library.Context, object, str], list[str]]
# Stands for the names of the columns that a command lists.
COLUMNS = ("columns",)


class _WholeNumber(library.IntRange):
    """A whole number in ASCII digits."""

    def convert(
        self, value: Any, param: library.Parameter | None, ctx: library.Context | None
    ) -> Any:
        """Return an int; refuse what `int` takes besides: ``٣``, ``1_0``."""
        if isinstance(value, str) and not (value.isascii() and value.lstrip("-").isdecimal()):
            self.fail(value, param, ctx)
        return super().convert(value, param, ctx)


def option(
    panel: str,
    *names: str,
    help: str,
    default: object = ...,
    metavar: str | None = None,
    kinds: Sequence[str] = (),
    words: Words = (),
    callback: Callable[..., object] | None = None,
    eager: bool = False,
    min: int | None = None,
    envvar: str | None = None,
) -> Any:
    """Return an option in a panel of help: for `Annotated`, or with a default for a `Group`.

    Names of ``kinds`` of entries (or of those with a trait), or ``words``, complete it in the
    shell; help tells words with their meanings. ``callback`` and ``eager`` are those of Typer;
    ``min`` is the least number that it takes; ``envvar`` names the variable of the environment
    that stands in for it.
    """
    if isinstance(words, Mapping):
        help += "：" + "、".join(f"{word} {key}" for key, word in words.items())
    return typer.Option(
        default,
        *names,
        help=help,
        metavar=metavar,
        rich_help_panel=panel,
        show_default=False,
        shell_complete=_completer(kinds, words),
        callback=callback,
        is_eager=eager,
        click_type=None if min is None else _WholeNumber(min),
        envvar=envvar,
        show_envvar=False,
    )


_SELECTING = "筛选"
# What parts the values of a filter.
_SEPARATORS = str.maketrans("，、", ",,")
# What selects, what shapes the output, and what only one command has: each a panel of help.
selecting = partial(option, _SELECTING, metavar="名称")
shaping = partial(option, "输出")
own = partial(option, "本命令")
filtering = partial(selecting, default=None)


def argument(
    help: str, metavar: str, kinds: Sequence[str] = (), words: Sequence[str] = ()
) -> object:
    """Return an argument for `Annotated`; names of ``kinds``, or ``words``, complete it."""
    return typer.Argument(
        help=help, metavar=metavar, rich_help_panel="参数", shell_complete=_completer(kinds, words)
    )


def _completer(kinds: Sequence[str], words: Words) -> Completer | None:
    def complete(context: library.Context, parameter: object, typed: str) -> list[str]:
        from jiqun.cli.completing import columns, for_shell, names, starting

        if words == COLUMNS:
            return for_shell(columns(context.info_name or "", typed))
        return for_shell(names(kinds, typed) if kinds else starting(words, typed))

    return complete if kinds or words else None


def _show_help(context: typer.Context, wanted: bool) -> None:
    if wanted:
        from jiqun.cli.help import print_help

        print_help(context)
        raise typer.Exit


# Typer's own option has its text in English only.
HELP = shaping("--help", "-h", help="显示用法", default=False, callback=_show_help, eager=True)


# Options of several groups; those of every command the app takes before the command, too.
DATA = shaping("--data", help="叠加自己的 YAML，可重复", metavar="文件", default=None)
AS_OF = shaping(
    "--as-of",
    help="只按到这一天已公布的，如 2022-12-31、2022-12、2022（月底、年底）",
    metavar="日期",
    default="",
)
DATA_VERSION = shaping(
    "--data-version",
    help="用从前的一版数据，如 2026-11-22；全部见 jiqun version",
    metavar="版本",
    default="",
)
SCRIPT = shaping("--script", help="字体", metavar="字体", words=SCRIPTS, default="")
NO_COLOR = shaping("--no-color", help="不用颜色", default=False)
FORCE = shaping("--force", help="覆盖读来的数据，或别的程序的数据库与文件夹", default=False)
PAGER = shaping("--pager/--no-pager", help="比屏幕长时分页；只在终端里", default=None)


class Group(Struct):
    """Options that commands take together. In a part's place of the default stands its option."""

    def __init_subclass__(cls) -> None:
        """Read the options, and from them the defaults."""
        super().__init_subclass__()
        cls._ungiven = [option_.default for option_ in cls._field_defaults.values()]


class GlobalOptions(Group):
    """What the app and every command take."""

    data: Texts = DATA
    data_version: str = DATA_VERSION
    as_of: str = AS_OF
    script: str = SCRIPT
    no_color: bool = NO_COLOR


class Overwriting(Group):
    """What a command takes that writes files but has no format."""

    force: bool = FORCE


class Paging(Group):
    """What the app takes, and a command that prints but has no format."""

    pager: bool | None = PAGER


class Filters(Group):
    """Which clusters. An option given twice means *or*, different options mean *and*."""

    domain: Texts = filtering(
        "--domain", "-d", help="领域，如 高端装备；全部见 jiqun domains", kinds=["domain"]
    )
    place: Texts = filtering(
        "--place", "-p", help="城市、省份或区域，如 苏州、江苏、长三角", kinds=PLACES
    )
    city: Texts = filtering("--city", help="只作城市", kinds=["city"])
    province: Texts = filtering("--province", help="只作省份", kinds=["province"])
    region: Texts = filtering("--region", help="只作区域，如 长三角", kinds=["region"])
    batch: Texts = filtering("--batch", "-b", help="批次年份，如 2021；也可写 22", metavar="年份")
    firm: Texts = filtering("--firm", help="企业，如 华为")
    scope: Texts = filtering("--scope", help="有此口径的数字", metavar="口径", words=SCOPES)
    year: Texts = filtering("--year", help="有此年份的数字，如 2025", metavar="年份")
    has: Texts = filtering("--has", help="有此项", metavar="项", words=HOLDINGS)
    keyword: Texts = filtering(
        "--keyword", "-k", help="名称、产品、企业等里的词，如 光伏", metavar="词"
    )


class Listed(Group):
    """How a listing is cut and ordered; ``limit`` 0 is all, None what the command shows."""

    sort: str = shaping(
        "--sort",
        help="按列排序，-列名 为降序；列名见 jiqun help columns",
        metavar="列",
        words=COLUMNS,
        default="",
    )
    limit: int | None = shaping(
        "--limit", help="至多几条，0 为不限", metavar="条数", min=0, default=None
    )
    columns: str = shaping(
        "--columns",
        help="显示哪些列，逗号分隔，all 是全部；见 jiqun help columns",
        metavar="列,列",
        words=COLUMNS,
        default="",
    )
    only_count: bool = shaping("--count", help="只输出条数", default=False)


class Output(Group):
    """In which format, and where to; with `GlobalOptions`, in the order of help."""

    format: str = shaping(
        "--format", "-f", help=" ".join(FORMATS), metavar="格式", words=tuple(FORMATS), default=""
    )
    output: str = shaping("--output", "-o", help="写入文件", metavar="文件", default="")
    svg: str = shaping(
        "--svg", help="画成 SVG 图写入文件，同 -f svg -o 文件", metavar="文件", default=""
    )
    force: bool = FORCE
    bom: bool = shaping("--bom", help="csv、tsv 带 BOM，给 Excel", default=False)
    data: Texts = DATA
    data_version: str = DATA_VERSION
    as_of: str = AS_OF
    script: str = SCRIPT
    ambiguous_width: str = shaping(
        "--ambiguous-width",
        help="终端把“、—、≥ 等字符画成几格：1 或 2",
        metavar="格数",
        envvar="JIQUN_AMBIGUOUS_WIDTH",
        default="",
    )
    no_color: bool = NO_COLOR
    pager: bool | None = PAGER


class Grouped:
    """A command as Typer should see it: each group gives way to its fields, and help comes last.

    Options stand in help in the order of the command's parameters. When the command is called,
    it gets its groups filled.
    """

    def __init__(self, command: Callable[..., None]) -> None:
        """Read the parameters of ``command``: groups, or options and arguments of its own."""
        self._command = command
        self._groups: dict[str, Any] = {}
        self._several: list[str] = []
        shown: dict[str, inspect.Parameter] = {}
        for name, parameter in inspect.signature(command).parameters.items():
            group = parameter.annotation
            if not isinstance(group, type) or not issubclass(group, Group):
                shown[name] = _keyword(name, parameter.default, group)
                continue
            self._groups[name] = group
            for option_, declared in group._field_defaults.items():
                shown[option_] = _keyword(option_, declared, group.__annotations__[option_])
        self._several = [name for name, one in shown.items() if _takes_several(one)]
        shown["help"] = _keyword("help", HELP, bool)
        self.__doc__ = command.__doc__
        self.__name__ = command.__name__
        self.__signature__ = inspect.Signature(list(shown.values()))
        # The signature has the annotations; Typer would resolve those that stand here once more.
        self.__annotations__: dict[str, Any] = {}

    def __call__(self, **values: object) -> None:
        """Run the command with the values that Typer parsed, those of filters part by part."""
        del values["help"]
        for name in self._several:
            values[name] = _parts(values[name])
        for name, group in self._groups.items():
            values[name] = group(*map(values.pop, group._fields))
        self._command(**values)


def _takes_several(one: inspect.Parameter) -> bool:
    """Tell whether an option selects by any of the values that it is given."""
    values, declared = one.annotation, one.default
    if metadata := getattr(values, "__metadata__", ()):
        values, declared = values.__origin__, metadata[0]
    return values == Texts and getattr(declared, "rich_help_panel", None) == _SELECTING


def _parts(values: Any) -> Any:
    """Return values given as ``江苏,浙江``, or with 、 or ，, one by one; blanks stay."""
    parts = [part for value in values or () for part in value.translate(_SEPARATORS).split(",")]
    return [part.strip() for part in parts if part.strip()] or values


def _keyword(name: str, default: object, annotation: object) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )
