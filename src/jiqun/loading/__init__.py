"""From YAML to a knowledge base: compiled once, then read as it was compiled.

A wheel has the base compiled; a checkout, and overlays, are compiled into the cache.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from jiqun.errors import DamagedError, DataError, Mark
from jiqun.loading import cache
from jiqun.loading.files import content_of, is_base
from jiqun.structs import Struct

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase

__all__ = [
    "PRESENT",
    "DataError",
    "Mark",
    "Wanted",
    "as_of",
    "base_path",
    "files_of",
    "load",
    "load_as",
    "load_file",
]

Made = TypeVar("Made", bound="KnowledgeBase")
Answer = TypeVar("Answer")
StrPath: TypeAlias = "str | os.PathLike[str]"
# A file that has been read: where it is, and what is in it.
File: TypeAlias = tuple[StrPath, bytes]


def base_path() -> Path:
    """Return the path of the base: inside the package when installed, else in the checkout."""
    package = Path(__file__).parent.parent
    installed = package / "data" / "clusters.yaml"
    return installed if installed.exists() else package.parent.parent / "data" / "clusters.yaml"


def shipped_path() -> str:
    """Return the path of the compiled base in the package, which a checkout does not have."""
    return os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", "clusters.snapshot")


class Wanted(Struct):
    """Which base is wanted.

    Args:
        overlays: YAML files of the user's own, laid over it by id, in order.
        known_on: a day, ``2022-12-31``, whose knowledge is wanted; by default today's.
        version: an earlier version of the data, ``2026-11-22``; by default the present one.
    """

    overlays: Sequence[StrPath] = ()
    known_on: str = ""
    version: str = ""


PRESENT = Wanted()


def load(overlays: Sequence[StrPath] = (), known_on: str = "", version: str = "") -> KnowledgeBase:
    """Load the knowledge base (see `Wanted`).

    Raises:
        DataError: a file cannot be read or breaks the rules; the message has its place.
        UsageError: there is no such version; those that there are are told.
    """
    from jiqun.knowledge import KnowledgeBase

    return load_as(KnowledgeBase, overlays, known_on, version)


def load_as(
    made: type[Made], overlays: Sequence[StrPath] = (), known_on: str = "", version: str = ""
) -> Made:
    """Load it as a class of knowledge bases (see `load`)."""
    return _load(made, [(path, content_of(path)) for path in overlays], known_on, version)


def load_file(path: StrPath, wanted: Wanted) -> KnowledgeBase:
    """Load a file that is a base of its own, or lay one that has no ``meta`` over what is wanted.

    Raises:
        DataError: a file cannot be read or breaks the rules; the message has its place.
        UsageError: there is no such version.
    """
    from jiqun.knowledge import KnowledgeBase

    content = content_of(path)
    if is_base(content):
        return _made(KnowledgeBase, [(path, content)], wanted.known_on)
    under = [(one, content_of(one)) for one in wanted.overlays]
    return _load(KnowledgeBase, [*under, (path, content)], wanted.known_on, wanted.version)


def files_of(wanted: Wanted) -> list[File]:
    """Return the YAML of the base that is wanted, and of what lies over it.

    Raises:
        DataError: a file cannot be read.
        UsageError: there is no such version.
    """
    over = [(path, content_of(path)) for path in wanted.overlays]
    if earlier := _earlier(wanted.version):
        path, _, text = earlier
        return [(path, text()), *over]
    return [(base_path(), content_of(base_path())), *over]


def _load(made: type[Made], overlays: Sequence[File], known_on: str, version: str) -> Made:
    """Load the base of a version, with files that have been read laid over it."""
    if earlier := _earlier(version):
        path, content, text = earlier
        return _made(made, [(path, content), *overlays], known_on, text)
    return _made(made, [(base_path(), content_of(base_path())), *overlays], known_on)


def _earlier(version: str) -> tuple[StrPath, bytes, Callable[[], bytes]] | None:
    """Return an earlier version: its file, what stands for its content, and what makes its YAML.

    It need not be made to be found in the cache, so that what it is made of stands for it. None
    where the present version is wanted.
    """
    if not version:
        return None
    from jiqun.loading import history

    now = load()
    history.expect(version, now.meta.version)
    if version == now.meta.version:
        return None
    parts = (version.encode(), history.contents(), content_of(base_path()))
    return history.path_of(version), b"".join(parts), lambda: history.yaml_of(version, now)


def _made(
    made: type[Made],
    files: Sequence[File],
    known_on: str = "",
    first: Callable[[], bytes] | None = None,
) -> Made:
    """Return the base in files of which each lies over those before it, as of a day.

    ``first`` gives the YAML of the first, where its content only stands for it.
    """
    paths, contents = [Path(path) for path, _ in files], [content for _, content in files]
    key = cache.content_key(contents)

    def snapshots() -> Iterator[cache.Snapshot]:
        """Yield what has the tables: out of the package, out of the cache, compiled anew."""
        if found := cache.load(shipped_path(), key):
            yield found
        saved = cache.saved_key(key)
        if found := cache.load_saved(saved):
            yield found
        texts = [first(), *contents[1:]] if first else contents
        yield _saved(compiled(paths, texts, saved), saved)

    base = made(_Sound(snapshots()), len(files) > 1)
    return _as_of(base, known_on, f"asof.{key}-{known_on}") if known_on else base


def as_of(base: Made, day: str) -> Made:
    """Return a base of what the world knew of another on a day, ``2022-12-31``."""
    content = _compiled_as_of(base.present, day, "")
    tables = cache.snapshot(io.BytesIO(content), "")
    assert tables is not None
    return type(base)(tables, base.overlaid, day, base.present)


def _as_of(base: Made, day: str, key: str) -> Made:
    """Return the same out of the cache, where it is kept by ``key``."""

    def snapshots() -> Iterator[cache.Snapshot]:
        saved = cache.saved_key(key)
        if found := cache.load_saved(saved):
            yield found
        yield _saved(_compiled_as_of(base, day, saved), saved)

    return type(base)(_Sound(snapshots()), base.overlaid, day, base)


def _compiled_as_of(base: KnowledgeBase, day: str, key: str) -> bytes:
    from jiqun.analysis.vintages import known_on
    from jiqun.finding.indexing import index_tables

    tables = known_on(base, day)
    return _encoded(tables, index_tables(tables), key)


class _Sound:
    """The tables of the first of some snapshots, or of the next where that one is damaged."""

    def __init__(self, snapshots: Iterator[cache.Snapshot]) -> None:
        self._snapshots = snapshots
        self._current = next(snapshots)

    def rows(self, name: str) -> list[Any]:
        """Return the rows of a table."""
        return self._sound(lambda tables: tables.rows(name))

    def is_long(self, name: str) -> bool:
        """Tell whether a table is kept in columns and by owner."""
        return self._current.is_long(name)

    def columns(self, name: str) -> cache.Columns:
        """Return a long table in columns."""
        return self._sound(lambda tables: tables.columns(name))

    def rows_of(self, name: str, owners: Sequence[str]) -> list[Any] | None:
        """Return the rows of owners in a long table, or None where to read all is better."""
        return self._sound(lambda tables: tables.rows_of(name, owners))

    def text(self, name: str) -> bytes:
        """Return a table that is text."""
        return self._sound(lambda tables: tables.text(name))

    def _sound(self, asked: Callable[[cache.Snapshot], Answer]) -> Answer:
        while True:
            try:
                return asked(self._current)
            except DamagedError:
                self._current = next(self._snapshots)


def _saved(content: bytes, key: str) -> cache.Snapshot:
    """Save a compiled base, and return its tables."""
    cache.save(content, key)
    tables = cache.snapshot(io.BytesIO(content), key)
    assert tables is not None
    return tables


def _encoded(tables: Mapping[str, Sequence[Any]], more: Mapping[str, Any], key: str) -> bytes:
    """Return tables of records, and what is compiled from them, as the bytes of a snapshot."""
    from jiqun.kinds import all_facts, all_kinds

    owners = {kind.table: list(kind.record.__annotations__).index("id") for kind in all_kinds()}
    owners |= {fact.table: list(fact.record.__annotations__).index("owner") for fact in all_facts()}
    return cache.encode({**tables, **more}, key, owners)


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
    from jiqun.knowledge import KnowledgeBase
    from jiqun.loading import history
    from jiqun.loading.compiling import compile_tables

    tables, _ = compile_tables(paths, contents)
    revisions = history.revised(KnowledgeBase.of(tables))
    return _encoded(tables, {"revisions": revisions, **index_tables(tables)}, key)
