"""What is handed on: pages that open in a browser, pictures, workbooks, and sources to open."""

from __future__ import annotations

import functools
import http.server
import io
import json
import re
import shutil
import subprocess
import threading
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from conftest import Result
from jiqun.cli import script_in
from jiqun.formats import Listing, Show, Target, render, workbook
from jiqun.knowledge import KnowledgeBase
from jiqun.text.width import cell_width
from jiqun.views.cards import Card, Section
from jiqun.views.columns import Column

Cli = Callable[..., Result]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
EVIL = "=cmd()|' /C calc'!A0<script>alert(1)</script>"


class Outline(HTMLParser):
    """What a page consists of: its tags, its text, its links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


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
    ("arguments", "table", "seen"),
    [
        (["list", "-d", "高端装备"], True, ["株洲市先进轨道交通装备集群", "经济参考报"]),
        (["show", "株洲市先进轨道交通装备集群"], True, ["来源", "经济参考报", "[1]"]),
        (["stats", "--by", "province", "--and", "domain"], True, ["江苏", "合计"]),
        (["targets", "--chart"], True, ["不可比", "经济参考报"]),
        (["map"], True, ["广东"]),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_page_opens_in_a_browser(
    cli: Cli,
    served: tuple[Path, str, list[str]],
    arguments: list[str],
    table: bool,
    seen: list[str],
) -> None:
    folder, address, asked = served
    assert cli(*arguments, "-f", "html", "-o", str(folder / "page.html")).code == 0
    dom, console = opened(f"{address}/page.html", folder / "profile")
    assert console == []
    assert [path for path in asked if "page.html" not in path] == [], "the page loads something"
    assert ("<table>" in dom) == table
    text = Outline(dom).text
    for words in seen:
        assert words in text


def test_a_console_error_would_be_seen(served: tuple[Path, str, list[str]]) -> None:
    folder, address, _ = served
    page = "<!doctype html><link rel=icon href='data:,'><script>console.error('x')</script>"
    (folder / "bad.html").write_text(page, encoding="utf-8")
    _, console = opened(f"{address}/bad.html", folder / "profile")
    assert console


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
    assert marks
    assert marks <= ids
    assert page.count("<article>") == 2


def test_a_mark_after_an_address_is_no_part_of_it(tiny: KnowledgeBase) -> None:
    card = Card("甲", "", [("注", "见 https://a.cn/b[1]，[600519]，https://a.cn/?q=[2]x")], [
        Section("来源", (), [("[1]", "《一》")]),
    ])  # fmt: skip
    page = render("html", Show("1", "cluster", {}, {}, (), card), Target())
    links = [value for key, value in Outline(page).attributes if key == "href"]
    assert links == ["data:,", "https://a.cn/b", "#s1-1", "https://a.cn/?q="]
    assert "[600519]" in Outline(page).text


def test_only_addresses_of_the_web_are_links() -> None:
    texts = ["javascript:alert(1)", "见 https://a.cn/x?a=1&b=2。", 'https://a.cn/"onx="']
    listing = Listing("1", [Column("name", "名", str)], texts)
    page = render("html", listing, Target())
    links = [value for key, value in Outline(page).attributes if key == "href"]
    assert links == ["data:,", "https://a.cn/x?a=1&b=2", "https://a.cn/"]


def test_text_is_text_in_every_format() -> None:
    listing = Listing("1", [Column("name", "名", lambda item: EVIL)], [{}], title=EVIL)
    page = render("html", listing, Target())
    assert "script" not in Outline(page).tags
    assert EVIL in Outline(page).text
    assert render("csv", listing, Target()).splitlines()[1].startswith("'=cmd()")
    book = openpyxl.load_workbook(io.BytesIO(workbook(listing, Target())))
    cell = book.worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == (EVIL, "s")
    picture = render("svg", listing, Target())
    ElementTree.fromstring(picture)
    assert "<script>" not in picture


def test_a_workbook_has_numbers_a_header_and_sources(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "base.xlsx"
    assert cli("list", "-d", "高端装备", "-f", "xlsx", "-o", str(path)).code == 0
    sheet, about = openpyxl.load_workbook(path).worksheets
    head = [cell.value for cell in sheet[1]]
    assert head == ["集群", "领域", "批次", "省市", "目标", "出处"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:F{sheet.max_row}"
    batches = [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert set(map(type, batches)) == {int}
    assert all(row[5] for row in sheet.iter_rows(min_row=2, values_only=True))
    assert sheet.column_dimensions["A"].width >= 2 * len("株洲市先进轨道交通装备集群")
    assert about["B3"].value == json.loads(cli("list", "-f", "json").out)["data_version"]


@pytest.mark.parametrize(
    "arguments",
    [
        *(["targets"], ["policies"], ["indicators"], ["sources"], ["domains"], ["cities"]),
        *(["stats", "--by", "year"], ["map"], ["compare", "株洲", "长沙"], ["search", "株洲"]),
        *(["stats", "--coverage"], ["show", "株洲"], ["check"]),
    ],
    ids=" ".join,
)
def test_every_listing_can_be_a_workbook_a_page_and_a_picture(
    cli: Cli, tmp_path: Path, arguments: list[str]
) -> None:
    for options in (["-f", "xlsx", "-o"], ["-f", "html", "-o"], ["--svg"]):
        path = tmp_path / "file"
        result = cli(*arguments, *options, str(path))
        assert (result.code, result.out, result.err) == (0, "", "")
        assert path.stat().st_size > 500
        path.unlink()


def test_cells_of_a_cross_table_are_numbers_and_sort_as_numbers(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "cross.xlsx"
    cli("stats", "--by", "domain", "--and", "region", "-f", "xlsx", "-o", str(path))
    _, *rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(max_col=7, values_only=True)
    assert all(isinstance(cell, (int, float)) for row in rows for cell in row[1:])
    arguments = ("stats", "--by", "domain", "--and", "region", "--sort=-东部", "-f", "csv")
    sorted_ = [int(line.split(",")[1]) for line in cli(*arguments).out.splitlines()[1:]]
    assert sorted_ == sorted(sorted_, reverse=True)
    assert sorted_[0] > 9
    chosen = json.loads(cli(*arguments[:5], "--columns", "name,东部", "-f", "json").out)["items"]
    assert {type(item["东部"]) for item in chosen} == {int}


def test_a_bound_stays_a_bound_in_a_workbook(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "targets.xlsx"
    cli("targets", "--chart", "-f", "xlsx", "-o", str(path))
    head, *rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    progress = [row[head.index("进度")] for row in rows]
    assert "≈98%" in progress
    assert 80 in progress


def test_the_name_of_a_file_tells_its_format(cli: Cli, tmp_path: Path) -> None:
    begin = {"a.json": b"{", "a.csv": "集群,".encode(), "a.xlsx": b"PK", "a.svg": b"<svg"}
    for name, begins in {**begin, "a.yml": b"- id", "a.txt": "集群".encode()}.items():
        assert cli("list", "-d", "消费品", "-o", str(tmp_path / name)).code == 0
        assert (tmp_path / name).read_bytes().startswith(begins), name
    assert cli("list", "-f", "csv", "-o", str(tmp_path / "b.json")).code == 0
    assert (tmp_path / "b.json").read_bytes().startswith("集群,".encode())


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--svg", "a.svg", "-o", "b.txt"],
        ["list", "--svg", "a.svg", "-f", "csv"],
        ["list", "--svg", "a.svg", "--count"],
        ["list", "-f", "xlsx", "-o", "a.xlsx", "--count"],
        ["stats", "--coverage", "--by", "domain"],
        ["stats", "--coverage", "-d", "高端装备"],
        ["stats", "--by", "domain", "--count-joint", "once"],
        ["stats", "--by", "domain", "--sort", "bar"],
        ["list", "--columns", ","],
        ["list", "--firm", "没有这家公司"],
        ["stats", "--by", "domain", "--columns", "bar", "-f", "csv"],
    ],
    ids=" ".join,
)
def test_options_that_contradict_are_refused(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli(*arguments)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []


def test_cards_of_several_kinds_on_one_picture(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "cards.svg"
    assert cli("show", "株洲", "高端装备", "--svg", str(path)).code == 0
    assert "株洲、高端装备" in path.read_text(encoding="utf-8")


def test_titles_are_harmless_too() -> None:
    listing = Listing("1", [Column("name", "=cmd()|x", str)], ["a"])
    assert render("csv", listing, Target()).startswith("'=cmd()")
    assert render("tsv", listing, Target()).startswith("'=cmd()")
    assert render("md", listing, Target()).startswith("| =cmd()\\|x |")


def test_an_own_province_stands_below_the_map(cli: Cli, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "provinces:\n  - {id: moon, name: 月球, full: 月球省, abbreviation: 月, english: Moon, "
        'pinyin: yue qiu, adcode: "990000"}\n',
        encoding="utf-8",
    )
    result = cli("map", "--data", str(own))
    assert (result.code, result.err) == (0, "")
    assert re.search(r"月 +0", result.out)


def test_a_workbook_needs_a_file(cli: Cli) -> None:
    result = cli("list", "-f", "xlsx")
    assert (result.code, result.out) == (2, "")
    assert "-o FILE" in result.err


def test_a_workbook_is_the_same_each_time(cli: Cli, tmp_path: Path) -> None:
    paths = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for path in paths:
        cli("targets", "-f", "xlsx", "-o", str(path))
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_workbook_in_traditional_script(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "hant.xlsx"
    cli("list", "-p", "台州", "-f", "xlsx", "-o", str(path), "--script", "hant")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.title == "數據"
    assert sheet["A3"].value == "金華台州丘陵山區農機裝備集群"


def test_a_picture_loads_nothing_and_is_as_wide_as_its_text(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    assert cli("map", "--svg", str(path)).code == 0
    picture = path.read_text(encoding="utf-8")
    assert "@import" not in picture
    assert "url(http" not in picture
    assert set(re.findall(r'https?://[^"]+', picture)) == {"http://www.w3.org/2000/svg"}
    texts = re.findall(r'textLength="([\d.]+)"[^>]*>([^<]*)</text>', picture)
    assert any("集群数" in text for _, text in texts)
    for length, text in texts:
        assert float(length) == 10 * cell_width(unescape(text))


# Sources to open.


@pytest.fixture
def browsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    pages: list[str] = []

    def open_page(url: str) -> bool:
        pages.append(url)
        return True

    monkeypatch.setattr("webbrowser.open", open_page)
    return pages


def test_open_opens_the_page_of_a_source(cli: Cli, base: KnowledgeBase, browsed: list[str]) -> None:
    source = next(one for one in base.sources if one.url)
    result = cli("open", source.id)
    assert (result.code, result.out) == (0, f"{source.url}\n")
    assert browsed == [source.url]


def test_open_takes_the_first_source_with_an_address(
    cli: Cli, base: KnowledgeBase, browsed: list[str]
) -> None:
    result = cli("open", "徐州市工程机械集群")
    cited = [
        base.source(id_) for id_ in base.citations("cluster", base.cluster("xuzhou-machinery"))
    ]
    urls = [source.url for source in cited if source.url]
    assert browsed == urls[:1]
    assert f"另有 {len(urls) - 1} 个来源有网址" in result.err


def test_open_can_only_print(cli: Cli, browsed: list[str]) -> None:
    assert cli("open", "徐州市工程机械集群", "--print").code == 0
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
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda url: False)
    result = cli("open", "徐州市工程机械集群")
    assert result.code == 1
    assert result.out.startswith("http")
    assert "没有可用的浏览器" in result.err


def test_sources_in_a_card_are_links_in_a_terminal_with_colour(base: KnowledgeBase) -> None:
    from test_render import show

    shown = show(base, "cluster", "xuzhou-machinery")
    text = render("table", shown, Target(80, color=True))
    assert re.search(r"\x1b\]8;[^;]*;http://news\.jstv\.com/[^\x1b]*\x1b\\《", text)
    assert "\x1b" not in render("table", shown, Target(80))


def test_export_command(cli: Cli, tmp_path: Path) -> None:
    for name in ("base.sqlite", "base.json", "base.xlsx", "folder/"):
        result = cli("export", f"{tmp_path}/{name}")
        assert (result.code, result.out) == (0, "")
        assert result.err.startswith(f"已写入 {tmp_path}/{name}")
    assert (tmp_path / "folder" / "datapackage.json").exists()
    for name, said in (("a.pdf", "不会写“.pdf”文件"), (" ", "请写明"), ("no/a.json", "写不了")):
        result = cli("export", name if name == " " else f"{tmp_path}/{name}")
        assert (result.code, result.out) == (2, "")
        assert said in result.err
        assert result.err.count("\n") == 1
    assert "请写明" in cli("export", "-").err
    assert "只導出數據的原文" in cli("export", "a.json", "--script", "hant").err


# Terminals of other habits.


def test_the_width_of_ambiguous_characters_is_an_option_or_a_variable(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("sources", "--columns", "title,publisher,date", "--limit", "9")
    narrow, wide = cli(*arguments).out, cli(*arguments, "--ambiguous-width", "2").out
    assert narrow != wide
    monkeypatch.setenv("JIQUN_AMBIGUOUS_WIDTH", "2")
    assert cli(*arguments).out == wide
    assert cli(*arguments, "--ambiguous-width", "1").out == narrow
    result = cli(*arguments, "--ambiguous-width", "3")
    assert (result.code, result.out) == (2, "")
    assert "是 1 或 2" in result.err


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (["--script", "hant", "list", "-p", "台州"], "金華台州丘陵山區農機裝備集群"),
        (["list", "--script=hant", "-p", "台州", "-f", "json"], "金華台州丘陵山區農機裝備集群"),
        (["list", "--help", "--script", "hant"], "列出集群，可按領域"),
        (["show", "株洲", "--script", "hant"], "衡長株潭特高壓輸變電裝備集群"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_output_in_traditional_script(cli: Cli, arguments: list[str], printed: str) -> None:
    result = cli(*arguments)
    assert result.code == 0
    assert printed in result.out


@pytest.mark.parametrize(
    ("arguments", "script"),
    [
        ([], "hans"),
        (["list", "--script", "HANT"], "hant"),
        (["list", "--script=繁體"], "hant"),
        (["--script", "hant", "list", "--script", "hans"], "hans"),
        (["search", "--", "--script", "hant"], "hans"),
    ],
)
def test_the_last_script_counts(arguments: list[str], script: str) -> None:
    assert script_in(arguments) == script


@pytest.mark.parametrize("arguments", [["--script"], ["list", "--script", "latin"]])
def test_another_script_is_refused(cli: Cli, arguments: list[str]) -> None:
    result = cli(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "可用：hans（简体）、hant（繁体）" in result.err


def test_no_arguments_show_help(cli: Cli) -> None:
    assert "jiqun" in "".join(cli()[1:])


@pytest.mark.parametrize("width", [24, 40, 60, 80])
def test_a_line_break_does_not_change_a_character(base: KnowledgeBase, width: int) -> None:
    from test_render import show

    for cluster in base.clusters[::6]:
        shown = show(base, "cluster", cluster.id)
        wide, narrow = (
            Counter("".join(render("table", shown, Target(at, script="hant")).split()))
            for at in (None, width)
        )
        assert narrow == wide, cluster.id


def test_what_was_found_is_converted_whole(tiny: KnowledgeBase) -> None:
    listing = Listing("1", [Column("name", "名", str)], ["智能制造集群"], found=["制"])
    text = render("table", listing, Target(80, color=True, script="hant"))
    assert "智能製造集群" in re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_errors_in_traditional_script(cli: Cli) -> None:
    assert cli("lisst", "--script", "hant").err.startswith("沒有“lisst”這個命令")
    assert "沒有“nowhere”這個地方" in cli("list", "-p", "nowhere", "--script", "hant").err
    assert cli("lisst").err.startswith("没有")
