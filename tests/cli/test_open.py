"""``jiqun open``: the page of a source, in the browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Result
from jiqun.knowledge import KnowledgeBase

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


def test_open_takes_the_first_source_with_an_address(
    cli: Cli, urls: list[str], browsed: list[str]
) -> None:
    result = cli("open", "徐州市工程机械集群")
    assert browsed == urls[:1]
    assert result.out == f"{urls[0]}\n"
    assert f"另有 {len(urls) - 1} 个来源有网址" in result.err


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
