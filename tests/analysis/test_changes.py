"""Changes between two versions of the data: found by id and slot, and applied again."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from jiqun.analysis.changes import apply, changes
from jiqun.analysis.documents import Document, document_of
from jiqun.kinds import all_facts
from jiqun.knowledge import KnowledgeBase
from jiqun.loading import PRESENT, load_file
from jiqun.loading.compiling import compile_tables

TINY = document_of(load_file(ROOT / "tests" / "tiny.yaml", PRESENT))


def edited(**keys: Any) -> Document:
    """Return the tiny base with keys of its first figure changed; None drops a key."""
    document = deepcopy(TINY)
    figure = document["clusters"][0]["figures"][0]
    figure.update(keys)
    for key in [key for key, value in keys.items() if value is None]:
        del figure[key]
    return document


def kinds(old: Document, new: Document) -> list[tuple[str, str]]:
    return [(one.kind, "/".join(one.path)) for one in changes(old, new)]


def test_a_base_is_the_document_that_compiles_to_it(base: KnowledgeBase) -> None:
    text = json.dumps(document_of(base), ensure_ascii=False).encode()
    tables, _ = compile_tables([ROOT / "as.json"], [text])
    again = KnowledgeBase.of(tables)
    assert document_of(again) == document_of(base)


def test_what_is_the_same_has_no_changes(base: KnowledgeBase) -> None:
    assert changes(document_of(base), document_of(base)) == []


FIGURES = "clusters/zhuzhou-rail/figures"


def test_another_value_of_the_same_source_is_our_mistake() -> None:
    new = edited(value=2500, evidence="集群规模突破2500亿元")
    (one,) = changes(TINY, new)
    assert (one.kind, "/".join(one.path)) == ("corrected", FIGURES)
    assert (one.old["value"], one.new["value"]) == (2000, 2500)


def test_another_value_of_a_newer_source_is_the_world() -> None:
    new = edited(value=2500, source="newer")
    new["sources"].append({**new["sources"][0], "id": "newer", "date": "2026-01-01"})
    assert ("revised", FIGURES) in kinds(TINY, new)
    assert ("added", "sources") in kinds(TINY, new)


def test_status_tells_what_became_of_a_figure() -> None:
    told = {"superseded": "revised", "withdrawn": "withdrawn", "error": "corrected"}
    for status, kind in told.items():
        assert kinds(TINY, edited(status=status)) == [(kind, FIGURES)]


def test_another_year_of_the_same_words_is_the_same_figure() -> None:
    assert kinds(TINY, edited(year=2026)) == [("corrected", FIGURES)]


def test_what_is_only_filled_in_is_added_and_what_is_only_recorded_tidied() -> None:
    assert kinds(TINY, edited(set_by=2021)) == [("added", FIGURES)]
    assert kinds(TINY, edited(recorded="2026-01-01")) == [("tidied", FIGURES)]


def test_order_alone_is_tidied() -> None:
    new = deepcopy(TINY)
    new["cities"].reverse()
    assert kinds(TINY, new) == [("tidied", "cities/zhuzhou")] or kinds(TINY, new) == [
        ("tidied", "cities/suzhou")
    ]


def test_entries_come_and_go_whole() -> None:
    new = deepcopy(TINY)
    gone = new["clusters"].pop()
    assert [(one.kind, one.path, one.old) for one in changes(TINY, new)] == [
        ("withdrawn", ("clusters",), gone)
    ]
    assert [one.kind for one in changes(new, TINY)] == ["added"]


def damaged(seed: int) -> Document:
    """Return a copy of the tiny base in which entries, facts and values came, went and moved."""
    chance = random.Random(seed)
    document = deepcopy(TINY)
    lists = [rows for rows in document.values() if isinstance(rows, list)]
    lists += [
        facts
        for entry in document["clusters"]
        for facts in entry.values()
        if isinstance(facts, list) and isinstance(facts[0], dict)
    ]
    for rows in lists:
        if chance.random() < 0.5:
            chance.shuffle(rows)
        del rows[chance.randint(0, len(rows)) :]
        for item in rows:
            keys = [key for key in item if key != "id" and key not in FACTS]
            for key in chance.sample(keys, min(len(keys), chance.randint(0, 2))):
                item[key] = chance.choice(["甲", "乙", 1, 2.5, ["甲"], {"at": 1}])
                if chance.random() < 0.3:
                    del item[key]
        if rows and "id" not in rows[0] and chance.random() < 0.3:
            rows.insert(0, deepcopy(rows[-1]))
    for entry in document["clusters"]:
        for key in [key for key, value in entry.items() if value == []]:
            del entry[key]
    return document


FACTS = {fact.key for fact in all_facts()}
SEEDS = st.integers(0, 2**32)


@given(SEEDS, SEEDS)
def test_changes_applied_lead_from_one_to_the_other(first: int, second: int) -> None:
    old, new = damaged(first), damaged(second)
    before = deepcopy(old)
    told = json.loads(json.dumps([one.json() for one in changes(old, new)]))
    assert apply(told, old) == new
    assert old == before
    assert changes(new, new) == []
