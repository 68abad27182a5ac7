"""Horizontal bars out of characters."""

from jiqun.formats.base import Destination

# Eighths of a cell, which every terminal font has; where they are drawn wide, ASCII.
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_PLAIN = "#"
# What only stands beside what it is shown with.
_HATCHED = "/"
# The width of a bar where nothing limits it.
NATURAL = 30


def bar(share: float, cells: int, destination: Destination, hatched: bool = False) -> str:
    """Return a bar that fills ``share`` (0 to 1) of ``cells``; a share above 0 is never empty."""
    if hatched:
        return _HATCHED * max(round(min(max(share, 0), 1) * cells), share > 0)
    eighths = min(8 * cells, round(max(share, 0) * 8 * cells))
    eighths = max(eighths, 1) if share > 0 else 0
    whole, rest = divmod(eighths, 8)
    if destination.ambiguous == 2:
        return _PLAIN * max(whole + (rest > 3), share > 0)
    return _EIGHTHS[8] * whole + (_EIGHTHS[rest] if rest else "")
