"""References that citation managers read."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path

import bibtexparser
import pytest

from conftest import Result
from jiqun.citing import bibtex, csl_json, gbt
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


def test_gbt_7714() -> None:
    assert gbt([PAPER, PAGE]) == (
        "[1] 郭倩. 题名[N]. 经济参考报, 2021-03-23. 据转载页，未见原页.\n"
        "[2] 某市政府网. 50% & #1_题[EB/OL]. (2023-08)[2026-11]. https://x.gov.cn/a_b.\n"
    )


def test_bibtex_reads_back(base: KnowledgeBase) -> None:
    library = bibtexparser.parse_string(bibtex([PAPER, PAGE, *base.sources]))
    assert not library.failed_blocks
    assert len(library.entries) == 2 + len(base.sources)
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


@pytest.mark.parametrize("style", ["gbt7714", "bibtex", "csl-json"])
def test_cite_a_cluster_a_source_and_a_figure(cli: Cli, style: str) -> None:
    whole = cli("cite", RAIL, "--style", style)
    one = cli("cite", RAIL, "--figure", "2000亿元", "--style", style)
    source = cli("cite", "jjckb-20210323", "--style", style)
    assert whole.code == one.code == source.code == 0
    assert one.out == source.out
    assert "郭倩" in source.out
    assert len(whole.out) > len(one.out)


@pytest.mark.parametrize("figure", ["1600亿元", "1600亿", "1,600 億元", "1600"])
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
        ([RAIL, "--style", "mla"], 2, "gbt7714"),
    ],
)
def test_errors(cli: Cli, arguments: list[str], code: int, says: str) -> None:
    result = cli("cite", *arguments)
    assert (result.code, result.out) == (code, "")
    assert says in result.err


def test_a_file_of_references_keeps_its_style(cli: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "refs.json"
    arguments = ("cite", "miit-20221130", "--style", "csl-json")
    assert cli(*arguments, "-o", str(path)).code == 0
    assert path.read_text(encoding="utf-8") == cli(*arguments).out
