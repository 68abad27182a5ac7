"""Whether the words of a source hold a figure: the number exactly as printed, and its bound."""

import re
from collections.abc import Iterator
from fractions import Fraction

from jiqun.vocabulary import Op

# What the words of a source say of a bound, and the operators that say the same.
_BOUNDS = (
    (
        re.compile("突破|超过|超(?!高清|硬|级|大|算|市)|逾|大于|more than|over|surpass"),
        {"gt", "ge"},
    ),
    (re.compile(r"(?<!规模|限额)以上(?!工业|企业|规模)|不低于|不少于|至少"), {"ge", "gt"}),
    (re.compile(r"\d多|余[家个亿万]|多[家个亿万]"), {"gt", "ge"}),
    (re.compile(r"约\d|\d\S{0,3}左右|about"), {"about"}),
    (re.compile(r"近\d|接近\d|近[一二三四五六七八九十百千万]"), {"near", "lt"}),
)
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_HAN = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_HAN |= {"五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_DIGITS = "".join(_HAN)
_ENGLISH_SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
_ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HALVES = re.compile("一半|过半|半数|半壁")
_PRINTED = re.compile(rf"(\d+(?:\.\d+)?)[多余几]?\s*([{''.join(_SCALES)}]*)")
# What a number counts that no figure does: years and days.
_DATED = re.compile(r"\d+\s*[年月日]")
_SPELT = re.compile(rf"[{_DIGITS}{''.join(_SCALES)}]+")
_SCALED_UNIT = re.compile("[百千万亿]*(?!分点)")


def holds(evidence: str, value: float, unit: str) -> bool:
    """Tell whether the words of a source hold a value exactly, in digits or in words.

    A number that is printed with its scale (亿, 万) counts with it, one without (a table whose head
    has the unit) as it stands.

    >>> holds("规上企业2.5万家", 25000, "家"), holds("产值突破万亿元", 10000, "亿元")
    (True, True)
    >>> holds("规模达到4000亿元", 4001, "亿元"), holds("规模达到4000亿元", 4000, "万亿元")
    (False, False)
    """
    stored = Fraction(str(value))
    scaled = _SCALED_UNIT.match(unit)
    whole = stored * _scale(scaled.group() if scaled else "")
    text = re.sub(r"(?<=\d)[,，](?=\d{3})", "", evidence.lower())
    return any(
        number * scale == whole or (scale == 1 and number == stored)
        for number, scale in _numbers(text, "%" in unit)
    ) or any(_rounded(share, value) == stored for share in _shares(text))


def bounded(evidence: str, op: Op) -> str | None:
    """Return which operators the words of a source ask for, where ``op`` says there is no bound."""
    if op != "eq":
        return None
    for pattern, ops in _BOUNDS:
        if pattern.search(evidence):
            return "、".join(sorted(ops))
    return None


def _scale(text: str) -> int:
    product = 1
    for char in text:
        product *= _SCALES[char]
    return product


def _numbers(text: str, percent: bool) -> Iterator[tuple[Fraction, int]]:
    """Yield numbers that a text may mean, each with its scale: 4000亿, 五千, 520 billion.

    Those in per cent count only where ``percent`` is asked for.
    """
    text = _DATED.sub(" ", text)
    for printed in _PRINTED.finditer(text):
        if percent or text[printed.end() : printed.end() + 1] not in ("%", "％"):
            yield Fraction(printed[1]), _scale(printed[2])
    for number, word in re.findall(r"(\d+(?:\.\d+)?)\s*(million|billion|trillion)", text):
        yield Fraction(number), _ENGLISH_SCALES[word]
    for word in re.findall("[a-z]+", text):
        if word in _ENGLISH:
            yield Fraction(_ENGLISH.index(word)), 1
    # The scale of a printed number is no number of its own: there is no 1亿 in 4000亿.
    for spelt in _SPELT.findall(_PRINTED.sub(" ", text)):
        yield Fraction(_spelt(spelt)), 1


def _shares(text: str) -> Iterator[Fraction]:
    """Yield the shares that a text may mean, in per cent: 三成五, 三分之一, 1/4, 一半."""
    for high, low in re.findall(rf"([{_DIGITS}])成([{_DIGITS}]?)", text):
        yield Fraction(10 * _HAN[high] + _HAN.get(low, 0))
    for bottom, top in re.findall(rf"([{_DIGITS}十百]+)分之([{_DIGITS}十百]+)", text):
        yield Fraction(100 * _spelt(top), _spelt(bottom))
    for top, bottom in re.findall(r"(\d+)/([1-9]\d*)", text):
        yield Fraction(100 * int(top), int(bottom))
    if _HALVES.search(text):
        yield Fraction(50)


def _rounded(share: Fraction, value: float) -> Fraction:
    """Return a share with as many decimals as ``value`` has: a third is 33.3."""
    decimals = len(f"{value:g}".partition(".")[2])
    return Fraction(round(share, decimals))


def _spelt(text: str) -> int:
    """Return a number in Chinese words; 万亿 alone is one 万亿.

    >>> _spelt("三千二百亿"), _spelt("万亿"), _spelt("十四")
    (320000000000, 1000000000000, 14)
    """
    total = section = digit = 0
    for char in text:
        scale = _SCALES.get(char)
        if scale is None:
            digit = _HAN[char]
        elif scale < _SCALES["万"]:
            section += (digit or 1) * scale
            digit = 0
        elif total >= scale:
            total += (section + digit or 1) * scale
            section = digit = 0
        else:
            total = (total + section + digit or 1) * scale
            section = digit = 0
    return total + section + digit
