"""The finder of the page gives the answers of the terminal, whole matches apart from near ones."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT
from jiqun.finding import Answer, Match, answer
from jiqun.knowledge import KnowledgeBase
from jiqun.page import page
from jiqun.text.traditional import traditional

HERE = Path(__file__).parent
_DATA = re.compile(r'<script type="application/json" id=[^>]*>(.*?)</script>', re.DOTALL)
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed")


def queries() -> list[str]:
    """Return a fifth of the queries of the bench, some in traditional script, and others.

    Those of ``queries.txt`` are conditions, orders, places without clusters, and odd ones.
    """
    bench = yaml.safe_load((ROOT / "bench" / "queries.yaml").read_text(encoding="utf-8"))
    some = [row["query"] for row in bench["queries"]][::5]
    more = (HERE / "queries.txt").read_text(encoding="utf-8").split("\n")
    return list(dict.fromkeys([*some, *map(traditional, some[::4]), *more, "a" * 200]))


Both = list[tuple[str, dict[str, Any], Answer]]


@pytest.fixture(scope="module")
def both(base: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """What the page and the terminal answer to each query; they work at the same time."""
    asked = tmp_path_factory.mktemp("finder") / "asked.json"
    html = page(base).decode()
    data, search = (json.loads(text) for text in _DATA.findall(html))
    content = {"data": data, "search": search, "queries": queries()}
    asked.write_text(json.dumps(content), encoding="utf-8")
    command = [str(NODE), str(HERE / "finding.mjs"), str(asked)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as node:
        terminal = [answer(base, query) for query in queries()]
        out, error = node.communicate()
    assert node.returncode == 0, error.decode()
    return list(zip(queries(), json.loads(out), terminal, strict=True))


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
