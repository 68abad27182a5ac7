"""The words in which facts are told: figures, times, states, and marks of doubt."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    from jiqun.model import Period

    class Quantity(Protocol):
        """Anything with a bounded value and a unit."""

        @property
        def op(self) -> str:
            """The bound."""

        @property
        def value(self) -> float | None:
            """The value, in ``unit``."""

        @property
        def unit(self) -> str | None:
            """The unit as printed."""


SIGNS = {
    "eq": "",
    "ge": "≥",
    "gt": ">",
    "le": "≤",
    "lt": "<",
    "about": "约",
    "near": "近",
    "tier": "",
}

KINDS = {"target": "目标", "actual": "实绩", "forecast": "预计"}
SCOPES = {"cluster": "集群", "city": "城市", "province": "全省", "park": "园区", "nation": "全国"}
INDUSTRIES = {"cluster": "本产业", "wider": "更宽产业", "narrower": "部分产业"}
CONFIDENCES = {
    "verified": "已核实",
    "single": "单一来源",
    "recalled": "名称待核",
    "translated": "名称由英文回译",
}
QUALITIES = {"official": "官方", "press": "媒体", "aggregator": "聚合"}
SEEN_ON = {"original": "原页", "repost": "转载页"}
DOMAIN_BASES = {"official": "官方所列", "inferred": "按名称推断"}
ENGLISH_BASES = {"press": "见于报道", "translated": "自译"}
REGION_KINDS = {"economic": "四大区域", "key": "重点区域"}
DATE_KINDS = {"issued": "印发", "effective": "施行", "notice": "公示", "press": "报道"}
LEVELS = ("国家", "跨省", "省级", "市级")
MEASURE_TYPES = ("产业", "创新", "财政", "金融", "区域", "公共服务", "人才", "税收")
STATES = {"unpublished": "未公布", "not_found": "未查到", "not_applicable": "不适用"}
# The fields that a gap may tell of.
GAP_FIELDS = {
    "targets": "目标",
    "actuals": "实绩",
    "firms": "企业",
    "organisation": "促进机构",
    "round": "竞赛轮次",
    "cities": "城市",
    "name": "名称",
    "domain": "领域",
    "own_targets": "集群口径的目标",
    "own_actuals": "集群口径的实绩",
}
KIND_NAMES = {
    "cluster": "集群",
    "city": "城市",
    "province": "省份",
    "region": "区域",
    "domain": "领域",
    "batch": "批次",
    "policy": "政策",
    "indicator": "指标",
    "source": "来源",
}
# What a listing of a kind is called, as the title of a page, a sheet or a picture.
KIND_TITLES = {
    "cluster": "国家先进制造业集群",
    "city": "集群所在的城市",
    "province": "省份与集群",
    "region": "区域与集群",
    "domain": "领域与集群",
    "batch": "批次与集群",
    "policy": "集群政策",
    "indicator": "官方指标",
    "source": "来源",
    "target": "集群的目标与实绩",
    "coverage": "知识库的覆盖",
    "match": "查找结果",
    "count": "集群统计",
    "difference": "集群对照",
}
UNSTATED = "—"


def number_text(value: float) -> str:
    """Return a number without needless digits: ``2000``, ``42.5``."""
    if float(value).is_integer():
        return str(int(value))
    text = repr(float(value))
    if "e" in text:
        from decimal import Decimal

        return f"{Decimal(text):f}"
    return text


def figure_text(figure: Quantity) -> str:
    """Return a figure as a person would write it: ``>4000亿元``, ``≥50%``, ``万亿元级``."""
    if figure.value is None:
        return UNSTATED
    unit = figure.unit or ""
    if figure.op == "tier":
        if unit == "亿元" and figure.value in (1000, 10000):
            return "千亿级" if figure.value == 1000 else "万亿级"
        return f"{number_text(figure.value)}{unit}级"
    return f"{SIGNS[figure.op]}{number_text(figure.value)}{unit}"


_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "只读",
}


def reason(error: OSError) -> str:
    """Return why the system refused, in Chinese where it is one of the common reasons."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def titled(title: str) -> str:
    """Return a title as it is cited; one in brackets is ours, of a page that shows none."""
    return title if title.startswith("[") else f"《{title}》"


def time_text(year: int | None, period: Period | None) -> str:
    """Return the year or the span of a figure: ``2025``, ``2022 年上半年``, ``2021–2025``."""
    if year is not None:
        return str(year)
    if period is None:
        return "年份未注明"
    start, end = period.start, period.end
    if start[:4] == end[:4] and len(start) == len(end) == 7:
        months = (start[5:], end[5:])
        named = {
            ("01", "06"): "上半年",
            ("07", "12"): "下半年",
            ("01", "03"): "一季度",
            ("04", "06"): "二季度",
            ("07", "09"): "三季度",
            ("10", "12"): "四季度",
            ("01", "09"): "前三季度",
        }.get(months)
        if named is None:
            first, last = int(months[0]), int(months[1])
            named = f"{first} 月" if first == last else f"{first}–{last} 月"
        return f"{start[:4]} 年{named}"
    return f"{start}–{end}"


def name_mark(confidence: str) -> str:
    """Return what must stand beside a name that was not seen in print: ``〔待核〕`` or nothing."""
    return {"recalled": "〔待核〕", "translated": "〔回译〕"}.get(confidence, "")
