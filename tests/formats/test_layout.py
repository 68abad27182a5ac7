"""Tables that survive Chinese: at any width nothing is cut, and no line is too long."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import pytest
from format_views import card, render, rows_of, texts, unstyled
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from jiqun import loading
from jiqun.analysis.filter import ClusterFilter
from jiqun.analysis.progress import standings
from jiqun.formats.base import Destination, written
from jiqun.formats.layout import GAP, lay_out
from jiqun.kinds import KINDS, kind_named
from jiqun.knowledge import KnowledgeBase
from jiqun.listings import comparison, targets
from jiqun.listings.clusters import cluster_rows, short_columns
from jiqun.schema.fields import NAME, NUMBER, PROSE, WORDS
from jiqun.text.phrases import figure_text, pasteable
from jiqun.text.width import FILLER, cell_width, visible, with_fillers
from jiqun.views.cards import Card
from jiqun.views.view import ListView

DESTINATIONS = st.builds(
    Destination,
    width=st.integers(min_value=40, max_value=200),
    color=st.booleans(),
    bom=st.just(False),
    script=st.just("hans"),
    ambiguous=st.sampled_from([1, 2]),
)


@pytest.fixture(scope="module")
def loaded() -> KnowledgeBase:
    return loading.load()


def shown_whole(text: str, cells: Sequence[str], destination: Destination) -> None:
    """Check that every character of the cells is in the text, and that no line is too long."""
    plain = unstyled(text)
    missing = Counter("".join(visible(cell) for cell in cells)) - Counter(plain)
    assert not {char: many for char, many in missing.items() if not char.isspace()}
    for line in plain.splitlines():
        measured = with_fillers(line) if destination.ambiguous == 2 else line
        assert cell_width(measured) <= (destination.width or 0), line


def cells_in(view: ListView) -> list[str]:
    return [written(cell) for row in view.cells() for cell in row]


def cells_of(card: Card) -> list[str]:
    cells = [card.title, card.subtitle]
    cells += [cell for fact in card.facts for cell in fact]
    for section in card.sections:
        cells += [section.title, *(cell for row in section.rows for cell in row)]
    return cells


@settings(max_examples=45)
@given(data=st.data(), destination=DESTINATIONS)
def test_any_entry_in_any_columns(
    loaded: KnowledgeBase, data: st.DataObject, destination: Destination
) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    entries = data.draw(st.lists(st.sampled_from(loaded.all(kind)), min_size=1, max_size=4))
    rows = kind_named(kind).rows
    known = rows.columns(loaded).known
    drawn = data.draw(st.lists(st.sampled_from(known), min_size=1, unique_by=lambda one: one.key))
    # Titles and footers must not speak for what they stand beside.
    view = rows_of(loaded, rows, entries, [column._replace(title="") for column in drawn])
    shown_whole(render("table", view, destination), cells_in(view), destination)


@settings(max_examples=60)
@given(data=st.data(), destination=DESTINATIONS)
def test_any_card(loaded: KnowledgeBase, data: st.DataObject, destination: Destination) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    entry = data.draw(st.sampled_from(loaded.all(kind)))
    view = card(loaded, kind, entry.id)
    shown_whole(render("table", view, destination), cells_of(view.card), destination)


@settings(max_examples=25)
@given(data=st.data(), destination=DESTINATIONS)
def test_any_comparison(
    loaded: KnowledgeBase, data: st.DataObject, destination: Destination
) -> None:
    clusters = data.draw(
        st.lists(
            st.sampled_from(loaded.clusters), min_size=2, max_size=4, unique_by=lambda one: one.id
        )
    )
    columns = comparison.difference_columns(loaded, clusters).choose()
    rows = comparison.differences(loaded, kind_named("cluster"), clusters)
    view = ListView(None, columns, rows)
    shown_whole(render("table", view, destination), cells_in(view), destination)


@settings(max_examples=40)
@given(data=st.data(), destination=DESTINATIONS)
def test_any_chart(loaded: KnowledgeBase, data: st.DataObject, destination: Destination) -> None:
    found = list(standings(loaded, data.draw(st.sampled_from(loaded.clusters))))
    if found:
        view = ListView(None, (), found, drawing=targets.bars(found))
        cells = [
            f"{pasteable(one.cluster.marked_name)}{figure_text(one.target)}{one.why_not or ''}"
            for one in found
        ]
        shown_whole(render("table", view, destination), cells, destination)


@given(
    rows=st.integers(1, 5).flatmap(
        lambda size: st.lists(st.lists(st.text(), min_size=size, max_size=size), min_size=1)
    ),
    destination=DESTINATIONS,
)
def test_any_text_at_all(rows: list[list[str]], destination: Destination) -> None:
    size = len(rows[0])
    titles = ("name", "batch", "place", "target", "note")[:size]
    priorities = (NAME, NUMBER, WORDS, PROSE, PROSE)[:size]
    cells = [cell for row in rows for cell in row]
    text = render("table", texts(titles, rows, priorities), destination)
    missing = Counter("".join(map(visible, cells))) - Counter(unstyled(text))
    assert not {char: many for char, many in missing.items() if not char.isspace()}
    # Scripts nobody writes clusters in, on whose widths Rich and we do not agree, may stand out.
    if all(cell_width(char) == cell_len(char) for cell in cells for char in visible(cell)):
        shown_whole(text, cells, destination)


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
    rows = [["株洲市先进轨道交通装备集群" * 2, "规模" * 80]]
    view = texts(["集群", "目标"], rows, [NAME, PROSE])
    assert render("table", view, Destination(width=40)) == (
        "株洲市先进轨道交通装备集群株洲市先进轨道\n"
        "交通装备集群\n"
        + "  目标  规模规模规模规模规模规模规模规模\n"
        + "        规模规模规模规模规模规模规模规模\n" * 9
    )


def test_characters_that_a_terminal_draws_wide_are_counted_so() -> None:
    view = texts(["名", "数"], [["“引”—≥", "1"], ["引引引引", "22"]], [NAME, NUMBER])
    name, number = view.columns
    view = view._replace(columns=[name, number._replace(right=True)])
    wide = render("table", view, Destination(width=40, ambiguous=2))
    head, _, first, second = wide.splitlines()
    assert cell_width(with_fillers(first)) == cell_width(with_fillers(second)) == cell_width(head)
    assert FILLER not in wide
    piped = render("table", view, Destination(ambiguous=2)).splitlines()
    assert cell_width(with_fillers(piped[2])) == cell_width(with_fillers(piped[3]))


def test_a_line_break_does_not_change_a_character(base: KnowledgeBase) -> None:
    for cluster in base.clusters[::6]:
        shown = card(base, "cluster", cluster.id)
        wide, *narrow = (
            Counter("".join(render("table", shown, Destination(at, script="hant")).split()))
            for at in (None, 24, 40, 60, 80)
        )
        assert narrow == [wide] * 4, cluster.id


@pytest.mark.parametrize("evil", ["[red]x", "[/]", "[link=file:///etc/passwd]x[/link]", ":smile:"])
@pytest.mark.parametrize("name", ["table", "md", "csv", "tsv", "html", "svg"])
def test_data_is_never_markup(evil: str, name: str) -> None:
    view = texts(["名"], [[evil]])
    for destination in (Destination(), Destination(80, color=True)):
        text = unstyled(render(name, view, destination)).replace("\\", "")
        assert evil in text.replace("&#x27;", "'")


@pytest.mark.parametrize("name", ["table", "md", "csv", "tsv", "html", "svg"])
def test_no_control_character_reaches_a_terminal_or_a_page(name: str) -> None:
    evil = "a\x1b]0;title\x07b\x9b2Jc\u202ed\x00"
    view = texts(["名"], [[evil]], footer="x\x1by")
    for destination in (Destination(), Destination(80, color=True)):
        text = unstyled(render(name, view, destination))
        assert not set(text) & set("\x1b\x07\x9b\u202e\x00")


def test_where_two_lines_do_no_row_gets_more(base: KnowledgeBase) -> None:
    rows = cluster_rows(ClusterFilter())
    columns = short_columns(base, rows).choose()
    assert [one.title for one in columns] == ["集群", "领域", "批次", "省市", "目标"]
    view = rows_of(base, rows, base.clusters, columns)
    _, _, *shown = render("table", view, Destination(120)).split("\n\n")[0].splitlines()
    assert len(shown) <= 2 * len(base.clusters)
    starts = [at for at, line in enumerate(shown) if re.search(r" 20\d\d  ", line)]
    assert len(starts) == len(base.clusters)
    lines = [after - at for at, after in zip(starts, [*starts[1:], len(shown)], strict=True)]
    assert max(lines) == 2
    assert "新能源及智能网联汽车" not in "".join(shown)
