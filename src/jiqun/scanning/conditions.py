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
_NO_MONEY = "(?!以上|企业|级|村|镇|县|项目|产业|楼)"
_BARE = re.compile(rf"万亿元{_NO_MONEY}|亿元{_NO_MONEY}|万元{_NO_MONEY}|到年|者日")
# What is left where a number was: 聚集了   多家, 占全市的  %以上.
_GAP = re.compile(
    rf" (?:[多余][百千万亿]*[家个户名项元人]|(?:万亿|亿|万)元{_NO_MONEY})"
    "| ?%(?:以上|以下|左右|的)*[,。;]"
)
_BEFORE_NUMBERS = re.compile("(?:[了达到超过破近约有至的增长占]|(?<!单位)为)$")
# A unit that stands twice behind its number: 1900亿元元.
_TWICE = re.compile(
    "元元(?![件素器])|家家(?![电具居庭政装纺用])|个个(?![案体人性])|户户(?![均外])|人人(?![均工才])"
    "|倍倍|%%|亿亿|万万"
)
_SCALED = re.compile(r"\d[余多]?[百千万亿]*$")
_NUMERALS = frozenset("0123456789一二两三四五六七八九十百千万亿几数上过近超多余个 ")
_DIGITS = re.compile("[0-9]+")
_LEAST_LOST = 2
# So far before a gap the word that leads to its number is looked for.
_NEAR = 12
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
    if without_digits(reading) or _follows(_GAP, sample, _BEFORE_NUMBERS):
        found.add("digits missing")
    if _follows(_TWICE, sample, _SCALED):
        found.add("words doubled")
    if reading.title and _interleaved(plain(reading.title), sample, base):
        found.add("text interleaved")
    return tuple(one for one in CONDITIONS if one in found)


def without_digits(reading: Reading) -> bool:
    """Tell whether so many digits are missing that what numbers are left are not to be trusted."""
    sample = reading.text[:_SAMPLE]
    lost = sum(
        sample[match.start() - 1 : match.start()] not in _NUMERALS
        for match in _BARE.finditer(sample)
    )
    return lost >= _LEAST_LOST and lost > len(_DIGITS.findall(sample))


def _follows(pattern: re.Pattern[str], text: str, before: re.Pattern[str]) -> bool:
    """Tell whether a pattern is found behind another one, spaces between them aside."""
    return any(
        before.search(text[max(0, match.start() - _NEAR) : match.start()].rstrip())
        for match in pattern.finditer(text)
    )


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
