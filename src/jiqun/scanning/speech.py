"""Numbers that are no figures: ways of speaking, rates, and sorts of things.

三个环节, 每10台就有8台, 产值超百亿元企业, 甲、乙等四家企业. Words are those of ``words.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jiqun.scanning.subjects import counts_clusters
from jiqun.scanning.words import listed
from jiqun.text.quantities import Quantity

# 每下线10台就有8台 is a rate; 每月30万片 is none.
_EACH = re.compile(r"每(?![月年天日时分秒])[^,。;]{0,6}$|每[^,。;]{0,6}\d[^。;]*就有$")
_RATE = 24
# 三个重大突破 is a way of speaking, 500个重大项目 a count.
_FEW = 20
# 百亿级制造业企业 is a sort of firms.
_SORT = re.compile("[\u4e00-\u9fff]{0,4}(?:企业|园区|项目|[\u4e00-\u9fff]{1,4}\\d+[个家])")
# 2个千亿级产业 is one number.
_CLASSIFIERS = frozenset("个家户条")
# 超过5亿元的品种多达20个 counts what the sum is of.
_COUNTED = re.compile(
    "级?的[\u4e00-\u9fff“”、]{0,24}?(?:有|多达|达到?|超过?|近|约|已|共)*\\d[\\d.]*[余多]?[家个户项款种]"
)
# 超千亿产业集群已达7个, 10亿元以上重点工业项目100项
_SORTED = re.compile(
    "(?:规模)?的?[一-鿿]{0,8}(?:企业|集群|项目|产业|园区)(?:已|共|有|达|到|可|约|近|超){0,3}"
    "\\d+[余多]?[个家户项]"
)
_FEW_FIRMS = re.compile("(?:主要|重点|龙头|骨干)?[一-鿿]{0,4}(?:企业|公司)")
_GAINED = re.compile("[有达至增到入育现过]")
_OPENS = frozenset(",:“(这上该")
_NUMERALS = "两三四五六七八九十"
# “五支四特” is a name.
_SLOGAN = re.compile("[一-鿿]{1,6}”")


class _Rules(NamedTuple):
    qualified: tuple[str, ...]
    ignored: tuple[str, ...]
    few: tuple[str, ...]


def is_no_figure(text: str, start: int, one: Quantity) -> bool:
    """Tell whether a quantity of a sentence, which begins at ``start``, states nothing."""
    rules = _rules()
    before = text[one.start - 1 : one.start]
    reach = start if one.start - start < _RATE else one.start - _RATE
    if "每" in text[reach : one.start] and _EACH.search(text, reach, one.start):
        return True
    first = text[one.start]
    if first == "一" and one.value == 1 and one.unit[-1:] not in "%元":
        # 一颗明珠 is no count.
        return True
    if before == "“" and first in f"一{_NUMERALS}" and _SLOGAN.match(text, one.start + 1):
        return True
    if one.unit.endswith("元"):
        sort = one.op == "tier" and (before in _CLASSIFIERS or _SORT.match(text, one.end))
        counted = _COUNTED.match(text, one.end) or (
            one.op in ("gt", "ge") and _SORTED.match(text, one.end)
        )
        return bool(sort or counted) or text.startswith(rules.qualified, one.end)
    if first in _NUMERALS and one.unit == "家" and _FEW_FIRMS.match(text, one.end):
        # 甲、乙等四家企业 counts what was just named.
        return before == "等" or not _GAINED.search(text, max(start, one.start - 4), one.start)
    if first in _NUMERALS and one.unit == "个":
        # 三个环节 is a way of speaking, 四个集群 a count: but not where a clause is of them.
        opens = one.start == start or before in _OPENS
        one_of_them = text.find("之一", one.end, one.end + 6) >= 0
        return opens or one_of_them or not counts_clusters(text, one.end)
    few = one.value is not None and one.value < _FEW and text.startswith(rules.few, one.end)
    return few or text.startswith(rules.ignored, one.end)


@cache
def _rules() -> _Rules:
    return _Rules(
        tuple(listed("figures", "subjects", "qualified")),
        tuple(listed("figures", "subjects", "ignored")),
        tuple(listed("figures", "subjects", "few")),
    )
