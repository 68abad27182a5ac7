"""Completion of names in the shell, also from pinyin: ``zhuz`` to 株洲."""

import os
from collections.abc import Callable, Sequence
from typing import Any

# Enough to choose from; a longer list scrolls the terminal away.
_MOST = 40


def names_of(*kinds: str) -> Callable[[Any, Any, str], list[str]]:
    """Return what completes the names of these kinds of entries.

    Typer's own ``autocompletion`` drops what does not begin with the letters typed, and with it
    every name that is typed in pinyin; ``shell_complete`` does not.
    """

    def complete(context: Any, parameter: Any, incomplete: str) -> list[str]:
        from jiqun.loading import load

        base = load([path for path in os.environ.get("JIQUN_DATA", "").split(os.pathsep) if path])
        typed = incomplete.lower()
        sources = base.sources if "source" in kinds else ()
        found = [one.id for one in sources if one.id.startswith(typed)] if typed else []
        found += [
            name
            for kind in kinds
            if kind != "source"
            for name, *spellings in base.index(f"spelled:{kind}")
            if any(spelled.startswith(typed) for spelled in (name, *spellings))
        ]
        return list(dict.fromkeys(found))[:_MOST]

    return complete


def words_of(*words: str) -> Callable[[Any, Any, str], list[str]]:
    """Return what completes one of these words."""
    return lambda context, parameter, incomplete: [
        word for word in words if word.startswith(incomplete.lower())
    ]


def words_typed() -> Sequence[str]:
    """Return the finished words of the line that the shell wants completed, if it wants any."""
    if "COMP_WORDS" in os.environ:  # bash
        words = os.environ["COMP_WORDS"].split()
        return words[1 : int(os.environ.get("COMP_CWORD", len(words)))]
    line = os.environ.get("_TYPER_COMPLETE_ARGS", "")  # zsh, fish, PowerShell
    words = line.split()
    return words[1:] if line.endswith(" ") else words[1:-1]
