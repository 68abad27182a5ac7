"""From YAML to a knowledge base: compiled once, then read as it was compiled.

A wheel has the base compiled; a checkout, and overlays, are compiled into the cache.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from jiqun.errors import DamagedError, DataError, Mark
from jiqun.loading import cache
from jiqun.loading.files import content_of

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase

__all__ = ["DataError", "Mark", "as_of", "base_path", "load"]

Made = TypeVar("Made", bound="KnowledgeBase")


def base_path() -> Path:
    """Return the path of the base: inside the package when installed, else in the checkout."""
    package = Path(__file__).parent.parent
    installed = package / "data" / "clusters.yaml"
    return installed if installed.exists() else package.parent.parent / "data" / "clusters.yaml"


def shipped_path() -> str:
    """Return the path of the compiled base in the package, which a checkout does not have."""
    return os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "clusters.snapshot")


def load(overlays: Sequence[str | os.PathLike[str]] = (), known_on: str = "") -> KnowledgeBase:
    """Load the knowledge base, with the files in ``overlays`` laid over it by id, in order.

    Args:
        overlays: YAML files of the user's own.
        known_on: a day, ``2022-12-31``, whose knowledge is wanted; by default today's.

    Raises:
        DataError: a file cannot be read or breaks the rules; the message has its place.
    """
    from jiqun.knowledge import KnowledgeBase

    return load_as(KnowledgeBase, overlays, known_on)


def load_as(
    made: type[Made], overlays: Sequence[str | os.PathLike[str]], known_on: str = ""
) -> Made:
    """Load it as a class of knowledge bases (see `load`)."""
    paths = [base_path(), *map(Path, overlays)]
    contents = [content_of(path) for path in paths]
    key = cache.content_key(contents)
    base = made(_first(_decoders(paths, contents, key)), bool(overlays))
    return _as_of(base, known_on, f"asof.{key}-{known_on}") if known_on else base


def as_of(base: Made, day: str) -> Made:
    """Return a base of what the world knew of another on a day, ``2022-12-31``."""
    content = _compiled_as_of(base.present, day, "")
    decode = cache.decoder(io.BytesIO(content), "")
    assert decode is not None
    return type(base)(decode, base.overlaid, day, base.present)


def _as_of(base: Made, day: str, key: str) -> Made:
    """Return the same out of the cache, where it is kept by ``key``."""

    def decoders() -> Iterator[cache.Decoder]:
        if decode := cache.load_saved(key):
            yield decode
        yield _saved(_compiled_as_of(base, day, key), key)

    return type(base)(_first(decoders()), base.overlaid, day, base)


def _compiled_as_of(base: KnowledgeBase, day: str, key: str) -> bytes:
    from jiqun.analysis.vintages import known_on
    from jiqun.finding.indexing import index_tables

    tables = known_on(base, day)
    return cache.encode({**tables, **index_tables(tables)}, key)


def _first(decoders: Iterator[cache.Decoder]) -> cache.Decoder:
    """Return what decodes with the first of ``decoders``, or with the next where that fails."""
    current = next(decoders)

    def decode(name: str) -> list[Any]:
        nonlocal current
        while True:
            try:
                return current(name)
            except DamagedError:
                current = next(decoders)

    return decode


def _decoders(
    paths: Sequence[Path], contents: Sequence[bytes], key: str
) -> Iterator[cache.Decoder]:
    """Yield what decodes the tables: out of the package, out of the cache, compiled anew."""
    if decode := cache.load(shipped_path(), key):
        yield decode
    if decode := cache.load_saved(key):
        yield decode
    yield _saved(compiled(paths, contents, key), key)


def _saved(content: bytes, key: str) -> cache.Decoder:
    """Save a compiled base, and return what decodes it."""
    cache.save(content, key)
    decode = cache.decoder(io.BytesIO(content), key)
    assert decode is not None
    return decode


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
