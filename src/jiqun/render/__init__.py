"""Renderers: one module per format. Each turns a `Listing` or a `Show` into text.

A renderer has ``listing(listing, target)`` and ``show(show, target)``, both of which return the
whole text; only `jiqun.cli` writes it anywhere.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from jiqun.views.columns import Column


# Format on the command line, and the module that renders it.
FORMATS = {
    "table": "table",
    "json": "json_",
    "jsonl": "jsonl",
    "csv": "csv_",
    "tsv": "tsv",
    "md": "markdown",
    "yaml": "yaml_",
    "id": "ids",
}
# The formats that give items whole, and so need no columns unless some are chosen.
WHOLE = frozenset({"json", "jsonl", "yaml", "id"})


class Target(NamedTuple):
    """Where the text goes: a terminal of ``width`` cells, or (``None``) a pipe or a file."""

    width: int | None = None
    color: bool = False
    bom: bool = False


class Listing(NamedTuple):
    """Many items, the columns in which they are shown, and a line on what they are.

    ``chosen`` says that the user named the columns, so that whole items are cut down to them.
    ``found`` are words to be shown in relief where the format can.
    """

    data_version: str
    columns: "Sequence[Column]"
    items: Sequence[Any]
    footer: str = ""
    chosen: bool = False
    found: Sequence[str] = ()


class Show(NamedTuple):
    """One entry: its kind, item, related entries, and its card."""

    data_version: str
    kind: str
    item: Any
    related: dict[str, Any]
    columns: "Sequence[Column]"
    card: Any


def render(name: str, shown: Listing | Show, target: Target) -> str:
    """Return ``shown`` in the format ``name`` (a key of `FORMATS`), ending in a newline."""
    if isinstance(shown, Listing):
        plain = name == "table" and target.width is None
        module = import_module(f"jiqun.render.{'text' if plain else FORMATS[name]}")
        return str(module.listing(shown, target))
    module = import_module(f"jiqun.render.{FORMATS[name]}")
    return str(module.show(shown, target))
