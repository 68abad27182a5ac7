"""A query as it is typed, taken apart into the units that must be accounted for."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from jiqun.text.normalize import fold, regional

# Words around a name that say nothing: they neither help nor hurt.
_FILLER = re.compile(
    "我想要?|我要|想要?|能不能|能否|可不可以|可以|帮我|帮忙|麻烦|请问|你好|告诉我|给我|请|一下"
    "|查到|查查|查一?下|查一查|查询|查找|查|找找|找到|找一?下|找|搜一?下|搜索|看一?下|看看|了解"
    "|介绍|关于|有关|都?包括|都?包含|属于|投资|入选|分布|发展|生产|做|去|好"
    "|有哪些|有哪几个|有什么|有没有|有吗|有|是什么|哪几个|哪些|哪个|哪里|哪儿|哪|什么|怎么样?|如何"
    "|多少|几个|地方|吗|呢|啊|吧|了|要|谁"
    "|国家级|世界级|国家|中国|我国|全国|先进制造业|先进制造|制造业集群|产业集群|产业链|产业|制造业"
    "|集群|名单|情况|信息|资料|数据|目标|企业|公司|龙头|的|和|与|及|在|是|市|省|区|县"
)
# What nearly every name has, and nobody needs to type.
_COMMON = re.compile(
    "国家级|国家|先进制造业|先进制造|制造业集群|产业集群|产业|集群|[市省]$|(?<=..)市"
)
# English words that say nothing here.
_STOP = frozenset(
    {
        *("a", "an", "and", "are", "at", "by", "for", "from", "in", "is", "it", "me", "of", "on"),
        *("s", "the", "to", "there", "what", "where", "which", "who", "with", "made", "please"),
        *("show", "tell", "china", "chinese", "cluster", "clusters", "industrial", "industry"),
    }
)
_TOKEN = re.compile(
    r"\d[\d.]*(?![\d.a-z])%?[百千万亿]*[元家个年号]?|[a-z0-9][a-z0-9.]*|[^\W\d_a-z]|%"
)
_HAN = re.compile(r"[^\x00-\x7f]")
# What comes after so many characters says nothing new, and takes time.
LONGEST_QUERY = 80
# Nobody types the initials of more characters than these.
_LONGEST_INITIALS = 12
# No more readings of one query than this are tried.
_MOST_READINGS = 8


class Unit(NamedTuple):
    """A character, a syllable (perhaps unfinished), or a literal word or number.

    ``weight`` is how much of the query it is; a unit of weight 0 need not be accounted for.
    """

    kind: str
    text: str
    weight: float


Units = Sequence[Unit]


def bare(folded: str) -> str:
    """Return a folded name without the nouns that every name has, or as it is if none is left."""
    return _COMMON.sub("", folded) or folded


def words_of(query: str) -> list[str]:
    """Return the words of a query, folded one by one.

    Spaces and apostrophes part words and syllables (xi'an); folding the whole would drop them.
    """
    query = query[:LONGEST_QUERY]
    words = [fold(word) for word in re.split(r"[\s'’·,，、/|+-]+", query)]
    return [word for word in words if word]


def readings(query: str, syllables: Container[str], literals: Container[str]) -> list[Units]:
    """Return the ways in which a query may be read, the likeliest first.

    A run of letters is a literal word where one of ``literals`` begins with it, pinyin where it
    divides into ``syllables``, and initials else. What Taiwan and Hong Kong say is tried in our
    words too.
    """
    text = " ".join(words_of(query))
    found: list[Units] = []
    for form in dict.fromkeys((text, regional(text))):
        found += _read(form, syllables, literals)
    return found[:_MOST_READINGS]


def _read(text: str, syllables: Container[str], literals: Container[str]) -> Iterator[Units]:
    silent: set[int] = set()
    for filler in _FILLER.finditer(text):
        silent.update(range(*filler.span()))
    every = list(_TOKEN.finditer(text))
    if all(at.start() in silent or at.group() in _STOP for at in every):
        silent.clear()
    choices: list[list[Units]] = []
    for token in every:
        word = token.group()
        weight = 0.0 if token.start() in silent else 1.0
        if _HAN.match(word):
            choices.append([[Unit("han", word, weight)]])
        elif word[0].isdigit() or word == "%":
            choices.append([[Unit("literal", word, 2.0)]])
        elif word in _STOP:
            choices.append([[Unit("literal", word, 0.0)]])
        else:
            choices.append(list(_read_word(word, syllables, literals)))
    for chosen in islice(product(*choices), _MOST_READINGS):
        yield (units := [unit for part in chosen for unit in part])
        if units and units[-1].kind == "syllable" and f"{units[-1].text}*" in syllables:
            # The last syllable may be the beginning of a longer one.
            yield [*units[:-1], units[-1]._replace(kind="start")]


def _read_word(word: str, syllables: Container[str], literals: Container[str]) -> Iterator[Units]:
    if word in literals:
        yield [Unit("literal", word, 2.0)]
    spoken = False
    for parts in islice(_divide(word, syllables), 3):
        complete = parts[-1] in syllables
        spoken = spoken or (complete and len(parts) > 1)
        units = [Unit("syllable", part, 1.0) for part in parts[:-1]]
        yield [*units, Unit("syllable" if complete else "start", parts[-1], 1.0)]
    if not spoken and len(word) <= _LONGEST_INITIALS:
        yield [Unit("initials", word, len(word) / 2)]
    if word not in literals and not spoken:
        yield [Unit("literal", word, 2.0)]


def _divide(word: str, syllables: Container[str]) -> Iterator[list[str]]:
    """Yield the divisions of ``word`` into syllables, longer ones first; the last may be cut."""
    if not word:
        return
    for length in range(min(len(word), 6), 0, -1):
        head, rest = word[:length], word[length:]
        if head in syllables:
            if not rest:
                yield [head]
            for division in _divide(rest, syllables):
                yield [head, *division]
    if len(word) < 6 and word not in syllables and f"{word}*" in syllables:
        yield [word]
