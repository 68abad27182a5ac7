"""Precision and recall of scanning, by kind, over sentences that were labelled by hand.

``python bench/scan_quality.py [-v]``; with -v every mistake. The goals are those of the issue that
asked for scanning: mentions 0.97 and 0.95, figures 0.92 and 0.88, «differs» 0.95 in precision.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from jiqun import loading
from jiqun.knowledge import KnowledgeBase
from jiqun.scanning import Scan, StatedFigure, scan_text

LABELLED = Path(__file__).parent.parent / "tests" / "scanning" / "labelled.yaml"


class Score(NamedTuple):
    """How many were found and right, found and wrong, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def recall(self) -> float:
        return self.right / ((self.right + self.missed) or 1)


def subject_of(figure: StatedFigure, base: KnowledgeBase) -> str | None:
    """Return the subject of a figure as it is labelled."""
    if figure.subject is None:
        return None
    for cluster in base.clusters:
        if cluster.name == figure.subject:
            return cluster.id
    group, dot, part = figure.subject.partition("·")
    number = "".join(char for char in group.split("年")[-1].split("个")[0] if char.isdigit())
    if "集群" in group and "个" in group and number:
        return f"{number}{dot}{part}"
    return figure.subject


def found_in(scan: Scan, base: KnowledgeBase) -> dict[str, list[Any]]:
    """Return what a scan has found, by kind, in the form of the labels."""
    figures = [
        (subject_of(one, base), one.op, one.value, one.unit, one.year, one.verdict)
        for one in scan.figures
    ]
    return {
        "mentions": [one.id for one in scan.mentions if one.kind == "cluster" and not one.indirect],
        "indirect": [one.id for one in scan.mentions if one.kind == "cluster" and one.indirect],
        "tiers": [one.name for one in scan.mentions if one.kind == "tier"],
        "figures": [one[:5] for one in figures],
        "differs": [one[:5] for one in figures if one[5] == "differs"],
        "verdicts": figures,
    }


def labels_of(sentence: dict[str, Any]) -> dict[str, list[Any]]:
    figures = [tuple(one) for one in sentence.get("figures", [])]
    return {
        "mentions": sentence["clusters"],
        "indirect": sentence.get("indirect", []),
        "tiers": sentence.get("tiers", []),
        "figures": [one[:5] for one in figures],
        "differs": [one[:5] for one in figures if one[5] == "differs"],
        "verdicts": figures,
    }


def scores(
    sentences: Iterable[dict[str, Any]], base: KnowledgeBase, tell: bool = False
) -> dict[str, Score]:
    """Return the scores by kind; ``tell`` prints every mistake."""
    totals: dict[str, list[int]] = {}
    for sentence in sentences:
        scan = scan_text(sentence["text"], base, sentence.get("date"))
        found, wanted = found_in(scan, base), labels_of(sentence)
        for kind, labels in wanted.items():
            have, want = Counter(found[kind]), Counter(labels)
            right = sum((have & want).values())
            total = totals.setdefault(kind, [0, 0, 0])
            total[0] += right
            total[1] += sum(have.values()) - right
            total[2] += sum(want.values()) - right
            if tell and have != want:
                print(f"{kind}: {sentence['text'].strip()}")
                print(f"    wrong  {list((have - want).elements())}")
                print(f"    missed {list((want - have).elements())}")
    return {kind: Score(*total) for kind, total in totals.items()}


def main() -> None:
    sentences = yaml.safe_load(LABELLED.read_text(encoding="utf-8"))
    found = scores(sentences, loading.load(), "-v" in sys.argv)
    print(f"{len(sentences)} sentences")
    for kind, score in found.items():
        counts = f"{score.right} right, {score.wrong} wrong, {score.missed} missed"
        print(f"{kind:9} precision {score.precision:.3f}, recall {score.recall:.3f}  ({counts})")


if __name__ == "__main__":
    main()
