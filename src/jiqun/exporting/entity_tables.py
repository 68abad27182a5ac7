"""The tables of entities: what has an id and a name of its own. Their lists are tables apart."""

from __future__ import annotations

from jiqun.exporting.describing import (
    Cell,
    Entry,
    Table,
    attribute,
    entities,
    may,
    must,
    own_id,
    reference,
)
from jiqun.knowledge import KnowledgeBase
from jiqun.loading.schema import METRICS
from jiqun.wording import (
    CONFIDENCES,
    DATE_KINDS,
    DOMAIN_BASES,
    ENGLISH_BASES,
    KINDS,
    LEVELS,
    QUALITIES,
    REGION_KINDS,
    SCOPES,
    SEEN_ON,
    figure_text,
    name_mark,
)

OPS = {
    "eq": "等于", "ge": "不低于", "gt": "超过", "le": "不高于", "lt": "低于",
    "about": "约", "near": "近", "tier": "级别",
}  # fmt: skip
DAY = r"\d{4}(-\d{2}(-\d{2})?)?"
_MONTH = r"\d{4}(-\d{2})?"


def _text(base: KnowledgeBase, entry: Entry) -> Cell:
    return None if entry.record.value is None else figure_text(entry.record)


def _marked_name(base: KnowledgeBase, entry: Entry) -> Cell:
    return f"{entry.record.name}{name_mark(entry.record.confidence)}"


ID = must("id", "短名", own_id)
NAME = must("name", "名称")
ENGLISH = must("english", "英文名")
SOURCE = reference("source")
EVIDENCE = may("evidence", "来源原词")
NOTE = may("note", "读者须知")
KIND = must("kind", "类别", words=KINDS)
METRIC = must("metric", "指标", words={metric: metric for metric in METRICS})
OP = must("op", "界限", words=OPS, description="突破、超、以上、约、近都照来源，从不写成等于")
TEXT = may("text", "写法", _text)
YEAR = may("year", "年份", type="integer", description="整年；来源没写就空着")
PERIOD = (
    may("period_start", "时段起", attribute("period.start"), pattern=_MONTH),
    may("period_end", "时段止", attribute("period.end"), pattern=_MONTH),
)
SCOPE = must("scope", "地域口径", words=SCOPES)
_UNIQUE = NAME._replace(unique=True)
_PLACE = (ID, _UNIQUE, must("full", "全称"), ENGLISH, must("pinyin", "拼音"))

SOURCES = Table(
    "sources",
    "来源",
    entities("source"),
    (
        ID,
        must("title", "题目"),
        must("publisher", "原发单位"),
        may("date", "原发日期", pattern=DAY),
        may("author", "作者"),
        may("url", "网址"),
        must("quality", "性质", words=QUALITIES),
        must("seen_on", "所见", words=SEEN_ON),
        must("accessed", "查阅日期", pattern=DAY),
        NOTE,
    ),
)
DOMAINS = Table(
    "domains",
    "领域",
    entities("domain"),
    (ID, _UNIQUE, must("short", "简称"), ENGLISH, SOURCE),
)
REGIONS = Table(
    "regions",
    "区域",
    entities("region"),
    (
        ID,
        _UNIQUE,
        must("kind", "类别", words=REGION_KINDS),
        ENGLISH,
        must("rule", "计数规则"),
        SOURCE,
    ),
)
PROVINCES = Table(
    "provinces",
    "省份",
    entities("province"),
    (
        *_PLACE,
        must("abbreviation", "一字简称"),
        must("adcode", "行政区划代码"),
        reference("region", title="所属四大区域", required=False),
    ),
)
CITIES = Table(
    "cities",
    "城市",
    entities("city"),
    (*_PLACE, may("adcode", "行政区划代码"), reference("province"), NOTE),
)
BATCHES = Table(
    "batches",
    "批次",
    entities("batch"),
    (
        must("id", "年份", own_id, type="integer"),
        NAME,
        must("added", "新入选个数", type="integer"),
        must("total", "累计个数", type="integer"),
        must("notice", "公示起止"),
        may("published", "正式公布日期", pattern=DAY),
    ),
)
CLUSTERS = Table(
    "clusters",
    "集群",
    entities("cluster"),
    (
        ID,
        NAME,
        must("marked_name", "带标记的名称", _marked_name, description="待核或回译的名称有标记"),
        must("short", "简称"),
        ENGLISH,
        must("english_basis", "英文名依据", words=ENGLISH_BASES),
        reference("domain"),
        must("domain_basis", "领域依据", words=DOMAIN_BASES),
        reference("batch"),
        may("round", "竞赛轮次", type="integer"),
        must("cities_status", "城市列全", words={"complete": "列全", "partial": "未列全"}),
        must("confidence", "名称可信程度", words=CONFIDENCES),
    ),
)
POLICIES = Table(
    "policies",
    "政策",
    entities("policy"),
    (
        ID,
        must("title", "题目"),
        may("number", "文号"),
        must("issuer", "发文单位"),
        must("level", "层级", words={level: level for level in LEVELS}),
        may("date", "日期", pattern=DAY),
        may(
            "date_kind",
            "日期是",
            words=DATE_KINDS,
        ),
        must("gist", "要点"),
        must("focus_open", "所列领域带“等”", type="boolean"),
        NOTE,
    ),
)
INDICATORS = Table(
    "indicators",
    "指标",
    entities("indicator"),
    (
        ID,
        must("subject", "说的是什么"),
        must("name", "指标名"),
        KIND,
        METRIC,
        OP,
        may("value", "数", type="number"),
        may("unit", "单位"),
        TEXT,
        YEAR,
        *PERIOD,
        SCOPE,
        must("members_open", "成员列举带“等”", type="boolean"),
        may("deviation", "本库为何有差"),
        SOURCE,
        EVIDENCE,
        NOTE,
    ),
)
