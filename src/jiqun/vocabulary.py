"""The closed word lists of the data: each as a type, and with its words in Chinese.

The values are the words that stand in YAML and JSON, so that nothing is converted on the way;
the type lets mypy see that every branch over them is complete. A test holds type and words
together.
"""

from typing import Literal, TypeAlias

Op: TypeAlias = Literal["eq", "ge", "gt", "le", "lt", "about", "near", "tier"]
OPS: dict[Op, str] = {
    "eq": "等于",
    "ge": "不低于",
    "gt": "超过",
    "le": "不高于",
    "lt": "低于",
    "about": "约",
    "near": "近",
    "tier": "级别",
}
# How a bound is printed before its number.
SIGNS: dict[Op, str] = {
    "eq": "",
    "ge": "≥",
    "gt": ">",
    "le": "≤",
    "lt": "<",
    "about": "约",
    "near": "近",
    "tier": "",
}

FigureKind: TypeAlias = Literal["target", "actual", "forecast"]
FIGURE_KINDS: dict[FigureKind, str] = {"target": "目标", "actual": "实绩", "forecast": "预计"}

Scope: TypeAlias = Literal["cluster", "city", "province", "park", "nation"]
SCOPES: dict[Scope, str] = {
    "cluster": "集群",
    "city": "城市",
    "province": "全省",
    "park": "园区",
    "nation": "全国",
}

Industry: TypeAlias = Literal["cluster", "wider", "narrower"]
INDUSTRIES: dict[Industry, str] = {
    "cluster": "本产业",
    "wider": "更宽产业",
    "narrower": "部分产业",
}

Confidence: TypeAlias = Literal["verified", "single", "recalled", "translated"]
CONFIDENCES: dict[Confidence, str] = {
    "verified": "已核实",
    "single": "单一来源",
    "recalled": "名称待核",
    "translated": "名称由英文回译",
}
# What must stand beside a name that was not seen in print.
NAME_MARKS: dict[Confidence, str] = {"recalled": "〔待核〕", "translated": "〔回译〕"}

Quality: TypeAlias = Literal["official", "press", "aggregator"]
QUALITIES: dict[Quality, str] = {"official": "官方", "press": "媒体", "aggregator": "聚合"}

SeenOn: TypeAlias = Literal["original", "repost"]
SEEN_ON: dict[SeenOn, str] = {"original": "原页", "repost": "转载页"}

DomainBasis: TypeAlias = Literal["official", "inferred"]
DOMAIN_BASES: dict[DomainBasis, str] = {"official": "官方所列", "inferred": "按名称推断"}

EnglishBasis: TypeAlias = Literal["press", "translated"]
ENGLISH_BASES: dict[EnglishBasis, str] = {"press": "见于报道", "translated": "自译"}

Completeness: TypeAlias = Literal["complete", "partial"]
COMPLETENESSES: dict[Completeness, str] = {"complete": "列全", "partial": "未列全"}

RegionKind: TypeAlias = Literal["economic", "key"]
REGION_KINDS: dict[RegionKind, str] = {"economic": "四大区域", "key": "重点区域"}

DateKind: TypeAlias = Literal["issued", "effective", "notice", "press"]
DATE_KINDS: dict[DateKind, str] = {
    "issued": "印发",
    "effective": "施行",
    "notice": "公示",
    "press": "报道",
}

State: TypeAlias = Literal["unpublished", "not_found", "not_applicable"]
STATES: dict[State, str] = {
    "unpublished": "未公布",
    "not_found": "未查到",
    "not_applicable": "不适用",
}

Counted: TypeAlias = Literal["clusters", "provinces", "cities"]
COUNTED: dict[Counted, str] = {"clusters": "集群", "provinces": "省份", "cities": "城市"}

# The fields that a gap may tell of; the list is open.
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

# Words that speak for themselves.
LEVELS = ("国家", "跨省", "省级", "市级")
MEASURE_TYPES = ("产业", "创新", "财政", "金融", "区域", "公共服务", "人才", "税收")
METRICS = (
    "产值", "营业收入", "增加值", "规模", "投入", "投资", "利润", "出口", "企业数", "平台数",
    "产量", "产能", "占比", "增速", "数量",
)  # fmt: skip
