"""``jiqun scan``: reports in every format, exit codes, marks and drafts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from conftest import Result

Cli = Callable[..., Result]

AGREES = "株洲提出，到2025年先进轨道交通装备产业集群规模突破2000亿元。"
DIFFERS = "2022年，株洲市先进轨道交通装备集群规模达到1705亿元。"
NEW = "2019年，苏州市纳米新材料集群产值达到777.7亿元，集聚企业612家。"


@pytest.fixture
def page(tmp_path: Path) -> Callable[[str], str]:
    def write(text: str, name: str = "a.txt") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write


Page = Callable[..., str]


def test_a_report_has_mentions_figures_and_a_sum(cli: Cli, page: Page) -> None:
    result = cli("scan", page(AGREES))
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[:4] == [
        "类别  名称                        次数  怎样提到",
        "------------------------------------------------",
        "城市  株洲                           1  直接",
        "集群  株洲市先进轨道交通装备集群     1  直接",
    ]
    assert "突破2000亿元  株洲市先进轨道交通装备集群  规模  2025  目标  一致" in result.out
    assert "共 1 个数字：一致 1" in result.out


def test_a_difference_is_exit_code_1_and_one_line(cli: Cli, page: Page) -> None:
    result = cli("scan", page(DIFFERS))
    assert (result.code, result.err) == (1, "1 处与知识库不一致\n")
    assert "不一致" in result.out
    assert "总体规模达到1507亿元" in result.out


def test_json_of_one_text_is_one_object(cli: Cli, page: Page) -> None:
    item = json.loads(cli("scan", page(AGREES), "-f", "json").out)
    assert list(item) == [
        *("schema_version", "data_version", "mentions", "figures", "script", "condition")
    ]
    assert item["mentions"][1] == {
        "kind": "cluster", "id": "zhuzhou-rail", "name": "株洲市先进轨道交通装备集群", "count": 1,
        "indirect": False, "spans": [[11, 23]],
    }  # fmt: skip
    (figure,) = item["figures"]
    known = figure.pop("known")
    assert figure == {
        "text": "突破2000亿元", "subject": "株洲市先进轨道交通装备集群", "metric": "规模",
        "op": "gt", "value": 2000, "unit": "亿元", "year": 2025, "kind": "target",
        "verdict": "agrees", "span": [25, 33],
    }  # fmt: skip
    assert (known["text"], known["evidence"]) == (">2000亿元", "集群规模突破2000亿元")


def test_several_texts_are_a_listing(cli: Cli, page: Page) -> None:
    paths = [page(AGREES), page(NEW, "b.txt")]
    result = cli("scan", *paths, "-f", "json")
    assert result.code == 0
    assert [one["file"] for one in json.loads(result.out)["items"]] == paths
    rows = cli("scan", *paths, "-f", "csv").out.splitlines()
    assert rows[0] == "文件,原文,对象,指标,年份,类别,结论,知识库"
    assert len(rows) == 4
    lines = cli("scan", *paths, "-f", "jsonl").out.splitlines()
    assert [json.loads(line)["file"] for line in lines] == paths


@pytest.mark.parametrize("format_", ["yaml", "md", "html", "tsv"])
def test_other_formats_have_the_figures(cli: Cli, page: Page, format_: str) -> None:
    result = cli("scan", page(AGREES), "-f", format_)
    assert (result.code, result.err) == (0, "")
    assert "突破2000亿元" in result.out


def test_ids_are_those_of_what_is_mentioned(cli: Cli, page: Page) -> None:
    result = cli("scan", page(AGREES), page(f"{NEW}{AGREES}中车株机。", "b.txt"), "-f", "id")
    assert result.out == "zhuzhou\nzhuzhou-rail\nsuzhou-nano\n"


PRINTED = "2019年，苏州市纳米新材料集群产值约占全国的五分之一，企業達到612家後。"


@pytest.mark.parametrize("format_", ["table", "csv", "tsv", "md", "html", "json", "jsonl", "yaml"])
def test_the_words_of_a_page_stay_in_their_script(cli: Cli, page: Page, format_: str) -> None:
    path = page(PRINTED, "说明.txt")
    for paths in ([path], [path, path]):
        out = cli("scan", *paths, "--script", "hant", "-f", format_).out
        assert "约占全国的五分之一" in out
        assert "\ufffd" not in out
        if format_ not in ("json", "jsonl", "yaml"):
            assert "未收錄" in out
            assert "说明.txt" in out or len(paths) == 1


@pytest.mark.parametrize("format_", ["table", "html"])
def test_marks_are_in_the_script_that_is_asked_for(cli: Cli, page: Page, format_: str) -> None:
    out = cli(
        "scan", page(f"{PRINTED}{DIFFERS}"), "--annotate", "--script", "hant", "-f", format_
    ).out
    assert "〔未收錄〕" in out
    assert "株洲市先進軌道交通裝備集群 1507億元" in out
    assert "约占全国的五分之一" in out
    assert "企業達到" in out
    assert "规模达到" in out


def test_a_date_for_all_tells_which_dates_it_replaces(cli: Cli, page: Page) -> None:
    own, none = page(f"2025-07-06\n{AGREES}"), page(AGREES, "b.txt")
    result = cli("scan", own, none, "--date", "2020")
    assert result.err == f"--date 代替了 1 个文档自己的日期，如 2025-07-06（{own}）\n"
    assert cli("scan", own, none, "--date", "2025-07").err == ""
    assert cli("scan", own, "--date", "2020").err == ""


def test_standard_input_is_a_text(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(AGREES.encode("gb18030"))))
    assert cli("scan", "-").code == 0


def test_what_cannot_be_read_is_exit_code_3(cli: Cli, page: Page, tmp_path: Path) -> None:
    (tmp_path / "zeros.txt").write_bytes(b"\0" * 100)
    result = cli("scan", str(tmp_path / "zeros.txt"))
    assert (result.code, result.out) == (3, "")
    assert result.err == f"{tmp_path / 'zeros.txt'}：不是文本，是二进制文件\n"
    page(AGREES)
    result = cli("scan", str(tmp_path))
    assert result.code == 3
    assert "突破2000亿元" in result.out
    assert result.err.splitlines()[-1] == "2 个文档：1 个没有读成"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--date", "昨天"], "--date 的“昨天”不是日期，应如 2025-07-06、2025-07 或 2025"),
        (["--draft", "--summary"], "--annotate、--draft、--summary 一次只能用一个"),
        (["--resume"], "--resume 要同 -o 一个 .jsonl 或 .parquet 文件一起用"),
        (["--draft", "-f", "csv"], "--draft 只写成 YAML"),
        (["--annotate", "-f", "csv"], "--annotate 只能写成 table 或 html"),
    ],
)
def test_wrong_usage_is_told(cli: Cli, page: Page, arguments: list[str], says: str) -> None:
    result = cli("scan", page(AGREES), *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"{says}\n")


def test_marks_stand_in_the_text(cli: Cli, page: Page) -> None:
    result = cli("scan", page(f"{AGREES}\n{DIFFERS}"), "--annotate")
    assert result.out == (
        "株洲提出，到2025年【先进轨道交通装备产业集群】规模突破2000亿元〔一致〕。\n"
        "2022年，【株洲市先进轨道交通装备集群】规模达到1705亿元"
        "〔不一致：株洲市先进轨道交通装备集群 1507亿元〕。\n"
    )


def test_marks_are_a_page_that_shows_the_text_and_runs_nothing(cli: Cli, page: Page) -> None:
    result = cli("scan", page(f"<script>alert(1)</script>{AGREES}"), "--annotate", "-f", "html")
    assert result.code == 0
    assert "<script>" not in result.out
    assert '<mark class="agrees" title="株洲市先进轨道交通装备集群 &gt;2000亿元">' in result.out


def test_a_draft_is_an_overlay_that_passes_the_check(cli: Cli, page: Page, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    result = cli("scan", page(f"{AGREES}{NEW}"), "--date", "2020-01", "--draft", "-o", str(draft))
    assert (result.code, result.out) == (0, "")
    text = draft.read_text(encoding="utf-8")
    (entry,) = yaml.safe_load(text)["clusters"]
    assert entry["id"] == "suzhou-nano"
    assert [(one["metric"], one["value"], one["year"]) for one in entry["figures"]] == [
        ("产值", 777.7, 2019),
        ("企业数", 612, 2019),
    ]
    assert all(len(one["evidence"]) <= 25 for one in entry["figures"])
    assert text.count("待定") > 8
    assert cli("check", str(draft)).code == 0
    shown = cli("--data", str(draft), "show", "suzhou-nano")
    assert "777.7亿元" in shown.out


def test_a_draft_tells_what_the_text_would_replace(cli: Cli, page: Page) -> None:
    path = page("株洲市先进轨道交通装备集群2023年规模达1650亿元。")
    text = cli("scan", path, "--date", "2025-03-01", "--draft").out
    assert '更新了知识库的 1600亿元；若取代它，写 supersedes: "2023年集群规模达1600亿元"' in text


def test_nothing_new_is_an_empty_draft(cli: Cli, page: Page) -> None:
    result = cli("scan", page(AGREES), "--draft")
    assert yaml.safe_load(result.out) == {"clusters": []}


def test_a_summary_counts_by_subject_month_and_verdict(cli: Cli, page: Page) -> None:
    paths = [page(AGREES), page(f"{DIFFERS}{AGREES}", "b.txt")]
    result = cli("scan", *paths, "--date", "2024-05-06", "--summary", "-f", "csv")
    assert result.code == 0
    assert result.out.splitlines()[1:] == [
        "株洲市先进轨道交通装备集群,2024-05,一致,2",
        "株洲市先进轨道交通装备集群,2024-05,更新,1",
    ]


def test_traditional_output(cli: Cli, page: Page) -> None:
    assert "未收錄" in cli("scan", page(NEW), "--script", "hant").out
