"""Pinyin of Chinese names. Used when the base is compiled, not when a command runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from jiqun.text.simplified import simplified

# Readings that pypinyin's dictionary lacks or gets wrong, reviewed by hand.
PHRASES = {
    "长三角": "chang san jiao", "长株潭": "chang zhu tan", "衡长株潭": "heng chang zhu tan",
    "长兴岛": "chang xing dao", "长治": "chang zhi", "长春": "chang chun", "长沙": "chang sha",
    "长安": "chang an", "长城": "chang cheng", "长虹": "chang hong", "长高": "chang gao",
    "长飞": "chang fei", "长电": "chang dian", "长江": "chang jiang", "朝阳": "chao yang",
    "单县": "shan xian", "涡阳": "guo yang", "六安": "lu an", "台州": "tai zhou",
    "乐清": "yue qing", "重庆": "chong qing", "成渝": "cheng yu", "厦门": "xia men",
    "番禺": "pan yu", "东莞": "dong guan", "广深佛莞": "guang shen fo guan",
    "广深佛惠莞中": "guang shen fo hui guan zhong", "佛莞": "fo guan", "广佛惠": "guang fo hui",
    "重卡": "zhong ka", "重科": "zhong ke", "重工": "zhong gong", "重装": "zhong zhuang",
    "中重": "zhong zhong", "大连": "da lian", "沈大": "shen da", "大盘": "da pan",
    "绥哈大齐": "sui ha da qi", "乌昌石": "wu chang shi", "行动": "xing dong", "数控": "shu kong",
    "数字": "shu zi", "调味": "tiao wei",
}  # fmt: skip


@cache
def syllables(text: str) -> str:
    """Return the pinyin of ``text``, syllables parted by spaces, without tones, ü as v.

    Letters and digits stay as they are, in lower case; punctuation is dropped.

    >>> syllables("长三角大飞机")
    'chang san jiao da fei ji'
    """
    return " ".join(_lazy_pinyin()(simplified(text).lower(), errors=_words))


@cache
def character_readings() -> Mapping[str, str]:
    """Return the commonest reading of every Chinese character of GB 2312, by character."""
    codes = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    characters = [char for code in codes if (char := code.decode("gb2312", "ignore"))]
    return {char: syllables(char) for char in characters}


def _words(text: str) -> list[str]:
    """Return the words of text that is not Chinese."""
    return "".join(char if char.isalnum() else " " for char in text).split()


@cache
def _lazy_pinyin() -> Callable[..., list[str]]:
    from pypinyin import lazy_pinyin, load_phrases_dict

    load_phrases_dict(
        {phrase: [[part] for part in reading.split()] for phrase, reading in PHRASES.items()}
    )
    return lazy_pinyin
