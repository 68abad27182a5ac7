"""Every format, to the letter, on a tiny base; and what must hold for any text."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from html import unescape
from itertools import pairwise

import pytest
import yaml
from format_views import (
    Outline,
    card,
    listing,
    read_workbook,
    render,
    rendered_workbook,
    texts,
    unstyled,
)
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from jiqun.formats import FORMATS
from jiqun.formats.base import Destination
from jiqun.formats.csv import escape_formula
from jiqun.formats.md import escape
from jiqun.knowledge import KnowledgeBase
from jiqun.text.linebreak import breaks
from jiqun.text.width import cell_width, visible

FOOTER = "共 2 个"
EVIL = "=cmd()|' /C calc'!A0<script>alert(1)</script>"

EXPECTED = {
    "table": """\
集群                          领域      批次  省市       目标
----------------------------------------------------------------------------------
株洲市先进轨道交通装备集群    高端装备  2021  湖南 株洲  规模 >2000亿元（2025）
苏州[red]纳米[/]集群〔回译〕  新材料    2021  江苏 苏州等  未查到

共 2 个
数据版本 2026-01-01
""",
    "csv": """\
集群,领域,批次,省市,目标
株洲市先进轨道交通装备集群,高端装备,2021,湖南 株洲,规模 >2000亿元（2025）
苏州[red]纳米[/]集群〔回译〕,新材料,2021,江苏 苏州等,未查到
""",
    "tsv": """\
集群\t领域\t批次\t省市\t目标
株洲市先进轨道交通装备集群\t高端装备\t2021\t湖南 株洲\t规模 >2000亿元（2025）
苏州[red]纳米[/]集群〔回译〕\t新材料\t2021\t江苏 苏州等\t未查到
""",
    "md": """\
| 集群 | 领域 | 批次 | 省市 | 目标 |
| --- | --- | ---: | --- | --- |
| 株洲市先进轨道交通装备集群 | 高端装备 | 2021 | 湖南 株洲 | 规模 \\>2000亿元（2025） |
| 苏州\\[red\\]纳米\\[/\\]集群〔回译〕 | 新材料 | 2021 | 江苏 苏州等 | 未查到 |

共 2 个  
数据版本 2026-01-01
""",
    "id": "zhuzhou-rail\nsuzhou-nano\n",
}


@pytest.mark.parametrize("name", EXPECTED)
def test_listing_to_the_letter(tiny: KnowledgeBase, name: str) -> None:
    got = render(name, listing(tiny, "cluster", footer=FOOTER))
    if name == "table":
        # The width of the last column but one depends on its longest cell.
        got = "\n".join(" ".join(line.split()) for line in got.splitlines())
        expected = "\n".join(" ".join(line.split()) for line in EXPECTED[name].splitlines())
        assert got.replace("-", "") == expected.replace("-", "")
    else:
        assert got == EXPECTED[name]


def test_plain_table_is_aligned(tiny: KnowledgeBase) -> None:
    table, _ = render("table", listing(tiny, "cluster")).split("\n\n")
    head, rule, *rows = table.splitlines()
    at = cell_width(head[: head.index("批次")])
    assert set(rule) == {"-"}
    for row in rows:
        assert cell_width(row[: row.index("2021")]) == at
        assert row == row.rstrip()


def test_what_was_found_stands_out_in_colour_only(tiny: KnowledgeBase) -> None:
    shown = listing(tiny, "cluster", found=["轨道"])
    assert "\x1b[1;33m轨道\x1b[0m" in render("table", shown, Destination(width=80, color=True))
    assert "\x1b" not in render("table", shown, Destination(width=80))


def test_json_and_yaml_say_the_same(tiny: KnowledgeBase) -> None:
    envelope = json.loads(render("json", listing(tiny, "cluster")))
    assert {key: envelope[key] for key in ("schema_version", "data_version", "total")} == {
        "schema_version": 2,
        "data_version": "2026-01-01",
        "total": 2,
    }
    rail, nano = envelope["items"]
    assert rail["organisation"]["name"] == "促进中心"
    assert rail["figures"][1] == {
        "kind": "actual",
        "metric": "产值",
        "label": None,
        "op": "about",
        "value": 1500.5,
        "unit": "亿元",
        "text": "约1500.5亿元",
        "value_base": 1500.5,
        "unit_base": "亿元",
        "year": None,
        "period": {"start": "2024-01", "end": "2024-06"},
        "scope": "province",
        "industry": "wider",
        "of_cluster": False,
        "scope_note": "全省装备",
        "growth": {"op": "eq", "value": 6.7},
        "source": {
            "id": "copy",
            "title": "[一份转载]",
            "publisher": "某网",
            "date": None,
            "url": None,
            "quality": "aggregator",
        },
        "published": None,
        "published_by": "2026-01",
        "confirmed_by": [
            {
                "id": "page",
                "title": "一篇报道",
                "publisher": "日报",
                "date": "2021-03-23",
                "url": "https://example.cn/a",
                "quality": "press",
            }
        ],
        "evidence": "约1500.5亿元",
        "set_by": None,
        "status": "current",
        "supersedes": None,
        "recorded": None,
        "note": "半年数",
    }
    assert nano["mark"] == "〔回译〕"
    assert nano["organisation"] is None
    assert nano["figures"] == nano["firms"] == []
    text = render("yaml", listing(tiny, "cluster"))
    assert yaml.safe_load(text) == envelope["items"]
    assert "&" not in text


CARD = """\
株洲市先进轨道交通装备集群
zhuzhou-rail · Zhuzhou rail cluster

领域      高端装备（按名称推断）
批次      2021 年，第 1 轮竞赛
省市      湖南 株洲
区域      中部
别名      先进轨道交通装备、=株洲轨交
产品      高铁
名称      已核实[1]
促进机构  促进中心[2]

目标
  2025  规模  >2000亿元  集群
        “集群规模突破2000亿元”[1]；只有别的指标的实绩

实绩
  2024 年上半年  产值  约1500.5亿元（同比 +6.7%）  〔全省·更宽产业〕全省装备
                 “约1500.5亿元”；半年数[2][1]

举措
  金融  设立基金（2021–2025）[1]

相关政策
  2021  一项规划（plan）

企业
  龙头企业  中车株机[1]

注
  ·  研究员张三：一条注[1]

来源
  [1]  《一篇报道》，日报，2021-03-23，媒体 https://example.cn/a
  [2]  [一份转载]，某网，日期未示，聚合，见于转载

数据版本 2026-01-01
"""


def test_card_to_the_letter(tiny: KnowledgeBase) -> None:
    assert render("table", card(tiny, "cluster", "zhuzhou-rail")) == CARD
    folded = render("table", card(tiny, "cluster", "zhuzhou-rail"), Destination(width=80))
    assert "".join(folded.split()) == "".join(CARD.split())


@pytest.mark.parametrize(
    ("kind", "id_"),
    [
        ("cluster", "zhuzhou-rail"),
        ("cluster", "suzhou-nano"),
        ("city", "zhuzhou"),
        ("province", "hunan"),
        ("region", "central"),
        ("domain", "equipment"),
        ("batch", "2021"),
        ("policy", "plan"),
        ("indicator", "total"),
        ("source", "page"),
    ],
)
@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"docx", "xlsx"}))
def test_every_kind_in_every_format_keeps_its_name(
    tiny: KnowledgeBase, kind: str, id_: str, name: str
) -> None:
    shown = card(tiny, kind, id_)
    got = render(name, shown)
    assert got.endswith("\n")
    if name == "id":
        assert got == f"{id_}\n"
    elif name in ("table", "md"):
        assert escape(shown.card.title) in got or shown.card.title in got
    elif name in ("json", "jsonl", "yaml"):
        # All of these are YAML.
        item = yaml.safe_load(got)
        assert (item["item"] if name == "json" else item)["id"] == shown.item["id"]
    else:
        # Rich draws a blank as one that does not break.
        assert shown.card.title in unescape(got).replace("\xa0", " ")


@pytest.mark.parametrize("width", [40, 60, 80, 160])
@pytest.mark.parametrize("color", [True, False])
def test_a_terminal_shows_the_card_of_a_pipe_and_nothing_else(
    base: KnowledgeBase, width: int, color: bool
) -> None:
    for cluster in base.clusters[::9]:
        shown = card(base, "cluster", cluster.id)
        got = unstyled(render("table", shown, Destination(width, color)))
        assert sorted("".join(got.split())) == sorted("".join(render("table", shown).split()))
        assert max(map(cell_width, got.splitlines())) <= width


def test_json_of_an_entry_tells_what_is_related(tiny: KnowledgeBase) -> None:
    shown = json.loads(render("json", card(tiny, "cluster", "zhuzhou-rail")))
    (listed, _) = json.loads(render("json", listing(tiny, "cluster")))["items"]
    assert (shown["kind"], shown["item"]) == ("cluster", listed)
    assert shown["related"]["policies"] == [{"id": "plan", "title": "一项规划"}]
    province = json.loads(render("json", card(tiny, "province", "hunan")))
    assert province["related"] == {"clusters": [{"id": "zhuzhou-rail", "name": listed["name"]}]}


def test_colour_is_only_where_it_is_wanted(tiny: KnowledgeBase) -> None:
    shown = card(tiny, "cluster", "zhuzhou-rail")
    assert "\x1b[" in render("table", shown, Destination(width=80, color=True))
    assert "\x1b[" not in render("table", shown, Destination(width=80, color=False))


def test_control_characters_do_not_reach_the_terminal(tiny: KnowledgeBase) -> None:
    assert visible("a\x1b[31mb\x07\u202ec") == "a\ufffd[31mb\ufffd\ufffdc"
    shown = texts(["X"], [["\x1b[2Jx"]])
    for destination in (Destination(), Destination(width=40)):
        assert "\ufffd[2Jx" in render("table", shown, destination)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=cmd()", "'=cmd()"),
        ("＝cmd()", "'＝cmd()"),
        ("+86", "+86"),
        ("+a", "'+a"),
        ("-5.2", "-5.2"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        (">4000亿元", ">4000亿元"),
        ("株洲", "株洲"),
    ],
)
def test_no_cell_is_a_formula(cell: str, shown: str) -> None:
    assert escape_formula(cell) == shown


@pytest.mark.parametrize(("text", "in_data"), [(None, None), ("—", "—")])
def test_what_is_unknown_is_a_dash_for_readers_and_empty_elsewhere(
    text: str | None, in_data: str | None
) -> None:
    view = texts(["号", "名"], [["a", text]], footer="f")
    assert view.cells() == [["a", text]]
    assert render("csv", view) == f"号,名\na,{in_data or ''}\n"
    assert render("tsv", view) == f"号\t名\na\t{in_data or ''}\n"
    sheet = read_workbook(rendered_workbook(view)).worksheets[0]
    assert list(sheet.values) == [("号", "名"), ("a", in_data)]
    for name in ("table", "md", "html", "svg"):
        for width in (None, 60):
            assert "—" in render(name, view, Destination(width))


def readable(cell: str) -> str:
    return "\t".join(map(visible, cell.replace("\r", "\n").split("\t")))


@given(st.lists(st.text() | st.just("—") | st.none(), min_size=2))
def test_csv_reads_back(cells: list[str | None]) -> None:
    text = render("csv", texts([str(at) for at, _ in enumerate(cells)], [cells]))
    (_, row) = list(csv.reader(io.StringIO(text, newline="")))
    assert [cell.removeprefix("'") for cell in row] == [
        readable(cell or "").removeprefix("'") for cell in cells
    ]


def test_text_is_text_in_every_format() -> None:
    view = texts(["名"], [[EVIL]], title=EVIL)
    page = Outline(render("html", view))
    assert "script" not in page.tags
    assert EVIL in page.text
    assert render("csv", view).splitlines()[1].startswith("'=cmd()")
    cell = read_workbook(rendered_workbook(view)).worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == (EVIL, "s")
    picture = render("svg", view)
    ElementTree.fromstring(picture)
    assert "<script>" not in picture


def test_titles_are_harmless_too() -> None:
    view = texts(["=cmd()|x"], [["a"]])
    assert render("csv", view).startswith("'=cmd()")
    assert render("tsv", view).startswith("'=cmd()")
    assert render("md", view).startswith("| =cmd()\\|x |")


def test_sources_in_a_card_are_links_in_a_terminal_with_colour(base: KnowledgeBase) -> None:
    shown = card(base, "cluster", "xuzhou-machinery")
    text = render("table", shown, Destination(80, color=True))
    assert re.search(r"\x1b\]8;[^;]*;http://news\.jstv\.com/[^\x1b]*\x1b\\《", text)
    assert "\x1b" not in render("table", shown, Destination(80))


def test_what_was_found_is_converted_whole() -> None:
    view = texts(["名"], [["智能制造集群"]], found=["制"])
    text = render("table", view, Destination(80, color=True, script="hant"))
    assert "智能製造集群" in unstyled(text)


def test_cell_width_of_all_texts_of_the_base(base: KnowledgeBase) -> None:
    for source in base.sources:
        assert cell_width(source.title) == cell_len(source.title)
    for cluster in base.clusters:
        for figure in base.figures(cluster):
            assert cell_width(figure.evidence) == cell_len(figure.evidence)


WORDS = st.text(alphabet="株洲市，。（）〔〕“”abc 123.%>约近[]", max_size=60)


@given(WORDS, st.integers(min_value=10, max_value=80))
def test_lines_break_at_the_width_and_lose_nothing(text: str, width: int) -> None:
    offsets = [0, *breaks(text, width), len(text)]
    lines = [text[start:end] for start, end in pairwise(offsets)]
    assert "".join(lines) == text
    assert all(cell_width(line.rstrip()) <= width for line in lines)


@given(st.text(alphabet="株洲轨道交通，。、；）”", min_size=1, max_size=80))
def test_no_line_begins_with_closing_punctuation(text: str) -> None:
    for offset in breaks(text, 40):
        run = text[:offset]
        closing = len(run) - len(run.rstrip("，。、；）”"))
        assert text[offset] not in "，。、；）”" or closing > 15


@given(st.text(alphabet="株洲市轨道，。、（）“” ab1", max_size=60), st.integers(8, 40))
def test_the_last_line_is_more_than_a_character_where_it_can_be(text: str, width: int) -> None:
    offsets = [0, *breaks(text, width), len(text)]
    *before, last = [text[start:end].strip() for start, end in pairwise(offsets)]
    # A character that clings to what is before it cannot be parted from it.
    if before and len(last) == 1 and last not in "，。、）”":
        kept = before[-1].rstrip("，。、（）“”")
        assert len(kept) < 2 or kept[-1].isascii() or len(kept) < len(before[-1]), (before, last)


def test_a_footer_breaks_where_chinese_may(tiny: KnowledgeBase) -> None:
    view = listing(tiny, "cluster", "name", footer="已达到的目标共有零个；〔 〕是口径")
    text = render("table", view, Destination(width=24))
    assert text.splitlines()[-3:-1] == ["已达到的目标共有零个；", "〔 〕是口径"]


def test_brackets_around_a_space_are_not_parted() -> None:
    assert breaks("已达到；〔 〕是口径", 10) == [4, 8]


def test_numbers_are_not_broken() -> None:
    text = "总体规模达到1507亿元"
    (offset,) = breaks(text, 16)
    assert text[offset:] == "1507亿元"


@pytest.mark.parametrize("width", [24, 40, 54])
def test_many_marks_do_not_tear_a_number_from_its_word(width: int) -> None:
    text = "14 个" + "".join(f"[{number}]" for number in range(1, 21))
    ends = [0, *breaks(text, width), len(text)]
    first, *others = [text[start:end] for start, end in pairwise(ends)]
    assert first.startswith("14 个[1]")
    assert all(line.startswith("[") and line.endswith("]") for line in others)
