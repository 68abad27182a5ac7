"""Plain text: one character for one, so that offsets into it are offsets into the original.

`jiqun.text.normalize.fold` drops and joins characters and looks for phrases, which is
right for names and too slow and too short for pages. Here each character is looked up in a table
that fills itself: half width, lower case, simplified script.
"""

from __future__ import annotations

import unicodedata

from jiqun.text.simplified import simplified

# Full-width forms, compatibility ideographs and spaces. Not ①, which would join the number behind.
_COMPATIBLE = (range(0xFF01, 0xFFEF), range(0xF900, 0xFB00), range(0x2000, 0x200B), (0xA0, 0x3000))


class _Table(dict[int, int]):
    """What each character becomes, by its number; found out when it is first met."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        if any(code in one for one in _COMPATIBLE):
            char = unicodedata.normalize("NFKC", char)
        # OpenCC leaves 著 alone, as `fold` tells.
        char = simplified(char).replace("著", "着").lower()
        self[code] = ord(char) if len(char) == 1 else code
        return self[code]


_TABLE = _Table()


def plain(text: str) -> str:
    """Return ``text`` in half width, lower case and simplified script, of the same length.

    Idempotent. What has no form of one character (㎡, İ) stays as it is.

    >>> plain("產值突破４０００億元")
    '产值突破4000亿元'
    """
    return text.translate(_TABLE)
