"""What a figure was in earlier versions of the data, on its card."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from jiqun.analysis.documents import document_of
from jiqun.analysis.revisions import revisions
from jiqun.kinds import kind_named
from jiqun.knowledge import KnowledgeBase
from jiqun.loading import history


def _with_value(document: dict[str, Any], value: float, evidence: str) -> dict[str, Any]:
    """Return a document in which the first figure of the first cluster has another value."""
    made = deepcopy(document)
    figure = next(one for one in made["clusters"] if one.get("figures"))["figures"][0]
    figure.update(value=value, evidence=evidence)
    return made


def test_a_figure_is_followed_through_versions(tiny: KnowledgeBase) -> None:
    now = document_of(tiny)
    cluster = next(one for one in now["clusters"] if one.get("figures"))
    words = cluster["figures"][0]["evidence"]
    first, second = _with_value(now, 1, "一"), _with_value(now, 2, "二")
    found = revisions([("2020-01-01", first), ("2021-01-01", second), ("2022-01-01", now)])
    assert [(owner, said, version) for owner, said, version, _ in found] == [
        (f"clusters/{cluster['id']}", words, "2020-01-01"),
        (f"clusters/{cluster['id']}", words, "2021-01-01"),
    ]
    assert revisions([("2020-01-01", now), ("2022-01-01", now)]) == []


def test_a_base_older_than_all_versions_has_no_history(tiny: KnowledgeBase) -> None:
    assert tiny.meta.version < min(history.kept())
    assert history.revised(tiny) == []


def test_the_card_tells_what_a_figure_was(base: KnowledgeBase) -> None:
    told = 0
    for cluster in base.clusters:
        known = [one for figure in base.figures(cluster) for one in base.revisions(figure)]
        card = kind_named("cluster").card(base, cluster)
        text = "".join(cell for section in card.sections for row in section.rows for cell in row)
        assert all(f"；{version} 版作 {was}" in text for version, was in known)
        told += len(known)
    assert told
