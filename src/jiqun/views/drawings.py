"""What is drawn in place of a table: bars of targets, and tiles of provinces."""

from collections.abc import Sequence

from jiqun.structs import Struct

# How many shades there are for more than none.
SHADES = 4


class Bar(Struct):
    """A bar: its name, how far it goes in per cent (None where that cannot be told), and facts.

    ``text`` is the per cent as people read it, with its bound; ``facts`` are labels with texts.
    ``wider`` says that it is of something else than its cluster, which the name then tells.
    """

    name: str
    progress: float | None
    text: str
    facts: Sequence[tuple[str, str]]
    wider: bool = False


class Tile(Struct):
    """A province on the map: where it stands, and how many clusters it has.

    ``of`` is how many there are in all where only some are counted, else None; ``level`` says
    how dark it is, 0 to `SHADES`.
    """

    id: str
    name: str
    abbreviation: str
    row: int
    column: int
    clusters: int
    of: int | None
    level: int


def shade(count: int, most: int) -> int:
    """Return how dark a count is shown, 0 to `SHADES`, where ``most`` is the darkest."""
    return -(-SHADES * count // most) if most else 0
