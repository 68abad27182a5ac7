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
from jiqun.text.phrases import pasteable
from jiqun.text.width import cell_width, with_fillers

Cli = Callable[..., Result]


def text_of(markup: str) -> str:
    """Return what stands between the tags of a page or a picture."""
    return unescape(re.sub(r"<[^>]*>", "", markup))


@pytest.mark.usefixtures("checked_once")
@pytest.mark.parametrize(
    "arguments",
    [
        *(
            ["targets"],
            ["policies"],
            ["indicators"],
            ["sources", "--limit", "99"],
            ["domains"],
            ["cities"],
        ),
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
        assert cli(*arguments, *options, str(path)) == Result(0, "", f"已写入 {path}\n")
        return path.read_bytes()

    head, *rows = csv.reader(io.StringIO(cli(*arguments, "-f", "csv").out))
    assert rows
    content = io.BytesIO(written("-f", "xlsx", "-o"))
    titles, *values = openpyxl.load_workbook(content).worksheets[0].iter_rows(values_only=True)
    assert list(titles[: len(head)]) == head
    assert [str(row[0]) for row in values] == [row[0] for row in rows]
    page = text_of(written("-f", "html", "-o").decode())
    assert not [row[0] for row in rows if row[0] not in page and pasteable(row[0]) not in page]
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
    assert cli("list", "-d", "消费品", "-o", str(path)) == Result(0, "", f"已写入 {path}\n")
    assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["b", "b.csv", "b.CSV", "b.txt", "报告v1.2"])
def test_a_format_can_be_named(cli: Cli, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    said = f"已寫入 {path}\n"
    assert cli("list", "-f", "csv", "-o", str(path), "--script", "hant") == Result(0, "", said)
    assert path.read_bytes().startswith("集群,".encode())


_ENDS = "可用：.txt、.json、.jsonl、.csv、.tsv、.md、.yaml、.id、.html、.docx、.xlsx、.svg\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "-o", "x.pdf"], f"不会写“.pdf”文件，{_ENDS}"),
        (["list", "-o", "X.XLS"], f"不会写“.xls”文件，是不是 .xlsx？{_ENDS}"),
        (["show", "株洲", "-o", "x.doc"], f"不会写“.doc”文件，是不是 .docx？{_ENDS}"),
        (["targets", "-o", "x.bib"], f"不会写“.bib”文件，参考文献用 jiqun cite；{_ENDS}"),
        (["check", "-o", "x.log"], f"不会写“.log”文件，{_ENDS}"),
        (["list", "--svg", "x.png"], "svg 写成的文件以 .svg 结尾，不写“.png”文件\n"),
        (["list", "-f", "xlsx", "-o", "x.csv"], "xlsx 写成的文件以 .xlsx 结尾，不写“.csv”文件\n"),
        (["list", "-f", "docx", "-o", "x.txt"], "docx 写成的文件以 .docx 结尾，不写“.txt”文件\n"),
        (
            ["list", "-f", "yaml", "-o", "x.md"],
            "yaml 写成的文件以 .yaml、.yml 结尾，不写“.md”文件\n",
        ),
        (["list", "-f", "csv", "-o", "x.pdf"], "csv 写成的文件以 .csv 结尾，不写“.pdf”文件\n"),
        (["schema", "-o", "x.yaml"], "schema 只有 JSON，写成的文件以 .json 结尾\n"),
        (["list", "-f", "json", "--bom"], "--bom 只用于 csv、tsv，json 不需要\n"),
        (["list", "--bom"], "--bom 只用于 csv、tsv，table 不需要\n"),
        (["list", "--bom", "-o", "x.xlsx"], "--bom 只用于 csv、tsv，xlsx 不需要\n"),
        (["schema", "--bom"], "--bom 只用于表格，JSON 不需要\n"),
        (["cite", "株洲", "--bom"], "--bom 只用于表格，参考文献不需要\n"),
        (["export", "x.sqlite", "--bom"], "--bom 只用于文件夹里的 CSV，路径末尾加 /\n"),
        (["list", "-f", "docx"], "-f docx 是二进制文件，请用 -o 文件 写入文件\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_written_so_is_refused(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli(*arguments) == Result(2, "", said)
    assert list(tmp_path.iterdir()) == []


def test_a_dash_is_stdout(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("domains", "-o", "-") == cli("domains")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_a_mark_tells_excel_that_it_is_utf_8(cli: Cli, name: str) -> None:
    assert cli("domains", "-f", name, "--bom").out == "\ufeff" + cli("domains", "-f", name).out


_PICTURE = "--svg 已说明格式和文件"
_COVERAGE = "--coverage 说的是整个知识库"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "--svg", "a.svg", "-o", "b.txt"], _PICTURE),
        (["list", "--svg", "a.svg", "-f", "csv"], _PICTURE),
        (["list", "--svg", "a.svg", "--count"], "--count 只输出一个数，不能写成 svg"),
        (["list", "-f", "xlsx", "-o", "a.xlsx", "--count"], "不能写成 xlsx"),
        (["list", "-f", "xlsx"], "请用 -o 文件"),
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
