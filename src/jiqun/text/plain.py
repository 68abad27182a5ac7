"""Plain text: one character for one, so that offsets into it are offsets into the original.

`jiqun.text.normalize.fold` drops and joins characters and looks for phrases, which is
right for names and too slow and too short for pages. Here each character is looked up in a table
that fills itself: half width, lower case, simplified script.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from jiqun.text.simplified import simplified

# Full-width forms, compatibility ideographs and spaces. Not ①, which would join the number behind.
_COMPATIBLE = (range(0xFF01, 0xFFEF), range(0xF900, 0xFB00), range(0x2000, 0x200B), (0xA0, 0x3000))
# Beyond this no character has another form: planes of Han end before.
_BEYOND = 0x34000
_NOT_MET = 0xFFFF


@cache
def _table() -> list[int]:
    """Return what each character becomes, by its number; not yet of those that were never met.

    ``translate`` looks into a list twice as fast as into a dict.
    """
    return [_NOT_MET] * _BEYOND


def _form(char: str) -> str:
    """Return what a character becomes: itself, if that is no one character."""
    compatible = any(ord(char) in one for one in _COMPATIBLE)
    form = unicodedata.normalize("NFKC", char) if compatible else char
    # OpenCC leaves 著 alone, as `fold` tells.
    form = simplified(form).replace("著", "着").lower()
    return form if len(form) == 1 else char


def plain(text: str) -> str:
    """Return ``text`` in half width, lower case and simplified script, of the same length.

    Idempotent. What has no form of one character (㎡, İ) stays as it is.

    >>> plain("產值突破４０００億元")
    '产值突破4000亿元'
    """
    table = _table()
    found = text.translate(table)
    if chr(_NOT_MET) in found:
        for char in set(text):
            if ord(char) < _BEYOND and table[ord(char)] == _NOT_MET:
                table[ord(char)] = ord(_form(char))
        found = text.translate(table)
    return found
