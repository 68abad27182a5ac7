"""The word lists of scanning, from ``words.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any


@cache
def words() -> dict[str, Any]:
    """Return the lists as they are written: tables of strings of words."""
    import tomllib

    with open(f"{__file__.removesuffix('.py')}.toml", "rb") as file:
        return tomllib.load(file)


def listed(*path: str) -> list[str]:
    """Return the words of one list."""
    found: Any = words()
    for key in path:
        found = found[key]
    text: str = found
    return text.split()


def by_word(*path: str) -> dict[str, str]:
    """Return the key of each word of a table of lists; of two keys the later one has it."""
    found: Any = words()
    for key in path:
        found = found[key]
    return {word: key for key, text in found.items() for word in text.split()}


def any_of(names: Iterable[str]) -> str:
    """Return a pattern of any of the names, the longest first: a prefix tree, which is fast."""
    tree: dict[str, Any] = {}
    for name in names:
        node = tree
        for char in name:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, Any]) -> str:
    optional = "" in node
    single: list[str] = []
    longer: list[str] = []
    for char, below in node.items():
        if char:
            rest = _branches(below)
            (longer if rest else single).append(re.escape(char) + rest)
    branches = longer
    if single:
        branches = [*longer, single[0] if len(single) == 1 else f"[{''.join(single)}]"]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and not optional else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if optional else joined
