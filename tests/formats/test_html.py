"""Pages: they open in a browser, read aloud, lead to their sources, and load nothing."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from format_views import Outline, made_card, render, texts

from conftest import Result
from jiqun.views.cards import Card, Section

Cli = Callable[..., Result]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def browser() -> str:
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium or Chrome on PATH: the page was not opened in a browser")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str, list[str]]]:
    """Return a folder, the address at which it is served, and the paths asked for."""
    asked: list[str] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            asked.append(self.path)

    handler = functools.partial(Handler, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def opened(address: str, profile: Path) -> tuple[str, list[str]]:
    """Open a page in a headless browser; return its DOM and what its console says."""
    done = subprocess.run(
        [
            *(browser(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            *("--enable-logging=stderr", "--v=0", "--virtual-time-budget=2000"),
            *(f"--user-data-dir={profile}", "--dump-dom", address),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout, re.findall(r"CONSOLE.*", done.stderr)


@pytest.mark.parametrize(
    ("arguments", "seen"),
    [
        (["list", "-d", "高端装备"], ["株洲市先进轨道交通装备集群", "经济参考报"]),
        (["show", "株洲市先进轨道交通装备集群"], ["来源", "经济参考报", "[1]"]),
        (["stats", "--by", "province", "--and", "domain"], ["江苏", "合计"]),
        (["targets", "--chart"], ["不可比", "经济参考报"]),
        (["map"], ["广东"]),
    ],
    ids=lambda value: value[0],
)
def test_a_page_opens_in_a_browser(
    cli: Cli, served: tuple[Path, str, list[str]], arguments: list[str], seen: list[str]
) -> None:
    folder, address, asked = served
    assert cli(*arguments, "-f", "html", "-o", str(folder / "page.html")).code == 0
    dom, console = opened(f"{address}/page.html", folder / "profile")
    assert console == []
    assert [path for path in asked if "page.html" not in path] == [], "the page loads something"
    assert "<table>" in dom
    text = Outline(dom).text
    for words in seen:
        assert words in text


def test_a_console_error_would_be_seen(served: tuple[Path, str, list[str]]) -> None:
    folder, address, _ = served
    page = "<!doctype html><link rel=icon href='data:,'><script>console.error('x')</script>"
    (folder / "bad.html").write_text(page, encoding="utf-8")
    _, (line,) = opened(f"{address}/bad.html", folder / "profile")
    assert '"x"' in line


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
