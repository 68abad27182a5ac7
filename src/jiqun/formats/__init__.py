"""Formats: a module for each, which says what it is called, what it can do, and writes it.

A new format is a module that declares ``FORMAT``, and its name here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiqun.formats.base import Format

# In the order in which they are told; each is imported when it is asked for.
FORMATS = (
    "table", "json", "jsonl", "csv", "tsv", "md", "yaml", "id", "html", "docx", "xlsx", "svg",
)  # fmt: skip


def format_named(name: str) -> Format:
    """Return the format with this name (one of `FORMATS`)."""
    found: Format = import_module(f"jiqun.formats.{name}").FORMAT
    return found


def format_of_suffix(suffix: str) -> Format | None:
    """Return the format of files whose names end so (``csv``), if there is one."""
    every = map(format_named, FORMATS)
    return next((one for one in every if suffix in one.suffixes), None)


def suffixes() -> list[str]:
    """Return the ends of names that say in which format a file is, one for each format."""
    return [format_named(name).suffixes[0] for name in FORMATS]
