"""The closed word lists of the data: each as a type, and with its words in Chinese.

The values are the words that stand in YAML and JSON, so that nothing is converted on the way;
the type lets mypy see that every branch over them is complete. A test holds both together.
"""

from typing import Any, Literal, TypeAlias


def words(pairs: str) -> dict[Any, str]:
    """Return words and what they mean, from pairs that stand one behind another."""
    parts = pairs.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


Op: TypeAlias = Literal["eq", "ge", "gt", "le", "lt", "about", "near", "tier"]
OPS: dict[Op, str] = words("eq 等于 ge 不低于 gt 超过 le 不高于 lt 低于 about 约 near 近 tier 级别")
# How a bound is printed before its number.
SIGNS: dict[Op, str] = {
    "eq": "", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "about": "约", "near": "近", "tier": "",
}  # fmt: skip

FigureKind: TypeAlias = Literal["target", "actual", "forecast"]
FIGURE_KINDS: dict[FigureKind, str] = words("target 目标 actual 实绩 forecast 预计")

Scope: TypeAlias = Literal["cluster", "city", "province", "park", "nation"]
SCOPES: dict[Scope, str] = words("cluster 集群 city 城市 province 全省 park 园区 nation 全国")

Industry: TypeAlias = Literal["cluster", "wider", "narrower"]
INDUSTRIES: dict[Industry, str] = words("cluster 本产业 wider 更宽产业 narrower 部分产业")

Confidence: TypeAlias = Literal["verified", "single", "recalled", "translated"]
CONFIDENCES: dict[Confidence, str] = words(
    "verified 已核实 single 单一来源 recalled 名称待核 translated 名称由英文回译"
)
# What must stand beside a name that was not seen in print.
NAME_MARKS: dict[Confidence, str] = words("recalled 〔待核〕 translated 〔回译〕")

Quality: TypeAlias = Literal["official", "press", "aggregator"]
QUALITIES: dict[Quality, str] = words("official 官方 press 媒体 aggregator 聚合")

SeenOn: TypeAlias = Literal["original", "repost"]
SEEN_ON: dict[SeenOn, str] = words("original 原页 repost 转载页")

DomainBasis: TypeAlias = Literal["official", "inferred"]
DOMAIN_BASES: dict[DomainBasis, str] = words("official 官方所列 inferred 按名称推断")

EnglishBasis: TypeAlias = Literal["press", "translated"]
ENGLISH_BASES: dict[EnglishBasis, str] = words("press 见于报道 translated 自译")

CitiesStatus: TypeAlias = Literal["complete", "partial"]
CITIES_STATUSES: dict[CitiesStatus, str] = words("complete 列全 partial 未列全")

RegionKind: TypeAlias = Literal["economic", "key"]
REGION_KINDS: dict[RegionKind, str] = words("economic 四大区域 key 重点区域")

DateKind: TypeAlias = Literal["issued", "effective", "notice", "press"]
DATE_KINDS: dict[DateKind, str] = words("issued 印发 effective 施行 notice 公示 press 报道")

State: TypeAlias = Literal["unpublished", "not_found", "not_applicable"]
STATES: dict[State, str] = words("unpublished 未公布 not_found 未查到 not_applicable 不适用")

Counted: TypeAlias = Literal["clusters", "provinces", "cities"]
COUNTED: dict[Counted, str] = words("clusters 集群 provinces 省份 cities 城市")

# Which of several values of one thing counts.
FigureStatus: TypeAlias = Literal["current", "superseded", "withdrawn", "error"]
FIGURE_STATUSES: dict[FigureStatus, str] = words(
    "current 现行 superseded 已被取代 withdrawn 已撤回 error 有误"
)

# What a filter may ask that a cluster has.
HOLDINGS = words("target 目标 actual 实绩 firm 企业")

# The scripts in which output is printed.
Script: TypeAlias = Literal["hans", "hant"]
SCRIPTS: dict[Script, str] = words("hans 简体 hant 繁体")

# How a search matched, best first, and in which field of the index.
TIERS = words(
    "exact 全同 alias 别名 prefix 开头 substring 包含 words 各词都有 pinyin 拼音 initials 首字母"
    " slip 近似 figure 数字 title 题目 prose 说明"
)
INDEX_FIELDS = words(
    "name 名称 alias 别名 code 代码 english 英文 product 产品 firm 企业 place 地方 domain 领域"
    " figure 数字 prose 说明 batch 批次"
)

# The fields that a gap may tell of; the list is open.
GAP_FIELDS = words(
    "targets 目标 actuals 实绩 firms 企业 organisation 促进机构 round 竞赛轮次 cities 城市"
    " name 名称 domain 领域 own_targets 集群口径的目标 own_actuals 集群口径的实绩"
)

# Words that speak for themselves.
LEVELS = ("国家", "跨省", "省级", "市级")
MEASURE_TYPES = ("产业", "创新", "财政", "金融", "区域", "公共服务", "人才", "税收")
METRICS = (
    "产值", "营业收入", "增加值", "规模", "投入", "投资", "利润", "出口", "企业数", "平台数",
    "产量", "产能", "占比", "增速", "数量",
)  # fmt: skip
