"""The page's JavaScript and CSS are as Biome wants them, and short enough to hold one thought."""

from __future__ import annotations

import subprocess

import pytest

from conftest import ROOT

APP = ROOT / "src" / "jiqun" / "page" / "app"
BIOME = ROOT / "tests" / "page" / "node_modules" / ".bin" / "biome"


@pytest.mark.skipif(not BIOME.exists(), reason="needs Biome: npm ci in tests/page")
def test_style() -> None:
    done = subprocess.run(
        [BIOME, "check", "--error-on-warnings", "--config-path", BIOME.parents[2], APP],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_modules_are_short_enough_to_hold_one_thought() -> None:
    for path in (*APP.rglob("*.js"), *APP.rglob("*.css")):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path.name
