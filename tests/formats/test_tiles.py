"""The tile map."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from conftest import Result

Cli = Callable[..., Result]


def test_an_own_province_stands_below_the_map(cli: Cli, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "provinces:\n  - {id: moon, name: 月球, full: 月球省, abbreviation: 月, english: Moon, "
        'pinyin: yue qiu, adcode: "990000"}\n',
        encoding="utf-8",
    )
    result = cli("map", "--data", str(own))
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    (at,) = [at for at, line in enumerate(lines) if re.match(r"月 +0", line)]
    (last,) = [at for at, line in enumerate(lines) if re.search(r"琼 +\d+ .*港 +\d+", line)]
    assert at > last
