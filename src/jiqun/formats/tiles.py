"""The tile map of the provinces, as lines of spans."""

from collections.abc import Mapping, Sequence
from typing import Any

from jiqun.formats import Listing, Span, Target
from jiqun.text.width import cell_width
from jiqun.views.cells import SHADES

_GAP = 1
_WIDEST = 9
# What shades a tile without colour, from none to most; ASCII where blocks are drawn wide.
_BLOCKS = " ░▒▓█"
_PLAIN = " .:+#"


def lines(listing: Listing, target: Target) -> list[list[Span]] | None:
    """Return the map above its legend, or None where it would not fit."""
    tiles = {(item["row"], item["column"]): item for item in listing.items}
    rows = 1 + max(row for row, _ in tiles)
    columns = 1 + max(column for _, column in tiles)
    room = (target.width or 80) - _GAP * (columns - 1)
    width = min(_WIDEST, room // columns)
    if width < max(cell_width(f"{tile['abbreviation']}{_number(tile)}") for tile in listing.items):
        return None
    drawn: list[list[Span]] = []
    for row in range(rows):
        across = [tiles.get((row, column)) for column in range(columns)]
        drawn.append(_joined([_name(tile, width, target) for tile in across]))
        drawn.append(_joined([_shade(tile, width, target) for tile in across]))
    if any(span.text.strip() for span in drawn[-1]):
        drawn.append([])
    return [*drawn, *_legend(listing.items, target)]


def _joined(spans: Sequence[Span]) -> list[Span]:
    return [part for span in spans for part in (span, Span(" " * _GAP))]


def _name(tile: Mapping[str, Any] | None, width: int, target: Target) -> Span:
    if tile is None:
        return Span(" " * width)
    name = target.fit(tile["abbreviation"])
    number = _number(tile)
    pad = max(0, width - cell_width(name) - len(number))
    # Where there is room the number stands in the middle of the tile, not at its edge.
    after = min(pad // 2, 2)
    return Span(f"{name}{' ' * (pad - after)}{number}{' ' * after}", f"heat{tile['level']}")


def _number(tile: Mapping[str, Any]) -> str:
    return str(tile["count"]) if tile["of"] is None else f"{tile['count']}/{tile['of']}"


def _shade(tile: Mapping[str, Any] | None, width: int, target: Target) -> Span:
    if tile is None:
        return Span(" " * width)
    if target.color:
        # The name is shaded already; without a line between them tiles would run together.
        return Span(" " * width)
    return Span(_shades(target)[tile["level"]] * width)


def _shades(target: Target) -> str:
    return _PLAIN if target.ambiguous == 2 else _BLOCKS


def _legend(items: Sequence[Mapping[str, Any]], target: Target) -> list[list[Span]]:
    """Return what the shades mean, on as many lines as it takes."""
    most = max(item["count"] for item in items)
    share = any(item["of"] is not None for item in items)
    entries = [[Span(target.fit("有目标的集群数" if share else "集群数"))], [Span(" 0")]]
    for level in range(1, SHADES + 1):
        low, high = (level - 1) * most // SHADES + 1, level * most // SHADES
        if low <= high:
            sample = "  " if target.color else _shades(target)[level] * 2
            told = f" {low}" if low == high else f" {low}-{high}"
            entries.append([Span(sample, f"heat{level}" if target.color else ""), Span(told)])
    lines: list[list[Span]] = [[]]
    for entry in entries:
        words = "".join(span.text for span in (*lines[-1], *entry))
        if lines[-1] and cell_width(target.fit(words)) > (target.width or 80):
            lines.append([])
        lines[-1] += [*entry, Span("  ")]
    return lines
