"""Streams of any encoding, closed and full ones; what was typed, in one line and cut."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from conftest import Result
from jiqun.cli import streams
from jiqun.text.width import cell_width

Cli = Callable[..., Result]
LONG = 100_000


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which ``jiqun`` is this program."""
    if os.name == "nt":
        pytest.skip("needs a Unix shell")
    if "/dev/full" in line and not os.path.exists("/dev/full"):
        pytest.skip("only Linux has /dev/full")
    program = f'jiqun() {{ "{sys.executable}" -m jiqun "$@"; }}; {line}'
    return subprocess.run(
        ["bash", "-c", program], capture_output=True, check=False, env={**os.environ, **environment}
    )


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "cp1252", "shift_jis"])
def test_help_and_errors_in_any_encoding(encoding: str) -> None:
    done = shell("jiqun list --help; jiqun lisst", PYTHONIOENCODING=encoding)
    assert "列出集群" in done.stdout.decode()
    assert done.stderr.decode().startswith("没有“lisst”这个命令")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_help_and_errors_in_the_c_locale_without_utf_8_mode() -> None:
    done = shell(
        "jiqun --help; jiqun show 火星", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert "集群" in done.stdout.decode()
    assert done.stderr.decode().startswith("没有“火星”")
    assert done.returncode == 1


@pytest.mark.parametrize("command", ["list", "--help", "--version", "list --count", "schema"])
@pytest.mark.parametrize(
    ("stdout", "said"), [(">&-", "标准输出是关着的"), (">/dev/full", "写不出去（磁盘满了）")]
)
def test_a_stdout_that_takes_nothing_is_told(command: str, stdout: str, said: str) -> None:
    done = shell(f"jiqun {command} {stdout}")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert done.stderr.decode().startswith(said)


@pytest.mark.parametrize("stderr", ["2>&-", "2>/dev/full", ">&- 2>&-"])
def test_a_stderr_that_takes_nothing_leaves_the_exit_code(stderr: str) -> None:
    codes = shell(f"jiqun lisst {stderr}; echo $?; jiqun show 火星 {stderr}; echo $?")
    assert (codes.stdout, codes.stderr) == (b"2\n1\n", b"")


def test_a_file_is_written_whatever_the_streams_are(tmp_path: Path) -> None:
    done = shell(f"jiqun list -o {tmp_path}/a.csv >&- 2>&-")
    assert done.returncode == 0
    assert (tmp_path / "a.csv").stat().st_size > 1000


def test_a_workbook_goes_through_a_pipe() -> None:
    done = shell("jiqun domains -f xlsx -o -")
    assert (done.returncode, done.stdout[:2], done.stderr) == (0, b"PK", b"")


@pytest.mark.parametrize(
    ("size", "bounded"),
    [("1", "20"), ("19", "20"), ("20", "20"), ("200", "200"), ("99999999", "1000"),
     ("9" * 5000, "1000"), ("0", None), ("abc", None), ("-5", None), ("²", None), ("", None)],
)  # fmt: skip
@pytest.mark.parametrize("name", ["COLUMNS", "LINES", "TERMINAL_WIDTH"])
def test_sizes_in_the_environment_are_bounded(
    monkeypatch: pytest.MonkeyPatch, name: str, size: str, bounded: str | None
) -> None:
    monkeypatch.setenv(name, size)
    streams.prepare()
    assert os.environ.get(name) == bounded


def test_the_width_of_a_terminal_is_bounded() -> None:
    assert [streams.within_bounds(width) for width in (0, 5, 80, 5000)] == [20, 20, 80, 1000]


def questions() -> Iterator[list[str]]:
    """Yield every option that takes a text once, and every argument of a command."""
    from jiqun.cli.app import command_names, function
    from jiqun.cli.options import Grouped

    seen = set()
    for name in command_names():
        app = typer.Typer(add_completion=False)
        run = function(name)
        assert run
        app.command(name, add_help_option=False)(Grouped(run))
        for one in get_command(app).params:
            if one.param_type_name == "argument":
                yield [name]
            elif not getattr(one, "is_flag", False) and one.opts[-1] not in seen:
                seen.add(one.opts[-1])
                yield [name, one.opts[-1]]


@pytest.mark.parametrize("question", list(questions()), ids=" ".join)
def test_what_is_long_is_not_repeated(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli(*question, "火星" + "x" * 2000)
    assert result.code in (1, 2, 3)
    assert result.err.count("\n") == 1
    assert "x" * 31 not in result.err
    assert len(result.err) < 1000


@pytest.mark.parametrize("filler", ["”", "“", "\n", "=", "\ud800"], ids=ascii)
@pytest.mark.parametrize(
    "question", [["show"], ["list", "--columns"], ["list", "-o"], ["list", "--data"], []]
)
def test_what_is_long_and_odd_is_not_repeated(cli: Cli, question: list[str], filler: str) -> None:
    result = cli(*question, "火星" + filler * 2000)
    assert result.code in (1, 2, 3)
    assert result.err.count("\n") == 1
    assert len(result.err) < 1000


@pytest.mark.parametrize(
    "arguments", [["x" * LONG], ["list", f"--{'x' * LONG}"], ["list", f"-d{'x' * LONG}"]]
)
def test_a_long_command_or_option_is_not_repeated(cli: Cli, arguments: list[str]) -> None:
    result = cli(*arguments)
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert "…" in result.err
    assert len(result.err) < 300


def test_thirty_characters_are_repeated(cli: Cli) -> None:
    assert cli("show", "火" * 30).err.startswith(f"没有“{'火' * 30}”，")
    assert cli("show", "火" * 31).err.startswith(f"没有“{'火' * 30}…”，")


@pytest.mark.parametrize("option", ["--columns", "--sort", "-d", "-f", "-o", "--data", "--svg"])
def test_an_empty_value_is_refused(cli: Cli, option: str) -> None:
    result = cli("list", option, "")
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert "的值是空的" in result.err


@pytest.mark.parametrize("number", ["٣", "０", "1_0", "1.5", "-1", "x", "9" * 5000])
def test_numbers_that_are_none_in_ascii_are_refused(cli: Cli, number: str) -> None:
    result = cli("list", "--limit", number)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)


def test_an_absurd_limit_is_no_limit(cli: Cli) -> None:
    assert cli("list", "-f", "id", "--limit", "9" * 26) == cli("list", "-f", "id")


ESCAPE = "\x1b]0;owned\x07\x9b31m\u202e"


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", ESCAPE], ["cite", ESCAPE], ["open", ESCAPE], [ESCAPE], ["list", "-p", ESCAPE],
        ["list", "--columns", ESCAPE], ["list", "-f", ESCAPE], ["search", ESCAPE],
        ["list", "--data", ESCAPE], ["list", "-o", f"no/{ESCAPE}"], ["export", f"no/{ESCAPE}.json"],
        ["list", f"--{ESCAPE}"], ["stats", "--by", ESCAPE], ["compare", ESCAPE, ESCAPE],
    ],
    ids=lambda arguments: arguments[0] if arguments[0] != ESCAPE else "command",
)  # fmt: skip
def test_nothing_typed_commands_the_terminal(cli: Cli, arguments: list[str]) -> None:
    result = cli(*arguments)
    assert result.code in (1, 2, 3)
    assert not set(result.out + result.err) & {"\x1b", "\x07", "\x9b", "\u202e", "\r"}


@pytest.mark.usefixtures("checked_once")
def test_the_name_of_a_file_commands_no_terminal(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31m\r\u2066x.yaml"
    path.write_text("clusters:\n  - {id: zhuzhou-rail, round: x}\n")
    for format_ in ("table", "id", "csv", "tsv", "md", "json", "jsonl", "yaml"):
        result = cli("check", str(path), "-f", format_)
        assert result.code == 1
        assert not set(result.out + result.err) & {"\x1b", "\r", "\u2066"}, format_


def test_a_terminal_breaks_no_id(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    said = "“湖南”可以是：产业体系（hunan-2023-industrial-system）、新能源（hunan-2024-new-energy）"
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    monkeypatch.setenv("COLUMNS", "40")
    streams.tell(said)
    lines = terminal.getvalue().splitlines()
    assert "".join(lines) == said
    assert len(lines) > 1
    assert max(map(cell_width, lines)) <= 40
    for id_ in ("hunan-2023-industrial-system", "hunan-2024-new-energy"):
        assert sum(id_ in line for line in lines) == 1
    monkeypatch.setattr("sys.stderr", pipe := io.StringIO())
    streams.tell(said)
    assert pipe.getvalue() == f"{said}\n"
