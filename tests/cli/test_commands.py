"""The command line as a user meets it: answers, formats, filters, errors, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import Result
from jiqun import __version__
from jiqun.cli import COMMANDS, run
from jiqun.cli.commands.facets import facets
from jiqun.knowledge import KnowledgeBase
from jiqun.text.phrases import pasteable

Cli = Callable[..., Result]

# Section 5 of the contract: these keys are always present.
CLUSTER_KEYS = {
    "id", "name", "short", "aliases", "english", "domain", "domain_basis", "batch", "round",
    "provinces", "cities", "products", "firms", "organisation", "confidence", "figures",
    "measures", "sources", "notes",
}  # fmt: skip
FIGURE_KEYS = {
    "kind", "metric", "op", "value", "unit", "year", "period", "scope", "industry",
    "scope_note", "source", "evidence", "growth", "note", "text",
}  # fmt: skip


def items(result: Result) -> list[dict[str, Any]]:
    envelope = json.loads(result.out)
    assert envelope["schema_version"] == 2
    assert envelope["data_version"]
    assert envelope["total"] == len(envelope["items"])
    found: list[dict[str, Any]] = envelope["items"]
    return found


def ids(result: Result) -> list[str]:
    return result.out.split()


def test_list_has_every_cluster_with_every_key(cli: Cli) -> None:
    found = items(cli("list", "--columns", "all", "-f", "json"))
    assert len(found) == 79
    for item in found:
        assert item.keys() >= CLUSTER_KEYS
        assert all(isinstance(place, str) for place in item["provinces"] + item["cities"])
        for figure in item["figures"]:
            assert figure.keys() >= FIGURE_KEYS
            assert figure["source"].keys() == {
                "id", "title", "publisher", "date", "url", "quality",
            }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["-b", "2021"], 25),
        (["-b", "2021", "-b", "2022"], 45),
        (["--region", "长三角", "-b", "2021", "-b", "2022"], 18),
        (["--region", "长三角"], 26),
        (["--region", "京津冀"], 7),
        (["-d", "生物医药", "-b", "2021", "-b", "2022"], 5),
        (["-p", "西部", "-b", "2021", "-b", "2022"], 5),
        (["--city", "苏州"], 4),
        (["--firm", "中车"], 2),
    ],
)
def test_count(cli: Cli, arguments: list[str], count: int) -> None:
    assert cli("list", *arguments, "--count") == Result(0, f"{count}\n", "")


@pytest.mark.parametrize(
    "values",
    [
        ("-d", "高端装备", "高端裝備"),
        ("-d", "高端装备", "gaoduanzhuangbei"),
        ("-d", "生物医药及高端医疗器械", "生物医药"),
        ("-d", "新一代信息技术", "信息技术"),
        ("-p", "湖南", "湘"),
        ("-p", "湖南", "hunan"),
        ("-p", "湖南", "湖南省"),
        ("-p", "广东", "廣東"),
        ("-p", "株洲", "zhuzhou"),
        ("-p", "重庆", "chongqing"),
        ("-p", "上海", "沪"),
        ("-p", "长三角", "changsanjiao"),
        ("-p", "长三角", "長三角"),
    ],
)
def test_values_of_filters_are_resolved(cli: Cli, values: tuple[str, str, str]) -> None:
    option, name, typed = values
    expected = cli("list", option, name, "-f", "id")
    assert expected.code == 0
    assert cli("list", option, typed, "-f", "id") == expected


def test_same_option_means_or_and_different_options_mean_and(cli: Cli) -> None:
    both = set(ids(cli("list", "-p", "湖南", "-p", "广东", "-b", "2021", "-f", "id")))
    hunan = set(ids(cli("list", "-p", "湖南", "-f", "id")))
    guangdong = set(ids(cli("list", "-p", "广东", "-f", "id")))
    batch = set(ids(cli("list", "-b", "2021", "-f", "id")))
    assert both == (hunan | guangdong) & batch
    assert {"zhuzhou-rail", "shenzhen-ict"} <= both


def test_sort_limit_and_columns(cli: Cli) -> None:
    result = cli("list", "--sort", "-batch", "--limit", "3", "--columns", "批次,name", "-f", "csv")
    rows = list(csv.reader(io.StringIO(result.out)))
    assert rows[0] == ["批次", "集群"]
    assert [row[0] for row in rows[1:]] == ["2024"] * 3
    names = cli("cities", "--sort", "name", "--columns", "name", "-f", "tsv").out.splitlines()[1:]
    assert names.index("白银") < names.index("长沙") < names.index("株洲")


def test_chosen_columns_cut_items_down(cli: Cli) -> None:
    found = items(cli("list", "-p", "株洲", "--columns", "id,cities", "-f", "json"))
    assert found[0] == {"id": "zhuzhou-rail", "cities": ["株洲"]}


FORMATS = ["table", "json", "jsonl", "csv", "tsv", "md", "yaml", "id"]
QUESTIONS = [
    (["list", "--domain", "高端装备"], "株洲市先进轨道交通装备集群", "zhuzhou-rail"),
    (
        ["list", "-p", "湖南", "-p", "广东", "-b", "2021"],
        "长沙市工程机械集群",
        "changsha-machinery",
    ),
    (["show", "株洲"], "株洲市先进轨道交通装备集群", "zhuzhou"),
    (["show", "南京市新型电力(智能电网)装备集群"], "南京", "nanjing-power-grid"),
    (["show", "廣深佛莞"], "广深佛莞智能装备集群", "guang-shen-fo-guan-equipment"),
    (["show", "生物医药"], "生物医药及高端医疗器械", "biomedicine"),
    (["search", "智能电网"], "南京市新型电力(智能电网)装备集群", "nanjing-power-grid"),
    (["search", "zhuzhou"], "株洲", "zhuzhou"),
    (["search", "3000亿"], "上海市集成电路集群", "shanghai-ic"),
    (["domains"], "高端装备", "equipment"),
    (["cities"], "株洲", "zhuzhou"),
    (["provinces"], "湖南", "hunan"),
    (["regions"], "长三角", "yangtze-delta"),
    (["batches"], "第三轮决赛优胜者", "2022"),
    (["policies", "竞赛"], "竞赛", "miit-2019-cluster-action"),
    (["policies", "--type", "财政"], "集群所在地支持细则", "local-2021-support"),
    (["indicators", "45"], "45个国家先进制造业集群", "n45-total"),
    (["sources", "--quality", "official"], "工信部公布45个", "miit-20221130"),
]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("question", "text", "id_"), QUESTIONS, ids=lambda value: str(value))
def test_every_question_in_every_format(
    cli: Cli, question: list[str], text: str, id_: str, name: str
) -> None:
    result = cli(*question, "-f", name)
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("\n")
    if name == "id":
        assert id_ in ids(result)
    elif name == "md":
        assert text.replace("(", "").split("(")[0][:4] in result.out.replace("\\", "")
    elif name == "table":
        assert pasteable(text) in result.out
    else:
        assert text in result.out


def test_formats_say_the_same(cli: Cli) -> None:
    question = ("list", "-b", "2021", "-p", "江苏")
    expected = items(cli(*question, "-f", "json"))
    lines = [json.loads(line) for line in cli(*question, "-f", "jsonl").out.splitlines()]
    assert lines == expected
    assert yaml.safe_load(cli(*question, "-f", "yaml").out) == expected
    assert ids(cli(*question, "-f", "id")) == [item["id"] for item in expected]
    rows = list(csv.DictReader(io.StringIO(cli(*question, "-f", "csv").out)))
    assert [row["集群"] for row in rows] == [item["name"] for item in expected]


def test_format_is_case_insensitive(cli: Cli) -> None:
    assert cli("domains", "-f", "JSON").out == cli("domains", "-f", "json").out


def test_show_gives_kind_item_and_related(cli: Cli) -> None:
    shown = json.loads(cli("show", "株洲", "-f", "json").out)
    assert shown["kind"] == "city"
    assert shown["item"]["adcode"] == "430200"
    assert "zhuzhou-rail" in [one["id"] for one in shown["related"]["clusters"]]


def test_show_several_gives_the_list_form_with_kinds(cli: Cli) -> None:
    found = items(cli("show", "株洲", "长沙市工程机械集群", "-f", "json"))
    assert [(item["kind"], item["id"]) for item in found] == [
        ("city", "zhuzhou"),
        ("cluster", "changsha-machinery"),
    ]


def test_show_a_place_before_its_clusters(cli: Cli) -> None:
    shown = json.loads(cli("show", "苏州", "-f", "json").out)
    assert (shown["kind"], len(shown["related"]["clusters"])) == ("city", 4)
    assert json.loads(cli("show", "上海", "-f", "json").out)["kind"] == "province"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["show", "火星"], 1, "jiqun list"),
        (["show", "株州"], 1, "株洲"),
        (["search", "火星"], 1, "jiqun list"),
        (["search", ""], 1, "没有找到"),
        (["list", "-d", "高端装配"], 2, "高端装备"),
        (["list", "-p", "火星"], 2, "jiqun cities"),
        (["list", "-p", "taizhou"], 2, "泰州、台州"),
        (["list", "-b", "2023"], 2, "可用：2021（"),
        (["list", "-f", "xml"], 2, "json"),
        (["list", "--sort", "nothing"], 2, "name"),
        (["list", "--columns", "nothing"], 2, "name"),
        (["list", "--has", "nothing"], 2, "target"),
        (["list", "--year", "二"], 2, "2025"),
        (["list", "--limit", "x"], 2, "整数"),
        (["list", "--nothing"], 2, "jiqun list --help"),
        (["list", "-d"], 2, "-d"),
        (["show"], 2, "jiqun show --help"),
        (["lst"], 2, "jiqun list"),
        (["firms"], 2, "jiqun --help"),
        (["list", "-o", "/nowhere/x"], 2, "/nowhere/x"),
        (["list", "-d", "消费品", "-p", "陕西"], 1, "没有"),
        (["list", "--data", "/nowhere.yaml"], 3, "/nowhere.yaml"),
    ],
)
def test_errors_are_one_helpful_line(cli: Cli, arguments: list[str], code: int, says: str) -> None:
    result = cli(*arguments)
    assert (result.code, result.out) == (code, "")
    assert result.err.count("\n") == 1
    assert says in result.err
    assert "Traceback" not in result.err


def test_nothing_found_is_an_empty_envelope_and_exit_1(cli: Cli) -> None:
    result = cli("list", "-d", "消费品", "-p", "陕西", "-f", "json")
    assert (result.code, json.loads(result.out)["total"]) == (1, 0)


@pytest.mark.parametrize("command", ["", *COMMANDS, *facets()])
def test_help_is_whole(cli: Cli, command: str) -> None:
    result = cli(*command.split(), "--help")
    assert (result.code, result.err) == (0, "")
    assert result == cli(*command.split(), "-h")
    assert re.search(rf"^用法 +jiqun {command}", result.out, re.MULTILINE)
    assert "显示用法" in result.out
    assert "…" not in re.sub("(名称|查询|文件)…", "", result.out)


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version(cli: Cli, base: KnowledgeBase, option: str) -> None:
    told = f"jiqun {__version__}，数据版本 {base.meta.version}\n"
    assert cli(option) == Result(0, told, "")


@pytest.mark.parametrize("arguments", [[], ["--script", "hant"], ["--no-color"]])
def test_no_command_shows_help(cli: Cli, arguments: list[str]) -> None:
    assert cli(*arguments) == cli(*arguments, "--help")._replace(code=2)


def test_output_goes_to_a_file(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    assert cli("domains", "-f", "csv", "--bom", "-o", str(path)).err == f"已写入 {path}\n"
    content = path.read_bytes()
    assert content.startswith("\ufeff领域,简称".encode())
    assert b"\r" not in content


@pytest.mark.usefixtures("over_tiny")
def test_overlay_by_option_and_by_environment(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("clusters:\n  - id: zhuzhou-rail\n    name: 株洲轨交集群\n", encoding="utf-8")
    for arguments in (["--data", str(path), "list"], ["list", "--data", str(path)]):
        assert "株洲轨交集群" in cli(*arguments).out
    assert "株洲轨交集群" not in cli("list").out
    monkeypatch.setenv("JIQUN_DATA", str(path))
    assert "株洲轨交集群" in cli("list").out


@pytest.mark.usefixtures("over_tiny")
@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("clusters:\n  - id: zhuzhou-rail\n    round: 1\n    round: 2\n", "4:5", "重复"),
        ("clusters:\n  - id: zhuzhou-rail\n    nothing: 1\n", "3:5", "没有“nothing”这个键"),
        ("clusters:\n  - id: zhuzhou-rail\n    round: 一\n", "3:12", "整数"),
        ("clusters:\n  - id: zhuzhou-rail\n    cities: [火星]\n", "3:14", "cities 里没有“火星”"),
    ],
)
def test_bad_data_is_refused_with_file_line_and_column(
    cli: Cli, tmp_path: Path, text: str, place: str, problem: str
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    result = cli("list", "--data", str(path))
    assert (result.code, result.out) == (3, "")
    assert f"{path}:{place}: " in result.err
    assert problem in result.err


def jiqun(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "jiqun", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def test_chinese_in_the_c_locale() -> None:
    done = jiqun("list", LANG="C", LC_ALL="C")
    assert "株洲市先进轨道交通装备集群" in done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_legacy_locale_gets_utf_8_in_a_pipe() -> None:
    done = jiqun("list", "-f", "json", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert json.loads(done.stdout)["total"] == 79


@pytest.mark.skipif(os.name == "nt", reason="needs a Unix shell")
@pytest.mark.parametrize("arguments", ["list -f yaml", "list", "check", "--help", "show 株洲"])
def test_a_closed_pipe_is_no_error(arguments: str) -> None:
    done = subprocess.run(
        [
            "bash",
            "-c",
            f'"{sys.executable}" -m jiqun {arguments} | true; echo "${{PIPESTATUS[0]}}"',
        ],
        capture_output=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (b"0\n", b"")


def test_an_interrupt_exits_130() -> None:
    program = (
        "import jiqun.loading, signal\n"
        # A parent that ignores interrupts hands that down.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "jiqun.loading.load = lambda *given: signal.raise_signal(signal.SIGINT)\n"
        "from jiqun.cli import main\n"
        "main(['list'])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (130, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_a_full_disk_is_told() -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m jiqun list > /dev/full',
        shell=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "写不出去" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["table", "md"])
def test_several_cards_go_into_one_file(cli: Cli, tmp_path: Path, name: str) -> None:
    path = tmp_path / "cards"
    assert cli("show", "株洲", "长沙", "-f", name, "-o", str(path)).code == 0
    text = path.read_text(encoding="utf-8")
    assert text == cli("show", "株洲", "长沙", "-f", name).out
    assert "株洲" in text
    assert "长沙市工程机械集群" in text


def test_a_choice_is_not_guessed(cli: Cli) -> None:
    for command in ("show", "cite"):
        result = cli(command, "taizhou")
        assert (result.code, result.out) == (1, "")
        assert "泰州" in result.err
        assert "台州" in result.err


@pytest.mark.parametrize(
    ("spelled", "kind", "name"),
    [
        ("neimenggu", "province", "内蒙古"),
        ("huhehaote", "city", "呼和浩特"),
        ("haerbin", "city", "哈尔滨"),
        ("changsanjiao", "region", "长三角"),
    ],
)
def test_places_are_shown_by_their_pinyin(cli: Cli, spelled: str, kind: str, name: str) -> None:
    shown = json.loads(cli("show", spelled, "-f", "json").out)
    assert (shown["kind"], shown["item"]["name"]) == (kind, name)


def test_a_firm_is_no_entry(cli: Cli) -> None:
    result = cli("show", "CATL")
    assert (result.code, result.out) == (1, "")
    assert "宁德" in result.err


def test_has_means_or(cli: Cli) -> None:
    both = set(ids(cli("list", "--has", "target", "--has", "actual", "-f", "id")))
    each = [set(ids(cli("list", "--has", part, "-f", "id"))) for part in ("target", "actual")]
    assert both == each[0] | each[1]


# Lines of a format that are not one item each.
AROUND = {"TABLE": 5, "Json": 1, "CSV": 1, "tsv": 1, "md": 2, "ID": 0, "jsonl": 0}


@pytest.mark.usefixtures("checked_once")
@pytest.mark.parametrize("arguments", [["stats", "--coverage"], ["check"], ["targets"]])
def test_every_listing_in_every_format(cli: Cli, arguments: list[str]) -> None:
    expected = len(items(cli(*arguments, "-f", "json")))
    for name, around in AROUND.items():
        result = cli(*arguments, "-f", name)
        assert (result.code, result.err) == (0, ""), name
        text = result.out.split("\n\n")[0] if name == "md" else result.out
        assert len(text.splitlines()) == expected + around, name


@pytest.mark.parametrize(
    ("query", "code", "says"),
    [
        ("a" * 5000, 1, f"没有找到“{'a' * 30}”；"),
        # A word that says nothing, however often it is said.
        ("集群" * 5000, 0, ""),
        ("\x1b[31mx", 1, "没有找到“\ufffd[31mx”；"),
        ("\u2022" * 90, 1, f"没有找到“{'•' * 30}”；"),
    ],
    ids=["long", "empty words", "control", "punctuation"],
)
def test_long_and_odd_queries(cli: Cli, query: str, code: int, says: str) -> None:
    result = cli("search", query)
    told = f"{says}全部集群见 jiqun list，城市见 jiqun cities\n" if says else ""
    assert (result.code, result.err) == (code, told)
    assert bool(result.out) == (code == 0)


def test_odd_values_are_told_in_one_line(cli: Cli) -> None:
    for arguments in (["--year", "²⁰²⁵"], ["-b", "²⁰²²"], ["-b", "9" * 5000], ["--firm", "！"]):
        result = cli("list", *arguments)
        assert (result.code, result.err.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        (["policies", "--type", "财政"], ["policies", "--type", "財政"]),
        (["sources", "--quality", "媒体"], ["sources", "--quality", "媒體"]),
        (["targets", "--scope", "园区"], ["targets", "--scope", "園區"]),
    ],
)
def test_words_of_options_are_known_in_either_script(
    cli: Cli, simplified: list[str], traditional: list[str]
) -> None:
    assert cli(*traditional, "-f", "id").out == cli(*simplified, "-f", "id").out != ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        (["list"], {}, True),
        (["list", "--no-color"], {}, False),
        (["--no-color", "list"], {}, False),
        (["list"], {"NO_COLOR": "1"}, False),
        (["list"], {"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    environment: dict[str, str],
    coloured: bool,
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert run(arguments) == 0
    shown = sys.stdout.getvalue()  # type: ignore[attr-defined]
    assert "个集群；领域多按名称推断" in shown
    assert ("\x1b[" in shown) == coloured


@pytest.mark.parametrize("name", ["table", "id", "json"])
@pytest.mark.parametrize("command", ["list", "map", "targets"])
def test_nothing_found_is_told_whatever_was_asked(cli: Cli, command: str, name: str) -> None:
    result = cli(command, "-d", "消费品", "-p", "陕西", "-f", name)
    assert (result.code, result.err) == (1, "没有符合条件的条目，可减少筛选条件再试\n")
    assert cli(command, "-d", "消费品", "-p", "陕西", "--count")[:2] == (1, "0\n")


def test_an_entry_that_is_named_twice_is_shown_once(cli: Cli) -> None:
    once = cli("show", "zhuzhou-rail")
    assert cli("show", "zhuzhou-rail", "株洲市先进轨道交通装备集群", "zhuzhou-rail") == once
