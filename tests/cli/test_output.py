"""Where output goes: files by their name, pictures, other scripts, terminals of other habits."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from conftest import Result
from jiqun.cli import script_in
from jiqun.text.width import cell_width, with_fillers

Cli = Callable[..., Result]


def text_of(markup: str) -> str:
    """Return what stands between the tags of a page or a picture."""
    return unescape(re.sub(r"<[^>]*>", "", markup))


@pytest.mark.parametrize(
    "arguments",
    [
        *(["targets"], ["policies"], ["indicators"], ["sources"], ["domains"], ["cities"]),
        *(["stats", "--by", "year"], ["map"], ["compare", "株洲", "长沙"], ["search", "株洲"]),
        *(["stats", "--coverage"], ["show", "株洲"], ["check"]),
    ],
    ids=" ".join,
)
def test_a_workbook_a_page_and_a_picture_show_what_a_table_shows(
    cli: Cli, tmp_path: Path, arguments: list[str]
) -> None:
    def written(*options: str) -> bytes:
        path = tmp_path / "file"
        assert cli(*arguments, *options, str(path)) == Result(0, "", "")
        return path.read_bytes()

    head, *rows = csv.reader(io.StringIO(cli(*arguments, "-f", "csv").out))
    assert rows
    content = io.BytesIO(written("-f", "xlsx", "-o"))
    titles, *values = openpyxl.load_workbook(content).worksheets[0].iter_rows(values_only=True)
    assert list(titles[: len(head)]) == head
    assert [str(row[0]) for row in values] == [row[0] for row in rows]
    page = text_of(written("-f", "html", "-o").decode())
    assert not [row[0] for row in rows if row[0] not in page]
    picture = text_of(written("--svg").decode())
    # The table of a check tells its problems in lines of their own.
    shown = cli(*arguments, "-f", "tsv" if arguments == ["check"] else "table").out
    missing = Counter(shown) - Counter(picture)
    # In colour, shades take the place of blocks; a rule is as long as its table.
    assert not {char for char in missing if not char.isspace() and char not in "-░▒▓█▉▊▋▌▍▎▏"}


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.json", b'{"schema_version": 2, '),
        ("a.csv", "集群,".encode()),
        ("a.xlsx", b"PK"),
        ("a.svg", b"<svg"),
        ("a.yml", "# 数据版本 ".encode()),
        ("a.txt", "集群 ".encode()),
        ("a.HTM", b"<!doctype html>"),
    ],
)
def test_the_name_of_a_file_tells_its_format(
    cli: Cli, tmp_path: Path, name: str, begins: bytes
) -> None:
    path = tmp_path / name
    assert cli("list", "-d", "消费品", "-o", str(path)) == Result(0, "", "")
    assert path.read_bytes().startswith(begins)


def test_a_format_that_is_named_counts_before_the_name_of_the_file(
    cli: Cli, tmp_path: Path
) -> None:
    assert cli("list", "-f", "csv", "-o", str(tmp_path / "b.json")).code == 0
    assert (tmp_path / "b.json").read_bytes().startswith("集群,".encode())


_PICTURE = "--svg 已说明格式和文件"
_COVERAGE = "--coverage 说的是整个知识库"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "--svg", "a.svg", "-o", "b.txt"], _PICTURE),
        (["list", "--svg", "a.svg", "-f", "csv"], _PICTURE),
        (["list", "--svg", "a.svg", "--count"], "--count 只输出一个数，不能写成 svg"),
        (["list", "-f", "xlsx", "-o", "a.xlsx", "--count"], "不能写成 xlsx"),
        (["list", "-f", "xlsx"], "请用 -o FILE"),
        (["stats", "--coverage", "--by", "domain"], _COVERAGE),
        (["stats", "--coverage", "-d", "高端装备"], _COVERAGE),
        (["stats", "--by", "domain", "--count-joint", "once"], "--count-joint 只用于"),
        (["stats", "--by", "domain", "--sort", "bar"], "没有“bar”这一列"),
        (["stats", "--by", "domain", "--columns", "bar", "-f", "csv"], "没有“bar”这一列"),
        (["list", "--columns", ","], "没有“,”这一列"),
        (["list", "--firm", "没有这家公司"], "没有名称含“没有这家公司”的企业"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_options_that_contradict_are_refused(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli(*arguments)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert said in result.err
    assert list(tmp_path.iterdir()) == []


def test_the_width_of_ambiguous_characters_is_an_option_or_a_variable(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("sources", "--columns", "title,date", "--limit", "9")

    def dates_at(text: str, filled: Callable[[str], str]) -> set[int]:
        lines = [line for line in text.splitlines() if re.search(r"  (\d{4}(-\d\d)*|—)$", line)]
        assert len(lines) == 9
        assert any("“" in line for line in lines)
        return {cell_width(filled(line[: line.rindex(" ")])) for line in lines}

    narrow, wide = cli(*arguments).out, cli(*arguments, "--ambiguous-width", "2").out
    assert len(dates_at(narrow, str)) == len(dates_at(wide, with_fillers)) == 1
    assert len(dates_at(narrow, with_fillers)) > 1
    monkeypatch.setenv("JIQUN_AMBIGUOUS_WIDTH", "2")
    assert cli(*arguments).out == wide
    assert cli(*arguments, "--ambiguous-width", "1").out == narrow
    result = cli(*arguments, "--ambiguous-width", "3")
    assert (result.code, result.out) == (2, "")
    assert "是 1 或 2" in result.err


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (["--script", "hant", "list", "-p", "台州"], "金華台州丘陵山區農機裝備集群"),
        (["list", "--script=hant", "-p", "台州", "-f", "json"], "金華台州丘陵山區農機裝備集群"),
        (["list", "--help", "--script", "hant"], "列出集群，可按領域"),
        (["show", "株洲", "--script", "hant"], "衡長株潭特高壓輸變電裝備集群"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_output_in_traditional_script(cli: Cli, arguments: list[str], printed: str) -> None:
    result = cli(*arguments)
    assert result.code == 0
    assert printed in result.out


@pytest.mark.parametrize(
    ("arguments", "script"),
    [
        ([], "hans"),
        (["list", "--script", "HANT"], "hant"),
        (["list", "--script=繁體"], "hant"),
        (["--script", "hant", "list", "--script", "hans"], "hans"),
        (["search", "--", "--script", "hant"], "hans"),
    ],
)
def test_the_last_script_counts(arguments: list[str], script: str) -> None:
    assert script_in(arguments) == script


@pytest.mark.parametrize("arguments", [["--script"], ["list", "--script", "latin"]])
def test_another_script_is_refused(cli: Cli, arguments: list[str]) -> None:
    result = cli(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "可用：hans（简体）、hant（繁体）" in result.err


def test_errors_in_traditional_script(cli: Cli) -> None:
    assert cli("lisst", "--script", "hant").err.startswith("沒有“lisst”這個命令")
    assert "沒有“nowhere”這個地方" in cli("list", "-p", "nowhere", "--script", "hant").err
    assert cli("lisst").err.startswith("没有")
