"""How wide text is in a terminal, and text that a terminal cannot take for a command.

The width of the characters that Unicode calls ambiguous (“ ” · — ≥ █) is the terminal's choice.
Where it draws them wide, `with_fillers` puts `FILLER` after each, so that everything that measures
text counts two cells; `without_fillers` takes the fillers out of what is printed.
"""

import re
import unicodedata
from functools import cache

# Private use: one cell wide to every measure, and `visible` lets none through from data.
FILLER = "\uf8ff"
# Control characters that a terminal would obey: C0, C1, and what steers direction.
_CONTROL = re.compile(
    f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069{FILLER}]"
)


def visible(text: str) -> str:
    """Return text in which control characters are replaced by U+FFFD."""
    return _CONTROL.sub("\ufffd", text)


def cell_width(text: str) -> int:
    """Return how many cells of a terminal ``text`` takes; ambiguous characters take one."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


@cache
def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def with_fillers(text: str) -> str:
    """Return text with `FILLER` after every character of ambiguous width."""
    if text.isascii():
        return text
    return "".join(f"{char}{FILLER}" if _ambiguous(char) else char for char in text)


def _ambiguous(char: str) -> bool:
    return unicodedata.east_asian_width(char) == "A" and not unicodedata.combining(char)


def without_fillers(text: str) -> str:
    """Return text without fillers."""
    return text.replace(FILLER, "")
