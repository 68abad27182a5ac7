"""How time and memory grow with the base, from 80 to 100,000 generated clusters.

``python bench/scale.py [NUMBER...]`` prints for each number of clusters the CPU time and the
largest memory of whole processes, the size of what is compiled, and beside them what other
programs need to filter the same rows, where they are installed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

NUMBERS = (80, 1_000, 10_000, 100_000)
JIQUN = str(Path(sys.executable).parent / "jiqun")
DOMAINS = ("高端装备", "新一代信息技术", "新材料", "消费品")
SYLLABLES = "东南西北中安平永长新宁江河山海泰和兴隆丰"
COMMANDS = {
    "list -p": ["list", "-p", "长沙"],
    "search": ["search", "磁浮风洞"],
    "show place": ["show", "株洲"],
    "stats": ["stats", "--by", "domain"],
}
# They take time that only large numbers make plain.
SLOW = {"check": ["check"], "html": ["list", "-f", "html"]}


class Cost(NamedTuple):
    """What a process took: CPU seconds, and megabytes of memory at most."""

    seconds: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s {self.megabytes:.0f} MB"


def clusters(number: int) -> Iterator[str]:
    """Yield the YAML of generated clusters with two figures each.

    Each hundredth is of Changsha, the others are of Zhuzhou; all domains have as many.
    """
    yield "clusters:\n"
    for at in range(number):
        city = "株洲" if at % 100 else "长沙"
        name = "".join(SYLLABLES[at // 20**power % 20] for power in range(4))
        yield (
            f"  - {{id: made-{at}, name: {name}装备集群{at}, short: {name}装备, english: Made {at},"
            f" english_basis: translated, domain: {DOMAINS[at % 4]}, domain_basis: inferred,"
            f" batch: 2021, provinces: [湖南], cities: [{city}], products: [磁浮风洞{at % 97}],"
            " confidence: single, sources: [hunanrb-20230323], figures: ["
            "{kind: target, metric: 产值, op: gt, value: 100, unit: 亿元, year: 2025,"
            " scope: cluster, industry: cluster, source: hunanrb-20230323,"
            f" evidence: {name}产值突破100亿元}},"
            "{kind: actual, metric: 产值, op: eq, value: 50, unit: 亿元, year: 2022,"
            " scope: cluster, industry: cluster, source: hunanrb-20230323,"
            f" evidence: {name}产值50亿元}}]}}\n"
        )


def cost(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """Run a command with nothing to see of it and return what it took."""
    with open(os.devnull, "w") as null:
        process = subprocess.Popen(command, env=environment, stdout=null, stderr=null)
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    # Linux counts kilobytes, macOS bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def others(folder: Path, rows: Sequence[Mapping[str, object]]) -> dict[str, list[str]]:
    """Return the commands with which other programs filter the same rows."""
    import csv

    table, lines, database = folder / "rows.csv", folder / "rows.json", folder / "rows.db"
    with open(table, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    lines.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    query = "select * from rows where domain = '高端装备'"
    if shutil.which("sqlite-utils"):
        subprocess.run(["sqlite-utils", "insert", database, "rows", lines], check=True)
    return {
        "sqlite-utils": ["sqlite-utils", str(database), query],
        "csvgrep": ["csvgrep", "-c", "domain", "-m", "高端装备", str(table)],
        "mlr": ["mlr", "--icsv", "--ojson", "filter", '$domain == "高端装备"', str(table)],
        "jq": ["jq", '.[] | select(.domain == "高端装备")', str(lines)],
        "yq": ["yq", '.[] | select(.domain == "高端装备")', str(lines)],
    }


def measure(number: int) -> dict[str, str]:
    """Return what each command takes with ``number`` clusters."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = folder / "made.yaml"
        made.write_text("".join(clusters(number)), encoding="utf-8")
        environment = {
            **os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "JIQUN_DATA": str(made),
        }  # fmt: skip
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        taken = {"first run": str(cost([JIQUN, "list", "--count"], environment))}
        (snapshot,) = (folder / "cache" / "jiqun").glob("*.snapshot")
        taken["compiled"] = f"{snapshot.stat().st_size / 2**20:.1f} MB"
        for told, arguments in {**COMMANDS, **(SLOW if number <= 10_000 else {})}.items():
            taken[told] = str(cost([JIQUN, *arguments], environment))
        listed = subprocess.run(
            [JIQUN, "list", "-f", "jsonl"], env=environment, stdout=subprocess.PIPE, check=True
        )
        keys = ("id", "name", "domain", "batch")
        items = map(json.loads, listed.stdout.splitlines())
        rows = [{key: item[key] for key in keys} for item in items]
        for told, command in others(folder, rows).items():
            if shutil.which(command[0]):
                taken[told] = str(cost(command, environment))
        return taken


def main() -> None:
    """Print the table."""
    numbers = [int(one) for one in sys.argv[1:]] or NUMBERS
    measured = {number: measure(number) for number in numbers}
    print("".join(f"{told:>18}" for told in ("", *(f"{number:,}" for number in numbers))))
    for told in measured[numbers[0]]:
        row = (measured[number].get(told, "–") for number in numbers)
        print("".join(f"{cell:>18}" for cell in (told, *row)))


if __name__ == "__main__":
    main()
