"""References that citation managers read."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path

import bibtexparser
import pytest

from conftest import Result
from jiqun.citing import biblatex, bibtex, csl_json, gbt
from jiqun.kinds.source import Source
from jiqun.knowledge import KnowledgeBase

Cli = Callable[..., Result]
RAIL = "株洲市先进轨道交通装备集群"

PAPER = Source(
    "p-2021", "题名", "经济参考报", "2021-03-23", "郭倩", None, "press", "repost", "2026-11", None
)
PAGE = Source(
    "g-2023", "50% & #1_题", "某市政府网", "2023-08", None, "https://x.gov.cn/a_b", "official",
    "original", "2026-11", None,
)  # fmt: skip


REPOST = PAPER._replace(id="r", title="[某厅发布]", author=None, publisher="某厅", date=None)
DATED = PAGE._replace(accessed="2026-11-22")


def test_gbt_7714() -> None:
    assert gbt([PAPER, PAGE, DATED, REPOST]) == (
        "[1] 郭倩. 题名[N]. 经济参考报, 2021-03-23. 据转载页，未见原页.\n"
        "[2] 某市政府网. 50% & #1_题[EB/OL]. (2023-08)[2026-11]. https://x.gov.cn/a_b."
        " 引用日期只知到月.\n"
        "[3] 某市政府网. 50% & #1_题[EB/OL]. (2023-08)[2026-11-22]. https://x.gov.cn/a_b.\n"
        "[4] 某厅. 某厅发布[Z]. 题名自拟；据转载页，未见原页.\n"
    )


def test_what_has_no_address_is_no_page_on_the_net(base: KnowledgeBase) -> None:
    for line, source in zip(gbt(base.sources).splitlines(), base.sources, strict=True):
        assert ("[EB/OL]" in line) == (source.url is not None)
        assert "]][" not in line
        assert "][" not in line.replace(f")[{source.accessed}]", "").partition(" ")[2]


def test_bibtex_is_classic() -> None:
    assert bibtex([PAGE]) == (
        "@misc{g-2023,\n"
        "  author = {{某市政府网}},\n"
        r"  title = {{50\% \& \#1\_题}},"
        "\n"
        r"  howpublished = {某市政府网 \url{https://x.gov.cn/a_b}},"
        "\n"
        "  year = {2023},\n"
        "  month = {8},\n"
        "  url = {https://x.gov.cn/a_b},\n"
        "  note = {引用于 2026-11},\n"
        "}\n"
    )
    assert bibtex([PAPER]).startswith("@article{p-2021,\n")


def test_biblatex_is_a_style_of_its_own() -> None:
    assert biblatex([PAGE]) == (
        "@online{g-2023,\n"
        "  author = {{某市政府网}},\n"
        r"  title = {{50\% \& \#1\_题}},"
        "\n"
        "  organization = {某市政府网},\n"
        "  date = {2023-08},\n"
        "  url = {https://x.gov.cn/a_b},\n"
        "  urldate = {2026-11},\n"
        "  langid = {chinese},\n"
        "}\n"
    )
    assert biblatex([REPOST]).startswith("@misc{r,\n")


# What the styles that come with BibTeX know; readers drop entries of other types.
CLASSIC = {"article", "misc"}


def test_bibtex_reads_back(base: KnowledgeBase) -> None:
    library = bibtexparser.parse_string(bibtex([PAPER, PAGE, *base.sources]))
    assert not library.failed_blocks
    assert len(library.entries) == 2 + len(base.sources)
    assert {entry.entry_type for entry in library.entries} <= CLASSIC
    assert all("author" in entry and "title" in entry for entry in library.entries)
    entry = library.entries_dict["p-2021"]
    assert (entry.entry_type, entry["journal"], entry["year"]) == ("article", "经济参考报", "2021")
    assert r"50\% \& \#1\_题" in library.entries_dict["g-2023"]["title"]


def test_csl_json_is_read_by_a_processor(base: KnowledgeBase) -> None:
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    items = json.loads(csl_json([PAPER, PAGE, *base.sources[:40]]))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    text = "\n".join(str(entry) for entry in bibliography.bibliography())
    assert "经济参考报" in text
    assert "2021" in text


@pytest.mark.parametrize("style", ["gbt7714", "bibtex", "biblatex", "csl-json"])
def test_cite_a_cluster_a_source_and_a_figure(cli: Cli, style: str) -> None:
    whole = cli("cite", RAIL, "--style", style)
    one = cli("cite", RAIL, "--figure", "2000亿元", "--style", style)
    source = cli("cite", "jjckb-20210323", "--style", style)
    assert whole.code == one.code == source.code == 0
    assert one.out == source.out
    assert "郭倩" in source.out
    assert len(whole.out) > len(one.out)


@pytest.mark.parametrize(
    "figure", ["1600亿元", "1600亿", "1,600 億元", "1600", "一千六百亿元", "0.16万亿", "１６００亿"]
)
def test_a_figure_is_cited_as_it_is_typed(cli: Cli, figure: str) -> None:
    found = json.loads(cli("cite", RAIL, "--figure", figure, "--style", "csl-json").out)
    assert [one["id"] for one in found] == ["hngx-20240719", "chinanews-20240126-rail"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["火星"], 1, "没有“火星”"),
        ([RAIL, "--figure", "9999亿"], 1, "没有“9999亿”这个数字"),
        # Parts of 1600亿元 are other numbers.
        ([RAIL, "--figure", "600亿元"], 1, "没有“600亿元”这个数字"),
        ([RAIL, "--figure", "160"], 1, "没有“160”这个数字"),
        ([RAIL, "--figure", "2024年规模2000亿元"], 1, "没有“2024年规模2000亿元”这个数字"),
        (
            [RAIL, "--style", "mla"],
            2,
            "--style 没有“mla”，可用：gbt7714、bibtex、biblatex、csl-json",
        ),
        ([RAIL, "--style", "bibtex", "-f", "json"], 2, "--style bibtex 与 json 只能选一样"),
        ([RAIL, "--style", "bibtex", "-o", "a.json"], 2, "“.json”文件不是 bibtex，它写 csl-json"),
        ([RAIL, "--style", "csl-json", "-o", "a.bib"], 2, "它写 bibtex、biblatex"),
        ([RAIL, "--style", "bibtex", "-o", "a.xlsx"], 2, "写成的文件以 .txt、.bib 结尾"),
        ([RAIL, "-o", "a.ris"], 2, "不会写“.ris”文件，可用：.txt、.bib、.json、"),
    ],
)
def test_errors(cli: Cli, arguments: list[str], code: int, says: str) -> None:
    result = cli("cite", *arguments)
    assert (result.code, result.out) == (code, "")
    assert says in result.err


@pytest.mark.parametrize(
    ("name", "options", "style"),
    [
        ("refs.bib", [], "bibtex"),
        ("refs.bib", ["--style", "biblatex"], "biblatex"),
        ("refs.json", [], "csl-json"),
        ("refs.txt", [], "gbt7714"),
        ("refs", ["--style", "bibtex"], "bibtex"),
    ],
)
def test_the_name_of_a_file_tells_the_style(
    cli: Cli, tmp_path: Path, name: str, options: list[str], style: str
) -> None:
    path = tmp_path / name
    assert cli("cite", RAIL, *options, "-o", str(path)).err == f"已写入 {path}\n"
    assert path.read_text(encoding="utf-8") == cli("cite", RAIL, "--style", style).out


def test_sources_are_listed_in_other_formats(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "refs.csv"
    assert cli("cite", RAIL, "-o", str(path)).code == 0
    assert path.read_text(encoding="utf-8") == cli("cite", RAIL, "-f", "csv").out


def test_several_are_cited_once_each(cli: Cli) -> None:
    names = (RAIL, "jjckb-20210323", "广深佛莞智能装备集群")
    each = [json.loads(cli("cite", name, "-f", "json").out)["items"] for name in names]
    found = json.loads(cli("cite", *names, "-f", "json").out)["items"]
    assert found == list({one["id"]: one for items in each for one in items}.values())


def test_a_figure_of_a_place_is_that_of_its_cluster(cli: Cli) -> None:
    result = cli("cite", "株洲", "--figure", "2000亿元")
    assert result.out == cli("cite", RAIL, "--figure", "2000亿元").out
    assert result.err == f"“2000亿元”是{RAIL}的数字\n"
