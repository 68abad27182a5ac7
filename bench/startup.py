"""CPU time of whole processes, as ratios to the floor of our own imports.

Floor A is ``import typer, rich.console, rich.table``, floor B is ``import typer``. The budgets
are those of the design: a start-up is part of the product. Runs are interleaved, so that what
else the machine does falls on all alike; the least of many runs is the nearest to what a command
takes by itself.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

RUNS = 25
JIQUN = str(Path(sys.executable).parent / "jiqun")
FLOORS = {
    "A": [sys.executable, "-c", "import typer, rich.console, rich.table"],
    "B": [sys.executable, "-c", "import typer"],
}
COMPLETION = {
    "_JIQUN_COMPLETE": "complete_bash",
    "COMP_WORDS": "jiqun show zhuz",
    "COMP_CWORD": "2",
}


class Budget(NamedTuple):
    """What a command may take, as a multiple of a floor."""

    arguments: Sequence[str]
    floor: str
    ratio: float

    @property
    def name(self) -> str:
        """What it is called in the table."""
        return " ".join(self.arguments) or "completion"


BUDGETS = [
    Budget(["list", "-d", "高端装备"], "A", 0.80),
    Budget(["list", "-d", "高端装备", "-f", "json"], "B", 1.10),
    Budget(["search", "株洲"], "A", 0.90),
    Budget(["search", "廣深佛莞"], "A", 0.90),
    Budget(["show", "株洲"], "A", 1.15),
    Budget(["--help"], "A", 1.30),
    Budget([], "B", 1.00),
]


def milliseconds(command: Sequence[str]) -> float:
    """Return the CPU time that a process takes; without arguments it is a completion."""
    environment = {**os.environ, **(COMPLETION if len(command) == 1 else {})}
    null = os.open(os.devnull, os.O_WRONLY)
    process = os.posix_spawn(
        command[0], command, environment, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)]
    )
    _, _, used = os.wait4(process, 0)
    os.close(null)
    return 1000 * (used.ru_utime + used.ru_stime)


def main() -> None:
    """Print the table; exit with 1 where a budget is overrun."""
    # With it, every run would compile all sources.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    commands = {**FLOORS, **{one.name: [JIQUN, *one.arguments] for one in BUDGETS}}
    for command in commands.values():
        milliseconds(command)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            taken[name].append(milliseconds(command))
    for name in FLOORS:
        median = statistics.median(taken[name])
        print(f"{min(taken[name]):6.1f} ms, median {median:.1f}: floor {name}")
    over = False
    for one in BUDGETS:
        least = min(taken[one.name]) / min(taken[one.floor])
        median = statistics.median(taken[one.name]) / statistics.median(taken[one.floor])
        over |= min(least, median) > one.ratio
        print(
            f"{min(taken[one.name]):6.1f} ms = {least:.2f} x {one.floor}, median {median:.2f}"
            f" (budget {one.ratio:.2f}): {one.name}"
        )
    sys.exit(over)


if __name__ == "__main__":
    main()
