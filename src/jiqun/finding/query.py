"""Queries: what was typed, divided into units that a match must account for."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import chain, islice, product
from typing import Literal, Protocol

from jiqun.structs import Struct
from jiqun.text.normalize import fold, regional

# Words that say nothing about what is sought: a match need not account for them.
_FILLER = frozenset({
    "我想要", "我想", "我要", "想要", "想", "老师让", "老师叫", "老师", "让我", "让", "有人",
    "没有人", "不知道", "知道", "算不算", "写论文", "论文", "问一下", "问下", "问", "能不能",
    "能否", "可不可以", "可以", "帮我", "帮忙", "麻烦", "请问", "你好", "告诉我", "给我", "请",
    "一下", "查到", "查查", "查一下", "查下", "查一查", "查询", "查找", "查", "找找", "找到",
    "找一下", "找下", "找", "搜一下", "搜下", "搜索", "看一下", "看下", "看看", "了解", "介绍",
    "关于", "有关", "包括", "都包括", "包含", "都包含", "属于", "投资", "入选", "分布", "发展",
    "生产", "做", "去", "好", "有哪些", "有哪几个", "有什么", "有没有", "有吗", "有", "是什么",
    "哪几个", "哪些", "哪个", "哪里", "哪儿", "哪", "什么", "怎么样", "怎么", "如何", "多少",
    "几个", "地方", "吗", "呢", "啊", "吧", "了", "要", "谁", "国家级", "世界级", "国家", "中国",
    "我国", "全国", "先进制造业", "先进制造", "制造业集群", "产业集群", "产业链", "产业",
    "制造业", "领域", "行业", "方面", "集群", "名单", "联合申报", "联合", "申报", "之都", "之城",
    "之乡", "情况", "信息", "资料", "数据", "目标", "企业", "公司", "龙头", "的", "和", "与",
    "及", "在", "到", "是", "市", "省", "区", "县",
})  # fmt: skip
_LONGEST_FILLER = max(map(len, _FILLER))
# Words that most names have, so that they are often left out.
_GENERIC = re.compile(
    "国家级|国家|先进制造业|先进制造|制造业集群|产业集群|产业|集群|[市省]$|(?<=..)市"
)
_ENGLISH_FILLER = frozenset(
    {
        *("a", "an", "and", "are", "at", "by", "for", "from", "in", "is", "it", "me", "of", "on"),
        *("s", "the", "to", "there", "what", "where", "which", "who", "with", "made", "please"),
        *("show", "tell", "china", "chinese", "cluster", "clusters", "industrial", "industry"),
    }
)
# A number with its unit, a word of letters, a single character, or a per cent sign.
_TOKEN = re.compile(
    r"\d[\d.]*(?![\d.a-z])%?[百千万亿]*[元家个年号]?|[a-z0-9][a-z0-9.]*|[^\W\d_a-z]|%"
)
_HAN = re.compile(r"[^\x00-\x7f]")
# What parts words beside spaces.
_PARTING = str.maketrans(dict.fromkeys("'’·,，、/|+-", " "))
# Queries are cut after so many characters, to bound the time a search takes.
LONGEST_QUERY = 80
# Longer runs of letters are hardly initials: few names have more characters.
_LONGEST_INITIALS = 12
_LONGEST_SYLLABLE = 6
# Bounds on what one query, and one run of letters, may stand for.
_MOST_INTERPRETATIONS = 8
_MOST_DIVISIONS = 3
# A word or a number weighs as much as a Chinese word of two characters.
_LITERAL_WEIGHT = 2.0

UnitType = Literal["han", "syllable", "unfinished", "initials", "literal"]


class Unit(Struct):
    """A part of a query: one character, one syllable, or a whole run of letters or digits.

    ``unfinished`` is the beginning of a syllable; ``literal`` is a word or number to be found as
    it is. ``weight`` is about the number of characters it stands for; a unit of weight 0 need
    not be accounted for. ``alone`` says that it is no part of a longer word of the query, ``apart``
    that it is a character between spaces.
    """

    type: UnitType
    text: str
    weight: float
    alone: bool = True
    apart: bool = False


Units = Sequence[Unit]


def strip_generic_words(folded: str) -> str:
    """Return a folded name without the words that most names have; as it is if none is left."""
    return _GENERIC.sub("", folded) or folded


def split_words(query: str) -> list[str]:
    """Return the words of a query, folded one by one.

    Spaces and apostrophes part words and syllables (xi'an); folding the whole would drop them.
    """
    words = query[:LONGEST_QUERY].translate(_PARTING).split()
    return [folded for word in words if (folded := fold(word))]


class Lexicon(Protocol):
    """What is known of the words of a base."""

    @property
    def syllables(self) -> Container[str]:
        """The syllables of the names, and the beginnings of syllables, as ``zh*``."""

    @property
    def words(self) -> Container[str]:
        """Latin words and their beginnings."""

    @property
    def singles(self) -> Container[str]:
        """The characters that are texts of their own."""

    def is_word(self, pair: str) -> bool:
        """Tell whether two characters stand together in any text."""


def interpretations(query: str, lexicon: Lexicon) -> list[Units]:
    """Return what a query may stand for, the likeliest first.

    A run of letters is a literal where it is a known word, pinyin where it divides into
    syllables, and initials otherwise. Words of Taiwan and Hong Kong are tried as typed and as
    mainland words.
    """
    text = " ".join(split_words(query))
    forms = dict.fromkeys((text, regional(text)))
    found = chain.from_iterable(_interpret(form, lexicon) for form in forms)
    return list(islice(found, _MOST_INTERPRETATIONS))


def _interpret(text: str, lexicon: Lexicon) -> Iterator[Units]:
    alternatives = [
        list(_alternatives(token, weight, text, at, lexicon))
        for token, weight, at in _weighted_tokens(text)
    ]
    for chosen in islice(product(*alternatives), _MOST_INTERPRETATIONS):
        units = [unit for part in chosen for unit in part]
        yield units
        if units and units[-1].type == "syllable" and f"{units[-1].text}*" in lexicon.syllables:
            # The last syllable may be the beginning of a longer one.
            yield [*units[:-1], units[-1]._replace(type="unfinished")]


def says_something(query: str) -> bool:
    """Tell whether there is more in a query than words which say nothing."""
    return bool(said_in(query))


def said_in(query: str) -> str:
    """Return a query without the words that say nothing."""
    text = regional(" ".join(split_words(query)))
    filler = _filler_in(text)
    return "".join(
        match.group()
        for match in _TOKEN.finditer(text)
        if match.start() not in filler and match.group() not in _ENGLISH_FILLER
    )


def _filler_in(text: str) -> set[int]:
    """Return the positions of the words that say nothing, the longest from the left."""
    filler: set[int] = set()
    at = 0
    while at < len(text):
        lengths = range(_LONGEST_FILLER, 0, -1)
        length = next((one for one in lengths if text[at : at + one] in _FILLER), 0)
        filler.update(range(at, at + length))
        at += length or 1
    return filler


def _weighted_tokens(text: str) -> list[tuple[str, float, int]]:
    """Return the tokens of a text, their weights and where they begin.

    The weight is 0 for filler, unless all of it is, else 1.
    """
    filler = _filler_in(text)
    tokens = [(match.start(), match.group()) for match in _TOKEN.finditer(text)]
    if all(start in filler or token in _ENGLISH_FILLER for start, token in tokens):
        filler = set()
    return [
        (token, 0.0 if start in filler or token in _ENGLISH_FILLER else 1.0, start)
        for start, token in tokens
    ]


def _alternatives(
    token: str, weight: float, text: str, at: int, lexicon: Lexicon
) -> Iterator[Units]:
    """Yield what a token of a text, which begins at ``at``, may stand for, the likeliest first."""
    if _HAN.match(token):
        alone = token not in lexicon.singles or not (
            lexicon.is_word(text[max(0, at - 1) : at + 1]) or lexicon.is_word(text[at : at + 2])
        )
        apart = not text[max(0, at - 1) : at].strip() and not text[at + 1 : at + 2].strip()
        yield [Unit("han", token, weight, alone, apart)]
    elif weight and token[0].isalpha():
        yield from _letters(token, lexicon.syllables, lexicon.words)
    else:
        yield [Unit("literal", token, _LITERAL_WEIGHT * weight)]


def _letters(word: str, syllables: Container[str], literals: Container[str]) -> Iterator[Units]:
    """Yield what a run of letters may stand for, the likeliest first."""
    literal = [Unit("literal", word, _LITERAL_WEIGHT)]
    if word in literals:
        yield literal
    is_pinyin = False
    for parts in islice(_divide(word, syllables), _MOST_DIVISIONS):
        finished = parts[-1] in syllables
        is_pinyin = is_pinyin or (finished and len(parts) > 1)
        alone = len(parts) == 1
        units = [Unit("syllable", part, 1.0, alone) for part in parts[:-1]]
        yield [*units, Unit("syllable" if finished else "unfinished", parts[-1], 1.0, alone)]
    if is_pinyin:
        return
    if len(word) <= _LONGEST_INITIALS:
        yield [Unit("initials", word, len(word) / 2)]
    if word not in literals:
        yield literal


def _divide(word: str, syllables: Container[str]) -> Iterator[list[str]]:
    """Yield the divisions of a word into syllables, those with a longer first syllable first.

    The last syllable may be unfinished.
    """
    for end in range(min(len(word), _LONGEST_SYLLABLE), 0, -1):
        head, rest = word[:end], word[end:]
        if head in syllables:
            if not rest:
                yield [head]
            for division in _divide(rest, syllables):
                yield [head, *division]
    if 0 < len(word) < _LONGEST_SYLLABLE and word not in syllables and f"{word}*" in syllables:
        yield [word]
