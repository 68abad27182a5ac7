"""Keeps a version of the data, so that later releases can read it: ``python data/history.py``.

It is run at a release (see CONTRIBUTING.md) and writes ``data/history/VERSION.json.gz``: the
changes from the version that was kept last. A version that is kept already stays as it is.

An earlier one is kept from its YAML, which must follow the rules of today::

    git show COMMIT:data/clusters.yaml > old.yaml && python data/history.py old.yaml
"""

from __future__ import annotations

import sys
from pathlib import Path

from jiqun.analysis.documents import document_of
from jiqun.loading import PRESENT, base_path, history, load_file


def keep(path: Path) -> None:
    """Keep the version of the data in the file at ``path``."""
    base = load_file(path, PRESENT)
    version, versions = base.meta.version, history.kept()
    if version in versions:
        sys.exit(f"data version {version} is kept already")
    if any(later > version for later in versions):
        sys.exit(f"data version {version} is older than {versions[-1]}, which is kept")
    after = versions[-1] if versions else ""
    content = history.step(after, history.document(after, base), document_of(base))
    target = Path(history.path_of(version))
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(content)


if __name__ == "__main__":
    keep(Path(sys.argv[1]) if len(sys.argv) > 1 else base_path())
