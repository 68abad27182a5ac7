"""The CHANGELOG tells the changes of the data as `jiqun diff` counts them.

``JIQUN_UPDATE_CHANGELOG=1 pytest tests/contract/test_changelog.py`` writes them into it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from conftest import ROOT, Result

CHANGELOG = ROOT / "CHANGELOG.md"
_LINE = re.compile(r"^- `jiqun diff (\S+) (\S+)`：(.*)$", re.MULTILINE)


def test_changes_of_the_data_are_those_of_diff(cli: Callable[..., Result]) -> None:
    text = CHANGELOG.read_text(encoding="utf-8")

    def told(line: re.Match[str]) -> str:
        sentence = cli("diff", line[1], line[2], "-f", "md").out.splitlines()[0]
        return f"- `jiqun diff {line[1]} {line[2]}`：{sentence}"

    renewed = _LINE.sub(told, text)
    if os.environ.get("JIQUN_UPDATE_CHANGELOG"):
        CHANGELOG.write_text(renewed, encoding="utf-8")
    assert _LINE.search(text)
    assert renewed == text or os.environ.get("JIQUN_UPDATE_CHANGELOG")
