"""Pages: they read aloud and lead to their sources. In a browser, `tests/page` opens them."""

from __future__ import annotations

import re
from collections.abc import Callable

from format_views import Outline, made_card, render, texts

from conftest import Result
from jiqun.views.cards import Card, Section

Cli = Callable[..., Result]


def test_a_page_is_accessible_and_self_contained(cli: Cli) -> None:
    page = cli("list", "-d", "消费品", "-f", "html").out
    outline = Outline(page)
    assert page.startswith('<!doctype html>\n<html lang="zh-Hans">')
    assert cli("list", "-d", "消费品", "-f", "html", "--script", "hant").out.count("zh-Hant") == 1
    assert {"title", "main", "h1", "caption", "thead", "tbody"} <= set(outline.tags)
    assert not {"script", "img", "iframe", "object"} & set(outline.tags)
    assert outline.tags.count("h1") == 1
    assert ("scope", "col") in outline.attributes
    assert ("scope", "row") in outline.attributes
    loaded = [value for key, value in outline.attributes if key in ("src", "srcset")]
    assert loaded == []
    assert "@media print" in page
    assert page.count("<tr>") == 7


def test_marks_in_a_page_lead_to_its_sources(cli: Cli) -> None:
    page = cli("show", "株洲市先进轨道交通装备集群", "青岛市轨道交通装备集群", "-f", "html").out
    ids = set(re.findall(r'id="([^"]+)"', page))
    marks = set(re.findall(r'href="#([^"]+)"', page))
    # The marks of each entry lead to its own sources.
    assert {"s1-1", "s2-1"} <= marks <= ids
    assert page.count("<article>") == 2


def test_a_mark_after_an_address_is_no_part_of_it() -> None:
    facts = [("注", "见 https://a.cn/b[1]，[600519]，https://a.cn/?q=[2]x")]
    sources = Section("来源", (), [("[1]", "《一》")])
    page = Outline(render("html", made_card(Card("甲", "", facts, [sources]))))
    assert page.links == ["data:,", "https://a.cn/b", "#s1-1", "https://a.cn/?q="]
    assert "[600519]" in page.text


def test_only_addresses_of_the_web_are_links() -> None:
    cells = ["javascript:alert(1)", "见 https://a.cn/x?a=1&b=2。", 'https://a.cn/"onx="']
    page = Outline(render("html", texts(["名"], [[cell] for cell in cells])))
    assert page.links == ["data:,", "https://a.cn/x?a=1&b=2", "https://a.cn/"]
