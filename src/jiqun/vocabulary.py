"""The closed word lists of the data: each as a type, and with its words in Chinese.

The values are the words that stand in YAML and JSON, so that nothing is converted on the way;
the type lets mypy see that every branch over them is complete. A test holds both together.
"""

from typing import Any, Literal, TypeAlias


def _words(pairs: str) -> dict[Any, str]:
    """Return words and what they mean, from pairs that stand one behind another."""
    parts = pairs.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


Op: TypeAlias = Literal["eq", "ge", "gt", "le", "lt", "about", "near", "tier"]
OPS: dict[Op, str] = _words(
    "eq 等于 ge 不低于 gt 超过 le 不高于 lt 低于 about 约 near 近 tier 级别"
)
# How a bound is printed before its number.
SIGNS: dict[Op, str] = {
    "eq": "", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "about": "约", "near": "近", "tier": "",
}  # fmt: skip

FigureKind: TypeAlias = Literal["target", "actual", "forecast"]
FIGURE_KINDS: dict[FigureKind, str] = _words("target 目标 actual 实绩 forecast 预计")

Scope: TypeAlias = Literal["cluster", "city", "province", "park", "nation"]
SCOPES: dict[Scope, str] = _words("cluster 集群 city 城市 province 全省 park 园区 nation 全国")

Industry: TypeAlias = Literal["cluster", "wider", "narrower"]
INDUSTRIES: dict[Industry, str] = _words("cluster 本产业 wider 更宽产业 narrower 部分产业")

Confidence: TypeAlias = Literal["verified", "single", "recalled", "translated"]
CONFIDENCES: dict[Confidence, str] = _words(
    "verified 已核实 single 单一来源 recalled 名称待核 translated 名称由英文回译"
)
# What must stand beside a name that was not seen in print.
NAME_MARKS: dict[Confidence, str] = _words("recalled 〔待核〕 translated 〔回译〕")

Quality: TypeAlias = Literal["official", "press", "aggregator"]
QUALITIES: dict[Quality, str] = _words("official 官方 press 媒体 aggregator 聚合")

SeenOn: TypeAlias = Literal["original", "repost"]
SEEN_ON: dict[SeenOn, str] = _words("original 原页 repost 转载页")

DomainBasis: TypeAlias = Literal["official", "inferred"]
DOMAIN_BASES: dict[DomainBasis, str] = _words("official 官方所列 inferred 按名称推断")

EnglishBasis: TypeAlias = Literal["press", "translated"]
ENGLISH_BASES: dict[EnglishBasis, str] = _words("press 见于报道 translated 自译")

CitiesStatus: TypeAlias = Literal["complete", "partial"]
CITIES_STATUSES: dict[CitiesStatus, str] = _words("complete 列全 partial 未列全")

RegionKind: TypeAlias = Literal["economic", "key"]
REGION_KINDS: dict[RegionKind, str] = _words("economic 四大区域 key 重点区域")

DateKind: TypeAlias = Literal["issued", "effective", "notice", "press"]
DATE_KINDS: dict[DateKind, str] = _words("issued 印发 effective 施行 notice 公示 press 报道")

State: TypeAlias = Literal["unpublished", "not_found", "not_applicable"]
STATES: dict[State, str] = _words("unpublished 未公布 not_found 未查到 not_applicable 不适用")

Counted: TypeAlias = Literal["clusters", "provinces", "cities"]
COUNTED: dict[Counted, str] = _words("clusters 集群 provinces 省份 cities 城市")

# How a target stands to the outcome that is nearest to it.
Status: TypeAlias = Literal["met", "not_met", "open", "not_comparable", "no_actual"]
STATUSES: dict[Status, str] = _words(
    "met 已达到 not_met 未达到 open 未见到期年的实绩 not_comparable 不可比 no_actual 未见实绩"
)

# What clusters can be counted by.
Dimension: TypeAlias = Literal[
    "domain", "province", "city", "region", "key-region", "batch", "year", "firm"
]
DIMENSIONS: dict[Dimension, str] = _words(
    "domain 领域 province 省份 city 城市 region 区域 key-region 重点区域 batch 批次 year 年份"
    " firm 企业"
)
# How a joint cluster counts: only in its first place, or in each.
Joint: TypeAlias = Literal["once", "each"]
JOINTS: dict[Joint, str] = _words("once 计一次 each 都计")

# What became of a target that is due, and why that cannot be told.
Verdict: TypeAlias = Literal["kept", "not_kept", "open", "superseded", "cannot_tell"]
VERDICTS: dict[Verdict, str] = _words(
    "kept 兑现 not_kept 未兑现 open 未到期 superseded 已被取代 cannot_tell 无法判断"
)
Reason: TypeAlias = Literal[
    "no_outcome", "other_metric", "other_area", "other_time", "loose_bound", "only_tier"
]
REASONS: dict[Reason, str] = _words(
    "no_outcome 未见实绩 other_metric 只有别的指标的实绩 other_area 只有别的范围的实绩"
    " other_time 只有别的时间的实绩 loose_bound 界限太宽 only_tier 只有级别"
)
# Which of several values of one thing counts.
FigureStatus: TypeAlias = Literal["current", "superseded", "withdrawn", "error"]
FIGURE_STATUSES: dict[FigureStatus, str] = _words(
    "current 现行 superseded 已被取代 withdrawn 已撤回 error 有误"
)

# How a figure of a text stands to the base, and what can be damaged in a text.
TextVerdict: TypeAlias = Literal[
    "agrees", "compatible", "differs", "revises", "other_scope", "unknown"
]
TEXT_VERDICTS: dict[TextVerdict, str] = _words(
    "agrees 一致 compatible 不矛盾 differs 不一致 revises 更新 other_scope 口径不同 unknown 未收录"
)
CONDITIONS = {
    "digits missing": "数字缺失",
    "words doubled": "词语重复",
    "text interleaved": "文字错杂",
    "spam around the body": "正文前后有垃圾内容",
    "characters lost": "有字符无法识别",
}
STATED_KINDS = _words("target 目标 actual 实绩 forecast 预计 growth 增速")
# What a text can mention beside the entries of the base.
MENTIONED = _words("firm 企业 tier 其他层级")

# How an official total stands to what the base counts; needless is a deviation that is none.
Agreement: TypeAlias = Literal["agrees", "deviates", "wrong", "needless"]
AGREEMENTS: dict[Agreement, str] = _words(
    "agrees 一致 deviates 有差，已说明 wrong 不一致 needless 一致"
)

Severity: TypeAlias = Literal["error", "warning"]
SEVERITIES: dict[Severity, str] = _words("error 错误 warning 警告")

# What a filter may ask that a cluster has.
HOLDINGS = _words("target 目标 actual 实绩 firm 企业")

# The scripts in which output is printed.
Script: TypeAlias = Literal["hans", "hant"]
SCRIPTS: dict[Script, str] = _words("hans 简体 hant 繁体")

# How a search matched, best first, and in which field of the index.
TIERS = _words(
    "exact 全同 alias 别名 prefix 开头 substring 包含 words 各词都有 pinyin 拼音 initials 首字母"
    " slip 近似 figure 数字 title 题目 prose 说明"
)
INDEX_FIELDS = _words(
    "name 名称 alias 别名 code 代码 english 英文 product 产品 firm 企业 place 地方 domain 领域"
    " figure 数字 prose 说明 batch 批次"
)

# The fields that a gap may tell of; the list is open.
GAP_FIELDS = _words(
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

# What became of a fact between two versions of the data.
ChangeKind: TypeAlias = Literal["added", "revised", "corrected", "withdrawn", "tidied"]
CHANGES: dict[ChangeKind, str] = _words(
    "added 新增 revised 修订 corrected 更正 withdrawn 撤下 tidied 整理"
)
