"""Fuzzes loader or finder with atheris, which follows the code that inputs reach.

``python tests/fuzz/atheris_run.py loader -runs=100000``; options behind the target are libFuzzer's.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path[:0] = [str(Path(__file__).parent.parent)]
with atheris.instrument_imports(include=["jiqun", "yaml"]):
    from fuzz import targets

BASE = targets.loader(b"")


def loader(content: bytes) -> None:
    """Lay bytes over the tiny base."""
    targets.loader(content)


def finder(content: bytes) -> None:
    """Search the tiny base."""
    assert BASE is not None
    targets.finder(BASE, content.decode("utf-8", "replace"))


if __name__ == "__main__":
    target = {"loader": loader, "finder": finder}[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
