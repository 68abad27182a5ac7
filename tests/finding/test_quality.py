"""The quality of finding: scores on a thousand queries, and what must hold for every name."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from conftest import ROOT
from jiqun import load
from jiqun.finding import search
from jiqun.knowledge import KnowledgeBase
from jiqun.text.pinyin import syllables

sys.path.insert(0, str(ROOT / "bench"))
import evaluate

BASE = load()
NAMES = [(one.id, one.name) for one in BASE.clusters]


@pytest.fixture(scope="module")
def scores() -> dict[str, evaluate.Score]:
    found = evaluate.scores(evaluate.ours(BASE), evaluate.queries())
    return {score.category: score for score in found}


def test_there_are_enough_queries(scores: dict[str, evaluate.Score]) -> None:
    assert scores["ALL"].queries >= 300
    assert all(score.queries >= 25 for score in scores.values())


def test_the_right_entry_is_first(scores: dict[str, evaluate.Score]) -> None:
    assert scores["ALL"].first >= 98
    assert scores["ALL"].three >= 99.5
    for score in scores.values():
        assert score.first >= 95, score


def test_nonsense_finds_nothing(scores: dict[str, evaluate.Score]) -> None:
    assert scores["nonsense"].first == 100


def test_no_approximation_is_shown_as_an_answer() -> None:
    assert evaluate.approximations(BASE, evaluate.queries()) == []


def first(base: KnowledgeBase, query: str) -> str:
    found = search(base, query)
    return found[0].id if found else ""


@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2hk"])
def test_every_name_finds_itself_in_either_script(config: str) -> None:
    converter = OpenCC(config)
    for id_, name in NAMES:
        assert first(BASE, converter.convert(name)) == id_


def test_every_name_finds_itself() -> None:
    for id_, name in NAMES:
        assert first(BASE, name) == id_


@pytest.mark.parametrize(("joint", "every"), [("", 1), (" ", 4)])
def test_names_find_themselves_in_pinyin(joint: str, every: int) -> None:
    for id_, name in NAMES[::every]:
        assert first(BASE, joint.join(syllables(name).split())) == id_, name


def test_every_name_finds_itself_with_a_character_dropped() -> None:
    for number, (id_, name) in enumerate(NAMES):
        if len(name) >= 6:
            for at in range(number % 3, len(name), 3):
                assert first(BASE, name[:at] + name[at + 1 :]) == id_, (name, at)


def test_every_place_and_domain_finds_itself() -> None:
    for kind in ("city", "province", "region", "domain"):
        for entity in BASE.all(kind):
            found = search(BASE, entity.name)
            assert BASE.get(found[0].kind, found[0].id).name == entity.name


LIKELY = st.text(alphabet="株洲轨道交通zhuou 市的4亿%,.·'-", max_size=30)


@given(st.text(max_size=40) | LIKELY)
def test_no_input_raises_and_order_is_stable(query: str) -> None:
    found = search(BASE, query)
    assert found == search(BASE, query)
    assert all(0 <= match.score <= 100 for match in found)
    assert [match.score for match in found] == sorted(
        (match.score for match in found), reverse=True
    )
