"""The rules of ``data/clusters.yaml``, table by table and key by key."""

from __future__ import annotations

from typing import Any

from jiqun.schema.rules import (
    Choice,
    Field,
    ListOf,
    Number,
    OneOrMore,
    Record,
    Ref,
    Rule,
    Text,
    Truth,
)
from jiqun.wording import (
    CONFIDENCES,
    INDUSTRIES,
    KINDS,
    LEVELS,
    MEASURE_TYPES,
    QUALITIES,
    SCOPES,
    SIGNS,
    STATES,
)

SLUG = Text("小写字母、数字与连字符组成的短名，如 zhuzhou-rail", r"[a-z0-9]+(?:-[a-z0-9]+)*")
DATE = Text(
    '带引号的日期，如 "2021-03-23"、"2021-03" 或 "2021"',
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?",
)
MONTH = Text('带引号的年或月，如 "2021"、"2021-06"', r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
ADCODE = Text("六位行政区划代码，带引号", r"\d{6}")
URL = Text("网址，以 http 开头", r"https?://\S+")
PINYIN = Text("按音节以空格分开的拼音，如 zhu zhou", r"[a-z]+(?: [a-z]+)*")
TEXT = Text()
EVIDENCE = Text("来源原词，至多 25 个字", longest=25)
WORDS = ListOf(TEXT)
YEAR = Number(whole=True)

METRICS = (
    "产值", "营业收入", "增加值", "规模", "投入", "投资", "利润", "出口", "企业数", "平台数",
    "产量", "产能", "占比", "增速", "数量",
)  # fmt: skip


def _must(rule: Rule, meaning: str) -> Field:
    return Field(rule, True, meaning)


def _may(rule: Rule, meaning: str) -> Field:
    return Field(rule, False, meaning)


SOURCE = Ref("sources", SLUG)
SOURCES = ListOf(SOURCE, least=1)

PERIOD = Record({"start": _must(MONTH, "起"), "end": _must(MONTH, "止")})
GROWTH = Record({"op": _must(Choice(*SIGNS), "界限词"), "value": _must(Number(), "同比，%")})

_QUANTITY = {
    "kind": _must(Choice(*KINDS), "目标、实绩或预计"),
    "metric": _must(Choice(*METRICS), "指标"),
    "op": _must(Choice(*SIGNS), "界限：突破、超是 gt，以上是 ge，约是 about，近是 near，级是 tier"),
}
_TIME = {
    "year": _may(YEAR, "整年；来源没写年份就不写"),
    "period": _may(PERIOD, "起止，半年不是一年"),
}

FIGURE = Record(
    {
        **_QUANTITY,
        "label": _may(TEXT, "究竟量的是什么，指标名说不尽时才写"),
        "value": _must(Number(), "数"),
        "unit": _must(TEXT, "单位，照来源所印"),
        **_TIME,
        "scope": _must(Choice(*SCOPES), "覆盖的地域"),
        "industry": _must(Choice(*INDUSTRIES), "是否集群自己的产业"),
        "scope_note": _may(TEXT, "口径说明"),
        "growth": _may(GROWTH, "同比"),
        "source": _must(SOURCE, "来源"),
        "confirmed_by": _may(SOURCES, "另有印证的独立来源"),
        "evidence": _must(EVIDENCE, "来源原词"),
        "note": _may(TEXT, "读者须知"),
    },
    excludes=("year", "period"),
)

MEASURE = Record(
    {
        "type": _must(Choice(*MEASURE_TYPES), "类别"),
        "gist": _must(TEXT, "要点，用自己的话"),
        "period": _may(PERIOD, "起止"),
        "applies_to": _may(ListOf(Ref("clusters", SLUG)), "适用的集群"),
        "source": _may(SOURCE, "来源；省去时用所属文件的第一个来源"),
    }
)

FIRM = Record(
    {
        "name": _must(TEXT, "企业名"),
        "aliases": _may(WORDS, "简称、品牌、英文名"),
        "role": _must(TEXT, "角色，如 龙头企业"),
        "scope": _must(Choice(*SCOPES), "来源说的是集群、城市还是园区的企业"),
        "source": _must(SOURCE, "来源"),
        "evidence": _may(EVIDENCE, "来源原词"),
        "note": _may(TEXT, "读者须知"),
    }
)

ORGANISATION = Record(
    {
        "name": _must(TEXT, "机构名"),
        "source": _must(SOURCE, "来源"),
        "evidence": _may(EVIDENCE, "来源原词"),
    }
)

NOTE = Record(
    {
        "text": _must(TEXT, "内容，用自己的话"),
        "speaker": _may(TEXT, "谁说的"),
        "role": _may(TEXT, "说话人的身份"),
        "source": _may(SOURCE, "来源"),
    }
)

GAP = Record(
    {
        "field": _must(TEXT, "哪一项"),
        "state": _must(Choice(*STATES), "未公布、未查到或不适用"),
        "looked": _may(DATE, "何时查的"),
        "note": _may(TEXT, "说明"),
    }
)

NOTES = _may(ListOf(NOTE), "注")

TABLES: dict[str, Record] = {
    "sources": Record(
        {
            "id": _must(SLUG, "短名"),
            "title": _must(TEXT, "题目；方括号内是描述"),
            "publisher": _must(TEXT, "原发单位"),
            "date": _may(DATE, "原发日期"),
            "author": _may(TEXT, "作者"),
            "url": _may(URL, "原发单位或官方网站的网址"),
            "quality": _must(Choice(*QUALITIES), "官方、媒体或聚合"),
            "seen_on": _must(Choice("original", "repost"), "看到的是原页还是转载"),
            "accessed": _must(DATE, "查阅日期"),
            "note": _may(TEXT, "读者须知"),
        }
    ),
    "domains": Record(
        {
            "id": _must(SLUG, "短名"),
            "name": _must(TEXT, "名称"),
            "short": _must(TEXT, "简称"),
            "english": _must(TEXT, "英文名"),
            "aliases": _may(WORDS, "别名"),
            "source": _must(SOURCE, "来源"),
            "notes": NOTES,
        }
    ),
    "regions": Record(
        {
            "id": _must(SLUG, "短名"),
            "name": _must(TEXT, "名称"),
            "kind": _must(Choice("economic", "key"), "四大区域或重点区域"),
            "english": _must(TEXT, "英文名"),
            "aliases": _may(WORDS, "别名"),
            "provinces": _must(ListOf(Ref("provinces"), least=1), "所含省级单位"),
            "rule": _must(TEXT, "集群计入本区域的规则"),
            "source": _must(SOURCE, "规则或合计的来源"),
            "notes": NOTES,
        }
    ),
    "provinces": Record(
        {
            "id": _must(SLUG, "短名"),
            "name": _must(TEXT, "简称，如 湖南"),
            "full": _must(TEXT, "全称"),
            "abbreviation": _must(Text("一个字", r"."), "一字简称，如 湘"),
            "english": _must(TEXT, "英文名"),
            "pinyin": _must(PINYIN, "拼音"),
            "aliases": _may(WORDS, "别名"),
            "adcode": _must(ADCODE, "GB/T 2260 代码"),
            "region": _may(Ref("regions"), "所属四大区域"),
        }
    ),
    "cities": Record(
        {
            "id": _must(SLUG, "短名"),
            "name": _must(TEXT, "简称，如 株洲"),
            "full": _must(TEXT, "全称"),
            "english": _must(TEXT, "英文名"),
            "pinyin": _must(PINYIN, "拼音"),
            "aliases": _may(WORDS, "别名"),
            "adcode": _may(ADCODE, "GB/T 2260 代码；不是行政区的不写"),
            "province": _must(Ref("provinces"), "所属省级单位"),
            "note": _may(TEXT, "读者须知"),
        }
    ),
    "batches": Record(
        {
            "id": _must(YEAR, "年份"),
            "name": _must(TEXT, "名称"),
            "added": _must(YEAR, "新入选个数"),
            "total": _must(YEAR, "累计个数"),
            "notice": _must(TEXT, "公示起止"),
            "published": _may(DATE, "正式公布日期"),
            "rounds": _may(WORDS, "竞赛轮次"),
            "documents": _may(ListOf(Ref("policies", SLUG)), "有关文件"),
            "sources": _must(SOURCES, "来源"),
            "notes": NOTES,
        }
    ),
    "clusters": Record(
        {
            "id": _must(SLUG, "短名，定了就不再改"),
            "name": _must(TEXT, "名单上的名称"),
            "short": _must(TEXT, "简称"),
            "aliases": _may(WORDS, "别名"),
            "english": _must(TEXT, "英文名"),
            "english_basis": _must(Choice("press", "translated"), "英文名见于报道还是自译"),
            "english_words": _may(WORDS, "英文检索词"),
            "domain": _must(Ref("domains"), "领域"),
            "domain_basis": _must(Choice("official", "inferred"), "领域是官方所列还是推断"),
            "batch": _must(Ref("batches", YEAR), "批次年份"),
            "round": _may(YEAR, "竞赛轮次"),
            "provinces": _must(ListOf(Ref("provinces"), least=1), "省级单位，牵头者在前"),
            "cities": _must(ListOf(Ref("cities"), least=1), "城市，牵头者在前"),
            "cities_status": _may(Choice("complete", "partial"), "城市是否列全，默认 complete"),
            "counties": _may(WORDS, "具体到的区县或园区"),
            "products": _may(WORDS, "产品的日常叫法，检索词"),
            "keywords": _may(WORDS, "其他检索词，如镇、园区、展会的名字；不是事实"),
            "confidence": _must(Choice(*CONFIDENCES), "名称的可信程度"),
            "firms": _may(ListOf(FIRM), "企业"),
            "organisation": _may(ORGANISATION, "集群发展促进机构"),
            "figures": _may(ListOf(FIGURE), "数字"),
            "measures": _may(ListOf(MEASURE), "举措"),
            "notes": NOTES,
            "gaps": _may(ListOf(GAP), "已知的空白"),
            "sources": _must(SOURCES, "名称与入选的来源"),
        }
    ),
    "policies": Record(
        {
            "id": _must(SLUG, "短名"),
            "title": _must(TEXT, "题目"),
            "number": _may(TEXT, "文号"),
            "issuer": _must(TEXT, "发文单位"),
            "level": _must(Choice(*LEVELS), "层级"),
            "date": _may(DATE, "日期"),
            "date_kind": _may(
                Choice("issued", "effective", "notice", "press"), "日期是印发、施行、公示还是报道"
            ),
            "places": _may(WORDS, "所属省市"),
            "clusters": _may(ListOf(Ref("clusters", SLUG)), "点名的集群"),
            "aliases": _may(WORDS, "别名、检索词"),
            "gist": _must(TEXT, "要点"),
            "focus": _may(WORDS, "所列领域"),
            "focus_open": _may(Truth(), "原文列举带“等”"),
            "measures": _may(ListOf(MEASURE), "举措"),
            "sources": _must(SOURCES, "来源"),
            "notes": NOTES,
            "note": _may(TEXT, "读者须知"),
        }
    ),
    "indicators": Record(
        {
            "id": _must(SLUG, "短名"),
            "subject": _must(TEXT, "说的是什么"),
            "name": _must(TEXT, "指标名"),
            **_QUANTITY,
            "value": _may(Number(), "数；只列成员的不写"),
            "unit": _may(TEXT, "单位"),
            **_TIME,
            "scope": _must(Choice(*SCOPES), "覆盖的地域"),
            "members": _may(WORDS, "成员"),
            "members_open": _may(Truth(), "原文列举带“等”"),
            "check": _may(
                Record(
                    {
                        "batch": _may(OneOrMore(Ref("batches", YEAR)), "批次"),
                        "domain": _may(OneOrMore(Ref("domains")), "领域"),
                        "region": _may(OneOrMore(Ref("regions")), "区域"),
                        "province": _may(OneOrMore(Ref("provinces")), "省级单位"),
                        "city": _may(OneOrMore(Ref("cities")), "城市"),
                        "counted": _may(Choice("clusters", "provinces", "cities"), "数什么"),
                    }
                ),
                "本库应数出的同一个数",
            ),
            "deviation": _may(TEXT, "本库为何有差"),
            "source": _must(SOURCE, "来源"),
            "confirmed_by": _may(SOURCES, "另有印证的来源"),
            "evidence": _may(EVIDENCE, "来源原词"),
            "note": _may(TEXT, "读者须知"),
        },
        excludes=("year", "period"),
    ),
}

META = Record(
    {
        "title": _must(TEXT, "题目"),
        "version": _must(DATE, "数据版本"),
        "updated": _must(DATE, "更新日期"),
        "licence": _must(TEXT, "数据许可"),
        "total": _must(YEAR, "官方名单的集群数"),
        "gap": _must(TEXT, "名单与本库之差"),
        "rules": _must(WORDS, "收录规则"),
    }
)

# The key by which other tables refer to an entry, and by which overlays are laid over the base.
KEYS = {"domains": "name", "regions": "name", "provinces": "name", "cities": "name"}
PARTS = {
    "figures": "figures",
    "measures": "measures",
    "firms": "firms",
    "organisation": "organisations",
    "notes": "notes",
    "gaps": "gaps",
}


def json_schema() -> dict[str, Any]:
    """Return the rules as one JSON Schema (draft 2020-12).

    References between tables and the rule that two keys exclude one another are beyond it.
    """
    tables = {name: {"type": "array", "items": rule.schema()} for name, rule in TABLES.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "国家先进制造业集群知识库",
        "type": "object",
        "additionalProperties": False,
        "properties": {"meta": META.schema(), **tables},
    }
