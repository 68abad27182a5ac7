"""Where a line of Chinese may break.

Between any two characters, except inside a Latin word or a number, before what must not begin a
line (，。」) and after what must not end one (（「). The rule is that of GB/T 15834 for
punctuation at line ends. A unit wider than the line is broken where it must be.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from jiqun.text.width import FILLER, cell_width

_NOT_FIRST = f"–—～，。、；：？！％%）〕】》”’」』,.;:?!)]}}…·℃级{FILLER}"
_NOT_LAST = "（〔【《“‘「『([{≥≤<>约近"
# A unit: what precedes and clings, then a word or one character, then what follows and clings,
# a few marks of sources among it; of many marks each is a unit.
_UNIT = re.compile(
    rf"\s+|\[\d+\][{re.escape(_NOT_FIRST)}]*|(?:[{re.escape(_NOT_LAST)}][ {FILLER}]?)*"
    rf"(?:[\x21-\x7e]+?(?=[^\x21-\x7e]|$)[百千万亿]*[元家个年月]?|\S)"
    rf"[{re.escape(_NOT_FIRST)}]*(?:\[\d+\][{re.escape(_NOT_FIRST)}]*){{0,3}}"
)

# The width of four characters: a word that is worth keeping together.
_SHORT_WORD = 8


def breaks(text: str, width: int) -> list[int]:
    """Return the offsets at which ``text`` breaks so that no line is wider than ``width`` cells.

    A break at white space comes after it: renderers drop it at line ends. A short word at the
    end of a line goes to the next one whole, and the last line is more than one character.
    Offsets ascend and count characters; a text that fits has none.
    """
    units = _UNIT.findall(text)
    lines: list[list[str]] = []
    while units:
        *full, units[0] = _pieces(units[0], width)
        lines += [[piece] for piece in full]
        end = _fill(units, width)
        if end < len(units):
            end = _keep_word(units, end, width)
        lines.append(units[:end])
        units = units[end:]
    _avoid_widow(lines, width)
    return list(accumulate(sum(map(len, line)) for line in lines[:-1]))


def longest_unit(text: str) -> int:
    """Return the width of the widest unit of ``text``, in cells."""
    return max(map(cell_width, _UNIT.findall(text)), default=0)


def _pieces(unit: str, width: int) -> Iterator[str]:
    """Yield a unit, in parts where it is wider than a line."""
    start = used = 0
    for at, char in enumerate(unit):
        if used and used + cell_width(char) > width:
            # A character that must not begin a line keeps the one before it.
            end = at - 1 if char in _NOT_FIRST and start < at - 1 else at
            yield unit[start:end]
            start, used = end, cell_width(unit[end:at])
        used += cell_width(char)
    yield unit[start:]


def _fill(units: Sequence[str], width: int) -> int:
    """Return how many units fit in a line: at least one, and any white space after them."""
    used = 0
    for at, unit in enumerate(units):
        size = cell_width(unit)
        if at and used + size > width and not unit.isspace():
            return at
        used += size
    return len(units)


def _keep_word(units: Sequence[str], end: int, width: int) -> int:
    """Return where a line of ``units[:end]`` ends when it does not part a short word."""
    start = end
    while start and not (units[start - 1].isspace() or units[start - 1].endswith("、")):
        start -= 1
    short = _width(units[start : end + 1]) <= min(_SHORT_WORD, width)
    return start if start and short else end


def _avoid_widow(lines: list[list[str]], width: int) -> None:
    """Give a last line of one character the unit before it, if the line above has more."""
    if len(lines) < 2 or len("".join(lines[-1]).strip()) != 1:
        return
    above, last = lines[-2:]
    at = max((at for at, unit in enumerate(above) if not unit.isspace()), default=0)
    if at and cell_width("".join(above[at:] + last).rstrip()) <= width:
        lines[-2:] = [above[:at], above[at:] + last]


def _width(units: Sequence[str]) -> int:
    return cell_width("".join(units))
