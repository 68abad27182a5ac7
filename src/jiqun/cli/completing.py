"""Completion of names in the shell, also from pinyin: ``zhuz`` to 株洲.

Typer's own ``autocompletion`` drops what does not begin with the letters typed, and with it every
name that is typed in pinyin; ``shell_complete``, which options use, does not.
"""

from collections.abc import Iterable, Sequence

from jiqun.cli.resolving import overlays_of
from jiqun.loading import load

# Enough to choose from; a longer list scrolls the terminal away.
_MOST = 40


def names(wanted: Sequence[str], typed: str) -> list[str]:
    """Return the names that are spelled like what was typed, of kinds or of those with a trait."""
    base = load(overlays_of(()))
    typed = typed.lower()
    sources = base.sources if "source" in wanted else ()
    found = [one.id for one in sources if one.id.startswith(typed)] if typed else []
    found += [
        name
        for one in wanted
        for name, *spellings in base.index(f"spelled:{one}")
        if any(spelled.startswith(typed) for spelled in (name, *spellings))
    ]
    return list(dict.fromkeys(found))[:_MOST]


def starting(words: Iterable[str], typed: str) -> list[str]:
    """Return those of ``words`` that start with what was typed."""
    return [word for word in words if word.startswith(typed.lower())]
