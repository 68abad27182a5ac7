"""Every renderer to the letter, at 60, 80 and 160 columns, on a tiny base.

``JIQUN_UPDATE_SNAPSHOTS=1 pytest tests/test_snapshots.py`` writes what they print.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jiqun.analysis.filter import Selection
from jiqun.analysis.progress import standings
from jiqun.analysis.statistics import count_by
from jiqun.formats import FORMATS, Listing, Show, Target, render, workbook
from jiqun.knowledge import KnowledgeBase
from jiqun.views.cards import card_of
from jiqun.views.comparison import difference_columns, difference_items
from jiqun.views.counts import count_columns, count_items, total_item
from jiqun.views.items import item_of, standing_item
from jiqun.views.listings import columns_of
from jiqun.views.maps import map_columns, map_items

SNAPSHOTS = Path(__file__).parent / "snapshots"
WIDTHS = (60, 80, 160)
FOOTER = "共 2 个；〔 〕是口径，无此标记的才是集群自己的"


def clusters(base: KnowledgeBase) -> Listing:
    items = [item_of(base, "cluster", one) for one in base.clusters]
    columns = columns_of("cluster", "", "reference")
    return Listing("2026-01-01", columns, items, FOOTER, title="国家先进制造业集群")


def card(base: KnowledgeBase) -> Show:
    entity = base.cluster("zhuzhou-rail")
    item, shown = item_of(base, "cluster", entity), card_of(base, "cluster", entity)
    return Show("2026-01-01", "cluster", item, {}, columns_of("cluster"), shown)


def targets(base: KnowledgeBase, drawing: str = "") -> Listing:
    found = [
        standing_item(base, standing) for one in base.clusters for standing in standings(base, one)
    ]
    return Listing("2026-01-01", columns_of("target"), found, FOOTER, drawing=drawing)


def counts(base: KnowledgeBase, by: str, across: str = "") -> Listing:
    counted = count_by(base, base.clusters, Selection(), by, across)
    items = count_items(base, counted)
    items.append(total_item(base, counted))
    columns = count_columns(counted, explained=True).choose()
    return Listing("2026-01-01", columns, items, FOOTER, title="集群统计")


def tiles(base: KnowledgeBase) -> Listing:
    items = map_items(base, base.clusters)
    return Listing("2026-01-01", map_columns(share=False).choose(), items, FOOTER, drawing="tiles")


def differences(base: KnowledgeBase) -> Listing:
    items = [item_of(base, "cluster", one) for one in base.clusters]
    columns = difference_columns(items).choose()
    return Listing("2026-01-01", columns, difference_items("cluster", items), FOOTER)


VIEWS: dict[str, Callable[[KnowledgeBase], Listing | Show]] = {
    "list": clusters,
    "card": card,
    "targets": targets,
    "chart": lambda base: targets(base, "chart"),
    "stats": lambda base: counts(base, "domain"),
    "cross": lambda base: counts(base, "province", "domain"),
    "map": tiles,
    "compare": differences,
}


def check(name: str, got: str) -> None:
    # Rich numbers links at random.
    got = re.sub(r"\x1b]8;id=\d+;", "\x1b]8;;", got)
    path = SNAPSHOTS / name
    if os.environ.get("JIQUN_UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(got.encode())
    assert got == path.read_bytes().decode()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", VIEWS)
def test_terminal(tiny: KnowledgeBase, view: str, width: int) -> None:
    check(f"{view}.{width}.txt", render("table", VIEWS[view](tiny), Target(width)))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", ["list", "cross", "map", "chart"])
def test_terminal_in_colour(tiny: KnowledgeBase, view: str, width: int) -> None:
    got = render("table", VIEWS[view](tiny), Target(width, color=True))
    check(f"{view}.{width}.ansi", got)


@pytest.mark.parametrize("view", VIEWS)
def test_terminal_that_draws_ambiguous_characters_wide(tiny: KnowledgeBase, view: str) -> None:
    check(f"{view}.80.wide.txt", render("table", VIEWS[view](tiny), Target(80, ambiguous=2)))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", ["list", "card", "stats", "map"])
def test_picture(tiny: KnowledgeBase, view: str, width: int) -> None:
    check(f"{view}.{width}.svg", render("svg", VIEWS[view](tiny), Target(width)))


@pytest.mark.parametrize("view", VIEWS)
def test_pipe(tiny: KnowledgeBase, view: str) -> None:
    check(f"{view}.pipe.txt", render("table", VIEWS[view](tiny), Target()))


# What is drawn in a terminal is a listing like any other elsewhere.
@pytest.mark.parametrize("view", sorted(set(VIEWS) - {"chart", "map"}))
@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"table", "xlsx", "svg"}))
def test_formats_know_no_width(tiny: KnowledgeBase, view: str, name: str) -> None:
    (got,) = {render(name, VIEWS[view](tiny), Target(width)) for width in (None, *WIDTHS)}
    # Every page has the same style, which one of them shows.
    if name == "html" and view != "list":
        got = re.sub("<style>.*</style>", "<style></style>", got, flags=re.DOTALL)
    check(f"{view}.{name}", got)


@pytest.mark.parametrize("view", ["list", "targets", "stats"])
def test_workbook(tiny: KnowledgeBase, view: str) -> None:
    content = workbook(VIEWS[view](tiny), Target())
    assert content == workbook(VIEWS[view](tiny), Target(80))
    lines: list[str] = []
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        lines.append(f"[{sheet.title}] {sheet.freeze_panes or ''}")
        rows: Any = sheet.iter_rows(values_only=True)
        lines += ["\t".join(repr(cell) for cell in row) for row in rows]
    check(f"{view}.xlsx.txt", "\n".join(lines) + "\n")
