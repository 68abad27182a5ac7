"""From YAML to a knowledge base: compiled once, then read from the cache."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jiqun.errors import DamagedError, DataError, Mark
from jiqun.loading import cache
from jiqun.loading.files import content_of

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase

__all__ = ["DataError", "Mark", "base_path", "load"]


def base_path() -> Path:
    """Return the path of the base: inside the package when installed, else in the checkout."""
    package = Path(__file__).parent.parent
    installed = package / "data" / "clusters.yaml"
    return installed if installed.exists() else package.parent.parent / "data" / "clusters.yaml"


def load(overlays: Sequence[str | os.PathLike[str]] = ()) -> KnowledgeBase:
    """Load the knowledge base, with the files in ``overlays`` laid over it by id, in order.

    Raises:
        DataError: a file cannot be read or breaks the rules; the message has its place.
    """
    from jiqun.knowledge import KnowledgeBase

    paths = [base_path(), *map(Path, overlays)]
    contents = [content_of(path) for path in paths]
    key = cache.content_key(contents)
    stored = cache.load(key)
    if stored is None:
        return KnowledgeBase(_compiled(paths, contents, key), bool(overlays))
    renewed: list[cache.Decoder] = []

    def decode(name: str) -> list[Any]:
        if not renewed:
            try:
                return stored(name)
            except DamagedError:
                renewed.append(_compiled(paths, contents, key))
        return renewed[0](name)

    return KnowledgeBase(decode, bool(overlays))


def _compiled(paths: Sequence[Path], contents: Sequence[bytes], key: str) -> cache.Decoder:
    """Compile the data anew, save it, and return its decoder."""
    import io

    from jiqun.finding.indexing import index_tables
    from jiqun.loading.compiling import compile_tables

    tables, _ = compile_tables(paths, contents)
    content = cache.encode({**tables, **index_tables(tables)}, key)
    cache.save(content, key)
    decode = cache.decoder(io.BytesIO(content), key)
    assert decode is not None
    return decode
