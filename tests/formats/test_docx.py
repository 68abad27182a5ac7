"""Word documents: its own tables, fonts for Chinese, sources below, the same bytes each time."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from format_views import PIPE, card, listing, texts

from conftest import Result
from jiqun.formats import format_named
from jiqun.formats.base import Destination
from jiqun.knowledge import KnowledgeBase
from jiqun.views.view import CardView, ListView

Cli = Callable[..., Result]


def content(view: ListView | CardView, destination: Destination = PIPE) -> bytes:
    """Return a view as the content of a document."""
    format_ = format_named("docx")
    if isinstance(view, ListView):
        made = format_.listing(view, destination)
    else:
        made = format_.show([view], destination)
    assert isinstance(made, bytes)
    return made


def written(view: ListView | CardView, **destination: Any) -> Any:
    """Return a view as another program reads the document."""
    return docx.Document(io.BytesIO(content(view, Destination(**destination))))


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_listing_is_a_table_above_its_sources(cli: Cli, tmp_path: Any) -> None:
    path = tmp_path / "表.docx"
    told = cli("list", "-p", "株洲", "-o", str(path))
    assert told == Result(0, "", f"已写入 {path}\n")
    document = docx.Document(str(path))
    (table,) = document.tables
    head, *rows = cells(table)
    assert head == ["集群", "领域", "批次", "省市", "目标", "出处"]
    assert rows[0][:3] == ["株洲市先进轨道交通装备集群", "高端装备", "2021"]
    assert rows[0][-1] == "[1][2]"
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == "国家先进制造业集群"
    at = lines.index("来源")
    assert lines[at + 1].startswith("[1]  《我省力推4个产业集群向世界级跃升》，湖南日报，")
    assert any(line.startswith("数据版本 ") for line in lines[:at])


def test_the_first_row_is_repeated_and_no_row_is_torn(tiny: KnowledgeBase) -> None:
    (table,) = written(listing(tiny, "cluster")).tables
    head, *rows = table.rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rows)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert head.cells[0].paragraphs[0].runs[0].bold
    assert table.style.name == "Table Grid"


@pytest.mark.parametrize(
    ("script", "text", "heading", "language"),
    [("hans", "宋体", "黑体", "zh-CN"), ("hant", "新細明體", "微軟正黑體", "zh-TW")],
)
def test_fonts_are_for_chinese(
    tiny: KnowledgeBase, script: str, text: str, heading: str, language: str
) -> None:
    document = written(listing(tiny, "cluster"), script=script)
    for name, font in (("Normal", text), ("Heading 1", heading), ("Heading 2", heading)):
        properties = document.styles[name].element.rPr
        assert properties.rFonts.get(qn("w:eastAsia")) == font
        assert not [key for key in properties.rFonts.attrib if key.endswith("Theme")]
        assert properties.find(qn("w:lang")).get(qn("w:eastAsia")) == language
    assert document.tables[0].rows[0].cells[1].text == {"hans": "领域", "hant": "領域"}[script]


def test_a_wide_table_lies(tiny: KnowledgeBase) -> None:
    narrow, wide = (written(listing(tiny, "cluster", keys)) for keys in ("name", "all"))
    for document, orientation in ((narrow, WD_ORIENT.PORTRAIT), (wide, WD_ORIENT.LANDSCAPE)):
        page = document.sections[0]
        assert page.orientation == orientation
        assert (page.page_width > page.page_height) == (orientation == WD_ORIENT.LANDSCAPE)
        room = page.page_width - page.left_margin - page.right_margin
        widths = [cell.width for cell in document.tables[0].rows[0].cells]
        assert room - len(widths) * 700 <= sum(widths) <= room + len(widths) * 700


def test_a_card_has_its_sections_and_sources(tiny: KnowledgeBase) -> None:
    view = card(tiny, "cluster", "zhuzhou-rail")
    document = written(view)
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == view.card.title
    for section in view.card.sections:
        assert section.title in lines
    tables = [section for section in view.card.sections if section.columns]
    assert [cells(table)[0] for table in document.tables] == [
        list(section.columns) for section in tables
    ]
    assert [len(table.rows) - 1 for table in document.tables] == [
        len(section.rows) for section in tables
    ]
    assert sum(line.startswith("[1]  《") for line in lines) == 1
    assert lines[-1] == f"数据版本 {tiny.meta.version}"


def test_each_time_the_bytes_are_the_same(
    tiny: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = content(listing(tiny, "cluster"))
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert content(listing(tiny, "cluster")) == first
    assert content(listing(tiny, "cluster"), Destination(80, True, ambiguous=2)) == first


def test_what_xml_cannot_hold_is_replaced() -> None:
    view = texts(["甲\x00"], [["<b>&\x1b[31m\ud800\uffff"], ["=1+1\n第二行"]])
    (table,) = written(view).tables
    assert cells(table) == [["甲\ufffd"], ["<b>&\ufffd[31m\ufffd\ufffd"], ["=1+1\n第二行"]]


def test_without_python_docx_it_says_how_to_install_it(
    cli: Cli, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    path = tmp_path / "a.docx"
    said = "写 Word 文档 要多装几个包：pip install 'jiqun[docx]'\n"
    assert cli("list", "-o", str(path)) == Result(2, "", said)
    assert not path.exists()
