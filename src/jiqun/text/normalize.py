"""Folding: text to the key it is compared by. For matching only, never shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

# What folding drops: all but letters, digits, per cent signs and decimal points.
_SEPARATORS = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.%]|_")
# Characters of GB 2312 that OpenCC's t2s still changes: all others there are simplified already.
_TRADITIONAL_IN_GB2312 = frozenset("乾菸薹捱摺吒後徵夥甯榘於麴醣麽")
# Words of Taiwan and Hong Kong in simplified script, the longest first, and the mainland word
# for each. Not an OpenCC phrase conversion, which would also turn 核心 into 内核.
_REGIONAL_WORDS = {
    "半导体晶片": "半导体芯片", "积体电路": "集成电路", "行动电话": "手机", "机械人": "机器人",
    "智慧型": "智能", "工具机": "工业母机", "晶片": "芯片", "软体": "软件", "硬体": "硬件",
    "资讯": "信息", "网路": "网络", "数位": "数字", "智慧": "智能", "奈米": "纳米",
    "雷射": "激光", "太阳能光电": "光伏", "捷运": "地铁", "航太": "航天", "丛集": "集群",
    "聚落": "集群", "生技": "生物", "生医": "生物医药", "笔电": "笔记本电脑",
}  # fmt: skip


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return ``text`` in NFKC, lower case, simplified script, without spaces and punctuation.

    Idempotent: ``fold(fold(text)) == fold(text)``.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    # OpenCC leaves 著 alone, which is 着 in 著力 and itself in 著名.
    folded = _SEPARATORS.sub("", simplified(folded).replace("著", "着"))
    # Conversion may yield a character that has a compatibility form or a capital of its own.
    return unicodedata.normalize("NFKC", folded).lower()


def regional(folded: str) -> str:
    """Return folded text with the words of Taiwan and Hong Kong replaced by mainland ones."""
    for word, here in _REGIONAL_WORDS.items():
        folded = folded.replace(word, here)
    return folded


def simplified(text: str) -> str:
    """Return ``text`` in simplified script; OpenCC is loaded only where a character needs it."""
    if _is_simplified(text):
        return text
    return _to_simplified()(text)


def _is_simplified(text: str) -> bool:
    if text.isascii():
        return True
    if not _TRADITIONAL_IN_GB2312.isdisjoint(text):
        return False
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _to_simplified() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
