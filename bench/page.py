"""What the page weighs and how soon it answers, in the browser of this machine.

``python bench/page.py [NUMBER]`` prints the size, the first paint and the slowest of some filters
of the page of the base, then of one with so many generated clusters more (by default 5,000).
Times are in ms, whole frames: from the press until the browser has drawn what follows.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from browsing import browser
from scale import JIQUN, clusters

# In ms: from the start of the page until its first paint, and of a filter.
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
_PRESS = """label => new Promise(done => {
  const button = document.querySelector(label);
  const start = performance.now();
  button.click();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""
_ASK = """text => new Promise(done => {
  const input = document.querySelector('#search');
  input.value = text;
  const start = performance.now();
  input.form.requestSubmit();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""
_FILTERS = [
    '.tile[title="湖南"]',
    '[data-value="高端装备"]',
    '[data-value="2021"]',
    '[data-sort="target"]',
]
_QUERIES = ["株洲", "機器人", "zhuzhou", "产值最高的集群"]
_RUNS = 5


def measure(path: Path) -> None:
    """Print what one page weighs and takes."""
    print(f"{path.stat().st_size / 1_000_000:.2f} MB")
    with browser() as one:
        paints = []
        for _ in range(_RUNS):
            page = one.new_page(viewport={"width": 1280, "height": 900})
            page.goto(path.as_uri())
            page.wait_for_selector(".tile")
            paints.append(page.evaluate(_PAINT))
            page.close()
        print(f"first paint {statistics.median(paints):.0f} ms")
        page = one.new_page(viewport={"width": 1280, "height": 900})
        page.goto(path.as_uri())
        for label in _FILTERS:
            # Pressed twice or more: chosen, and taken away again.
            times = [page.evaluate(_PRESS, label) for _ in range(2 * _RUNS)]
            print(f"{label}: {statistics.median(times):.0f} ms, at most {max(times):.0f} ms")
        page.goto(path.as_uri())
        for text in _QUERIES:
            print(f"search {text}: {page.evaluate(_ASK, text):.0f} ms")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as folder:
        path, more = Path(folder, "page.html"), Path(folder, "more.yaml")
        subprocess.run([JIQUN, "page", path], check=True)
        measure(path)
        more.write_text("".join(clusters(number)), encoding="utf-8")
        subprocess.run([JIQUN, "page", path, "--data", more], check=True)
        print(f"and {number} more clusters:")
        measure(path)


if __name__ == "__main__":
    main()
