"""The finder of the page gives the answers of the terminal, whole matches apart from near ones."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT
from jiqun.finding import Answer, Match, answer
from jiqun.knowledge import KnowledgeBase
from jiqun.page.bundling import bundle
from jiqun.text.traditional import traditional

HERE = Path(__file__).parent
_DATA = re.compile(r'<script type="application/json" id=[^>]*>(.*?)</script>', re.DOTALL)
NODE = shutil.which("node")
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
pytestmark = pytest.mark.skipif(not (NODE or BROWSER), reason="needs Node or Chromium")


def asked_queries() -> list[str]:
    """Return a fifth of the queries of the bench, some in traditional script, and others.

    Those of ``queries.txt`` are conditions, orders, places without clusters, and odd ones.
    """
    text = (ROOT / "bench" / "queries.yaml").read_text(encoding="utf-8")
    bench = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    some = [row["query"] for row in bench["queries"]][::5]
    more = (HERE / "queries.txt").read_text(encoding="utf-8").split("\n")
    return list(dict.fromkeys([*some, *map(traditional, some[::4]), *more, "a" * 200]))


Both = list[tuple[str, dict[str, Any], Answer]]


@pytest.fixture(scope="module")
def both(base: KnowledgeBase, whole_page: bytes, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """What the page and the terminal answer to each query; they work at the same time."""
    data, search = (json.loads(text) for text in _DATA.findall(whole_page.decode()))
    queries = asked_queries()
    asked = json.dumps({"data": data, "search": search, "queries": queries})
    script = f"globalThis.asked = {asked};\n{bundle(sources(), 'asking.js')}"
    with running(script, tmp_path_factory.mktemp("finder")) as process:
        terminal = [answer(base, query) for query in queries]
        out, error = process.communicate(timeout=120)
    assert process.returncode == 0, error
    # A browser says it in the body of a document.
    said = out if NODE else unescape(out.rpartition("<body>")[2].partition("</body>")[0])
    return list(zip(queries, json.loads(said), terminal, strict=True))


def sources() -> dict[str, str]:
    """Return the modules of the page, and the one that asks its finder."""
    app = ROOT / "src" / "jiqun" / "page" / "app"
    paths = {path.relative_to(app).as_posix(): path for path in app.rglob("*.js")}
    paths["asking.js"] = HERE / "asking.js"
    return {name: path.read_text(encoding="utf-8") for name, path in paths.items()}


def running(script: str, folder: Path) -> subprocess.Popen[str]:
    """Run a script in Node, or in a browser, whose document then holds what it says."""
    if NODE:
        file = folder / "asking.mjs"
        file.write_text(script, encoding="utf-8")
        command = [NODE, str(file)]
    else:
        file = folder / "asking.html"
        escaped = script.replace("</", "<\\/")
        file.write_text(f'<meta charset="utf-8"><script type="module">{escaped}</script>', "utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=99999")
        command = [
            *(str(BROWSER), *options, f"--user-data-dir={folder / 'profile'}"),
            *("--dump-dom", file.as_uri()),
        ]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, encoding="utf-8")


def told(base: KnowledgeBase, matches: Sequence[Match]) -> list[dict[str, Any]]:
    """Return matches as the page has them."""
    return [
        {
            "kind": match.kind,
            "id": match.id,
            "name": base.title_of(base.get(match.kind, match.id)),
            "score": pytest.approx(match.score, abs=1e-6),
            "tier": match.tier,
            "matched": [{"field": match.field, "text": text} for text in match.terms],
            "highlights": [text for text in match.highlights if text],
            "unused": list(match.unused),
        }
        for match in matches
    ]


def test_the_page_finds_what_the_terminal_finds(base: KnowledgeBase, both: Both) -> None:
    for query, found, terminal in both:
        assert found["items"] == told(base, terminal.items), query
        assert found["near"] == told(base, terminal.near), query
        assert found["unused"] == list(terminal.unused), query


def test_the_page_tells_what_the_terminal_tells_of_a_query(both: Both) -> None:
    for query, found, terminal in both:
        nothing = not terminal.items and not terminal.near
        notes = [*terminal.notes, *[f"没有找到“{query[:30]}”"] * nothing]
        assert found["message"] == "\n".join(notes), query


def test_what_is_told_is_written_in_traditional_script_as_in_the_terminal(both: Both) -> None:
    for query, found, terminal in both:
        for note in terminal.notes:
            assert traditional(note) in found["traditional"].split("\n"), query
