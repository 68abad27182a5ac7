"""``jiqun open``: the page of a source, in the browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Result
from jiqun.analysis.quoting import borne
from jiqun.knowledge import KnowledgeBase
from jiqun.text.phrases import figure_text

Cli = Callable[..., Result]


@pytest.fixture
def browsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the addresses that are opened, in place of opening them."""
    pages: list[str] = []

    def open_page(url: str) -> bool:
        pages.append(url)
        return True

    monkeypatch.setattr("webbrowser.open", open_page)
    return pages


@pytest.fixture
def urls(base: KnowledgeBase) -> list[str]:
    """Return the addresses of the sources of 徐州市工程机械集群."""
    cited = map(base.source, base.citations(base.cluster("xuzhou-machinery")))
    return [source.url for source in cited if source.url]


def test_open_opens_the_page_of_a_source(cli: Cli, base: KnowledgeBase, browsed: list[str]) -> None:
    source = next(one for one in base.sources if one.url)
    result = cli("open", source.id)
    assert (result.code, result.out) == (0, f"{source.url}\n")
    assert browsed == [source.url]


def test_open_tells_what_the_page_bears(
    cli: Cli, base: KnowledgeBase, urls: list[str], browsed: list[str]
) -> None:
    result = cli("open", "徐州市工程机械集群")
    assert result.out == f"{browsed[0]}\n"
    assert browsed[0] in urls
    bears = borne(base, base.cluster("xuzhou-machinery"))
    opened = next(id_ for id_ in bears if base.source(id_).url)
    assert base.source(opened).url == browsed[0]
    assert f"它支持：{bears[opened][0]}" in result.err
    assert f"另有 {len(urls) - 1} 个来源有网址" in result.err


def test_open_says_when_what_matters_most_has_no_address(cli: Cli, browsed: list[str]) -> None:
    result = cli("open", "nanjing-power-grid")
    assert len(browsed) == 1
    assert "目标 产值 >4000亿元（2025）、名称与入选的来源没有网址" in result.err


def test_open_leads_to_the_source_of_a_figure(
    cli: Cli, base: KnowledgeBase, browsed: list[str]
) -> None:
    for cluster in base.clusters:
        for figure in base.figures(cluster):
            url = base.source(figure.source).url
            if url and figure.op != "tier":
                break
        else:
            continue
        break
    typed = f"{figure.metric}{figure_text(figure)}"
    result = cli("open", cluster.id, "--figure", typed)
    assert (result.code, browsed) == (0, [url])
    assert f"它支持：数字 {typed}" in result.err


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (
            "4000亿",
            "“nanjing-power-grid”的数字 4000亿的来源都没有可打开的网址，"
            "书目见 jiqun cite nanjing-power-grid --figure 4000亿\n",
        ),
        (
            "5000亿",
            "“nanjing-power-grid”没有“5000亿”这个数字，全部数字见 jiqun show nanjing-power-grid\n",
        ),
    ],
)
def test_open_opens_no_other_page_for_a_figure(
    cli: Cli, browsed: list[str], figure: str, said: str
) -> None:
    assert cli("open", "nanjing-power-grid", "--figure", figure) == Result(1, "", said)
    assert browsed == []


def test_open_can_only_print(cli: Cli, urls: list[str], browsed: list[str]) -> None:
    result = cli("open", "徐州市工程机械集群", "--print")
    assert (result.code, result.out) == (0, f"{urls[0]}\n")
    assert browsed == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("miit-20221130", "都没有可打开的网址"),
        ("株洲", "没有直接的来源"),
        ("啊啊啊啊", "没有“啊啊啊啊”"),
    ],
)
def test_open_says_what_it_cannot_open(cli: Cli, browsed: list[str], name: str, said: str) -> None:
    result = cli("open", name)
    assert (result.code, result.out) == (1, "")
    assert said in result.err
    assert browsed == []


def test_open_without_a_browser_still_tells_the_address(
    cli: Cli, urls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda url: False)
    result = cli("open", "徐州市工程机械集群")
    assert (result.code, result.out) == (1, f"{urls[0]}\n")
    assert "没有可用的浏览器" in result.err


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "https://a b"])
def test_open_checks_what_it_opens(
    cli: Cli, base: KnowledgeBase, browsed: list[str], monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    source = next(one for one in base.sources if one.url)
    monkeypatch.setattr(KnowledgeBase, "source", lambda *_: source._replace(url=url))
    result = cli("open", source.id)
    assert (result.code, result.out) == (1, "")
    assert "不打开" in result.err
    assert browsed == []
