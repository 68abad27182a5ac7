"""Compiles the base when a wheel is built, so that no user waits for it.

An editable install has none: its sources change, and the cache follows them.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledBase(BuildHookInterface):  # type: ignore[misc]
    """Adds ``jiqun/data/clusters.snapshot`` and earlier versions of the data to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the base of this tree with the code of this tree."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from jiqun import loading
        from jiqun.knowledge import KnowledgeBase
        from jiqun.loading import cache, history

        base = loading.base_path()
        contents = [base.read_bytes()]
        key = cache.content_key(contents)
        compiled = Path(self.directory) / "clusters.snapshot"
        compiled.parent.mkdir(parents=True, exist_ok=True)
        content = loading.compiled([base], contents, key)
        compiled.write_bytes(content)
        build_data["force_include"][str(compiled)] = "jiqun/data/clusters.snapshot"
        tables = cache.snapshot(io.BytesIO(content), key)
        assert tables is not None
        for version, step in history.backwards(KnowledgeBase(tables)):
            path = compiled.parent / "history" / Path(history.path_of(version)).name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(step)
            build_data["force_include"][str(path)] = f"jiqun/data/history/{path.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing but the wheel."""
        (Path(self.directory) / "clusters.snapshot").unlink(missing_ok=True)
        shutil.rmtree(Path(self.directory) / "history", ignore_errors=True)
