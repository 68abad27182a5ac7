"""Where the sentences of a text begin and end, as far as they tell something."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from jiqun.scanning.carried import LONGEST_HEADING
from jiqun.scanning.subjects import TELLS_OF

# A longer sentence is none; it is cut, so that what is looked up in it stays bounded.
_LONGEST_SENTENCE = 400
# 4500亿元!这是…: a number by itself belongs to the sentence that tells of it.
_SHORT = 20
_NUMBER_ALONE = re.compile(r"\D{0,10}[\d.]+[万亿]+元?(?=!)")
# Items of a list may stand in one line. That all begin with a sign of one set lets `re` skip to it.
_SENTENCE_END = re.compile(r"[。;!?\n●■◆▲★\[](?:(?<!\[)|\d{1,2}\])")


def sentences(text: str, starts: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Yield where sentences begin and end, and the sign behind each; none where it is cut.

    ``starts`` are where quantities and mentions begin, and where none can. A line without any is
    not told into its sentences, but for what may go on behind it.
    """
    start = at = 0
    while True:
        if (end := _bare_line_end(text, start, starts)) > 0:
            yield start, end, "\n"
            start = at = end + 1
            continue
        match = _SENTENCE_END.search(text, at)
        if not match:
            break
        end, at = match.span()
        short = end - start <= _SHORT
        if short and (TELLS_OF.match(text, end + 1) or _NUMBER_ALONE.match(text, start, end + 1)):
            continue
        while end - start >= _LONGEST_SENTENCE:
            yield start, start + _LONGEST_SENTENCE, ""
            start += _LONGEST_SENTENCE
        yield start, end, match.group()
        start = at
    for cut in range(start, len(text), _LONGEST_SENTENCE):
        yield cut, min(len(text), cut + _LONGEST_SENTENCE), ""


def _bare_line_end(text: str, start: int, starts: Sequence[int]) -> int:
    """Return where a line ends that begins ``start`` and tells nothing; -1 of any other."""
    if start and text[start - 1] != "\n":
        return -1
    end = text.find("\n", start, starts[bisect_left(starts, start)])
    heads = end - start <= LONGEST_HEADING or text[end - 1] == ":"
    return -1 if heads or TELLS_OF.match(text, end + 1) else end
