"""A text against the base: what it mentions, its figures, and how these stand to what is known."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import jiqun
from jiqun.knowledge import KnowledgeBase
from jiqun.scanning import Scan, StatedFigure, scan_text

LABELLED = yaml.safe_load((Path(__file__).parent / "labelled.yaml").read_text(encoding="utf-8"))


def clusters(scan: Scan, indirect: bool = False) -> list[str | None]:
    return [one.id for one in scan.mentions if one.kind == "cluster" and one.indirect == indirect]


def subject_of(figure: StatedFigure, base: KnowledgeBase) -> str | None:
    """Return the subject of a figure as it is labelled."""
    subject = figure.subject
    for cluster in base.clusters:
        if cluster.name == subject:
            return cluster.id
    for indicator in base.indicators:
        if subject and subject.partition("·")[0] == indicator.subject and "个" in subject:
            number = subject.split("个")[0].split("年")[-1].lstrip("新增的")
            return f"{number}{subject.removeprefix(indicator.subject)}"
    return subject


@pytest.mark.parametrize("sentence", LABELLED, ids=lambda one: one["text"][:24].strip())
def test_a_sentence_is_read_as_a_careful_reader_does(
    base: KnowledgeBase, sentence: dict[str, Any]
) -> None:
    scan = scan_text(sentence["text"], base, sentence.get("date"))
    assert clusters(scan) == sentence["clusters"]
    assert clusters(scan, indirect=True) == sentence.get("indirect", [])
    assert [one.name for one in scan.mentions if one.kind == "tier"] == sentence.get("tiers", [])
    found = [
        [subject_of(one, base), one.op, one.value, one.unit, one.year, one.verdict]
        for one in scan.figures
    ]
    assert found == sentence.get("figures", [])


PAGE = """\
某某网首页 | 新闻 | 财经 | 科技 | 房产 | 汽车
当前位置：首页 > 新闻 > 正文

株洲市先进轨道交通装备集群再上台阶

2021-04-02 08:00 来源：某报

株洲提出，建成世界级先进轨道交通装备产业集群，到2025年实现集群规模突破2000亿元，配套企业超过400家，其中规上企业占六成以

上。今年，当地将围绕新材料、高端装备等领域再引进一批项目。

相关新闻

长沙市工程机械集群产值突破9000亿元，同比增长300%，创下历史新高。
"""


def test_the_body_is_told_from_what_is_around_it(base: KnowledgeBase) -> None:
    scan = scan_text(PAGE, base)
    assert clusters(scan) == ["zhuzhou-rail"]
    assert [(one.text, one.op, one.year) for one in scan.figures] == [
        ("突破2000亿元", "gt", 2025),
        ("超过400家", "gt", 2025),
        ("六成以上", "ge", 2025),
    ]
    assert scan.condition == ()
    assert scan.date == "2021-04-02"


def test_offsets_are_those_of_the_original(base: KnowledgeBase) -> None:
    scan = scan_text(PAGE, base)
    names = [
        PAGE[start:end]
        for one in scan.mentions
        if one.kind == "cluster"
        for start, end in one.spans
    ]
    assert names == ["株洲市先进轨道交通装备集群", "先进轨道交通装备产业集群"]
    assert [PAGE[slice(*one.span)] for one in scan.figures][2] == "六成以\n\n上"


def test_html_is_read_as_its_text(base: KnowledgeBase) -> None:
    page = f"""<!DOCTYPE html><html><head><title>标题</title><script>var 株洲 = "9亿元";</script>
    <style>p {{ width: 50% }}</style></head><body><nav><a href=1>长沙市工程机械集群</a></nav>
    <!-- 苏州市纳米新材料集群 --><div><ul><li><a href="2">徐州工程机械集群签约</a></li></ul>
    <p>南京市新型<b>电力(智能电网)</b>装备集群&nbsp;计划到2025年产值突破&#52;000亿元。</p>
    {"<div>" * 300}<p>青岛市轨道交通装备集群拥有企业479家。<aside>推荐：500亿元</aside>"""
    scan = scan_text(page, base)
    assert clusters(scan) == ["nanjing-power-grid", "qingdao-rail"]
    assert [(one.op, one.value, one.unit) for one in scan.figures] == [
        ("gt", 4000, "亿元"),
        ("eq", 479, "家"),
    ]
    start, end = scan.mentions[0].spans[0]
    assert page[start:end] == "南京市新型<b>电力(智能电网)</b>装备集群"


def test_both_scripts_say_the_same(base: KnowledgeBase) -> None:
    from jiqun.text.traditional import traditional

    simplified = scan_text(PAGE, base)
    other = scan_text(traditional(PAGE), base)
    assert (simplified.script, other.script) == ("hans", "hant")
    assert [one[1:] for one in other.mentions] == [one[1:] for one in simplified.mentions]
    assert [one[1:] for one in other.figures] == [one[1:] for one in simplified.figures]


DIGITS_LOST = (
    "记者日获悉，南京提出到年新型电力装备集群产值突破亿元，株洲集群规模达到亿元，"
    "投入亿元支持两轮竞赛。"
)
DOUBLED = (
    "十四 四五 十四五 时期 先进 制造 制造业 集群 建设 发展 全面 提速 围绕 一代 新一代 信息 技术 "
    "信息技术 高端 装备 新 材料 生物 医药 生物医药 重点 领域 包括 深圳 深圳市 一代 新一代 信息 "
    "通信 集群 上海 海市 上海市 集成 成电 电路 集成电路 集群 青岛 青岛市 轨道 交通 轨道交通 装备 "
    "集群 等"
)


def test_lost_digits_give_no_figure(base: KnowledgeBase) -> None:
    scan = scan_text(DIGITS_LOST, base)
    assert scan.figures == ()
    assert scan.condition == ("digits missing",)


def test_doubled_words_are_made_one(base: KnowledgeBase) -> None:
    scan = scan_text(DOUBLED, base)
    assert scan.condition == ("words doubled",)
    assert clusters(scan) == ["shenzhen-ict", "shanghai-ic", "qingdao-rail"]
    start, end = scan.mentions[-1].spans[0]
    assert DOUBLED[start:end] == "青岛市 轨道 交通 轨道交通 装备 集群"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("集群聚集了   多家企业。", ("digits missing",)),
        ("产值占全市的  %以上。", ("digits missing",)),
        ("产值占全市的%，位居前列。", ("digits missing",)),
        ("集群规模突破 亿元。", ("digits missing",)),
        ("集群规模达到1900亿元元。", ("words doubled",)),
        ("集聚企业500多家家，占53%%。", ("words doubled",)),
        ("集群（jí qún）聚集（jù）企业500家。", ("words doubled",)),
        ("集（ji）群（qun）企（qi）业500家。", ("words doubled",)),
        ("同比增长 %\t单位 亿元\t占比 %\n规模以上企业 家", ()),
        ("集聚 500多家企业，产值 1900 亿元，占 53 %。", ()),
        ("3家家电企业，1个个案，人工智能(ai)、大数据(bd)和云(yun)。", ()),
        ("亿元企业和亿元以上项目，户户家家都有。", ()),
    ],
)
def test_damage_is_told_and_its_absence_too(
    base: KnowledgeBase, text: str, condition: tuple[str, ...]
) -> None:
    scan = scan_text(text, base)
    assert scan.condition == condition


def test_where_one_number_is_missing_the_others_are_read(base: KnowledgeBase) -> None:
    text = "2019年，苏州市纳米新材料集群聚集了  多家企业，产值达到777.7亿元。"
    (figure,) = scan_text(text, base).figures
    assert (figure.text, figure.year) == ("777.7亿元", 2019)


def test_a_number_that_is_met_everywhere_is_of_no_other_scope(base: KnowledgeBase) -> None:
    """A reader takes what is laid beside a figure as a hint that the page is wrong."""
    text = (
        "台州工业母机产值占全市规上工业产值1/5。其中高端产品占1/3以上。"
        "河南农机产业带动200余家上下游企业发展。2023年，湖南省工业增加值达到1.56万亿元。"
        "该省占全国近五分之一。"
    )
    figures = scan_text(text, base).figures
    assert [one.verdict for one in figures] == ["unknown"] * 5
    assert figures[2].text == "200余家"


def test_characters_spelt_out_behind_them_are_read_without(base: KnowledgeBase) -> None:
    text = "2024年，內(nèi)蒙古自治區(qū)規(guī)模以上企業(yè)產(chǎn)值達到900億元。"
    scan = scan_text(text, base)
    assert scan.condition == ("words doubled",)
    [figure] = scan.figures
    assert (figure.subject, figure.value, figure.year) == ("内蒙古", 900, 2024)
    assert text[slice(*figure.span)] == "900億元"


def test_the_date_of_a_page_stands_in_a_line_of_labels_too(base: KnowledgeBase) -> None:
    page = """株洲轨道交通产业向好
来源: 某网 | 作者: editor | 发布时间: 2021-03-04 | 120 次浏览
今年前2个月，株洲轨道交通产业完成产值130亿元，同比增长9%，多个项目进展顺利。
"""
    scan = scan_text(page, base)
    assert scan.date == "2021-03-04"
    assert [one.year for one in scan.figures] == [2021, 2021]


def test_a_title_strewn_into_the_text_is_told(base: KnowledgeBase) -> None:
    torn = (
        "某省加快培育一批有国际影响力的产业高地\n"
        "炒股就看，某省加权威，专业，快培及时，育一批有全面，际影助您挖掘机会！响力的产业高地\n"
        "9月23日，某省加相关负责人表示，快培十年来区域育一发展取得成效，际影水平提升。\n"
    )
    assert "text interleaved" in scan_text(torn, base).condition
    title = "某省加快培育一批有国际影响力的产业高地"
    whole = f"{title}\n某省加快培育一批企业，打造有国际影响力的产业高地。\n"
    assert scan_text(whole, base).condition == ()


def test_spam_is_told_and_left_out(base: KnowledgeBase) -> None:
    farm = " | ".join(["午夜视频在线观看", "欧美日韩一区二区", "株洲市先进轨道交通装备集群"] * 8)
    scan = scan_text(f"{farm}\n青岛市轨道交通装备集群拥有企业479家，配套完善。\n{farm}", base)
    assert scan.condition == ("spam around the body",)
    assert clusters(scan) == ["qingdao-rail"]


def test_a_date_that_was_given_goes_before_that_of_the_page(base: KnowledgeBase) -> None:
    text = "2025-07-06\n去年，西安市航空集群产值达到1500亿元。"
    assert scan_text(text, base).figures[0].year == 2024
    assert scan_text(text, base, "2020").figures[0].year == 2019


def test_what_is_known_comes_with_its_words_and_its_source(base: KnowledgeBase) -> None:
    (figure,) = jiqun.scan("2022年，株洲市先进轨道交通装备集群规模达到1705亿元。").figures
    assert figure.verdict == "differs"
    known = figure.known
    assert known is not None
    assert (known.kind, known.id, known.year) == ("cluster", "zhuzhou-rail", 2022)
    assert known.source is not None
    assert set(known.source) == {"id", "title", "publisher", "date", "url", "quality"}
    assert known.evidence == "总体规模达到1507亿元"


def test_a_scan_can_be_sent_to_another_process() -> None:
    scan = jiqun.scan(PAGE)
    assert pickle.loads(pickle.dumps(scan)) == scan


@given(st.text(max_size=400))
def test_any_text_is_read_without_failing(base: KnowledgeBase, text: str) -> None:
    scan = scan_text(text, base)
    for figure in scan.figures:
        assert 0 <= figure.span[0] < figure.span[1] <= len(text)


@given(st.lists(st.sampled_from(LABELLED), max_size=4), st.sampled_from(["\n", "\n\n", "<p>"]))
def test_documents_side_by_side_stay_apart_in_numbers(
    base: KnowledgeBase, parts: list[dict[str, Any]], between: str
) -> None:
    """Putting pages together neither loses nor invents a number, whatever it is then bound to."""
    texts = [part["text"].strip() for part in parts if "|" not in part["text"]]
    texts = [text for text in texts if "相关文章" not in text]
    together = scan_text(between.join(texts), base)
    apart = [figure for text in texts for figure in scan_text(text, base).figures]
    assert [one.text for one in together.figures] == [one.text for one in apart]


@pytest.mark.parametrize(
    "text",
    [
        "<" * 50_000,
        "<div>" * 100_000 + "株洲",
        "<!--" * 50_000,
        "<script>" * 20_000,
        "<a href=" * 20_000,
        "&#" * 50_000,
        "株洲" * 50_000,
        "株洲产值4000亿元，" * 20_000,
        "株洲产值4000亿元和" * 20_000,
        "1" * 300_000,
        "一" * 300_000,
        "千万亿" * 100_000,
        "1,000" * 60_000,
        "突破" * 100_000,
        "占全国" * 60_000 + "50%",
        "2025年至" * 50_000,
        "集群发展，" * 200_000,
        "株洲，先进轨道交通装备集群，" * 20_000,
        "\ud800\udfff" * 1000 + "4000亿元",
        "\x00\x01\x02" * 1000,
        " 　\t" * 100_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_hostile_text_is_read_in_time(base: KnowledgeBase, text: str) -> None:
    """Each would take minutes if anything in it were worse than linear."""
    assert isinstance(scan_text(text, base), Scan)
