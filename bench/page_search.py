"""Measures search on the page: milliseconds per query in Node, at the real size and at 5,000.

python bench/page_search.py
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

from evaluate import enlarged, queries

import jiqun
from jiqun.knowledge import KnowledgeBase
from jiqun.page.bundling import bundle
from jiqun.page.searching import search_data

APP = Path(jiqun.__file__).parent / "page" / "app"
SIZES = (0, 5_000)
MEASURE = """
import { createFinder } from "./finding/finder.js";

const asked = globalThis.asked;
const begun = performance.now();
const finder = createFinder(asked.search);
const parts = [...finder.prepare()].length;
const prepared = performance.now() - begun;
const taken = asked.queries.map((query) => {
  const start = performance.now();
  finder.search(query);
  return performance.now() - start;
});
taken.sort((one, other) => one - other);
const at = (share) => taken[Math.floor(share * (taken.length - 1))].toFixed(1);
console.log(
  `prepared in ${prepared.toFixed(0)} ms, ${parts} parts; a search: median ${at(0.5)} ms, ` +
    `95 % under ${at(0.95)} ms, slowest ${at(1)} ms`,
);
"""


def measured(base: KnowledgeBase) -> str:
    """Return what Node says of a fifth of the queries of the bench."""
    sources = {path.relative_to(APP).as_posix(): path.read_text() for path in APP.rglob("*.js")}
    sources["measure.js"] = MEASURE
    asked = {"search": search_data(base), "queries": [one.text for one in queries()[::5]]}
    script = f"globalThis.asked = {json.dumps(asked)};\n{bundle(sources, 'measure.js')}"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "measure.mjs"
        file.write_text(script, encoding="utf-8")
        return subprocess.run(
            ["node", str(file)], capture_output=True, text=True, check=True
        ).stdout.strip()


def main() -> None:
    base = jiqun.load()
    for size in SIZES:
        large = enlarged(base, size) if size else base
        print(f"{len(large.clusters):6} clusters: {measured(large)}")


if __name__ == "__main__":
    main()
