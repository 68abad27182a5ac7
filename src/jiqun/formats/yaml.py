"""YAML: the items as a list, in block style; every text that could be misread is quoted.

The version of the data is a comment, so that the document is the items and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiqun.formats.base import Destination, Format
from jiqun.views.view import CardView, ListView, edition_line

if TYPE_CHECKING:
    from jiqun.knowledge import Edition
    from jiqun.schema.rules import Json


def dump(value: Json, edition: Edition | None) -> str:
    """Return any value in block style, the version of the data above it."""
    import yaml

    class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
        """Writes what is shared in full each time, without anchors and aliases."""

        def ignore_aliases(self, data: object) -> bool:
            return True

    text = yaml.dump(value, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return f"# {edition_line(edition)}\n{text}"


def _listing(view: ListView, destination: Destination) -> str:
    return dump(view.items(), view.edition)


def _show(views: Sequence[CardView], destination: Destination) -> str:
    (view,) = views
    return dump(view.item, view.edition)


FORMAT = Format(
    "yaml", ["yaml", "yml"], _listing, _show, whole=True, about="条目的列表，数据版本是注释"
)
