"""Text per second and core, in both scripts; whether time grows with length; two processes.

``python bench/scan_speed.py``. The goals: 2 MB of UTF-8 per second per core in either script, twice
the text in twice the time, memory flat past the text, two processes at least 1.8 times one. CPU
time is measured, so that a busy machine says the same, but for the processes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

import yaml

from jiqun import loading
from jiqun.knowledge import KnowledgeBase
from jiqun.scanning import scan_text
from jiqun.text.traditional import traditional

LABELLED = Path(__file__).parent.parent / "tests" / "scanning" / "labelled.yaml"
JIQUN = str(Path(sys.executable).parent / "jiqun")
# Prose between figures, as pages have it: about one figure in so many characters.
PER_FIGURE = 150
FILLER = (
    "会议强调，要坚持以创新为引领，完善协同机制，推动产业链上下游紧密配合，加快科技成果向现实生产力转化，"
    "不断提升产业链供应链的韧性和安全水平，营造良好的发展环境，让企业专注主业、做精做强。"
    "与会代表认为，集聚发展是大势所趋，应当因地制宜、分类施策，避免重复建设和同质竞争。\n"
)


def article() -> str:
    """Return an article of all labelled sentences, with prose between them."""
    sentences = yaml.safe_load(LABELLED.read_text(encoding="utf-8"))
    parts: list[str] = []
    for one in sentences:
        text = one["text"].strip()
        if "|" in text or "相关文章" in text:
            continue
        missing = PER_FIGURE * len(one.get("figures", ())) - len(text)
        parts += [text, "\n", FILLER * max(1, round(missing / len(FILLER)))]
    return "".join(parts)


def megabytes(text: str) -> float:
    return len(text.encode()) / 1e6


def seconds(text: str, base: KnowledgeBase) -> float:
    started = time.process_time()
    scan_text(text, base)
    return time.process_time() - started


def rate(name: str, text: str, base: KnowledgeBase) -> None:
    taken = min(seconds(text, base) for _ in range(3))
    speed = megabytes(text) / taken
    print(f"{name}: {speed:.2f} MB/s {'ok' if speed >= 2 else 'SLOW'}")


def growth(text: str, base: KnowledgeBase) -> None:
    once, four = (min(seconds(text * times, base) for _ in range(3)) for times in (2, 8))
    verdict = "ok" if four < 5 * once else "OVER"
    print(f"four times the text: {four / once:.2f} times the time {verdict}")


def memory(text: str, base: KnowledgeBase) -> None:
    peaks = []
    for times in (4, 8):
        tracemalloc.start()
        scan_text(text * times, base)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    more = (peaks[1] - peaks[0]) / (4 * len(text.encode()))
    print(f"memory: {more:.1f} bytes for each further byte of text and its figures")


def processes(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.jsonl"
        line = json.dumps({"text": text[:20_000]}, ensure_ascii=False)
        source.write_text(f"{line}\n" * 300, encoding="utf-8")
        taken = []
        for jobs in ("1", "2"):
            started = time.perf_counter()
            subprocess.run(
                [JIQUN, "scan", str(source), "-j", jobs, "-o", str(Path(folder) / f"{jobs}.jsonl")],
                check=False, stderr=subprocess.DEVNULL, env=os.environ,
            )  # fmt: skip
            taken.append(time.perf_counter() - started)
    gain = taken[0] / taken[1]
    print(f"two processes: {gain:.2f} times one {'ok' if gain >= 1.8 else 'UNDER'}")


def main() -> None:
    base = loading.load()
    text = article()
    scan_text(text, base)
    rate("simplified", text * 8, base)
    rate("traditional", traditional(text) * 8, base)
    growth(text, base)
    memory(text, base)
    processes(text)


if __name__ == "__main__":
    main()
