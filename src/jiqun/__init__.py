"""jiqun (集群): China's national advanced manufacturing clusters, every figure with its source.

>>> import jiqun
>>> base = jiqun.load()
>>> base.cluster("株洲轨道").name
'株洲市先进轨道交通装备集群'
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeAlias

    from jiqun.api import Base, Hits
    from jiqun.errors import (
        AmbiguousError,
        DamagedError,
        DataError,
        DiffersError,
        InvalidDataError,
        JiqunError,
        MissingExtraError,
        NotFoundError,
        OutputError,
        UnknownColumnError,
        UnreadableTextError,
        UsageError,
    )
    from jiqun.knowledge import KnowledgeBase
    from jiqun.scanning import Scan

    Path: TypeAlias = str | os.PathLike[str]

__version__ = "0.2.0"
__all__ = [
    "AmbiguousError",
    "Base",
    "DamagedError",
    "DataError",
    "DiffersError",
    "Hits",
    "InvalidDataError",
    "JiqunError",
    "MissingExtraError",
    "NotFoundError",
    "OutputError",
    "Scan",
    "UnknownColumnError",
    "UnreadableTextError",
    "UsageError",
    "__version__",
    "load",
    "scan",
]
# Where the public names are that are no errors.
_HOMES = {"Base": "api", "Hits": "api", "Scan": "scanning"}


def load(overlays: Path | Sequence[Path] = (), *, data_version: str = "") -> Base:
    """Load the knowledge base, with YAML files of one's own laid over it by id, in order.

    A single file may be given as it is. ``data_version`` is an earlier version of the data,
    ``2026-11-22``; by default the present one.

    Raises:
        UsageError: there is no such version; those that there are are told.
        DataError: a file cannot be read or breaks the rules; one line in Chinese with file, line
            and column.
    """
    from jiqun.api import Base
    from jiqun.loading import load_as

    if isinstance(overlays, (str, os.PathLike)):
        overlays = [overlays]
    return load_as(Base, overlays, version=data_version)


def scan(text: str, *, date: str | None = None, base: KnowledgeBase | None = None) -> Scan:
    """Read a page, plain text or HTML in either script, against the knowledge base.

    The result can be pickled, and depends on nothing but the arguments and the base.

    Args:
        text: the page.
        date: that of the page (``2025-07-06`` or ``2025``), from which 今年 and 去年 follow; by
            default the one it bears.
        base: by default the base without overlays, which is loaded once.

    >>> found = scan("株洲市先进轨道交通装备集群提出，到2025年集群规模突破2000亿元。")
    >>> [(one.text, one.subject, one.year, one.verdict) for one in found.figures]
    [('突破2000亿元', '株洲市先进轨道交通装备集群', 2025, 'agrees')]
    """
    from jiqun.scanning import scan_text
    from jiqun.scanning.many import default_base

    return scan_text(text, default_base() if base is None else base, date)


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: a start takes none of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"jiqun.{_HOMES.get(name, 'errors')}"), name)


def __dir__() -> list[str]:
    return __all__
