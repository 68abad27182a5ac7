"""Scores finding on ``bench/queries.yaml`` by category, beside four plain ways of matching.

python bench/evaluate.py            scores
python bench/evaluate.py --misses   and every query whose first answer is not expected
python bench/evaluate.py --latency  and milliseconds per query at 80, 10 000 and 100 000
"""

from __future__ import annotations

import argparse
import io
import itertools
import shutil
import sqlite3
import statistics
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import jiqun
from jiqun.finding import KINDS, Answer, Match, answer, search
from jiqun.finding.index import ROW, indexes_of
from jiqun.finding.query import Units, interpretations, says_something
from jiqun.finding.reading import plain_numbers, read
from jiqun.knowledge import KnowledgeBase

QUERIES = Path(__file__).parent / "queries.yaml"
NAMED = ("city", "province", "region", "domain")
Finder = Callable[[str], Sequence[str]]


class Query(NamedTuple):
    text: str
    category: str
    expect: Sequence[str]


class Score(NamedTuple):
    category: str
    queries: int
    first: float
    three: float


@cache
def queries() -> Sequence[Query]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load(QUERIES.read_text(encoding="utf-8"), loader)["queries"]
    return [Query(row["query"], row["category"], row["expect"]) for row in rows]


def key(base: KnowledgeBase, match: Match) -> str:
    if match.kind == "cluster":
        return match.id
    name = base.get(match.kind, match.id).name if match.kind in NAMED else match.id
    return f"{match.kind}:{name}"


@cache
def answered(base: KnowledgeBase, text: str) -> Answer:
    """Return the answer to a query, which every measure asks for, once."""
    return answer(base, text)


def ours(base: KnowledgeBase) -> Finder:
    def find(text: str) -> list[str]:
        found = answered(base, text)
        return [key(base, match) for match in (*found.items, *found.near)]

    return find


def right(query: Query, found: Sequence[str], within: int) -> bool:
    """Tell whether an expected answer is within the first few, or nonsense found nothing."""
    if not query.expect:
        return not found
    return any(answer in query.expect for answer in found[:within])


def scores(finder: Finder, asked: Sequence[Query]) -> list[Score]:
    """Return the scores by category, the last one over all, in per cent."""
    rows: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for query in asked:
        found = finder(query.text)
        result = right(query, found, 1), right(query, found, 3)
        rows[query.category].append(result)
        rows["ALL"].append(result)
    rows["ALL"] = rows.pop("ALL")
    return [
        Score(
            category,
            len(results),
            100 * sum(first for first, _ in results) / len(results),
            100 * sum(three for _, three in results) / len(results),
        )
        for category, results in rows.items()
    ]


def approximations(base: KnowledgeBase, asked: Sequence[Query]) -> list[str]:
    """Return the queries of which an item does not hold every Chinese word in its texts.

    What was read as a condition (order, bounds, years) is met by facts, and not looked for; a
    list of names is as many questions.
    """
    return [
        query.text
        for query in asked
        if "、" not in query.text
        and not all(_holds(base, match, query.text) for match in answered(base, query.text).items)
    ]


def _holds(base: KnowledgeBase, match: Match, query: str) -> bool:
    """Tell whether the texts of an entity hold a query in one of its readings."""
    reading = read(base, plain_numbers(query))
    left = reading.words if reading.conditional else plain_numbers(query)
    if len(query) == 1 or not says_something(left):
        return True
    index = indexes_of(base).of(match.kind)
    texts = index.entry(index.number(match.id)).folded
    return any(
        _held(units, texts) for units in interpretations(left, indexes_of(base).lexicon(KINDS))
    )


def _held(units: Units, texts: str) -> bool:
    """Tell whether texts hold all Chinese words, in parts of two characters, or names of one."""
    if not units:
        return True
    first = units[0]
    if (first.type != "han" or not first.weight) and _held(units[1:], texts):
        return True
    for end in range(len(units), 0, -1):
        part = "".join(unit.text for unit in units[:end])
        held = part in texts if end > 1 else part in texts.split(ROW)
        if held and _held(units[end:], texts):
            return True
    return False


def texts(base: KnowledgeBase) -> dict[str, str]:
    """Return for every cluster the text that the plain ways search in."""
    return {
        one.id: " ".join(
            [one.name, one.short, *one.aliases, one.english, one.domain, *one.provinces,
             *one.cities, *one.products, *(firm.name for firm in base.firms(one))]
        )
        for one in base.clusters
    }  # fmt: skip


def fuzzy(base: KnowledgeBase, scorer: str, names_only: bool) -> Finder:
    from rapidfuzz import fuzz, process

    choices = {one.id: one.name for one in base.clusters} if names_only else texts(base)
    score = getattr(fuzz, scorer)

    def find(text: str) -> list[str]:
        found = process.extract(text, choices, scorer=score, score_cutoff=60, limit=3)
        return [id_ for _, _, id_ in found]

    return find


def full_text(base: KnowledgeBase) -> Finder:
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table t using fts5(id unindexed, body, tokenize='trigram')")
    connection.executemany("insert into t values (?, ?)", texts(base).items())

    def find(text: str) -> list[str]:
        words = " ".join(f'"{word}"' for word in text.replace('"', "").split())
        try:
            rows = connection.execute("select id from t(?) order by rank limit 3", (words,))
            return [row[0] for row in rows]
        except sqlite3.OperationalError:
            return []

    return find


def fzf(base: KnowledgeBase) -> Finder | None:
    if not shutil.which("fzf"):
        return None
    lines = "\n".join(f"{id_}\t{text}" for id_, text in texts(base).items())

    def find(text: str) -> list[str]:
        command = ["fzf", "--filter", text, "--delimiter", "\t", "--nth", "2"]
        done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
        return [line.split("\t")[0] for line in done.stdout.splitlines()]

    return find


def enlarged(base: KnowledgeBase, size: int) -> KnowledgeBase:
    """Return a base of ``size`` clusters: the real ones, and copies under made-up names."""
    from jiqun.finding.indexing import index_tables
    from jiqun.loading import base_path, cache
    from jiqun.loading.compiling import compile_tables

    tables, _ = compile_tables([base_path()])
    originals = list(tables["clusters"])
    stems = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃"
    made = ("".join(parts) for parts in itertools.product(stems, repeat=4))
    for number in range(len(originals), size):
        one, prefix = originals[number % len(originals)], next(made)
        tables["clusters"].append(
            one._replace(
                id=f"{one.id}-{number}", name=prefix + one.name, short=prefix + one.short,
                aliases=(), english=f"{one.english} {number}", english_words=(),
                products=one.products[:4], keywords=(),
            )
        )  # fmt: skip
    content = cache.encode({**tables, **index_tables(tables)}, "key")
    tables = cache.snapshot(io.BytesIO(content), "key")
    assert tables is not None
    return KnowledgeBase(tables)


def latency(base: KnowledgeBase, asked: Sequence[Query]) -> tuple[float, float]:
    """Return the median and the 95th percentile of milliseconds per query, warm."""
    for query in asked[:20]:
        search(base, query.text)
    taken = []
    for query in asked:
        start = time.perf_counter()
        search(base, query.text)
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--latency", action="store_true")
    options = parser.parse_args()
    base, asked = jiqun.load(), queries()
    finders: dict[str, Finder | None] = {
        "jiqun": ours(base),
        "WRatio": fuzzy(base, "WRatio", True),
        "partial": fuzzy(base, "partial_ratio", False),
        "FTS5": full_text(base),
        "fzf": fzf(base),
    }
    results = {
        name: {score.category: score for score in scores(finder, asked)}
        for name, finder in finders.items()
        if finder
    }
    print(f"{'first answer right, %':24}{'n':>6}" + "".join(f"{name:>10}" for name in results))
    for category, score in results["jiqun"].items():
        cells = "".join(f"{result[category].first:10.1f}" for result in results.values())
        print(f"{category:24}{score.queries:6}{cells}")
    print(f"{'within three, %':24}{'':6}{results['jiqun']['ALL'].three:10.1f}")
    print(f"{'nonsense rejected, %':24}{'':6}{results['jiqun']['nonsense'].first:10.1f}")
    shown = approximations(base, asked)
    print(f"{'approximations shown as answers':30}{len(shown):10}")
    if not finders["fzf"]:
        print("fzf is not installed here")
    if options.misses:
        find = ours(base)
        for query in asked:
            if not right(query, found := find(query.text), 1):
                print(f"{query.category}: {query.text} -> {found[:3]}, expected {query.expect[:3]}")
        for text in shown:
            print(f"approximation: {text}")
    if options.latency:
        some: Any = asked[::5]
        for size in (len(base.clusters), 10_000, 100_000):
            large = base if size < 1000 else enlarged(base, size)
            median, slow = latency(large, some)
            print(f"{size:7} clusters: median {median:7.1f} ms, 95 % under {slow:7.1f} ms")


if __name__ == "__main__":
    main()
