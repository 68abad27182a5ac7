"""The closed word lists of answers: what is worked out, beside the words that stand in the data.

As in `jiqun.vocabulary`, each is a type and its words in Chinese. A start that asks for none of
them does not load them, for types take time to make.
"""

from typing import Literal, TypeAlias

from jiqun.vocabulary import words

# How a target stands to the outcome that is nearest to it.
Status: TypeAlias = Literal["met", "not_met", "open", "not_comparable", "no_actual"]
STATUSES: dict[Status, str] = words(
    "met 已达到 not_met 未达到 open 未见到期年的实绩 not_comparable 不可比 no_actual 未见实绩"
)

# What clusters can be counted by.
Dimension: TypeAlias = Literal[
    "domain", "province", "city", "region", "key-region", "batch", "year", "firm"
]
DIMENSIONS: dict[Dimension, str] = words(
    "domain 领域 province 省份 city 城市 region 区域 key-region 重点区域 batch 批次 year 年份"
    " firm 企业"
)
# How a joint cluster counts: only in its first place, or in each.
Joint: TypeAlias = Literal["once", "each"]
JOINTS: dict[Joint, str] = words("once 计一次 each 都计")

# What became of a target that is due, and why that cannot be told.
Verdict: TypeAlias = Literal["kept", "not_kept", "open", "superseded", "cannot_tell"]
VERDICTS: dict[Verdict, str] = words(
    "kept 兑现 not_kept 未兑现 open 未到期 superseded 已被取代 cannot_tell 无法判断"
)
Reason: TypeAlias = Literal[
    "no_outcome", "other_metric", "other_area", "other_time", "loose_bound", "only_tier"
]
REASONS: dict[Reason, str] = words(
    "no_outcome 未见实绩 other_metric 只有别的指标的实绩 other_area 只有别的范围的实绩"
    " other_time 只有别的时间的实绩 loose_bound 界限太宽 only_tier 只有级别"
)
# How a figure of a text stands to the base, and what can be damaged in a text.
TextVerdict: TypeAlias = Literal[
    "agrees", "compatible", "differs", "revises", "other_scope", "unknown"
]
TEXT_VERDICTS: dict[TextVerdict, str] = words(
    "agrees 一致 compatible 不矛盾 differs 不一致 revises 更新 other_scope 口径不同 unknown 未收录"
)
CONDITIONS = {
    "digits missing": "数字缺失",
    "words doubled": "词语重复",
    "text interleaved": "文字错杂",
    "spam around the body": "正文前后有垃圾内容",
    "characters lost": "有字符无法识别",
}
STATED_KINDS = words("target 目标 actual 实绩 forecast 预计 growth 增速")
# What a text can mention beside the entries of the base.
MENTIONED = words("firm 企业 tier 其他层级")

# How an official total stands to what the base counts; needless is a deviation that is none.
Agreement: TypeAlias = Literal["agrees", "deviates", "wrong", "needless"]
AGREEMENTS: dict[Agreement, str] = words(
    "agrees 一致 deviates 有差，已说明 wrong 不一致 needless 一致"
)

Severity: TypeAlias = Literal["error", "warning"]
SEVERITIES: dict[Severity, str] = words("error 错误 warning 警告")

# What became of a fact between two versions of the data.
ChangeKind: TypeAlias = Literal["added", "revised", "corrected", "withdrawn", "tidied"]
CHANGES: dict[ChangeKind, str] = words(
    "added 新增 revised 修订 corrected 更正 withdrawn 撤下 tidied 整理"
)
