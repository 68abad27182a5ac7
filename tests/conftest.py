"""Shared fixtures: the real base, a tiny one, and the command line run in this process."""

from __future__ import annotations

import functools
import gc
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import settings

from jiqun import loading
from jiqun.checking import Report, check
from jiqun.cli import run
from jiqun.finding.indexing import index_tables
from jiqun.knowledge import KnowledgeBase
from jiqun.loading import File, cache
from jiqun.loading.compiling import compile_tables

ROOT = Path(__file__).parent.parent
TINY = ROOT / "tests" / "tiny.yaml"
# Data of one's own, the same wherever they need not be others: over the base they compile once.
OVERLAY = "clusters:\n  - {id: zhuzhou-rail, short: 轨交}\n"

# The same examples in every run. `--hypothesis-profile=thorough` draws others, and many more.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile("repeatable")

# Modules that are through in no time: `pytest -x -m quick` answers while one works.
QUICK = frozenset(
    {
        *("test_arranging", "test_chart", "test_citing", "test_cluster", "test_data"),
        *("test_dispatch", "test_map", "test_normalize", "test_open"),
        *("test_seeds", "test_snapshots", "test_statistics", "test_svg", "test_targets"),
        *("test_tiles", "test_units", "test_xlsx"),
    }
)


_CACHE = tempfile.TemporaryDirectory(prefix="jiqun-tests-", ignore_cleanup_errors=True)


def pytest_configure() -> None:
    """Keep the user's cache, overlays and colours out of the tests, also while they are read.

    What tests start would compile the sources each time if it were not let keep them.
    """
    os.environ["XDG_CACHE_HOME"] = _CACHE.name
    os.environ["JIQUN_PAGER"] = ""
    unwanted = ("JIQUN_DATA", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONDONTWRITEBYTECODE")
    for name in unwanted:
        os.environ.pop(name, None)


def pytest_unconfigure() -> None:
    _CACHE.cleanup()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Import quick modules alone where only they are asked for."""
    asked = config.getoption("markexpr") == "quick" and collection_path.name.startswith("test_")
    return True if asked and collection_path.stem not in QUICK else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of quick modules."""
    for item in items:
        if item.path.stem in QUICK:
            item.add_marker("quick")


# The program itself collects no garbage, and reading the base makes a great deal of it.
gc.set_threshold(200_000, 50, 50)


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def base() -> KnowledgeBase:
    return loading.load()


@pytest.fixture(scope="session")
def whole_page(base: KnowledgeBase) -> bytes:
    """The page of the base, which takes a while to make."""
    from jiqun.page import page

    return page(base)


@pytest.fixture(scope="session")
def plain_data() -> dict[str, Any]:
    """The base as any reader of YAML 1.1 gets it."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(loading.base_path().read_text(encoding="utf-8"), loader)
    return data


def knowledge_of(path: Path) -> KnowledgeBase:
    """Return the knowledge base of one YAML file alone."""
    tables, _ = compile_tables([path])
    # Of one file alone nothing is known of earlier versions.
    content = cache.encode({**tables, "revisions": [], **index_tables(tables)}, "key")
    tables = cache.snapshot(io.BytesIO(content), "key")
    assert tables is not None
    return KnowledgeBase(tables)


@pytest.fixture(scope="session")
def tiny() -> KnowledgeBase:
    return knowledge_of(TINY)


@pytest.fixture
def over_tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay data of one's own over the tiny base, which is compiled in no time."""
    monkeypatch.setattr("jiqun.loading.base_path", lambda: TINY)


@pytest.fixture
def checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``jiqun check`` remember what it found in files of the same content."""
    monkeypatch.setattr(
        "jiqun.checking.check", lambda files, known_on: checked(tuple(files), known_on)
    )


@functools.lru_cache(maxsize=4)
def checked(files: tuple[File, ...], known_on: str) -> Report:
    return check(files, known_on)


@pytest.fixture
def tiny_files(monkeypatch: pytest.MonkeyPatch, tiny: KnowledgeBase) -> None:
    """Let ``jiqun page`` and ``jiqun export`` write the tiny base.

    That they write the whole one is told in ``tests/page`` and ``tests/exporting``.
    """
    from jiqun.exporting import export
    from jiqun.page import page

    monkeypatch.setattr("jiqun.page.page", lambda _, script: page(tiny, script))
    monkeypatch.setattr(
        "jiqun.exporting.export",
        lambda _, path, caution, *, bom: export(tiny, path, caution, bom=bom),
    )


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Run ``jiqun`` with these arguments, in this process, its output captured."""

    def call(*arguments: str) -> Result:
        capfd.readouterr()
        code = run(arguments)
        import sys

        sys.stdout.flush()
        out, err = capfd.readouterr()
        return Result(code, out, err)

    return call
