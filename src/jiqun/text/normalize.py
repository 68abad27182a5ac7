"""Folding: text to the key it is compared by. For matching only, never shown."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from jiqun.text.simplified import simplified

# What folding drops: all but letters, digits, per cent signs and decimal points.
_SEPARATORS = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.%]|_")
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
