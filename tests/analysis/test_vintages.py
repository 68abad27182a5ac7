"""What the world knew on a day: nothing later, nothing lost, and what is uncertain apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jiqun
from jiqun.analysis.vintages import Tables, known_on, last_day
from jiqun.checking import check_totals
from jiqun.kinds import FACTS, all_facts, all_kinds
from jiqun.knowledge import KnowledgeBase

README = Path(__file__).parent.parent.parent / "README.md"
DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 31)).map(date.isoformat)


@pytest.fixture(scope="module")
def kb() -> jiqun.Base:
    return jiqun.load()


def _named(tables: Tables) -> set[tuple[str, str]]:
    """Return what tells entries and facts apart, but for what later days change of them."""
    entries = {(kind.table, str(one.id)) for kind in all_kinds() for one in tables[kind.table]}
    facts = {
        (fact.table, "|".join(str(getattr(one, key, "")) for key in ("owner", *_TELLING)))
        for fact in all_facts()
        for one in tables[fact.table]
    }
    return entries | facts


_TELLING = (
    "name",
    "text",
    "gist",
    "metric",
    "label",
    "value",
    "year",
    "period",
    "evidence",
    "field",
)


@pytest.mark.parametrize(("day", "clusters"), [("2021-12-31", 25), ("2022-11-29", 25),
                                               ("2022-12-31", 45), ("2024-12-31", 79),
                                               ("2020-12-31", 0)])  # fmt: skip
def test_clusters_are_known_since_their_batch_was_announced(
    base: KnowledgeBase, day: str, clusters: int
) -> None:
    assert len(known_on(base, day)["clusters"]) == clusters


def test_today_is_now(base: KnowledgeBase) -> None:
    tables = known_on(base, date.today().isoformat())
    assert tables["meta"] == [base.meta]
    assert not tables["undated"]
    for kind in all_kinds():
        assert tables[kind.table] == list(base.all(kind.name))
    for fact in FACTS:
        owned = [one for kind in all_kinds() for entry in base.all(kind.name)
                 for one in base.facts(fact, entry)]  # fmt: skip
        (table,) = (one.table for one in all_facts() if one.name == fact)
        assert tables[table] == owned


@settings(max_examples=12, deadline=None)
@given(DAYS, DAYS)
def test_what_was_known_stays_known(base: KnowledgeBase, one: str, other: str) -> None:
    earlier, later = sorted((one, other))
    lost = _named(known_on(base, earlier)) - _named(known_on(base, later))
    # A cited source is kept for what is timeless.
    assert {name for name in lost if name[0] != "sources"} == set()


@settings(max_examples=12, deadline=None)
@given(DAYS)
def test_nothing_is_told_that_was_published_later(base: KnowledgeBase, day: str) -> None:
    tables = known_on(base, day)
    dates = {one.id: one.date or one.accessed for one in base.sources}
    for table in ("figures", "firms", "measures", "organisations", "namings", "indicators"):
        for one in tables[table]:
            sources = [one.source] if one.source else one.sources
            assert min(dates[id_] for id_ in sources) <= day
    known = {one.id for one in tables["clusters"]}
    for one in tables["policies"]:
        assert set(one.clusters) <= known
    sources = {one.id for one in tables["sources"]}
    for figure in tables["figures"]:
        assert {figure.source, *figure.confirmed_by} <= sources


@settings(max_examples=12, deadline=None)
@given(DAYS)
def test_every_fact_is_in_or_later_or_apart(base: KnowledgeBase, day: str) -> None:
    tables = known_on(base, day)
    for cluster in tables["clusters"]:
        owner = f"clusters/{cluster.id}"
        told = [one for one in tables["figures"] if one.owner == owner]
        apart = [one for one in tables["undated"] if (one.owner, one.title) == (owner, "数字")]
        later = [
            one
            for one in base.figures(cluster)
            if (when := base.source(one.source).date) and f"{when}-01-01"[:10] > day
        ]
        assert len(told) + len(apart) + len(later) == len(base.figures(cluster))
        assert all(one.published_by > day for one in apart)


def test_what_is_replaced_later_is_current(base: KnowledgeBase) -> None:
    replaced = [
        (old, base.source(new.source).date or "")
        for cluster in base.clusters
        for new in base.figures(cluster)
        for old in base.figures(cluster)
        if new.supersedes == old.evidence and base.source(old.source).date
    ]
    assert replaced
    for old, date_ in replaced:
        before = f"{int(date_[:4]) - 1}-12-31"
        found = [one for one in known_on(base, before)["figures"]
                 if (one.owner, one.evidence) == (old.owner, old.evidence)]  # fmt: skip
        assert all(one.status == "current" for one in found)
        assert old.status == "superseded"


@pytest.mark.parametrize("day", ["2021-12-31", "2022-12-31"])
def test_the_totals_of_a_day_can_be_counted(kb: jiqun.Base, day: str) -> None:
    then = kb.as_of(day)
    assert then.meta.total == len(then.clusters)
    totals = list(check_totals(then))
    assert {one.verdict for one in totals} <= {"agrees", "deviates"}
    assert len(totals) < len(list(check_totals(kb)))


def test_a_search_finds_nothing_later(kb: jiqun.Base) -> None:
    then = kb.as_of("2021")
    assert "zhuzhou-aeroengine" not in {hit["id"] for hit in then.search("株洲航空", limit=0)}
    assert then.search("株洲轨道")[0]["id"] == "zhuzhou-rail"
    assert then.item(then.cluster("株洲轨道"))["id"] == "zhuzhou-rail"
    with pytest.raises(jiqun.NotFoundError):
        then.cluster("zhuzhou-aeroengine")


def test_every_table_of_an_export_stands(kb: jiqun.Base) -> None:
    from jiqun.exporting.tables import tables_of

    tables = {one.name: one for one in tables_of(kb.as_of("2022"))}
    assert len(tables["clusters"].rows) == 45
    assert len(tables["undated"].rows) == len(kb.as_of("2022").undated)
    assert "undated" not in {one.name for one in tables_of(kb)}


def test_a_day_is_that_of_the_present_base(kb: jiqun.Base) -> None:
    assert len(kb.as_of("2021").as_of("2022").clusters) == 45


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2022", "2022-12-31"), ("2022-2", "2022-02-28"), ("2024-02", "2024-02-29"),
        ("２０２２年３月１日", "2022-03-01"), ("2022.12.5", "2022-12-05"),
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(text: str, meant: str) -> None:
    from jiqun.resolving.days import day

    assert day(text, "--as-of") == meant


@pytest.mark.parametrize("text", ["昨天", "2022-13", "2022-02-30", "22", "2022-12-31-1", "2999"])
def test_what_is_no_day_is_refused(text: str) -> None:
    from jiqun.resolving.days import day

    with pytest.raises(jiqun.UsageError, match="--as-of"):
        day(text, "--as-of")


def test_the_last_day_of_a_date() -> None:
    assert [last_day(one) for one in ("2022", "2022-02", "2022-02-03")] == [
        "2022-12-31", "2022-02-28", "2022-02-03"
    ]  # fmt: skip


def _row(kb: jiqun.Base, day: str) -> str:
    then = kb.as_of(day)
    kinds: list[Any] = [one.kind for each in then.clusters for one in then.figures(each)]
    numbers = (len(then.clusters), kinds.count("target"), kinds.count("actual"), len(then.undated))
    return f"| {day} | {' | '.join(map(str, numbers))} |"


def test_the_table_of_the_readme_is_right(kb: jiqun.Base) -> None:
    days = ("2021-12-31", "2022-12-31", "2024-12-31", kb.meta.updated)
    told = README.read_text(encoding="utf-8")
    assert [row for day in days if (row := _row(kb, day)) not in told] == []
