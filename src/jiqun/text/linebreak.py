"""Where a line of Chinese may break.

Between any two characters, except inside a Latin word or a number, before what must not begin a
line (，。」) and after what must not end one (（「). The rule is that of GB/T 15834 for
punctuation at line ends. A unit wider than the line is broken where it must be.
"""

import re
from collections.abc import Iterator

from jiqun.text.width import FILLER, cell_width

_NOT_FIRST = f"–—～，。、；：？！％%）〕】》”’」』,.;:?!)]}}…·℃级{FILLER}"
_NOT_LAST = "（〔【《“‘「『([{≥≤<>约近"
# A unit: what precedes and clings, then a word or one character, then what follows and clings.
_UNIT = re.compile(
    rf"\s+|(?:[{re.escape(_NOT_LAST)}][ {FILLER}]?)*"
    rf"(?:[\x21-\x7e]+?(?=[^\x21-\x7e]|$)[百千万亿]*[元家个年月]?|\S)"
    rf"(?:[{re.escape(_NOT_FIRST)}]|\[\d+\])*"
)

# The width of four characters: a word that is worth keeping together.
_CARRIED = 8


def breaks(text: str, width: int) -> list[int]:
    """Return the offsets at which ``text`` breaks so that no line is wider than ``width`` cells.

    A break at white space comes after it: renderers drop it at line ends. A short word at the
    end of a line goes to the next one whole, and the last line is more than one character.
    """
    offsets: list[int] = []
    used = 0
    pause, since = 0, 0  # the last place between words in this line, and the cells after it
    before, last = 0, 0  # where the last unit but one begins, and the last one
    for start, unit in _units(text):
        size = cell_width(unit)
        if not unit.isspace():
            before, last = last, start
        if used and used + size > width and not unit.isspace():
            if pause and since + size <= min(_CARRIED, width):
                offsets.append(pause)
                used = since
            else:
                offsets.append(start)
                used = 0
            pause = 0
        if size > width:
            at = start
            for char in unit:
                step = cell_width(char)
                if used and used + step > width:
                    # What must not begin a line takes the character before it along.
                    along = char in _NOT_FIRST and offsets[-1:] < [at - 1] and at - 1 > start
                    offsets.append(at - along)
                    used = cell_width(text[at - along : at])
                used += step
                at += 1
        else:
            used += size
        since += size
        if unit.isspace() or unit.endswith("、"):
            pause, since = start + len(unit), 0
    if offsets and offsets[-1] == last and len(text) == last + 1:
        start_of_line = offsets[-2] if len(offsets) > 1 else 0
        if start_of_line < before and cell_width(text[before:]) <= width:
            offsets[-1] = before
    return offsets


def _units(text: str) -> Iterator[tuple[int, str]]:
    for found in _UNIT.finditer(text):
        yield found.start(), found.group()


def longest_unit(text: str) -> int:
    """Return the width of the widest unit of ``text``, in cells."""
    return max((cell_width(unit) for _, unit in _units(text)), default=0)
