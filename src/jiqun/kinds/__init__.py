"""What there is: a module for each kind of entry, and for each sort of facts that hang on them.

A module declares ``KIND`` or ``FACT`` and is imported when it is first needed. A new one is a
module and its name here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiqun.kinds.base import Fact, Kind

# In the order in which they are told.
KINDS = (
    "cluster", "city", "province", "region", "domain", "batch", "policy", "indicator", "source",
)  # fmt: skip
FACTS = ("figure", "firm", "organisation", "measure", "note", "gap", "naming")


def kind_named(name: str) -> Kind:
    """Return the kind with this name (one of `KINDS`)."""
    kind: Kind = import_module(f"jiqun.kinds.{name}").KIND
    return kind


def fact_named(name: str) -> Fact:
    """Return the sort of facts with this name (one of `FACTS`)."""
    fact: Fact = import_module(f"jiqun.kinds.{name}").FACT
    return fact


def all_kinds() -> list[Kind]:
    """Return all kinds, in the order of `KINDS`."""
    return [kind_named(name) for name in KINDS]


def place_kinds() -> list[str]:
    """Return the names of the kinds of places, the widest first, for which a name stands."""
    return [kind.name for kind in all_kinds() if kind.place][::-1]


def all_facts() -> list[Fact]:
    """Return all sorts of facts, in the order of `FACTS`."""
    return [fact_named(name) for name in FACTS]
