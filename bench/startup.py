"""Whole-process times as ratios to the floor of our own imports, medians of many runs.

Floor A is ``import typer, rich.console, rich.table``, floor B is ``import typer``. The budgets
are those of the design: a start-up is part of the product.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 25
JIQUN = str(Path(sys.executable).parent / "jiqun")
COMPLETION = {
    "_JIQUN_COMPLETE": "complete_bash",
    "COMP_WORDS": "jiqun show zhuz",
    "COMP_CWORD": "2",
}
BUDGETS = [
    (["list", "-d", "高端装备"], {}, "A", 1.25),
    (["list", "-d", "高端装备", "-f", "json"], {}, "B", 1.35),
    (["search", "株洲"], {}, "A", 1.35),
    (["search", "廣深佛莞"], {}, "A", 1.6),
    ([], COMPLETION, "B", 1.25),
]


def median(command: list[str], environment: dict[str, str]) -> float:
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(
            command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, check=False
        )
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    subprocess.run([JIQUN, "list", "--count"], stdout=subprocess.DEVNULL, check=True)
    floors = {
        "A": median([sys.executable, "-c", "import typer, rich.console, rich.table"], {}),
        "B": median([sys.executable, "-c", "import typer"], {}),
    }
    for name, taken in floors.items():
        print(f"floor {name}: {1000 * taken:.1f} ms")
    for arguments, environment, floor, budget in BUDGETS:
        taken = median([JIQUN, *arguments], environment)
        ratio = taken / floors[floor]
        verdict = "ok" if ratio <= budget else "OVER"
        name = " ".join(arguments) or "completion"
        print(f"{1000 * taken:6.1f} ms = {ratio:.2f} x {floor} (budget {budget}) {verdict}  {name}")


if __name__ == "__main__":
    main()
