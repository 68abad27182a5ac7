"""A command is a function and a line; errors have their exit codes and say what to do."""

from collections.abc import Callable, Iterator
from typing import Annotated

import pytest

from conftest import Result
from jiqun import errors
from jiqun.cli import COMMANDS
from jiqun.cli import errors as codes
from jiqun.cli.options import GlobalOptions, Group, argument, own

Cli = Callable[..., Result]


class Sized(Group):
    """A group of options."""

    size: int = own("--size", help="大小", min=1, default=1)
    share: float = own("--share", help="占比", default=0.5)
    big: bool = own("--big", help="大的", default=False)


def run(
    name: Annotated[str, argument("叫什么", "名称")],
    colour: Annotated[str, own("--colour", help="颜色", words=("red", "rose"))] = "",
    *,
    sized: Sized,
    options: GlobalOptions,
) -> None:
    """玩具命令。

    例：jiqun toy 木马
    """
    print(name, colour, sized, options.data, options.script, options.no_color)


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(COMMANDS, "toy", __name__)


def test_a_line_makes_a_command(cli: Cli) -> None:
    assert "toy         玩具命令。" in cli("--help").out
    shown = cli("toy", "--help").out
    assert "用法  jiqun toy 名称 [选项]\n例    jiqun toy 木马\n" in shown
    assert [word in shown for word in ("名称", "--colour", "--size", "--no-color")] == [True] * 4
    assert shown.index("--colour") < shown.index("--size") < shown.index("--data")
    result = cli("toy", "木马", "--size", "3", "--big")
    assert result == Result(0, f"木马  {Sized(3, 0.5, True)} None hans False\n", "")
    assert "是不是 jiqun toy？" in cli("toyy").err


def test_kinds_make_commands(cli: Cli) -> None:
    shown = cli("--help").out
    for name in ("domains", "cities", "provinces", "regions", "batches"):
        assert f"\n  {name} " in shown
        assert cli(name, "--count").code == 0
    assert "是不是 jiqun cities？" in cli("citys").err


def test_global_options_stand_before_and_after_the_command(cli: Cli) -> None:
    before = ("--data", "a", "--script", "hant", "--no-color", "toy", "木马")
    assert cli(*before).out.endswith(" ['a'] hant True\n")
    after = ("toy", "木马", "--data", "a", "--script", "hant", "--no-color")
    assert cli(*after).out.endswith(" ['a'] hant True\n")
    both = ("--data", "a", "--script", "hant", "toy", "--data", "b", "木马", "--script", "hans")
    assert cli(*both).out.endswith(" ['a', 'b'] hans False\n")


@pytest.mark.parametrize(
    ("line", "offers"),
    [("to", "toy"), ("toy --si", "--size"), ("toy x --colour ro", "rose"), ("no", "")],
)
def test_a_line_makes_a_completion(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, line: str, offers: str
) -> None:
    words = f"jiqun {line}"
    monkeypatch.setenv("_JIQUN_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    assert cli() == Result(0, f"{offers}\n", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            "toy x --siez 3",
            "没有“--siez”这个选项，是不是 --size、--share？可用的选项见 jiqun toy --help",
        ),
        ("toy x --nothing", "没有“--nothing”这个选项，可用的选项见 jiqun toy --help"),
        ("--nothing toy x", "没有“--nothing”这个选项，可用的选项见 jiqun --help"),
        ("toy x --size", "选项“--size”后面要有一个值，用法见 jiqun toy --help"),
        ("--data", "选项“--data”后面要有一个值，用法见 jiqun --help"),
        ("toy x --big=3", "选项“--big”后面不能有值，用法见 jiqun toy --help"),
        ("toy", "还缺少 名称，用法见 jiqun toy --help"),
        ("toy x --size 0", "--size 的值不对，应是 1 或更大的整数，用法见 jiqun toy --help"),
        ("toy x --size y", "--size 的值不对，应是 1 或更大的整数，用法见 jiqun toy --help"),
        ("toy x --share y", "--share 的值不对，应是数，用法见 jiqun toy --help"),
        ("list --limit x", "--limit 的值不对，应是 0 或更大的整数，用法见 jiqun list --help"),
        (
            "toy x y",
            "后面多了“y”，这个命令只要一个名称；里面有空格就加引号，用法见 jiqun toy --help",
        ),
        ("toyy", "没有“toyy”这个命令，是不是 jiqun toy？全部命令见 jiqun --help"),
        ("-- -x", "没有“-x”这个命令，也没有查到叫这个的；全部命令见 jiqun --help"),
    ],
)
def test_usage_errors(cli: Cli, arguments: str, told: str) -> None:
    assert cli(*arguments.split()) == Result(2, "", f"{told}\n")


def every(kind: type[Exception]) -> Iterator[type[Exception]]:
    for below in kind.__subclasses__():
        yield below
        yield from every(below)


CODES = {
    "NotFoundError": 1,
    "AmbiguousError": 1,
    "InvalidDataError": 1,
    "DiffersError": 1,
    "UsageError": 2,
    "UnknownColumnError": 2,
    "MissingExtraError": 2,
    "OutputError": 2,
    "DataError": 3,
    "DamagedError": 3,
    "UnreadableTextError": 3,
}


def test_every_error_has_its_exit_code() -> None:
    assert {kind.__name__ for kind in every(errors.JiqunError)} == CODES.keys()
    made = [
        errors.NotFoundError("x"),
        errors.AmbiguousError("x"),
        errors.InvalidDataError("x"),
        errors.DiffersError("x"),
        errors.UsageError("x"),
        errors.UnknownColumnError("x", ["y"]),
        errors.MissingExtraError("x", "y"),
        errors.OutputError("x"),
        errors.DataError(errors.Mark("f", 1, 1), "x"),
        errors.DamagedError("x"),
        errors.UnreadableTextError("f", "x"),
    ]
    assert {type(one).__name__: codes.exit_code(one) for one in made} == CODES
