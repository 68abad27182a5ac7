"""The columns of every listing: for each kind of item, what can be shown, and what is."""

from jiqun.views import cells
from jiqun.views.columns import Column, Columns, plain_column
from jiqun.wording import (
    CONFIDENCES,
    DOMAIN_BASES,
    ENGLISH_BASES,
    KIND_NAMES,
    QUALITIES,
    REGION_KINDS,
    SCOPES,
    SEEN_ON,
    number_text,
)

# The key of the column of sources.
REFERENCE = "reference"
_REFERENCE = Column(REFERENCE, "出处", cells.references, raw=cells.sources)
COLUMNS: dict[str, Columns] = {
    "cluster": Columns(
        "name,domain,batch,place,target",
        [
            plain_column("id", "短名"),
            Column("name", "集群", cells.marked_name),
            plain_column("short", "简称"),
            plain_column("aliases", "别名"),
            plain_column("english", "英文名"),
            plain_column("domain", "领域"),
            Column("domain_basis", "领域依据", cells.word("domain_basis", DOMAIN_BASES)),
            plain_column("batch", "批次", right=True),
            plain_column("round", "轮次", right=True),
            Column("place", "省市", cells.place),
            plain_column("provinces", "省份"),
            plain_column("cities", "城市"),
            plain_column("counties", "区县园区"),
            plain_column("region", "区域"),
            plain_column("key_region", "重点区域"),
            Column("target", "目标", cells.leading_target),
            Column("targets", "全部目标", cells.figures("targets")),
            Column("actuals", "实绩", cells.figures("actuals")),
            Column("forecasts", "预计", cells.figures("forecasts")),
            plain_column("firms", "企业"),
            plain_column("organisation", "促进机构"),
            plain_column("products", "产品"),
            Column("confidence", "可信程度", cells.word("confidence", CONFIDENCES)),
            plain_column("sources", "来源"),
            Column("figures", "数字", cells.figures("figures")),
            Column("measures", "举措", lambda item: cells.gists(item["measures"])),
            plain_column("notes", "注"),
            plain_column("keywords", "检索词"),
            Column("english_basis", "英文名依据", cells.word("english_basis", ENGLISH_BASES)),
            _REFERENCE,
        ],
    ),
    "city": Columns(
        "name,province,region,count,clusters",
        [
            plain_column("id", "短名"),
            plain_column("name", "城市"),
            plain_column("full", "全称"),
            plain_column("english", "英文名"),
            plain_column("pinyin", "拼音"),
            plain_column("aliases", "别名"),
            plain_column("adcode", "代码"),
            plain_column("province", "省份"),
            plain_column("region", "区域"),
            plain_column("count", "集群数", right=True),
            plain_column("clusters", "集群"),
            _REFERENCE,
        ],
    ),
    "province": Columns(
        "name,abbreviation,region,count,cities",
        [
            plain_column("id", "短名"),
            plain_column("name", "省份"),
            plain_column("full", "全称"),
            plain_column("abbreviation", "简称"),
            plain_column("english", "英文名"),
            plain_column("pinyin", "拼音"),
            plain_column("aliases", "别名"),
            plain_column("adcode", "代码"),
            plain_column("region", "区域"),
            plain_column("count", "集群数", right=True),
            plain_column("cities", "城市"),
            plain_column("clusters", "集群"),
            _REFERENCE,
        ],
    ),
    "region": Columns(
        "name,kind,count,provinces",
        [
            plain_column("id", "短名"),
            plain_column("name", "区域"),
            Column("kind", "类别", cells.word("kind", REGION_KINDS)),
            plain_column("english", "英文名"),
            plain_column("aliases", "别名"),
            plain_column("count", "集群数", right=True),
            plain_column("provinces", "省份"),
            plain_column("rule", "计数规则"),
            _REFERENCE,
            plain_column("source", "来源"),
            plain_column("clusters", "集群"),
        ],
    ),
    "domain": Columns(
        "name,short,english,count",
        [
            plain_column("id", "短名"),
            plain_column("name", "领域"),
            plain_column("short", "简称"),
            plain_column("english", "英文名"),
            plain_column("aliases", "别名"),
            plain_column("count", "集群数", right=True),
            plain_column("source", "来源"),
            _REFERENCE,
            plain_column("clusters", "集群"),
        ],
    ),
    "batch": Columns(
        "id,name,added,total,count,notice,published",
        [
            plain_column("id", "批次", right=True),
            plain_column("name", "名称"),
            plain_column("added", "入选", right=True),
            plain_column("total", "累计", right=True),
            plain_column("count", "本库", right=True),
            plain_column("notice", "公示"),
            plain_column("published", "公布"),
            plain_column("rounds", "轮次"),
            plain_column("documents", "文件"),
            _REFERENCE,
            plain_column("sources", "来源"),
            plain_column("clusters", "集群"),
        ],
    ),
    "policy": Columns(
        "title,issuer,level,date,measures",
        [
            plain_column("id", "短名"),
            plain_column("title", "题目"),
            plain_column("number", "文号"),
            plain_column("issuer", "发文单位"),
            plain_column("level", "层级"),
            plain_column("date", "日期"),
            plain_column("places", "省市"),
            plain_column("gist", "要点"),
            plain_column("focus", "所列领域"),
            _REFERENCE,
            Column(
                "measures",
                "举措类别",
                lambda item: cells.plain(
                    list(dict.fromkeys(one["type"] for one in item["measures"]))
                ),
            ),
            plain_column("clusters", "集群"),
            plain_column("sources", "来源"),
        ],
    ),
    "indicator": Columns(
        "subject,name,text,time,source",
        [
            plain_column("id", "短名"),
            plain_column("subject", "对象"),
            plain_column("name", "指标"),
            plain_column("op", "界限"),
            plain_column("value", "数值", right=True),
            plain_column("unit", "单位"),
            Column(
                "text",
                "数字",
                lambda item: (
                    cells.listed(item["members"]) + "等" * item["members_open"]
                    if item["value"] is None
                    else item["text"]
                ),
            ),
            Column("time", "时间", cells.time, raw=lambda item: item["year"] or cells.time(item)),
            Column("scope", "口径", cells.word("scope", SCOPES)),
            plain_column("members", "成员"),
            plain_column("deviation", "本库之差"),
            _REFERENCE,
            plain_column("evidence", "原词"),
            Column("source", "来源", lambda item: item["source"]["publisher"]),
        ],
    ),
    "source": Columns(
        "id,title,publisher,date,quality",
        [
            plain_column("id", "短名"),
            plain_column("title", "题目"),
            plain_column("publisher", "原发单位"),
            plain_column("date", "日期"),
            plain_column("author", "作者"),
            Column("quality", "类别", cells.word("quality", QUALITIES)),
            Column("seen_on", "所见", cells.word("seen_on", SEEN_ON)),
            plain_column("url", "网址"),
            plain_column("accessed", "查阅"),
            plain_column("note", "备注"),
        ],
    ),
    "target": Columns(
        "cluster,target,actual,progress,status",
        [
            plain_column("cluster_id", "短名"),
            Column("cluster", "集群", lambda item: f"{item['cluster']}{item['mark'] or ''}"),
            Column("target", "目标", cells.figure_cell),
            plain_column("metric", "指标"),
            plain_column("label", "所指"),
            plain_column("op", "界限"),
            plain_column("value", "数值", right=True),
            plain_column("unit", "单位"),
            plain_column("year", "年份", right=True),
            Column("scope", "口径", cells.scope),
            plain_column("text", "数字"),
            plain_column("evidence", "原词"),
            plain_column("source", "来源"),
            Column("actual", "最近的实绩", cells.actual),
            Column(
                "actual_source",
                "实绩来源",
                lambda item: cells.plain((item["actual"] or {}).get("source")),
            ),
            plain_column("comparable", "可比"),
            plain_column("why_not", "为何不可比"),
            Column("progress", "进度", cells.progress, True),
            Column("status", "状态", cells.standing),
            _REFERENCE,
        ],
    ),
    "total": Columns(
        "name,subject,official,counted,verdict",
        [
            plain_column("id", "短名"),
            plain_column("name", "官方合计"),
            plain_column("subject", "对象"),
            Column("official", "官方", lambda item: number_text(item["official"]), True),
            plain_column("counted", "本库", right=True),
            Column("verdict", "结论", cells.verdict),
            plain_column("deviation", "为何有差"),
        ],
    ),
    "check": Columns(
        "kind,severity,file,line,column,problem,id,official,counted,verdict",
        [
            Column("kind", "类别", cells.word("kind", {"problem": "问题", "total": "官方合计"})),
            *(
                Column(key, title, cells.given(key))
                for key, title in (
                    *(("severity", "轻重"), ("file", "文件"), ("line", "行"), ("column", "列")),
                    *(
                        ("problem", "问题"),
                        ("id", "短名"),
                        ("official", "官方"),
                        ("counted", "本库"),
                    ),
                )
            ),
            Column("verdict", "结论", cells.given_verdict),
        ],
    ),
    "coverage": Columns(
        "title,present,unpublished,not_found,not_applicable,missing,share",
        [
            plain_column("field", "键"),
            plain_column("title", "项目"),
            plain_column("present", "有", right=True),
            plain_column("unpublished", "未公布", right=True),
            plain_column("not_found", "未查到", right=True),
            plain_column("not_applicable", "不适用", right=True),
            plain_column("missing", "未找过", right=True),
            Column("share", "有的占", lambda item: f"{item['share']:.0f}%", True),
        ],
    ),
    "match": Columns(
        "kind,name,about",
        [
            Column("kind", "类别", cells.word("kind", KIND_NAMES)),
            plain_column("id", "短名"),
            Column("name", "名称", cells.marked_name),
            plain_column("about", "概要"),
            Column("score", "分数", lambda item: f"{item['score']:.0f}", True),
            Column("tier", "档次", cells.word("tier", cells.TIERS)),
            Column("matched", "命中", cells.matched),
            _REFERENCE,
        ],
    ),
}


# The column that says where a listing's facts are from, for what is handed on without us.
REFERENCES = {
    **dict.fromkeys(
        (
            *("cluster", "city", "province", "region", "domain", "batch"),
            *("policy", "indicator", "target", "match"),
        ),
        REFERENCE,
    ),
    "source": "url",
}


def columns_of(kind: str, names: str = "", more: str = "") -> list[Column]:
    """Return columns of a kind of item (see `Columns.choose`)."""
    return COLUMNS[kind].choose(names, more)
