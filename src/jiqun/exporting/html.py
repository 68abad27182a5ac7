"""The page: the whole base in one file for people, see `jiqun.page`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jiqun.exporting.tables import Table
from jiqun.knowledge import KnowledgeBase
from jiqun.page import page
from jiqun.writing import Caution
from jiqun.writing import write as write_file


def write(tables: Sequence[Table], base: KnowledgeBase, path: Path, caution: Caution) -> list[Path]:
    """Write the page, which shows what it shows of the base itself."""
    write_file(path, page(base), caution)
    return [path]
