"""Every renderer to the letter, at 60, 80 and 160 columns, on a tiny base.

``JIQUN_UPDATE_SNAPSHOTS=1 pytest tests/formats/test_snapshots.py`` writes what they print.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from format_views import card, read_workbook, render, rendered_workbook, rows_of

from jiqun.analysis.filter import ClusterFilter
from jiqun.analysis.progress import standings
from jiqun.analysis.statistics import count_by
from jiqun.answers import Dimension
from jiqun.formats import FORMATS
from jiqun.formats.base import Destination
from jiqun.kinds import kind_named
from jiqun.knowledge import KnowledgeBase
from jiqun.listings import comparison, map, targets
from jiqun.listings.counts import count_columns, count_rows
from jiqun.views.view import CardView, ListView

SNAPSHOTS = Path(__file__).parent / "snapshots"
WIDTHS = (60, 80, 160)
FOOTER = "共 2 个；〔 〕是口径，无此标记的才是集群自己的"


def list_view(base: KnowledgeBase) -> ListView:
    sort = kind_named("cluster").rows
    columns = sort.columns(base).choose(more=[sort.reference])
    title = "国家先进制造业集群"
    return rows_of(base, sort, base.clusters, columns, footer=FOOTER, title=title)


class Alone(CardView):
    """An entry without what JSON shows beside it."""

    @property
    def related(self) -> dict[str, Any]:
        return {}


def card_view(base: KnowledgeBase) -> CardView:
    view = card(base, "cluster", "zhuzhou-rail")
    return Alone(base, view.kind, view.entry, view.edition, view.columns)


def target_view(base: KnowledgeBase) -> ListView:
    found = [standing for one in base.clusters for standing in standings(base, one)]
    return rows_of(base, targets.ROWS, found, footer=FOOTER)


def chart_view(base: KnowledgeBase) -> ListView:
    view = target_view(base)
    return view._replace(drawing=targets.bars(view.rows))


def count_view(base: KnowledgeBase, by: Dimension, across: Dimension | None = None) -> ListView:
    counts = count_by(base, base.clusters, ClusterFilter(), by, across)
    columns = count_columns(base, counts, explained=True).choose()
    rows = [*counts.rows, counts.total]
    return rows_of(base, count_rows(counts), rows, columns, footer=FOOTER, title="集群统计")


def map_view(base: KnowledgeBase) -> ListView:
    tiles = map.tiles(base, base.clusters)
    columns = map.map_columns(base, share=False).choose()
    return rows_of(base, map.ROWS, tiles, columns, footer=FOOTER, drawing=tiles)


def comparison_view(base: KnowledgeBase) -> ListView:
    rows = comparison.differences(base, kind_named("cluster"), base.clusters)
    columns = comparison.difference_columns(base, base.clusters).choose()
    return rows_of(base, comparison.difference_rows(base.clusters), rows, columns, footer=FOOTER)


VIEWS: dict[str, Callable[[KnowledgeBase], ListView | CardView]] = {
    "list": list_view,
    "card": card_view,
    "targets": target_view,
    "chart": chart_view,
    "stats": partial(count_view, by="domain"),
    "cross": partial(count_view, by="province", across="domain"),
    "map": map_view,
    "compare": comparison_view,
}


# What is the same in several places, and is stored once: at all widths that it fits in, in a pipe
# as where there is room, and where nothing in it is of ambiguous width.
SAME = {
    r"(chart|map)\.(60|80|160|pipe)\.txt": r"\1.txt",
    r"cross\.(60|80|80\.wide|160|pipe)\.txt": "cross.txt",
    r"(chart|cross|map)\.(60|80|160)\.ansi": r"\1.ansi",
    r"card\.(80|80\.wide|160|pipe)\.txt": "card.txt",
    r"(compare|list|targets)\.pipe\.txt": r"\1.160.txt",
    r"list\.80\.wide\.txt": "list.80.txt",
}


def check(name: str, got: str) -> None:
    # Rich numbers links at random.
    got = re.sub(r"\x1b]8;id=\d+;", "\x1b]8;;", got)
    for names, stored in SAME.items():
        if match := re.fullmatch(names, name):
            name = match.expand(stored)
    path = SNAPSHOTS / name
    if os.environ.get("JIQUN_UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(got.encode())
    assert got == path.read_bytes().decode()


def test_no_snapshot_is_a_copy_of_another() -> None:
    stored = [path for path in SNAPSHOTS.iterdir() if path.suffix in (".txt", ".ansi", ".svg")]
    assert len({path.read_bytes() for path in stored}) == len(stored)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", VIEWS)
def test_terminal(tiny: KnowledgeBase, view: str, width: int) -> None:
    check(f"{view}.{width}.txt", render("table", VIEWS[view](tiny), Destination(width)))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", ["list", "cross", "map", "chart"])
def test_terminal_in_colour(tiny: KnowledgeBase, view: str, width: int) -> None:
    got = render("table", VIEWS[view](tiny), Destination(width, color=True))
    check(f"{view}.{width}.ansi", got)


@pytest.mark.parametrize("view", VIEWS)
def test_terminal_that_draws_ambiguous_characters_wide(tiny: KnowledgeBase, view: str) -> None:
    check(f"{view}.80.wide.txt", render("table", VIEWS[view](tiny), Destination(80, ambiguous=2)))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", ["list", "card", "stats", "map"])
def test_picture(tiny: KnowledgeBase, view: str, width: int) -> None:
    check(f"{view}.{width}.svg", render("svg", VIEWS[view](tiny), Destination(width)))


@pytest.mark.parametrize("view", VIEWS)
def test_pipe(tiny: KnowledgeBase, view: str) -> None:
    check(f"{view}.pipe.txt", render("table", VIEWS[view](tiny)))


# What is drawn in a terminal is a listing like any other elsewhere.
@pytest.mark.parametrize("view", sorted(set(VIEWS) - {"chart", "map"}))
@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"table", "docx", "xlsx", "svg"}))
def test_formats_know_no_width(tiny: KnowledgeBase, view: str, name: str) -> None:
    (got,) = {render(name, VIEWS[view](tiny), Destination(width)) for width in (None, *WIDTHS)}
    # Every page has the same style, which one of them shows.
    if name == "html" and view != "list":
        got = re.sub("<style>.*</style>", "<style></style>", got, flags=re.DOTALL)
    check(f"{view}.{name}", got)


@pytest.mark.parametrize("view", ["list", "targets", "stats"])
def test_workbook(tiny: KnowledgeBase, view: str) -> None:
    content = rendered_workbook(VIEWS[view](tiny))
    assert content == rendered_workbook(VIEWS[view](tiny), Destination(80))
    lines: list[str] = []
    for sheet in read_workbook(content):
        lines.append(f"[{sheet.title}] {sheet.freeze_panes or ''}")
        rows: Any = sheet.iter_rows(values_only=True)
        lines += ["\t".join(repr(cell) for cell in row) for row in rows]
    check(f"{view}.xlsx.txt", "\n".join(lines) + "\n")
