"""Completion of names in the shell, also from pinyin: ``zhuz`` to 株洲.

Typer's own ``autocompletion`` drops what does not begin with the letters typed, and with it every
name that is typed in pinyin; ``shell_complete``, which options use, does not.
"""

import os
import re
from collections.abc import Iterable, Sequence

from jiqun.cli.resolving import overlays_of
from jiqun.loading import load
from jiqun.text.phrases import pasteable

# What bash would obey.
_OBEYED = re.compile(r"[\s\\\"'`$&|;<>()*?\[\]{}!#]")
# Enough to choose from; a longer list scrolls the terminal away.
_MOST = 40


def names(wanted: Sequence[str], typed: str) -> list[str]:
    """Return the names that are spelled like what was typed, of kinds or of those with a trait."""
    base = load(overlays_of(()))
    typed = pasteable(typed.lower())
    sources = base.sources if "source" in wanted else ()
    found = [one.id for one in sources if one.id.startswith(typed)] if typed else []
    found += [
        pasteable(name)
        for one in wanted
        for name, *spellings in base.index(f"spelled:{one}")
        if any(spelled.startswith(typed) for spelled in (pasteable(name), *spellings))
    ]
    return list(dict.fromkeys(found))[:_MOST]


def starting(words: Iterable[str], typed: str) -> list[str]:
    """Return those of ``words`` that start with what was typed."""
    return [word for word in words if word.startswith(typed.lower())]


def columns(command: str, typed: str) -> list[str]:
    """Return the columns of a command, by key or title, behind those that are typed already."""
    from jiqun.cli.listed import column_names

    before, sign, last = re.fullmatch(r"(.*[,，、])?(-?)(.*)", typed, re.DOTALL).groups(default="")  # type: ignore[union-attr]
    named = column_names(command)
    # Titles are for those who type Chinese; both together would be too many.
    known = named if last.isascii() else dict.fromkeys(named.values())
    return [f"{before}{sign}{name}" for name in known if name.startswith(last)]


def for_shell(found: Iterable[str]) -> list[str]:
    """Return what is offered as the shell takes it: bash puts it on the line as it stands."""
    if os.environ.get("_JIQUN_COMPLETE") != "complete_bash":
        return list(found)
    return [_OBEYED.sub(r"\\\g<0>", one) for one in found]
