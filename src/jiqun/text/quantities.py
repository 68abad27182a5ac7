"""The one reader of quantities in Chinese text: bound, number, scale and unit.

It reads what news and plans print: 突破4000亿元, 近10万亿元, 2200余家, 三成以上, 占2/3, 万亿级,
5,000亿元, ４０００亿元, 二千亿元, 3000至5000亿元. Its words stand in ``quantities.toml``.

A quantity is a number with a unit. Numbers without one are none (years, document numbers, 5G),
and neither are days, ordinals and idioms (22日, 第三方, 十分, 一流).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from jiqun.text.plain import plain

if TYPE_CHECKING:
    from jiqun.vocabulary import Op

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
_MORE = "多余几来"
_NO_DIGITS = dict.fromkeys(map(ord, f",， {_MORE}"))
# More decimals than anyone prints, fewer than binary fractions err by.
_DECIMALS = 8
# No bound, with all that may part it from its number, is longer.
_LONGEST_BOUND = 24

# The grammar; {braces} are word lists, «digit» and «scale» single characters.
_GRAMMAR = r"""
(?P<never> (?=[{spelt}]) (?: {never} ) (?!之) )
| (?<![\d.第/])
  (?:
    (?=[{spelt}]) (?P<share> {shares} )
  | (?P<top> \d{{1,3}} ) / (?P<bottom> [1-9]\d{{0,2}} ) (?![\d/])
  | 百分之 (?P<hundredths> {number} )
  | (?P<parts> {count} ) 分之 (?P<part> {count} )
  | (?P<tenths> [一二两三四五六七八九] | [1-9] (?! \d ) ) 成 (?! {words_of_cheng} )
    (?P<rest> [一二三四五六七八九半1-9]? ) (?P<over> 多? )
  | (?P<number> {number} ) (?: [ ]? (?P<more> [{more}] (?! 自 ) ) )?
    (?: [ ]? (?! {longer} ) (?P<unit> {units} ) )?
    (?P<tier> {tier} )?
  )
  (?: [ ]? (?P<behind> {behind} ) )?
"""
_PRINTED = r"(?:\d{1,3}(?:(?:[,，]\d{3})+|(?:[ ]\d{3})*[ ]000)(?!\d) | (?<!\d[ ])\d+ ) (?: \.\d+ )?"
# A scale: but the first sign of 千瓦, 百分点 and the like is one of the unit.
_SCALE = "[十百千万亿] (?! [瓦分] | 克(?!拉) )"
_HAN_DIGIT = f"[{''.join(_DIGITS)}]"
_COUNT = f"[{''.join(_DIGITS)}十百千]+"
# 三十五点五; the scale of the whole stands behind its decimals.
_HAN = f"(?: {_HAN_DIGIT} | {_SCALE} )+ (?: 点 {_HAN_DIGIT}+ (?: {_SCALE} )* )?"
_NUMBER = f"""(?:
    {_PRINTED} (?: [ ]? [{_MORE}]? [ ]? (?: {_SCALE} )+ (?: {_PRINTED} (?: {_SCALE} )+ )* )?
  | {_HAN} (?: [{_MORE}] (?: {_SCALE} )+ )?
)"""
_MINUSES = ("-", "−")
_APPROXIMATE = re.compile(rf"(?<![点{''.join(_DIGITS)}]){_HAN_DIGIT}{{2}}[十百千万亿]")


class Quantity(NamedTuple):
    """A quantity in a text.

    Args:
        op: its bound; ``tier`` where only an order of magnitude is told (万亿级, 数百家).
        value: in ``unit``; None of a tier.
        unit: with its scale, as printed: 亿元, 万家, %, 个百分点. A share in words or as a
            fraction is in %, with one decimal.
        start, end: where it stands, its bound included, in characters of the text.
        each: whether it holds for each of several things: 各13个.
    """

    op: Op
    value: float | None
    unit: str
    start: int
    end: int
    each: bool = False


class _Ending(NamedTuple):
    """A pattern of a word that stands last, and the characters it can end with; empty if any."""

    pattern: re.Pattern[str]
    lasts: frozenset[str]


class _Words(NamedTuple):
    """The word lists, as the grammar needs them."""

    starts: re.Pattern[str]
    grammar: re.Pattern[str]
    shares: dict[str, tuple[Op, float]]
    behind: dict[str, Op]
    before: dict[str, Op]
    before_any: _Ending
    before_share: _Ending
    bare: dict[str, Op]
    before_bare: _Ending
    each: tuple[str, ...]
    printed: dict[str, str]
    ranges: frozenset[str]
    movements: tuple[str, ...]


class _Part(NamedTuple):
    """A number with or without unit, and whether it has a scale of its own: 3千至3万元."""

    quantity: Quantity
    scaled: bool


def quantities(text: str) -> list[Quantity]:
    """Return the quantities in ``text`` of either script, in their order.

    The ends of a range are two: 3000至5000亿元 is at least 3000亿元 and at most 5000亿元.

    >>> [(one.op, one.value, one.unit) for one in quantities("產值突破4000億元，佔比過半")]
    [('gt', 4000.0, '亿元'), ('gt', 50.0, '%')]
    """
    return quantities_in(plain(text))


def quantities_in(text: str) -> list[Quantity]:
    """Return the quantities in text that is `plain` already, in their order."""
    words = grammar()
    found: list[Quantity] = []
    low: _Part | None = None
    for match in _matches(text, words):
        if match["never"] or not (part := _part(text, match, words)):
            continue
        one = part.quantity
        if one.value and not low and _follows_minus(text, one.start):
            one = one._replace(value=-one.value, start=one.start - 1)
        if low and low.quantity.end + 1 == one.start and _joins(low.quantity, one):
            found += _range(text, low, one, words)
            low = None
            continue
        if low and low.quantity.unit:
            found.append(low.quantity)
        low = part._replace(quantity=one) if text[one.end : one.end + 1] in words.ranges else None
        if one.unit and not low:
            found.append(one)
    if low and low.quantity.unit:
        found.append(low.quantity)
    return found


def _follows_minus(text: str, at: int) -> bool:
    """Tell whether a minus stands before ``at``: in c-919 the sign only joins."""
    before = text[at - 2 : at - 1]
    return text[at - 1 : at] in _MINUSES and not (before.isascii() and before.isalnum())


def _matches(text: str, words: _Words) -> Iterator[re.Match[str]]:
    """Yield the matches of the grammar, which is tried only where one can begin: it is slow."""
    free = 0
    for start in words.starts.finditer(text):
        at = start.start()
        if at >= free and (match := words.grammar.match(text, at)):
            free = match.end()
            yield match


def amount(printed: str) -> tuple[float, str]:
    """Return a number as it is printed, and the large scale (万, 亿, 万亿 or none) it is in.

    >>> amount("1.35万亿"), amount("5,000亿"), amount("二千亿"), amount("两千"), amount("3亿5千万")
    ((1.35, '万亿'), (5000.0, '亿'), (2000.0, '亿'), (2000.0, ''), (35000.0, '万'))
    """
    digits = printed.translate(_NO_DIGITS)
    number = digits.rstrip("万亿")
    scale = digits[len(number) :]
    if scale not in _LARGE:
        return _value(digits), ""
    if not number:
        return 1.0, scale
    if number.isascii() or _LARGE.keys().isdisjoint(number):
        return round(_value(number), _DECIMALS), scale
    return round(_value(digits) / _LARGE[scale], _DECIMALS), scale


def _value(digits: str) -> float:
    """Return the value of digits and scales in any mixture: 3千2百, 十四, 1.2千; 百 is 100."""
    if digits.isascii():
        return float(digits or 0)
    whole, _, decimals = digits.partition("点")
    if decimals:
        return _value(whole) + float("." + "".join(str(_DIGITS[char]) for char in decimals))
    total = section = 0.0
    number: float | None = None
    for token in re.findall(r"[\d.]+|\D", digits):
        if token in _DIGITS:
            number = (number or 0) * 10 + _DIGITS[token]
        elif token in _SMALL:
            section += (1 if number is None else number) * _SMALL[token]
            number = None
        elif token in _LARGE:
            section += number or 0
            # 3亿5千万 adds to what was read, 两万亿 multiplies it.
            total = (
                total + section * _LARGE[token]
                if total >= _LARGE[token]
                else (total + section or 1) * _LARGE[token]
            )
            section, number = 0.0, None
        else:
            number = float(token)
    return total + section + (number or 0)


def _part(text: str, match: re.Match[str], words: _Words) -> _Part | None:
    """Return what a match of the grammar means; None where it is no quantity."""
    if number := match["number"]:
        return _counted(text, match, number, words)
    op: Op = "eq"
    if share := match["share"]:
        op, value = words.shares[share]
    elif match["hundredths"]:
        value = _value(match["hundredths"].translate(_NO_DIGITS))
    elif match["tenths"]:
        value = 10 * _value(match["tenths"])
        value += 5 if match["rest"] == "半" else _value(match["rest"])
        op = "gt" if match["over"] else op
    else:
        top, bottom = match["top"] or match["part"], match["bottom"] or match["parts"]
        value = round(100 * _value(top) / (_value(bottom) or 1), 1)
    return _Part(_bounded(text, match, words, op, value, "%"), False)


def _counted(text: str, match: re.Match[str], number: str, words: _Words) -> _Part | None:
    """Return a number with its unit, if it has one; None where it cannot be a quantity."""
    end = match.end("number")
    if not match["unit"] and "亿" not in number and text[end : end + 1] not in words.ranges:
        return None
    value, scale = amount(number)
    unit = match["unit"] or ("元" if scale.endswith("亿") else "")
    unit = words.printed.get(unit, unit)
    # 三元材料 is a substance, 二三百 two numbers, and c919 a name.
    spelt = not number[0].isdecimal()
    if spelt and ((unit == "元" and number in _DIGITS) or _APPROXIMATE.search(number)):
        return None
    if unit != "%" and "a" <= text[match.start() - 1 : match.start()] <= "z":
        return None
    more = match["more"] or not set(_MORE).isdisjoint(number)
    bare = not more and not number.strip("十百千万亿")
    scaled = bool(scale) or not number[-1].isdigit()
    tier = match["tier"]
    if not unit:
        return None if bare else _Part(Quantity("eq", value, "", match.start(), end), scaled)
    op: Op = "gt" if more else "eq"
    if tier and (unit.endswith("元") or (scale and tier == "级")) and (tier == "级" or bare):
        op = "tier"
    if not bare:
        return _Part(_bounded(text, match, words, op, value, scale + unit), scaled)
    word, at = _before(text, match.start(), words.before_bare)
    bound: Op | None = words.bare.get(word) or words.before.get(word)
    if op != "tier" and not bound:
        return None
    if op == "tier" and (not bound or bound == "eq" or tier == "级"):
        bound, at = "tier", match.start()
    end = match.end("tier") if bound == "tier" and tier == "级" else _end(match)
    known = None if bound == "tier" else value
    return _Part(Quantity(bound or "eq", known, scale + unit, at, end), scaled)


def _bounded(
    text: str, match: re.Match[str], words: _Words, op: Op, value: float, unit: str
) -> Quantity:
    """Return a quantity with the bound that stands before, in or behind it."""
    start = match.start()
    if op == "tier":
        return Quantity("tier", None, unit, start, match.end("tier"))
    share = "%" in unit
    word, at = _before(text, start, words.before_share if share else words.before_any)
    behind = words.behind.get(match["behind"] or "", "eq")
    before = words.before.get(word, "eq")
    bound = before if before != "eq" else op if op != "eq" else behind
    start = start if before == "eq" else at
    return Quantity(bound, value, unit, start, _end(match), text.endswith(words.each, 0, start))


def _end(match: re.Match[str]) -> int:
    """Return where a quantity ends: behind its last word, the tier excepted."""
    return match.start("tier") if match["tier"] else match.end()


def _before(text: str, start: int, ending: _Ending) -> tuple[str, int]:
    """Return the bound that ends before ``start`` and where it begins; nothing if there is none."""
    if ending.lasts and text[start - 1 : start] not in ending.lasts:
        return "", start
    # A place before the beginning is the beginning to `re`.
    found = ending.pattern.search(text, start - _LONGEST_BOUND, start)
    return (found[1], found.start()) if found else ("", start)


def _joins(low: Quantity, high: Quantity) -> bool:
    """Tell whether two numbers can be the ends of a range: of one unit, but for its scale."""
    kinds = (low.unit.lstrip("万亿"), high.unit.lstrip("万亿"))
    return bool(high.unit) and (not low.unit or kinds[0] == kinds[1])


def _range(text: str, low: _Part, high: Quantity, words: _Words) -> Iterable[Quantity]:
    """Return the two ends of a range; the lower one may leave its unit to the upper one."""
    first = low.quantity
    if not first.unit:
        unit = high.unit.lstrip("万亿") if low.scaled else high.unit
        first = first._replace(unit=unit)
    if first.op == high.op == "eq" and not text.endswith(words.movements, 0, first.start):
        return first._replace(op="ge"), high._replace(op="le")
    return first, high


@cache
def grammar() -> _Words:
    """Return the words of quantities, and the patterns that are made of them."""
    import tomllib

    with open(f"{__file__.removesuffix('.py')}.toml", "rb") as file:
        lists = tomllib.load(file)
    before, bare = _by_word(lists["before"]), _by_word(lists["bare"])
    shares = {
        word: (op or "eq", float(per_cent))
        for per_cent, named in lists["shares"].items()
        for word, op in _by_word(named).items()
    }
    behind = _by_word(lists["behind"])
    units = " ".join(lists["units"].values()).split()
    letters = set(lists["units"]["letters"].split())
    other = lists["other"]
    between = lists["between"]["any"].split()
    spelt = [*shares, *other["never"].split()]
    grammar = _GRAMMAR.format(
        never=_any(other["never"].split()),
        shares=_any(shares),
        spelt=_at(spelt, 0),
        number=_NUMBER,
        count=_COUNT,
        more=_MORE,
        words_of_cheng=_any(other["not_tenths"].split()),
        longer=_any(other["longer"].split()),
        # 5g is no unit, and neither is the p of px.
        units=_any(units, {unit: f"{re.escape(unit)}(?![a-z])" for unit in letters}),
        tier=_any(other["tier"].split()),
        # 五分之一强 is more than that, 10个强镇 are not.
        behind=_any(behind, {"强": "强(?=[,。;、]|$)", "上下": "上下(?!游)", "多": "(?<=倍)多"}),
    )
    # What may stand behind the first character of a quantity; behind 亿, and at the end, all may.
    # None begins within a number that is printed in digits.
    numeral = rf"\d{''.join(_DIGITS)}{''.join(_SMALL)}万亿"
    after = [*units, *other["tier"].split(), *other["ranges"].split(), *" .点,，/分成", *_MORE]
    return _Words(
        re.compile(
            rf"[{numeral}{_at(spelt, 0)}](?<![\d.第/]\d)"
            f"(?:(?=[{numeral}{_at(spelt, 1)}{_at(after, 0)}]|$)|(?<=亿))"
        ),
        re.compile(grammar, re.VERBOSE),
        shares,
        {word: op for word, op in behind.items() if op},
        {word: op for word, op in before.items() if op},
        _ending(before, between),
        _ending(before, [*between, *lists["between"]["share"].split()], "占[^,。;:、0-9]*"),
        {word: op for word, op in bare.items() if op},
        _ending([*bare, *before], ["了"]),
        tuple(other["each"].split()),
        lists["printed"],
        frozenset(other["ranges"].split()),
        tuple(other["movements"].split()),
    )


def _by_word(lists: dict[str, str]) -> dict[str, Op | None]:
    """Return the operator of each word; None of those that only look like a bound."""
    return {
        word: None if op == "none" else cast("Op", op)
        for op, words in lists.items()
        for word in words.split()
    }


def _any(words: Iterable[str], patterns: dict[str, str] | None = None) -> str:
    """Return a pattern of any of the words, the longest first."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join((patterns or {}).get(word) or re.escape(word) for word in longest_first)


def _at(words: Iterable[str], at: int) -> str:
    """Return the characters that words have at one place, for a class of a pattern."""
    return "".join(sorted({word[at] for word in words})).replace("-", r"\-")


def _ending(words: Iterable[str], between: Iterable[str], more: str = "") -> _Ending:
    """Return a pattern of a word that stands last, but for what may stand between."""
    parts = f"{_any(between)}|{more}" if more else _any(between)
    pattern = re.compile(rf"({_any(words)})(?: ?(?:{parts}))*{' ?' * bool(more)}$")
    lasts = frozenset() if more else frozenset(word[-1] for word in [*words, *between])
    return _Ending(pattern, lasts)
