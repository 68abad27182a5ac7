"""Pictures: they load nothing, and are as wide as their text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

from conftest import Result
from jiqun.text.width import cell_width

Cli = Callable[..., Result]


def test_a_picture_loads_nothing_and_is_as_wide_as_its_text(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    assert cli("map", "--svg", str(path)).code == 0
    picture = path.read_text(encoding="utf-8")
    assert "@import" not in picture
    assert "url(http" not in picture
    assert set(re.findall(r'https?://[^"]+', picture)) == {"http://www.w3.org/2000/svg"}
    texts = re.findall(r'textLength="([\d.]+)"[^>]*>([^<]*)</text>', picture)
    assert any("集群数" in text for _, text in texts)
    for length, text in texts:
        assert float(length) == 10 * cell_width(unescape(text))


def test_cards_of_several_kinds_on_one_picture(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "cards.svg"
    assert cli("show", "株洲", "高端装备", "--svg", str(path)).code == 0
    picture = path.read_text(encoding="utf-8")
    assert "株洲、高端装备</text>" in picture
    # Each is drawn, with the line below its name, in their order.
    told = ["zhuzhou · Zhuzhou", "equipment · High-end equipment"]
    texts = re.findall(r">([^<>]+)</text>", picture)
    lines = [unescape(text).replace("\xa0", " ") for text in texts]
    assert [line for line in lines if line in told] == told
