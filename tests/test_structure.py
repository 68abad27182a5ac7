"""The house: the core knows no screen, starts load no more than they need, style holds."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "jiqun"


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.stem)
def test_rooms_import_only_what_they_may(path: Path) -> None:
    room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    found = imports(path)
    tops = {name.split(".")[0] for name in found}
    if room not in ("cli", "__main__"):
        assert "typer" not in tops
        assert not {name for name in found if name.startswith("jiqun.cli")}
    if room not in ("cli", "render"):
        assert "rich" not in tops
    ours = {name for name in found if name.startswith("jiqun.")}
    may = {
        "model": set(),
        "text": None,
        "wording": {"jiqun.model"},
        "knowledge": {"jiqun.model"},
        "script": {"jiqun.text.normalize"},
        "selecting": {"jiqun.knowledge", "jiqun.model", "jiqun.text.normalize"},
        "comparing": {"jiqun.knowledge", "jiqun.model", "jiqun.analysis.filter"},
        "counting": {"jiqun.knowledge", "jiqun.model", "jiqun.analysis.filter"},
    }
    if room in may:
        assert ours <= may[room]


# What must not be loaded when a command runs on a fresh snapshot.
HEAVY = (
    "yaml",
    "pypinyin",
    "opencc",
    "rapidfuzz",
    "rich",
    "hashlib",
    "sqlite3",
    "xlsxwriter",
    "hypothesis",
)


def loaded(*arguments: str) -> set[str]:
    program = (
        "import sys, io; sys.stdout = io.StringIO(); from jiqun.cli import run; "
        f"code = run({list(arguments)!r}); assert code == 0; "
        f"sys.stderr.write(' '.join(name for name in {HEAVY!r} if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "may"),
    [
        (["list", "-d", "高端装备"], set()),
        (["list", "-d", "高端装备", "-f", "json"], set()),
        (["search", "株洲"], set()),
        (["search", "zhuzhou"], set()),
        (["search", "廣深佛莞"], {"opencc"}),
        (["show", "株洲"], {"rich"}),
        (["show", "株洲", "-f", "json"], set()),
        (["list", "-f", "yaml"], {"yaml"}),
        (["list", "-f", "html"], set()),
        (["stats", "--by", "domain"], set()),
        (["map"], set()),
        (["targets", "--chart"], set()),
    ],
    ids=str,
)
def test_a_start_loads_no_more_than_it_needs(arguments: list[str], may: set[str]) -> None:
    loaded("list")  # makes the snapshot
    assert loaded(*arguments) <= may


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]],
    ids=lambda command: " ".join(command),
)
def test_style_and_types(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_modules_are_short_enough_to_hold_one_thought() -> None:
    for path in SOURCE.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path.name
