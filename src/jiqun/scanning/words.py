"""The word lists of scanning, from ``words.toml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
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
    """Return a pattern of any of the names, the longest first: a prefix tree, which is fast.

    Each branch begins with a character of its own, not with a class: then `re` skips all
    characters with which none begins.
    """
    tree: dict[str, Any] = {}
    for name in names:
        node = tree
        for char in name:
            node = node.setdefault(char, {})
        node[""] = {}
    branches = [re.escape(char) + _behind(below) for char, below in tree.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def any_here(names: Collection[str]) -> str:
    """Return the pattern of `any_of` for what is tried at one place, and seldom stands there.

    One look at a character is enough then. It is no pattern to search a text for.
    """
    firsts = re.escape("".join(sorted({name[0] for name in names})))
    return f"(?=[{firsts}]){any_of(names)}"


def _behind(node: dict[str, Any]) -> str:
    """Return the pattern of what follows a character."""
    single: list[str] = []
    branches: list[str] = []
    for char, below in node.items():
        if char:
            rest = _behind(below)
            (branches if rest else single).append(re.escape(char) + rest)
    if single:
        branches.append(single[0] if len(single) == 1 else f"[{''.join(single)}]")
    if not branches:
        return ""
    optional = "" in node
    joined = branches[0] if len(branches) == 1 and not optional else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if optional else joined
