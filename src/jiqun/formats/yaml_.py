"""YAML: the items as a list, in block style; every text that could be misread is quoted."""

from __future__ import annotations

from typing import Any

import yaml

from jiqun.formats import Listing, Show, Target
from jiqun.formats.json_ import chosen_items
from jiqun.views.items import whole


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes what is shared in full each time, without anchors and aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Treat nothing as shared."""
        return True


def _dump(value: Any) -> str:
    text = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return str(text)


def listing(listing: Listing, target: Target) -> str:
    """Return the items."""
    return _dump(chosen_items(listing))


def show(show: Show, target: Target) -> str:
    """Return the item."""
    return _dump(whole(show.item))
