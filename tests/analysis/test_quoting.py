"""From a number to the figure that states it, and from an entry to what its sources bear."""

from __future__ import annotations

import pytest

from jiqun.analysis.quoting import borne, figures_stating
from jiqun.knowledge import KnowledgeBase
from jiqun.text.phrases import figure_text

RAIL = "zhuzhou-rail"


def stated(base: KnowledgeBase, typed: str) -> list[tuple[str, float | None]]:
    found = figures_stating(base, base.cluster(RAIL), typed)
    return [(figure.metric, figure.value) for _, figure in found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1600", [("规模", 1600), ("产值", 1600)]),
        ("一千六百", [("规模", 1600), ("产值", 1600)]),
        ("0.16万亿元", [("规模", 1600), ("产值", 1600)]),
        ("产值1600亿", [("产值", 1600)]),
        ("產值突破１,６００億元", [("产值", 1600)]),
        ("2025年规模2000亿元", [("规模", 2000)]),
        ("2024年规模2000亿元", []),
        ("600亿元", []),
        ("1600家", []),
        ("160", []),
        ("16", []),
        ("27%", [("占比", 27)]),
    ],
)
def test_a_number_is_read_in_any_writing(
    base: KnowledgeBase, typed: str, found: list[tuple[str, float]]
) -> None:
    assert stated(base, typed) == found


def test_every_figure_is_found_as_it_is_printed(base: KnowledgeBase) -> None:
    for cluster in base.clusters[::4]:
        for figure in base.figures(cluster):
            text = figure_text(figure) or ""
            for typed in (text, f"{figure.metric}{text}", figure.evidence, str(figure.value)):
                assert (cluster, figure) in figures_stating(base, cluster, typed), typed


def test_the_figures_of_a_place_are_those_of_its_clusters(base: KnowledgeBase) -> None:
    found = figures_stating(base, base.get("city", "株洲"), "2000亿元")
    assert [(entry.id, figure.value) for entry, figure in found] == [(RAIL, 2000)]


def test_an_indicator_states_its_own_number(base: KnowledgeBase) -> None:
    indicator = next(one for one in base.indicators if one.value == 45)
    assert figures_stating(base, indicator, "45") == [(indicator, indicator)]


def test_what_the_sources_of_an_entry_bear(base: KnowledgeBase) -> None:
    for cluster in base.clusters:
        bears = borne(base, cluster)
        assert bears.keys() == set(base.citations(cluster))
        assert all(bears.values())
    first, *_ = borne(base, base.cluster(RAIL)).items()
    assert first == ("jjckb-20210323", ["目标 规模 >2000亿元（2025）", "名称与入选", "注"])


def test_a_source_bears_itself(base: KnowledgeBase) -> None:
    assert borne(base, base.source("jjckb-20210323")) == {"jjckb-20210323": []}
