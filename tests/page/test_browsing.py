"""The page as it is used: opened from a file in a browser, with the network off."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import ROOT, Result
from jiqun.knowledge import KnowledgeBase

sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright")

Cli = Callable[..., Result]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# What a browser would otherwise ask the network of itself.
_QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
AXE = ROOT / "tests" / "page" / "node_modules" / "axe-core" / "axe.min.js"
RAIL = "card=cluster/zhuzhou-rail"


class Opened:
    """A page that is open, and all that its console says and that it asks for."""

    def __init__(self, page: sync_api.Page, address: str) -> None:
        self.page, self.address = page, address
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:", "about:")):
            self.asked.append(url)

    def open(self, state: str = "") -> None:
        """Open the page anew in a state, that is, at an address after ``#``."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#{state}")

    def go(self, state: str = "") -> None:
        """Bring the page that is open into a state, as by a link."""
        self.page.evaluate("state => { location.hash = state || '#'; }", state)

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).first.click()

    def names(self) -> list[str]:
        """Return the names in the first table that is seen, once it is drawn."""
        self.page.wait_for_selector("main tbody[aria-busy]", state="detached")
        return self.page.locator("main .listing").first.locator("tbody th a").all_inner_texts()

    def told(self) -> str:
        """Return how many there are, as it is read aloud."""
        return self.page.locator("main .count").inner_text()

    def title(self) -> str:
        return self.page.locator("#card-title").inner_text()

    def saved(self, button: str) -> str:
        """Press a button that saves a file, and return what is in it."""
        with self.page.expect_download() as download:
            self.press(button)
        return Path(download.value.path()).read_bytes().decode()

    def copied(self, button: str) -> str:
        self.press(button)
        self.page.get_by_text("已复制").wait_for(state="attached")
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text

    def violations(self) -> list[str]:
        """Return what axe-core finds that is serious or critical."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        # Colours of a scheme that was just chosen are there once they are drawn and at rest.
        found = self.page.evaluate(
            """async () => {
              for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
              await Promise.all(document.getAnimations().map((one) => one.finished));
              return axe.run(document, {resultTypes: ["violations"]});
            }"""
        )
        return [
            f"{one['id']}: {node['target']}"
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.skip("needs a browser: chromium or google-chrome")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=_QUIET)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def address(whole_page: bytes, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "jiqun.html"
    path.write_bytes(whole_page)
    return path.as_uri()


@pytest.fixture(scope="module")
def loaded(browser: sync_api.Browser, address: str) -> Opened:
    """Return the page, open once for all tests: most go from state to state."""
    context = browser.new_context(
        offline=True, permissions=["clipboard-read", "clipboard-write"], accept_downloads=True
    )
    context.set_default_timeout(5000)
    one = Opened(context.new_page(), address)
    one.open()
    return one


@pytest.fixture
def opened(loaded: Opened) -> Iterator[Opened]:
    """Return the page in its first state; in the end it has said and asked for nothing."""
    loaded.page.emulate_media(media="screen", color_scheme="light")
    loaded.page.set_viewport_size({"width": 1280, "height": 900})
    loaded.go()
    loaded.said.clear()
    loaded.asked.clear()
    yield loaded
    assert (loaded.said, loaded.asked) == ([], [])


def test_the_map_and_the_table_come_first(opened: Opened, base: KnowledgeBase) -> None:
    assert opened.told() == f"{len(base.clusters)} 个集群"
    assert len(opened.names()) == len(base.clusters)
    assert opened.page.locator(".tile").count() == len(base.provinces)
    assert opened.page.get_by_role("button", name="湘 5 个集群，湖南").is_visible()


def test_filters_count_together_and_stand_in_the_address(opened: Opened, cli: Cli) -> None:
    opened.press("湘 5 个集群，湖南")
    opened.page.get_by_role("button", name=re.compile("^高端装备")).click()
    listed = cli("list", "-p", "湖南", "-d", "高端装备", "--columns", "name", "-f", "tsv").out
    assert opened.names() == listed.splitlines()[1:]
    assert opened.told() == f"{len(opened.names())} 个集群"
    # What is chosen of one filter does not hide its other values.
    assert opened.page.get_by_role("button", name=re.compile("^苏 [1-9]")).is_visible()
    names, told = opened.names(), opened.told()
    opened.page.reload()
    assert (opened.names(), opened.told()) == (names, told)
    opened.press("全部取消")
    assert opened.told() == "79 个集群"
    opened.page.go_back()
    assert opened.told() == told


@pytest.mark.parametrize("query", ["株洲", "機器人", "zhuzhou", "华为", "产值最高的集群"])
def test_a_question_finds_what_the_terminal_finds(opened: Opened, cli: Cli, query: str) -> None:
    opened.page.get_by_role("searchbox").fill(query)
    opened.page.get_by_role("searchbox").press("Enter")
    found = cli("search", query, "--kind", "cluster", "--limit", "0", "--columns", "name")
    names = cli("search", query, "--kind", "cluster", "--limit", "0", "-f", "id").out.split()
    assert (found.code, len(opened.names())) == (0, len(names))
    listed = cli("list", "-k", query, "-f", "csv", "--bom")
    assert opened.saved("下载 CSV") == listed.out


def test_what_is_only_near_stands_apart(opened: Opened) -> None:
    opened.go("q=株洲 火箭")
    assert opened.told() == "0 个集群"
    near = opened.page.locator(".near")
    assert "没用上：株洲" in near.inner_text()
    assert near.locator("tbody th a").all_inner_texts() == ["成德绵自凉航空航天集群"]


def test_entries_of_other_kinds_are_found_beside(opened: Opened) -> None:
    opened.go("q=株洲")
    opened.page.locator(".beside").get_by_role("link", name="株洲", exact=True).click()
    assert opened.title() == "株洲"


def test_a_firm_filters(opened: Opened, cli: Cli) -> None:
    field = opened.page.get_by_label("企业名称")
    field.fill("华为")
    field.press("Enter")
    listed = cli("list", "--firm", "华为", "--columns", "name", "-f", "tsv").out
    assert opened.names() == listed.splitlines()[1:]


@pytest.mark.parametrize("sort", ["name", "-name", "batch", "target", "-target", "place"])
def test_rows_stand_as_the_command_line_sorts_them(opened: Opened, cli: Cli, sort: str) -> None:
    opened.go(f"sort={sort}")
    listed = cli("list", "--sort", sort, "--columns", "name", "-f", "tsv").out
    assert opened.names() == listed.splitlines()[1:]


def test_the_head_of_a_column_sorts(opened: Opened) -> None:
    head = opened.page.get_by_role("button", name="目标", exact=True)
    head.click()
    assert "sort=target" in opened.page.url
    opened.page.get_by_role("columnheader", name="目标").get_by_role("button").click()
    assert "sort=-target" in opened.page.url
    opened.page.get_by_role("columnheader", name="目标").get_by_role("button").click()
    assert "sort" not in opened.page.url


@pytest.mark.parametrize(
    ("state", "arguments"),
    [
        ("", ["list"]),
        ("p=湖南&p=广东&b=2021&sort=-name", ["list", "-p", "湖南,广东", "-b", "2021"]),
        ("d=新材料&script=hant", ["list", "-d", "新材料", "--script", "hant"]),
        ("view=targets", ["targets", "--due", "2025"]),
        ("view=targets&due=2030&p=江苏", ["targets", "--due", "2030", "-p", "江苏"]),
        ("view=sources", ["sources"]),
        ("view=sources&script=hant", ["sources", "--script", "hant"]),
        ("view=sources&quality=official", ["sources", "--quality", "official"]),
        (
            "view=compare&vs=zhuzhou-rail&vs=qingdao-rail&vs=suzhou-nano",
            ["compare", "zhuzhou-rail", "qingdao-rail", "suzhou-nano"],
        ),
        (
            "view=compare&vs=zhuzhou-rail&vs=qingdao-rail&differing=1",
            ["compare", "zhuzhou-rail", "qingdao-rail", "--differing"],
        ),
    ],
)
def test_the_csv_is_that_of_the_command_line(
    opened: Opened, cli: Cli, state: str, arguments: list[str]
) -> None:
    opened.go(state)
    sort = ["--sort", state.partition("sort=")[2]] if "sort=" in state else []
    expected = cli(*arguments, *sort, "-f", "csv", "--bom")
    assert opened.saved("下載 CSV" if "hant" in state else "下载 CSV") == expected.out


@pytest.mark.parametrize(
    ("kind", "id_", "more"),
    [
        ("cluster", "zhuzhou-rail", []),
        ("cluster", "heng-chang-zhu-tan-uhv", []),
        ("cluster", "nanjing-power-grid", ["--script", "hant"]),
        ("city", "zhuzhou", []),
        ("province", "hunan", []),
        ("source", "miit-20221130", []),
        ("policy", "miit-2021-blueprint", []),
    ],
)
def test_a_card_as_text_is_what_show_pipes(
    opened: Opened, cli: Cli, kind: str, id_: str, more: list[str]
) -> None:
    opened.go(f"card={kind}/{id_}" + ("&script=hant" if more else ""))
    text = opened.saved("下載文本" if more else "下载文本")
    assert text == cli("show", id_, *more).out


def test_a_row_opens_the_card_and_escape_closes_it(opened: Opened) -> None:
    opened.page.get_by_role("link", name="株洲市先进轨道交通装备集群").first.click()
    assert opened.title() == "株洲市先进轨道交通装备集群"
    card = opened.page.locator(".card").inner_text()
    for text in (">2000亿元", "“集群规模突破2000亿元”", "〔全省〕", "未查到（2026-11-22 查）"):
        assert text in card
    assert opened.page.evaluate("document.activeElement.id") == "card-title"
    opened.page.keyboard.press("Escape")
    assert opened.page.locator(".card").is_hidden()
    focused = opened.page.evaluate("document.activeElement.textContent")
    assert focused == "株洲市先进轨道交通装备集群"


def test_a_mark_leads_to_its_source_and_that_to_what_cites_it(opened: Opened) -> None:
    opened.go(RAIL)
    opened.page.locator(".card").get_by_role("button", name="来源 [2]").first.click()
    assert "经济参考报" in opened.page.evaluate("document.activeElement.textContent")
    opened.page.locator("#card-source-2").get_by_role("link", name="用于何处").click()
    assert opened.title() == "“十四五”先进制造业集群发展蓝图酝酿待出"
    opened.page.locator(".card").get_by_role("link", name="株洲市先进轨道交通装备集群").click()
    assert opened.title() == "株洲市先进轨道交通装备集群"


def test_links_lead_nowhere_but_to_pages_of_http(opened: Opened, base: KnowledgeBase) -> None:
    opened.go("view=sources")
    opened.page.get_by_role("button", name="再列", exact=False).click()
    links = opened.page.locator("main a.outside")
    addresses = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert addresses
    assert set(addresses) <= {one.url for one in base.all("source")}


def test_clusters_are_compared_two_to_four(opened: Opened) -> None:
    for box in opened.page.get_by_role("checkbox").all()[:4]:
        box.check()
    assert opened.page.get_by_role("checkbox").nth(4).is_disabled()
    opened.page.get_by_role("link", name=re.compile("对照 ?4")).click()
    assert opened.page.locator(".compared thead th").count() == 6
    opened.page.get_by_role("button", name="不再对照", exact=False).first.click()
    assert opened.page.locator(".compared thead th").count() == 5


def test_the_ledger_tells_verdicts_and_why(opened: Opened, cli: Cli) -> None:
    opened.go("view=targets")
    said = cli("targets", "--due", "2025").out
    total = re.search(r"共 (\d+) 个到期目标", said)
    assert total
    assert opened.told() == f"{total[1]} 个目标"
    opened.page.get_by_role("button", name=re.compile("^5\\s*兑现")).click()
    assert opened.told() == "5 个目标"
    verdicts = opened.page.locator("main td.verdict").all_inner_texts()
    assert all(one.startswith("兑现") for one in verdicts)


def test_what_is_copied(opened: Opened, cli: Cli) -> None:
    opened.go(f"p=湖南&{RAIL}")
    card = opened.page.locator(".card")
    card.get_by_role("button", name="复制引文").click()
    opened.page.get_by_text("复制引文：已复制").wait_for(state="attached")
    references = opened.page.evaluate("navigator.clipboard.readText()")
    assert references == cli("cite", "zhuzhou-rail").out
    card.get_by_role("button", name="复制链接").click()
    opened.page.get_by_text("复制链接：已复制").wait_for(state="attached")
    link: str = opened.page.evaluate("navigator.clipboard.readText()")
    assert link == f"{opened.address}#{RAIL}"
    opened.page.goto("about:blank")
    opened.page.goto(link)
    assert opened.title() == "株洲市先进轨道交通装备集群"


def test_the_whole_state_goes_round_through_the_address(opened: Opened) -> None:
    opened.go(f"d=高端装备&b=2021&sort=-name&{RAIL}&vs=suzhou-nano&script=hant")
    url, names = opened.page.url, opened.names()
    opened.press("複製鏈接")
    opened.open(url.partition("#")[2])
    assert opened.names() == names
    assert opened.title() == "株洲市先進軌道交通裝備集群"
    assert opened.page.evaluate("document.documentElement.lang") == "zh-Hant"


def test_an_address_that_names_what_is_not_there_does_no_harm(opened: Opened) -> None:
    opened.go("view=nowhere&card=cluster/nobody&sort=nothing&vs=nobody&script=xx&q=%&p=<b>")
    assert opened.page.locator(".card").is_hidden()
    assert opened.told() == "0 个集群"


def test_the_script_is_switched_and_remembered(opened: Opened) -> None:
    opened.press("繁体")
    assert "株洲市先進軌道交通裝備集群" in opened.names()
    assert "script=hant" in opened.page.url
    opened.press("簡體")
    assert "株洲市先进轨道交通装备集群" in opened.names()
    assert "script" not in opened.page.url


def test_the_keyboard_alone_does_it(opened: Opened) -> None:
    press = opened.page.keyboard.press

    def tab_to(text: str) -> None:
        for _ in range(60):
            press("Tab")
            focused = "document.activeElement.getAttribute('aria-label') || ''"
            label = f"{opened.page.evaluate(focused)}"
            if text in label + opened.page.evaluate("document.activeElement.textContent"):
                return
        raise AssertionError(f"no Tab leads to {text}")

    tab_to("黑龙江")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
        press(key)
    assert "p=" in opened.page.url
    tab_to("高端装备")
    press("Space")
    assert "d=高端装备" in opened.page.evaluate("decodeURIComponent(location.hash)")
    tab_to("集群")
    press("Enter")
    press("Tab")
    assert opened.page.evaluate("document.activeElement.isConnected")


def test_paper_has_the_sources_last_and_no_buttons(opened: Opened) -> None:
    opened.go(RAIL)
    opened.page.emulate_media(media="print")
    assert opened.page.locator(".card .actions").is_hidden()
    assert opened.page.locator("main").is_hidden()
    assert opened.page.locator(".card > section").last.inner_text().startswith("来源")
    opened.go("p=湖南")
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert opened.page.locator(".cited li").count() > 5
    assert opened.page.locator(".side").is_hidden()
    assert len(opened.page.pdf()) > 10_000


@pytest.mark.parametrize(
    "state",
    [
        "p=湖南",
        f"p=湖南&{RAIL}",
        "view=targets&p=湖南&of=own",
        "view=compare&vs=zhuzhou-rail&vs=qingdao-rail",
        "view=sources&quality=official",
        "view=about",
    ],
)
def test_narrow_pages_do_not_scroll_sideways_and_axe_finds_nothing(
    opened: Opened, state: str
) -> None:
    # Colours on their way from dark to light are not those to be measured.
    opened.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    opened.page.set_viewport_size({"width": 360, "height": 740})
    opened.go(state)
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 360
    if not AXE.exists():
        pytest.skip("needs axe-core: npm ci in tests/page")
    assert opened.violations() == []
    opened.page.emulate_media(color_scheme="light")
    opened.page.set_viewport_size({"width": 1280, "height": 900})
    assert opened.violations() == []


@pytest.fixture(scope="module")
def tab(browser: sync_api.Browser) -> sync_api.Page:
    """Return a page for what the formats write, apart from the page that stays open."""
    return browser.new_context(offline=True).new_page()


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
def test_a_table_or_card_as_html_opens(
    cli: Cli, tab: sync_api.Page, tmp_path: Path, arguments: list[str], seen: list[str]
) -> None:
    path = tmp_path / "page.html"
    assert cli(*arguments, "-f", "html", "-o", str(path)).code == 0
    one = Opened(tab, path.as_uri())
    one.open()
    assert (one.said, one.asked) == ([], [])
    assert tab.locator("table").count()
    text = tab.locator("body").inner_text()
    assert [words for words in seen if words not in text] == []


def test_an_error_and_a_request_would_be_seen(tab: sync_api.Page, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    page = "<!doctype html><script>console.error('x')</script><img src='other.png'>"
    path.write_text(page, encoding="utf-8")
    one = Opened(tab, path.as_uri())
    one.open()
    assert "x" in one.said
    assert one.asked == [(tmp_path / "other.png").as_uri()]
