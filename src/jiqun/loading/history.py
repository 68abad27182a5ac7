"""Earlier versions of the data, each kept as the changes that lead to it from another.

A checkout goes from nothing to the first version and on to later ones, so that no edit of the
data touches what was released. A wheel goes back from its own data, which takes the least room.
Either way a file tells which version it comes ``after``: none at all, or another one.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jiqun.errors import DataError, Mark, UsageError
from jiqun.loading.files import content_of

if TYPE_CHECKING:
    from jiqun.analysis.documents import Document
    from jiqun.knowledge import KnowledgeBase

_SUFFIX = ".json.gz"


def folder() -> str:
    """Return the folder of the versions: in the package when installed, else in the checkout."""
    package = os.path.dirname(os.path.dirname(__file__))
    installed = os.path.join(package, "data", "clusters.yaml")
    root = package if os.path.exists(installed) else os.path.dirname(os.path.dirname(package))
    return os.path.join(root, "data", "history")


def kept() -> list[str]:
    """Return the versions that are kept, the oldest first."""
    try:
        names = os.listdir(folder())
    except OSError:
        return []
    return sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX))


def known(present: str) -> list[str]:
    """Return all versions that can be read, the present one among them, the oldest first."""
    return sorted({*kept(), present})


def expect(version: str, present: str) -> None:
    """Raise `UsageError` where there is no such version; those that there are are told."""
    if version not in (versions := known(present)):
        raise UsageError(f"没有数据版本“{version[:30]}”，可用：{'、'.join(versions)}")


def contents() -> bytes:
    """Return what changes with any version that is kept."""
    return b"".join(map(contents_of, kept()))


def contents_of(version: str) -> bytes:
    """Return the file of a version that is kept."""
    return content_of(path_of(version))


def path_of(version: str) -> str:
    """Return the path of a version that is kept."""
    return os.path.join(folder(), f"{version}{_SUFFIX}")


def document(version: str, present: KnowledgeBase) -> Document:
    """Return an earlier version of the data as a document.

    Raises:
        UsageError: there is no such version.
        DataError: what is kept of it is damaged.
    """
    from jiqun.analysis.changes import apply
    from jiqun.analysis.documents import document_of

    if not version:
        return {}
    if version == present.meta.version:
        return document_of(present)
    expect(version, present.meta.version)
    path = path_of(version)
    try:
        step: dict[str, Any] = json.loads(gzip.decompress(contents_of(version)))
        return apply(step["changes"], document(step["after"], present))
    except (OSError, EOFError, ValueError, LookupError, TypeError, StopIteration):
        raise DataError(Mark(path, 1, 1), "这一版数据已损坏，请重新安装 jiqun") from None


def yaml_of(version: str, present: KnowledgeBase) -> bytes:
    """Return an earlier version of the data as YAML (see `document`): JSON is a part of that."""
    return json.dumps(document(version, present), ensure_ascii=False, indent=1).encode()


def step(after: str, old: Document, new: Document) -> bytes:
    """Return the content of the file that leads from one version to another.

    What was before is not kept: `document` comes from there.
    """
    from jiqun.analysis.changes import changes

    told = [
        {key: value for key, value in one.json().items() if key not in ("kind", "old")}
        for one in changes(old, new)
    ]
    text = json.dumps({"after": after, "changes": told}, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


def backwards(present: KnowledgeBase) -> Iterator[tuple[str, bytes]]:
    """Yield earlier versions, the newest first, as files that lead back from the present one."""
    from jiqun.analysis.documents import document_of

    after, newer = present.meta.version, document_of(present)
    for version in reversed(kept()):
        if version != present.meta.version:
            older = document(version, present)
            yield version, step(after, newer, older)
            after, newer = version, older


def revised(base: KnowledgeBase) -> list[tuple[str, str, str, str]]:
    """Return what the figures of a base were in earlier versions (see `analysis.revisions`)."""
    from jiqun import loading
    from jiqun.analysis.documents import document_of
    from jiqun.analysis.revisions import revisions

    names = [name for name in kept() if name < base.meta.version]
    if not names:
        return []
    # A wheel keeps earlier versions as changes from its own data.
    present = loading.load() if os.path.exists(loading.shipped_path()) else base
    versions = [(name, document(name, present)) for name in names]
    return revisions([*versions, (base.meta.version, document_of(base))])
