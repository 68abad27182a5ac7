"""A process that answers many questions, where a start for each would take longer than answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from types import TracebackType
from typing import NamedTuple

# Reads arguments and variables line by line, and tells what a run prints, returns and imports.
_PROGRAM = """
import io, json, os, sys

asked, told = sys.stdin, sys.stdout
sys.argv = ["jiqun"]
for line in asked:
    arguments, environment = json.loads(line)
    before, known = dict(os.environ), set(sys.modules)
    os.environ.update(environment)
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    from jiqun.cli import run

    code = run(arguments)
    streams = []
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
        streams.append(stream.buffer.getvalue().decode())
    os.environ.clear()
    os.environ.update(before)
    print(json.dumps([code, *streams, sorted(sys.modules.keys() - known)]), file=told, flush=True)
"""


class Answer(NamedTuple):
    """What one run printed and returned, and the modules that it was the first to import."""

    code: int
    out: str
    err: str
    imported: set[str]


class Jiqun:
    """A process that runs the command line as often as it is asked to."""

    def __init__(self, before: str = "", *arguments: str, **environment: str) -> None:
        """Start it; ``before`` is a program that runs first, which is given ``arguments``."""
        self._process = subprocess.Popen(
            [sys.executable, "-c", before + _PROGRAM, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )

    def __enter__(self) -> Jiqun:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def __call__(self, *arguments: str, **environment: str) -> Answer:
        """Run ``jiqun`` with these arguments, and these variables besides its own."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([arguments, environment]) + "\n")
        self._process.stdin.flush()
        code, out, err, imported = json.loads(self._process.stdout.readline())
        return Answer(code, out, err, set(imported))
