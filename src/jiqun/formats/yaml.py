"""YAML: the items as a list, in block style; every text that could be misread is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiqun.formats.base import Destination, Format
from jiqun.views.view import CardView, ListView

if TYPE_CHECKING:
    from jiqun.schema.rules import Json


def _dump(value: Json) -> str:
    import yaml

    class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
        """Writes what is shared in full each time, without anchors and aliases."""

        def ignore_aliases(self, data: object) -> bool:
            return True

    text = yaml.dump(value, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return str(text)


def _listing(view: ListView, destination: Destination) -> str:
    return _dump(view.items())


def _show(views: Sequence[CardView], destination: Destination) -> str:
    (view,) = views
    return _dump(view.item)


FORMAT = Format("yaml", ["yaml", "yml"], _listing, _show, whole=True)
