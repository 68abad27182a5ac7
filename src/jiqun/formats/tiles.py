"""The tile map of the provinces, as lines of spans."""

from __future__ import annotations

from collections.abc import Sequence

from jiqun.formats.base import Destination
from jiqun.formats.spans import Span
from jiqun.text.width import cell_width
from jiqun.views.drawings import SHADES, Tile

_GAP = 1
_WIDEST = 9
# What shades a tile without colour, from none to most; ASCII where blocks are drawn wide.
_BLOCKS = " ░▒▓█"
_PLAIN = " .:+#"


def lines(tiles: Sequence[Tile], destination: Destination) -> list[list[Span]] | None:
    """Return the map above its legend, or None where it would not fit."""
    at = {(tile.row, tile.column): tile for tile in tiles}
    rows = 1 + max(row for row, _ in at)
    columns = 1 + max(column for _, column in at)
    room = (destination.width or 80) - _GAP * (columns - 1)
    width = min(_WIDEST, room // columns)
    if width < max(cell_width(f"{tile.abbreviation}{_number(tile)}") for tile in tiles):
        return None
    drawn: list[list[Span]] = []
    for row in range(rows):
        across = [at.get((row, column)) for column in range(columns)]
        drawn.append(_joined([_name(tile, width, destination) for tile in across]))
        drawn.append(_joined([_shade(tile, width, destination) for tile in across]))
    if any(span.text.strip() for span in drawn[-1]):
        drawn.append([])
    return [*drawn, *_legend(tiles, destination)]


def _joined(spans: Sequence[Span]) -> list[Span]:
    return [part for span in spans for part in (span, Span(" " * _GAP))]


def _name(tile: Tile | None, width: int, destination: Destination) -> Span:
    if tile is None:
        return Span(" " * width)
    name = destination.fit(tile.abbreviation)
    number = _number(tile)
    pad = max(0, width - cell_width(name) - len(number))
    # Where there is room the number stands in the middle of the tile, not at its edge.
    after = min(pad // 2, 2)
    return Span(f"{name}{' ' * (pad - after)}{number}{' ' * after}", f"heat{tile.level}")


def _number(tile: Tile) -> str:
    return str(tile.clusters) if tile.of is None else f"{tile.clusters}/{tile.of}"


def _shade(tile: Tile | None, width: int, destination: Destination) -> Span:
    if tile is None:
        return Span(" " * width)
    if destination.color:
        # The name is shaded already; without a line between them tiles would run together.
        return Span(" " * width)
    return Span(_shades(destination)[tile.level] * width)


def _shades(destination: Destination) -> str:
    return _PLAIN if destination.ambiguous == 2 else _BLOCKS


def _legend(tiles: Sequence[Tile], destination: Destination) -> list[list[Span]]:
    """Return what the shades mean, on as many lines as it takes."""
    most = max(tile.clusters for tile in tiles)
    share = any(tile.of is not None for tile in tiles)
    entries = [[Span(destination.fit("有目标的集群数" if share else "集群数"))], [Span(" 0")]]
    for level in range(1, SHADES + 1):
        low, high = (level - 1) * most // SHADES + 1, level * most // SHADES
        if low <= high:
            sample = "  " if destination.color else _shades(destination)[level] * 2
            told = f" {low}" if low == high else f" {low}-{high}"
            entries.append([Span(sample, f"heat{level}" if destination.color else ""), Span(told)])
    lines: list[list[Span]] = [[]]
    for entry in entries:
        words = "".join(span.text for span in (*lines[-1], *entry))
        if lines[-1] and cell_width(destination.fit(words)) > (destination.width or 80):
            lines.append([])
        lines[-1] += [*entry, Span("  ")]
    return lines
