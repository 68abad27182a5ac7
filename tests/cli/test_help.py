"""Help: on the whole, on commands and on topics; what it shows can be typed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import OVERLAY, Result
from jiqun import answers, vocabulary
from jiqun.cli import COMMANDS
from jiqun.cli.commands.facets import facets
from jiqun.cli.listed import listings
from jiqun.cli.topics import TOPICS
from jiqun.formats import FORMATS, format_named
from jiqun.kinds import all_kinds

Cli = Callable[..., Result]
NAMES = (*COMMANDS, *facets())


def test_help_is_that_of_the_option(cli: Cli) -> None:
    assert cli("help") == cli("--help")
    assert cli("help", "list", "--script", "hant") == cli("list", "--help", "--script", "hant")


# The topic goes before the command of the same name.
@pytest.mark.parametrize("name", sorted({*NAMES} - {*TOPICS}))
def test_help_of_a_command(cli: Cli, name: str) -> None:
    assert cli("help", name) == cli(name, "--help")


@pytest.mark.parametrize("name", TOPICS)
def test_help_on_a_topic(cli: Cli, name: str) -> None:
    result = cli("help", name)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"jiqun help {name}\n")
    assert result == cli("help", TOPICS[name].title)


def test_help_on_formats_tells_all(cli: Cli) -> None:
    printed = cli("help", "formats").out
    for name in FORMATS:
        assert format_named(name).about in printed
    assert "bibtex    .txt、.bib\n" in printed


def test_help_on_columns_tells_all(cli: Cli) -> None:
    printed = cli("help", "columns").out
    for command in listings():
        assert f"\njiqun {command}\n" in printed
    assert re.search(r"^  cities +城市$", printed, re.MULTILINE)


def test_help_on_what_there_is_not(cli: Cli) -> None:
    result = cli("help", "lisst")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("没有“lisst”这个命令或题目，是不是 list？")


@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_has_no_english(cli: Cli, name: str) -> None:
    printed = cli(*([name] if name else []), "--help").out
    for word in ("Usage", "Options", "OPTIONS", "ARGS", "FILE", "required", "default", "TEXT"):
        assert word not in printed, word


def examples(cli: Cli, name: str) -> list[list[str]]:
    printed = cli(*([name] if name else []), "--help").out
    _, _, below = printed.partition("\n例\n")
    lines = below.split("\n\n")[0].splitlines()
    return [shlex.split(re.split(" {2,}", line.strip())[0])[1:] for line in lines]


# A server waits for a client.
@pytest.mark.usefixtures("checked_once", "tiny_files")
@pytest.mark.parametrize("name", ["", *(name for name in NAMES if name != "mcp")])
def test_examples_of_help_run(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("webbrowser.open", lambda url: True)
    for folder in ("data", "文章"):
        (tmp_path / folder).mkdir()
    for path in (tmp_path / "新闻.txt", tmp_path / "文章" / "一.txt"):
        path.write_text("株洲市先进轨道交通装备集群规模突破2000亿元", encoding="utf-8")
    (tmp_path / "我的.yaml").write_text(OVERLAY, encoding="utf-8")
    found = examples(cli, name)
    assert len(found) == 3
    for arguments in found:
        # What differs is no failure of the example.
        assert cli(*arguments).code in ((0, 1) if name == "diff" else (0,)), arguments


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("list", vocabulary.SCOPES),
        ("list", vocabulary.HOLDINGS),
        ("list", vocabulary.SCRIPTS),
        ("targets", answers.STATUSES),
        ("stats", answers.DIMENSIONS),
        ("stats", answers.JOINTS),
        ("sources", vocabulary.QUALITIES),
        ("indicators", vocabulary.SCOPES),
    ],
)
def test_help_tells_allowed_values_in_chinese(
    cli: Cli, command: str, words: dict[str, str]
) -> None:
    told = "、".join(f"{word} {key}" for key, word in words.items())
    assert told in cli(command, "--help").out


def test_help_of_search_tells_the_kinds(cli: Cli) -> None:
    titles = "、".join(kind.title for kind in all_kinds())
    assert f"只找这一类：{titles}\n" in cli("search", "--help").out


def test_version_is_that_of_the_option(cli: Cli) -> None:
    code, out, err = cli("version")
    assert (code, out.splitlines(True)[0], err) == cli("--version")
    assert out.splitlines()[1].startswith("从前的数据版本 2026-11-22，")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "--json"], "没有“--json”这个选项，要写 -f json；"),
        (["list", "--CSV"], "没有“--CSV”这个选项，要写 -f csv；"),
        (["show", "株洲", "--markdown"], "没有“--markdown”这个选项，要写 -f md；"),
        (["list", "--docx"], "没有“--docx”这个选项，要写 -f docx -o 表.docx；"),
        (["--json"], "没有“--json”这个选项，要写在命令后面：-f json；"),
        (["list", "-n", "5"], "没有“-n”这个选项，要写 --limit 条数；"),
        (["list", "-q"], "没有“-q”这个选项，要写 -f id；"),
        (["firms"], "没有“firms”这个命令，要用 jiqun stats --by firm；"),
        (["man"], "没有“man”这个命令，要用 jiqun help；"),
        (["list", "--colums", "name"], "没有“--colums”这个选项，是不是 --columns"),
        (["open", "株洲", "长沙"], "后面多了“长沙”，这个命令只要一个名称；里面有空格就加引号，"),
        (["schema", "x"], "后面多了“x”，这个命令不要名称；想查就用 jiqun search x，"),
        (["list", "苏州"], "后面多了“苏州”，这个命令不要名称；筛选地方用 -p 苏州，"),
        (["list", "-b", "第三批"], "-b 没有“第三批”这一批，可用：2021（前两批决赛优胜者）、"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_meant_is_named(cli: Cli, arguments: list[str], said: str) -> None:
    result = cli(*arguments)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith(said)


@pytest.mark.parametrize(
    ("together", "apart"),
    [
        (["-b", "2021,2022"], ["-b", "2021", "-b", "2022"]),
        (["-p", "江苏，浙江"], ["-p", "江苏", "-p", "浙江"]),
        (["-p", "江苏、 浙江"], ["-p", "江苏", "-p", "浙江"]),
        (["-d", "高端装备,新材料"], ["-d", "高端装备", "-d", "新材料"]),
        (["--has", "目标,企业"], ["--has", "target", "--has", "firm"]),
        (["--year", "2024,2025"], ["--year", "2024", "--year", "2025"]),
        (["-b", "22"], ["-b", "2022"]),
        (["-b", "第三轮"], ["-b", "2022"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_filters_take_several_values_in_one_word(
    cli: Cli, together: list[str], apart: list[str]
) -> None:
    expected = cli("list", *apart, "-f", "id")
    assert (expected.code, cli("list", *together, "-f", "id")) == (0, expected)


def test_words_that_are_no_filters_stay_whole(cli: Cli) -> None:
    assert cli("cite", "zhuzhou-rail", "--figure", "2,000亿元").code == 0
