"""The house: the core knows no screen, starts load no more than they need, style holds."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT
from jiqun.knowledge import KnowledgeBase
from processes import Jiqun

SOURCE = ROOT / "src" / "jiqun"
_ROW = re.compile(r"^\| (\w+) \| [^|]+ \| ([a-z ]*)(?:\(([a-z ]+)\))? ?\|$", re.MULTILINE)


def rooms() -> dict[str, tuple[set[str], set[str]]]:
    """Return the rooms of CONTRIBUTING: what each may import at once, and what when needed."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return {
        room: (set(at_once.split()), set(when_needed.split()))
        for room, at_once, when_needed in _ROW.findall(page)
    }


def imports(path: Path) -> tuple[set[str], set[str]]:
    """Return the modules that a file imports at once, and those that its functions import."""
    at_once: set[str] = set()
    when_needed: set[str] = set()

    def look(node: ast.AST, names: set[str]) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
                continue
            if isinstance(child, ast.Import):
                names.update(alias.name for alias in child.names)
            elif isinstance(child, ast.ImportFrom) and child.module == "jiqun":
                names.update(f"jiqun.{alias.name}" for alias in child.names)
            elif isinstance(child, ast.ImportFrom) and child.module:
                names.add(child.module)
            look(child, when_needed if isinstance(child, ast.FunctionDef) else names)

    look(ast.parse(path.read_text(encoding="utf-8")), at_once)
    return at_once, when_needed


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


PATHS = [path for path in sorted(SOURCE.rglob("*.py")) if not room_of(path).startswith("__")]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_rooms_import_only_what_they_may(path: Path) -> None:
    room = room_of(path)
    at_once, when_needed = imports(path)
    if room != "cli":
        tops = {name.split(".")[0] for name in at_once | when_needed}
        assert "typer" not in tops
        assert "rich" not in tops or room == "formats"
        first, later = rooms()[room]
        assert ours(at_once) <= first | {room}
        assert ours(when_needed) <= first | later | {room}


def ours(names: set[str]) -> set[str]:
    """Return the rooms among imported modules; the version is no room."""
    return {name.split(".")[1] for name in names if name.startswith("jiqun.")} - {"__version__"}


def test_every_room_is_told() -> None:
    assert {room_of(path) for path in PATHS} == {*rooms(), "cli"}


# What must not be loaded when a command runs on a fresh snapshot.
HEAVY = {
    "yaml",
    "pypinyin",
    "opencc",
    "rapidfuzz",
    "rich",
    "hashlib",
    "sqlite3",
    "xlsxwriter",
    "docx",
    "lxml",
    "hypothesis",
}


@pytest.fixture(scope="module")
def light(base: KnowledgeBase) -> Iterator[Jiqun]:
    """Return a process that nothing heavy has been asked of; the base was compiled before."""
    with Jiqun() as jiqun:
        yield jiqun


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "-d", "高端装备"],
        ["list", "-d", "高端装备", "-f", "json"],
        ["search", "株洲"],
        ["search", "zhuzhou"],
        ["search", "廣深佛莞"],
        ["show", "株洲"],
        ["show", "株洲", "-f", "json"],
        ["list", "-f", "html"],
        ["stats", "--by", "domain"],
        ["map"],
        ["targets", "--chart"],
    ],
    ids=str,
)
def test_a_start_loads_no_more_than_it_needs(light: Jiqun, arguments: list[str]) -> None:
    answer = light(*arguments)
    assert answer.code == 0
    assert not answer.imported & HEAVY


@pytest.mark.parametrize(
    ("arguments", "needs"),
    [(["search", "株洲", "--script", "hant"], {"opencc"}), (["list", "-f", "yaml"], {"yaml"})],
    ids=str,
)
@pytest.mark.usefixtures("base")  # has been compiled
def test_what_is_heavy_is_loaded_where_it_is_needed(arguments: list[str], needs: set[str]) -> None:
    with Jiqun() as jiqun:
        answer = jiqun(*arguments)
    assert answer.code == 0
    assert answer.imported & HEAVY == needs


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
