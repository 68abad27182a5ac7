"""What is damaged in a text: pages that are copied by machines lose digits, double words, mix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiqun.answers import CONDITIONS
from jiqun.scanning.body import Reading
from jiqun.text.plain import plain

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase
    from jiqun.vocabulary import Script

# A unit of money, or a year or a day, before which its number is lost.
_BARE = re.compile("万亿元|亿元|万元|到年|者日")
_NUMERALS = frozenset("0123456789一二两三四五六七八九十百千万亿几数上过近超多余个 ")
_DIGITS = re.compile("[0-9]+")
_LEAST_LOST = 2
# So many pieces of a title, where its words are torn, are no accident.
_TORN = 3
# So much of a text is looked at, and so many of its characters.
_SAMPLE = 40_000
_FEW = 1_500
_HAN = re.compile("[\u4e00-\u9fff]+")


def condition_of(reading: Reading, base: KnowledgeBase) -> tuple[str, ...]:
    """Return all that is damaged, in the order of `jiqun.answers.CONDITIONS`."""
    found = set(reading.condition)
    sample = reading.text[:_SAMPLE]
    lost = sum(
        sample[match.start() - 1 : match.start()] not in _NUMERALS
        for match in _BARE.finditer(sample)
    )
    if lost >= _LEAST_LOST and lost > len(_DIGITS.findall(sample)):
        found.add("digits missing")
    if reading.title and _interleaved(plain(reading.title), sample, base):
        found.add("text interleaved")
    return tuple(one for one in CONDITIONS if one in found)


def _interleaved(title: str, text: str, base: KnowledgeBase) -> bool:
    """Tell whether pieces of the title stand among the words of the text.

    Two characters of the title that meet between words (部加 in 工信部加快) are met only there.
    Where they stand elsewhere, the title was torn and strewn into the text.
    """
    title = re.sub(r"\W", "", title)
    corpus: str = base.once("scanning/corpus", lambda: _corpus(base))
    rest = text.replace(title, "")
    torn = 0
    for at in range(1, len(title) - 2):
        piece = title[at - 1 : at + 3]
        torn += _stands_alone(rest, piece) and not _stands_alone(corpus, piece)
    return torn >= _TORN


def _stands_alone(text: str, piece: str) -> bool:
    """Tell whether the middle two of four characters stand in a text without the other two."""
    before, pair, behind = piece[0], piece[1:3], piece[3]
    at = text.find(pair)
    while at >= 0:
        if text[at - 1 : at] != before and text[at + 2 : at + 3] != behind:
            return True
        at = text.find(pair, at + 1)
    return False


def _corpus(base: KnowledgeBase) -> str:
    """Return texts of the base: how its language puts characters side by side."""
    texts = [one.evidence for cluster in base.clusters for one in base.figures(cluster)]
    texts += [text for one in base.policies for text in (one.title, one.gist)]
    texts += [one.title for one in base.sources]
    texts += [note.text for cluster in base.clusters for note in base.notes(cluster)]
    return plain("\n".join(text for text in texts if text))


def script_of(text: str) -> Script:
    """Return the script of a text: traditional where one in twenty of its characters is.

    They are taken from its middle, for spam of any script stands at the ends.
    """
    middle = len(text) // 3
    sample = "".join(_HAN.findall(text[middle : middle + _FEW]))
    changed = sum([one != other for one, other in zip(sample, plain(sample), strict=True)])
    return "hant" if changed * 20 > len(sample) else "hans"
