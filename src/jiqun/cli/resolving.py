"""Words on the command line: what they stand for, and on stderr how they were read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from jiqun import resolving
from jiqun.cli.output import note
from jiqun.knowledge import KnowledgeBase
from jiqun.loading import Wanted, load
from jiqun.resolving import choice as choice
from jiqun.resolving import choices as choices
from jiqun.resolving import years as years

if TYPE_CHECKING:
    from jiqun.analysis.filter import ClusterFilter
    from jiqun.cli.options import Filters, GlobalOptions, Output
    from jiqun.finding import Match
    from jiqun.kinds.figure import Figure
    from jiqun.kinds.indicator import Indicator


def open_base(options: GlobalOptions | Output) -> KnowledgeBase:
    """Load the base that the options ask for.

    Raises:
        DataError: it cannot be read, or breaks the rules.
        UsageError: there is no such day, or no such version.
    """
    return load(*wanted(options))


def wanted(options: GlobalOptions | Output, more: Sequence[str] = ()) -> Wanted:
    """Return which base the options ask for, with ``more`` files laid over it.

    Raises:
        UsageError: there is no such day.
    """
    overlays = (*overlays_of(options.data or ()), *more)
    return Wanted(overlays, _known_on(options.as_of), options.data_version.strip())


def _known_on(as_of: str) -> str:
    """Return the day whose knowledge is asked for, empty for today's; raise `UsageError`."""
    if not as_of:
        return ""
    from jiqun.resolving.days import day

    return day(as_of, "--as-of")


def overlays_of(data: Sequence[str]) -> Sequence[str]:
    """Return the files to lay over the base: those of ``--data``, else of ``JIQUN_DATA``."""
    return data or [path for path in os.environ.get("JIQUN_DATA", "").split(os.pathsep) if path]


def selection(base: KnowledgeBase, filters: Filters, script: str = "hans") -> ClusterFilter:
    """Return the filter that options stand for (see `jiqun.resolving.selection`)."""
    from jiqun.cli.reading import flag_of, readings

    for line in readings(base, filters):
        note(line, script)
    return resolving.selection(base, filters._asdict(), partial(note, script=script), flag_of)


def entry(base: KnowledgeBase, name: str, script: str = "hans") -> Match:
    """Return what a name stands for (see `jiqun.resolving.names.entry`)."""
    from jiqun.resolving import names

    return names.entry(base, name, partial(note, script=script))


def cited(base: KnowledgeBase, name: str, script: str) -> Any:
    """Return the entry or the source that a name stands for (see `jiqun.resolving.names.cited`)."""
    from jiqun.resolving import names

    return names.cited(base, name, partial(note, script=script))


def figures_cited(
    base: KnowledgeBase, entry: Any, name: str, typed: str, script: str
) -> Sequence[Figure | Indicator]:
    """Return the figures that state a number (see `jiqun.resolving.names.figures_cited`)."""
    from jiqun.resolving import names

    return names.figures_cited(base, entry, name, typed, partial(note, script=script))
