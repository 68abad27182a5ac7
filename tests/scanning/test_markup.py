"""Pages of HTML: the words of figures and drafts are those that a reader sees."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jiqun.knowledge import KnowledgeBase
from jiqun.scanning import scan_text
from jiqun.scanning.body import read
from jiqun.scanning.documents import Document
from jiqun.scanning.drafts import draft
from jiqun.scanning.pages import title_of

NANO = "苏州市纳米新材料集群"


def drafted(text: str, base: KnowledgeBase) -> str:
    return draft([(Document("页.html", text), scan_text(text, base))], base)


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("<b>777.7</b>亿元", "777.7亿元"),
        ("7<i>7</i>7.7<span> 亿 </span>元", "777.7亿元"),
        ("&#55;77.7亿元", "777.7亿元"),
        ("777.7億元", "777.7億元"),
        ("777.7&#20159;&#x5143;", "777.7亿元"),
        ("777.7&nbsp;&#20740;元", "777.7億元"),
        ("777.7亿<!-- 8 -->元", "777.7亿元"),
    ],
)
def test_a_figure_is_told_in_words_without_markup(
    base: KnowledgeBase, printed: str, text: str
) -> None:
    page = f"<p>2019年，{NANO}产值达到{printed}。</p>"
    (figure,) = scan_text(page, base).figures
    assert (figure.text, figure.value) == (text, 777.7)
    start, end = figure.span
    # Only a tag before its first character is none of the figure.
    assert page[start:end] == printed.removeprefix("<b>")
    (entry,) = yaml.safe_load(drafted(page, base))["clusters"]
    assert entry["figures"][0]["evidence"] == f"{NANO}产值达到{text}"


def test_evidence_is_cut_between_numbers(base: KnowledgeBase) -> None:
    page = f"<p>2019年{NANO}集聚企业1234家企业并且当年全市全年产值达到约<b>777.7亿元</b>。</p>"
    found = yaml.safe_load(drafted(page, base))["clusters"][0]["figures"]
    assert [one["evidence"] for one in found] == [
        "2019年苏州市纳米新材料集群集聚企业1234家",
        "企业并且当年全市全年产值达到约777.7亿元",
    ]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>某市观察</title><script>var a='<h1>别的</h1>'</script>", "某市观察"),
        ("<script>'<title>别的</title>'</script><TITLE>\n某市&amp;\n觀察</TITLE>", "某市& 觀察"),
        ("<!-- <title>旧的</title> --><h1>某市<b>产业</b></h1>", "某市 产业"),
        ("<meta property='og:title' content='某市产业'><h1>别的</h1>", "某市产业"),
        ("<meta content=\"某市产业\" property=\"og:title\">", "某市产业"),
        ("<title></title><h1>某市产业</h1>", "某市产业"),
        ("<title>没有关上", ""),
        ("某市产业集群观察", ""),
    ],
)  # fmt: skip
def test_a_page_is_called_by_its_title_or_heading(head: str, title: str) -> None:
    assert title_of(head) == title


def test_a_page_without_a_title_is_called_by_its_first_line(base: KnowledgeBase) -> None:
    page = f"<div>某市观察</div><p>2019年，{NANO}产值达到777.7亿元。</p>"
    assert yaml.safe_load(drafted(page, base))["sources"][0]["title"] == "某市观察"


def test_a_draft_counts_what_it_leaves_out(base: KnowledgeBase) -> None:
    text = (
        f"2019年，{NANO}产值达到777.7亿元，同比增长7.7%，从业人员33万人。"
        "2025年，株洲先进轨道交通装备产业集群规模突破2000亿元。泸州拥有公园77个。"
    )
    assert (
        "# 共 5 个数字，写成草稿 1 个。没有写的：已收录或相容 1 个；"
        "不是集群的，或看不出是谁的 1 个；增速 1 个；看不出量的是什么 1 个。\n"
    ) in drafted(text, base)


def test_a_line_that_only_tells_how_characters_are_spoken_is_none(base: KnowledgeBase) -> None:
    assert scan_text("(zhū)\n2025年，株洲(zhōu)产值突破77亿元。", base).figures[0].value == 77


PIECES = [
    "株洲",
    "<b>",
    "</b>",
    "&nbsp;",
    "&#52;",
    "&lt;",
    "4000亿元",
    "，",
    "\n",
    "產值",
    "<p>",
    "(zhū)",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_offsets_go_there_and_back(original: str) -> None:
    reading = read(original)
    for start in range(len(reading.text)):
        for end in range(start + 1, len(reading.text) + 1):
            if "\n" not in reading.text[start:end]:
                span = reading.span(start, end)
                assert reading.within(*span) == (start, end)
