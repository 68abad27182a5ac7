"""Many at once: cold starts that must agree, and writers killed that must leave nothing behind.

``python bench/concurrency.py --starts 300 --kills 50``; ``--base FILE`` takes another base than a
tiny one, whose cold starts are short. Prints counts, and exits 1 where one is not as it should be.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

TINY = Path(__file__).parent.parent / "tests" / "tiny.yaml"
_PROGRAM = """
import sys
from pathlib import Path
from jiqun import loading
loading.base_path = lambda: Path(sys.argv[1])
loading.shipped_path = lambda: ""
from jiqun.cli import main
main(sys.argv[2:])
"""


def start(base: Path, cache: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start the program on a base, its cache in a folder."""
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(base), *arguments],
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def cold_starts(base: Path, number: int) -> Counter[str]:
    """Start so many programs at once without a cache, and count what they did."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as cache:
        programs = [start(base, Path(cache), "list", "-f", "json") for _ in range(number)]
        answers = {(*program.communicate(), program.returncode) for program in programs}
        counts["starts"] = number
        counts["different answers"] = len(answers)
        counts["answers that are wrong"] = sum(
            code != 0 or err != b"" or not out.startswith(b'{"schema_version"')
            for out, err, code in answers
        )
        left = sorted(path.name for path in Path(cache, "jiqun").iterdir())
        counts["snapshots"] = sum(name.endswith(".snapshot") for name in left)
        counts["other files left"] = len(left) - counts["snapshots"]
    return counts


def killed_writers(base: Path, number: int, *arguments: str) -> Counter[str]:
    """Kill so many programs while they run, then run one whole, and count what is left.

    ``arguments`` are those of a command that writes into the folder ``{folder}``; each program
    has no cache at its start, and so writes that, too.
    """
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as whole:
        cache, folder = Path(whole, "cache"), Path(whole, "folder")
        folder.mkdir()
        asked = [one.format(folder=folder) for one in arguments]
        began = time.monotonic()
        assert start(base, cache, *asked).wait() == 0
        takes = time.monotonic() - began
        right = _content(folder)
        while counts["killed alive"] < number:
            for path in Path(cache, "jiqun").glob("*.snapshot"):
                path.unlink()
            program = start(base, cache, *asked)
            time.sleep(random.uniform(0.2, 1.1) * takes)
            program.send_signal(signal.SIGKILL)
            program.communicate()
            done = program.returncode != -signal.SIGKILL
            counts["done before the kill" if done else "killed alive"] += 1
            counts["files left by a kill"] += _litter(cache, folder)
            counts["targets that are not whole"] += _content(folder) != right
        assert start(base, cache, *asked).wait() == 0
        counts["wrong afterwards"] = int(_content(folder) != right)
        counts["files left afterwards"] = _litter(cache, folder)
    return counts


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("[!.]*") if path.is_file()}


def _litter(*folders: Path) -> int:
    return sum(1 for folder in folders for path in folder.rglob(".*") if path.is_file())


def main() -> int:
    """Run both, print the counts, and return 1 where something was wrong or left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=300)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--base", type=Path, default=TINY)
    options = parser.parse_args()
    starts = cold_starts(options.base, options.starts)
    print("cold starts:", dict(starts), flush=True)
    wrong = starts["different answers"] != 1 or starts["answers that are wrong"]
    wrong = wrong or starts["snapshots"] != 1 or starts["other files left"]
    for arguments in (
        ("list", "-f", "json", "-o", "{folder}/list.json"),
        ("export", "{folder}/base.sqlite"),
        ("export", "{folder}/"),
    ):
        counts = killed_writers(options.base, options.kills, *arguments)
        print(" ".join(arguments), dict(counts), flush=True)
        wrong = wrong or counts["wrong afterwards"] or counts["files left afterwards"]
        wrong = wrong or (counts["targets that are not whole"] and arguments[-1] != "{folder}/")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
