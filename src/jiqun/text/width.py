"""How wide text is in a terminal, and text that a terminal cannot take for a command.

The width of the characters that Unicode calls ambiguous (“ ” · — ≥ █) is the terminal's choice.
Where it draws them wide, `with_fillers` puts `FILLER` after each, so that everything that measures
text counts two cells; `without_fillers` takes the fillers out of what is printed.

The tables of Unicode are loaded when a character needs them: output for programs does not.
"""

from functools import cache

# Private use: one cell wide to every measure, and `visible` lets none through from data.
FILLER = "\uf8ff"
# Control, format, surrogate, private use, and what separates lines and paragraphs.
_COMMANDS = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def visible(text: str, keep: str = "\n") -> str:
    """Return text in which what a terminal obeys, and XML cannot hold, is U+FFFD, except ``keep``.

    By default its lines stay lines.
    """
    if text.replace("\n", "").isprintable():
        return text
    commands = {char for char in set(text) if _is_command(char)} - set(keep)
    return text.translate(dict.fromkeys(map(ord, commands), "\ufffd")) if commands else text


def _is_command(char: str) -> bool:
    import unicodedata

    is_noncharacter = ord(char) & 0xFFFE == 0xFFFE or "\ufdd0" <= char <= "\ufdef"
    return is_noncharacter or unicodedata.category(char) in _COMMANDS


def cell_width(text: str) -> int:
    """Return how many cells of a terminal ``text`` takes; ambiguous characters take one."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


@cache
def _width(char: str) -> int:
    import unicodedata

    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def with_fillers(text: str) -> str:
    """Return text with `FILLER` after every character of ambiguous width."""
    if text.isascii():
        return text
    return "".join(f"{char}{FILLER}" if _ambiguous(char) else char for char in text)


def _ambiguous(char: str) -> bool:
    import unicodedata

    return unicodedata.east_asian_width(char) == "A" and not unicodedata.combining(char)


def without_fillers(text: str) -> str:
    """Return text without fillers."""
    return text.replace(FILLER, "")
