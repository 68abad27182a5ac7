"""jiqun (集群): China's national advanced manufacturing clusters, every figure with its source.

>>> import jiqun
>>> base = jiqun.load()
>>> base.cluster("zhuzhou-rail").name
'株洲市先进轨道交通装备集群'
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(overlays: Sequence[str | os.PathLike[str]] = ()) -> KnowledgeBase:
    """Load the knowledge base, with YAML files of one's own laid over it by id, in order.

    Raises:
        jiqun.errors.DataError: a file cannot be read or breaks the rules; one line in
            Chinese with file, line and column.
    """
    from jiqun import loading

    return loading.load(overlays)
