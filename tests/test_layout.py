"""Tables that survive Chinese: at any width nothing is cut, and no line is too long."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from jiqun import loading
from jiqun.analysis.progress import standings
from jiqun.formats import Listing, Show, Target, render
from jiqun.formats.layout import GAP, lay_out
from jiqun.knowledge import TABLES, KnowledgeBase
from jiqun.text.width import FILLER, cell_width, visible, widened
from jiqun.views.cards import Card, card_of
from jiqun.views.columns import Column
from jiqun.views.comparison import difference_columns, difference_items
from jiqun.views.items import item_of, standing_item
from jiqun.views.listings import COLUMNS

_ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
TARGETS = st.builds(
    Target,
    width=st.integers(min_value=40, max_value=200),
    color=st.booleans(),
    ambiguous=st.sampled_from([1, 2]),
)


@pytest.fixture(scope="module")
def loaded(_environment: None) -> KnowledgeBase:
    return loading.load()


def shown_whole(text: str, cells: list[str], target: Target) -> None:
    """Check that every character of the cells is in the text, and that no line is too long."""
    plain = _ESCAPES.sub("", text)
    missing = Counter("".join(visible(cell) for cell in cells)) - Counter(plain)
    assert not {char: many for char, many in missing.items() if not char.isspace()}
    for line in plain.splitlines():
        measured = widened(line) if target.ambiguous == 2 else line
        assert cell_width(measured) <= (target.width or 0), line


def cells_of(card: Card) -> list[str]:
    cells = [card.title, card.subtitle]
    cells += [cell for fact in card.facts for cell in fact]
    for section in card.sections:
        cells += [section.title, *(cell for row in section.rows for cell in row)]
    return cells


@settings(max_examples=60, deadline=None)
@given(data=st.data(), target=TARGETS)
def test_any_entry_in_any_columns(
    loaded: KnowledgeBase, data: st.DataObject, target: Target
) -> None:
    kind = data.draw(st.sampled_from([kind for kind in TABLES if kind in COLUMNS]))
    entities = data.draw(st.lists(st.sampled_from(loaded.all(kind)), min_size=1, max_size=4))
    known = COLUMNS[kind].known
    drawn = data.draw(st.lists(st.sampled_from(known), min_size=1, unique=True))
    # Titles and footers must not speak for what they stand beside.
    columns = [column._replace(title="") for column in drawn]
    items = [item_of(loaded, kind, entity) for entity in entities]
    cells = [column.text(item) for column in columns for item in items]
    text = render("table", Listing("1", columns, items), target)
    shown_whole(text, cells, target)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), target=TARGETS)
def test_any_card(loaded: KnowledgeBase, data: st.DataObject, target: Target) -> None:
    kind = data.draw(st.sampled_from(list(TABLES)))
    entity = data.draw(st.sampled_from(loaded.all(kind)))
    card = card_of(loaded, kind, entity)
    shown_whole(render("table", Show("1", kind, {}, {}, (), card), target), cells_of(card), target)


@settings(max_examples=40, deadline=None)
@given(data=st.data(), target=TARGETS)
def test_any_comparison(loaded: KnowledgeBase, data: st.DataObject, target: Target) -> None:
    clusters = data.draw(
        st.lists(
            st.sampled_from(loaded.clusters), min_size=2, max_size=4, unique_by=lambda one: one.id
        )
    )
    items = [item_of(loaded, "cluster", one) for one in clusters]
    columns = difference_columns(items).choose()
    rows = difference_items("cluster", items)
    cells = [column.text(row) for column in columns for row in rows]
    shown_whole(render("table", Listing("1", columns, rows), target), cells, target)


@settings(max_examples=40, deadline=None)
@given(data=st.data(), target=TARGETS)
def test_any_chart(loaded: KnowledgeBase, data: st.DataObject, target: Target) -> None:
    one = data.draw(st.sampled_from(loaded.clusters))
    items = [standing_item(loaded, standing) for standing in standings(loaded, one)]
    if items:
        text = render("table", Listing("1", (), items, drawing="chart"), target)
        cells = [item["text"] + item["cluster"] + (item["why_not"] or "") for item in items]
        shown_whole(text, cells, target)


def _id(one: Any) -> Any:
    return one.id


def _at(at: int) -> Any:
    return lambda item: item[at]


@settings(deadline=None)
@given(
    rows=st.integers(1, 5).flatmap(
        lambda size: st.lists(st.lists(st.text(), min_size=size, max_size=size), min_size=1)
    ),
    target=TARGETS,
)
def test_any_text_at_all(rows: list[list[str]], target: Target) -> None:
    keys = ("name", "batch", "place", "target", "note")
    columns = [
        Column(key, key, _at(at)) for at, key in zip(range(len(rows[0])), keys, strict=False)
    ]
    cells = [cell for row in rows for cell in row]
    text = render("table", Listing("1", columns, rows), target)
    missing = Counter("".join(map(visible, cells))) - Counter(_ESCAPES.sub("", text))
    assert not {char: many for char, many in missing.items() if not char.isspace()}
    # Scripts nobody writes clusters in, on whose widths Rich and we do not agree, may stand out.
    if all(cell_width(char) == cell_len(char) for cell in cells for char in visible(cell)):
        shown_whole(text, cells, target)


@given(
    natural=st.lists(st.integers(1, 120), min_size=1, max_size=8),
    width=st.integers(40, 200),
    data=st.data(),
)
def test_columns_share_the_width(natural: list[int], width: int, data: st.DataObject) -> None:
    priorities = [data.draw(st.integers(0, 4)) for _ in natural]
    rows = [["题"] * len(natural), ["字" * size for size in natural]]
    layout = lay_out(priorities, rows, width)
    assert sorted([*layout.inside, *layout.below]) == list(range(len(natural)))
    if len(layout.inside) > 1:
        assert sum(layout.widths) + GAP * (len(layout.widths) - 1) <= width
    if layout.below:
        kept = max((priorities[at] for at in layout.inside), default=0)
        assert min(priorities[at] for at in layout.below) >= kept


def test_prose_gives_way_first_and_names_last() -> None:
    rows = [["集群", "领域", "目标"], ["集" * 20, "装" * 8, "目" * 40]]
    assert lay_out([0, 2, 3], rows, 200).widths == [40, 16, 80]
    assert lay_out([0, 2, 3], rows, 120).widths == [38, 16, 62]
    assert lay_out([0, 2, 3], rows, 100).widths == [32, 16, 48]
    narrow = lay_out([0, 2, 3], rows, 60)
    assert (list(narrow.inside), narrow.widths) == ([0, 1, 2], [18, 16, 22])
    assert lay_out([0, 2, 3], rows, 40).below == [2]


def test_below_a_threshold_a_table_is_a_list_of_records() -> None:
    columns = [Column("name", "集群", _at(0)), Column("target", "目标", _at(1))]
    listing = Listing("1", columns, [["株洲市先进轨道交通装备集群" * 2, "规模" * 80]])
    assert render("table", listing, Target(width=40)) == (
        "株洲市先进轨道交通装备集群株洲市先进轨道\n"
        "交通装备集群\n"
        + "  目标  规模规模规模规模规模规模规模规模\n"
        + "        规模规模规模规模规模规模规模规模\n" * 9
    )


def test_characters_that_a_terminal_draws_wide_are_counted_so() -> None:
    columns = [Column("name", "名", _at(0)), Column("batch", "数", _at(1), right=True)]
    rows = [["“引”—≥", "1"], ["引引引引", "22"]]
    wide = render("table", Listing("1", columns, rows), Target(width=40, ambiguous=2))
    head, _, first, second = wide.splitlines()
    assert cell_width(widened(first)) == cell_width(widened(second)) == cell_width(head)
    assert FILLER not in wide
    piped = render("table", Listing("1", columns, rows), Target(ambiguous=2)).splitlines()
    assert cell_width(widened(piped[2])) == cell_width(widened(piped[3]))


@pytest.mark.parametrize("evil", ["[red]x", "[/]", "[link=file:///etc/passwd]x[/link]", ":smile:"])
@pytest.mark.parametrize("name", ["table", "md", "csv", "tsv", "html", "svg"])
def test_data_is_never_markup(evil: str, name: str) -> None:
    listing = Listing("1", [Column("name", "名", lambda item: evil)], [{}])
    for target in (Target(), Target(80, color=True)):
        text = _ESCAPES.sub("", render(name, listing, target)).replace("\\", "")
        assert evil in text.replace("&#x27;", "'")


@pytest.mark.parametrize("name", ["table", "md", "csv", "tsv", "html", "svg"])
def test_no_control_character_reaches_a_terminal_or_a_page(name: str) -> None:
    evil = "a\x1b]0;title\x07b\x9b2Jc\u202ed\x00"
    listing = Listing("1", [Column("name", "名", lambda item: evil)], [{}], "x\x1by")
    for target in (Target(), Target(80, color=True)):
        text = _ESCAPES.sub("", render(name, listing, target))
        assert not set(text) & set("\x1b\x07\x9b\u202e\x00")
