"""From YAML to a knowledge base: compiled once, then read as it was compiled.

A wheel has the base compiled; a checkout, and overlays, are compiled into the cache.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from jiqun.errors import DamagedError, DataError, Mark
from jiqun.loading import cache
from jiqun.loading.files import content_of

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase

__all__ = ["DataError", "Mark", "base_path", "load"]

Made = TypeVar("Made", bound="KnowledgeBase")


def base_path() -> Path:
    """Return the path of the base: inside the package when installed, else in the checkout."""
    package = Path(__file__).parent.parent
    installed = package / "data" / "clusters.yaml"
    return installed if installed.exists() else package.parent.parent / "data" / "clusters.yaml"


def shipped_path() -> str:
    """Return the path of the compiled base in the package, which a checkout does not have."""
    return os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "clusters.snapshot")


def load(overlays: Sequence[str | os.PathLike[str]] = ()) -> KnowledgeBase:
    """Load the knowledge base, with the files in ``overlays`` laid over it by id, in order.

    Raises:
        DataError: a file cannot be read or breaks the rules; the message has its place.
    """
    from jiqun.knowledge import KnowledgeBase

    return load_as(KnowledgeBase, overlays)


def load_as(made: type[Made], overlays: Sequence[str | os.PathLike[str]]) -> Made:
    """Load it as a class of knowledge bases (see `load`)."""
    paths = [base_path(), *map(Path, overlays)]
    contents = [content_of(path) for path in paths]
    key = cache.content_key(contents)
    sources = _decoders(paths, contents, key)
    current = next(sources)

    def decode(name: str) -> list[Any]:
        nonlocal current
        while True:
            try:
                return current(name)
            except DamagedError:
                current = next(sources)

    return made(decode, bool(overlays))


def _decoders(
    paths: Sequence[Path], contents: Sequence[bytes], key: str
) -> Iterator[cache.Decoder]:
    """Yield what decodes the tables: out of the package, out of the cache, compiled anew."""
    if decode := cache.load(shipped_path(), key):
        yield decode
    if decode := cache.load_saved(key):
        yield decode
    import io

    content = compiled(paths, contents, key)
    cache.save(content, key)
    decode = cache.decoder(io.BytesIO(content), key)
    assert decode is not None
    yield decode


def compiled(paths: Sequence[Path], contents: Sequence[bytes], key: str) -> bytes:
    """Return the base and the overlays in ``paths``, in order, compiled.

    Args:
        paths: where they are, which is told of what is wrong.
        contents: what is in them.
        key: that of the contents (see `jiqun.loading.cache.content_key`).

    Raises:
        DataError: a file breaks the rules; the message has its place.
    """
    from jiqun.finding.indexing import index_tables
    from jiqun.loading.compiling import compile_tables

    tables, _ = compile_tables(paths, contents)
    return cache.encode({**tables, **index_tables(tables)}, key)
