"""What is damaged in a text: pages that are copied by machines lose digits, double words, mix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jiqun.scanning.body import Reading
from jiqun.text.plain import plain
from jiqun.vocabulary import CONDITIONS

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase
    from jiqun.vocabulary import Script

# A unit of money, or a year or a day, before which its number is lost.
_LOST = re.compile(
    r"(?<![\d一二两三四五六七八九十百千万亿几数上过近超多余个 ])"
    r"(?:万亿元|亿元|万元|(?<=到)年|(?<=者)日)"
)
_DIGITS = re.compile(r"\d+")
_LEAST_LOST = 2
# So many pieces of a title, where its words are torn, are no accident.
_TORN = 3
_SAMPLE = 200_000


def condition_of(reading: Reading, base: KnowledgeBase) -> tuple[str, ...]:
    """Return all that is damaged, in the order of `jiqun.vocabulary.CONDITIONS`."""
    found = set(reading.condition)
    sample = reading.text[:_SAMPLE]
    lost = len(_LOST.findall(sample))
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
        pair = title[at : at + 2]
        before, behind = title[at - 1], title[at + 2]
        elsewhere = re.compile(f"(?<!{re.escape(before)}){re.escape(pair)}(?!{re.escape(behind)})")
        if elsewhere.search(rest) and not elsewhere.search(corpus):
            torn += 1
    return torn >= _TORN


def _corpus(base: KnowledgeBase) -> str:
    """Return texts of the base: how its language puts characters side by side."""
    texts = [one.evidence for cluster in base.clusters for one in base.figures(cluster)]
    texts += [text for one in base.policies for text in (one.title, one.gist)]
    texts += [one.title for one in base.sources]
    texts += [note.text for cluster in base.clusters for note in base.notes(cluster)]
    return plain("\n".join(text for text in texts if text))


def script_of(text: str) -> Script:
    """Return the script of a text: traditional where one in twenty of its characters is."""
    sample = text[:20_000]
    han = [char for char in sample if "\u4e00" <= char <= "\u9fff"]
    changed = sum(1 for char, other in zip(sample, plain(sample), strict=True)
                  if char != other and "\u4e00" <= char <= "\u9fff")  # fmt: skip
    return "hant" if changed * 20 > len(han) else "hans"
