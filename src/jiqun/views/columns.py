"""The columns of listings: for each kind of item, what can be shown and what is by default."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from jiqun.views import cells
from jiqun.views.cells import Item
from jiqun.wording import CONFIDENCES, KIND_NAMES, QUALITIES, SCOPES, number_text, time_text

# Who gives way when room is short: names last, then numbers, words, and prose first.
# Peers are words that only make sense beside one another.
_NAME, _NUMBER, _WORDS, _PROSE, _PEER = range(5)
_PRIORITIES = {
    **dict.fromkeys(("name", "cluster", "title", "field"), _NAME),
    **dict.fromkeys(
        ("target", "targets", "actual", "actuals", "forecasts", "figures", "measures", "notes",
         "firms", "products", "keywords", "aliases", "clusters", "cities", "rule", "gist", "focus",
         "source", "sources", "actual_source", "reference", "evidence", "deviation", "about",
         "matched", "status", "verdict", "why_not", "url", "note", "official"),
        _PROSE,
    ),
}  # fmt: skip


class Column(NamedTuple):
    """A column: its key for ``--columns``, its title, and how an item is written in it.

    ``bar`` draws an item as a share of the room (0 to 1), where the format can draw; ``heat``
    says how dark its cell is (0 to 4). A ``peer`` only makes sense beside its peers.
    """

    key: str
    title: str
    text: Callable[[Item], str]
    right: bool = False
    bar: Callable[[Item], float] | None = None
    heat: Callable[[Item], int] | None = None
    peer: bool = False

    @property
    def priority(self) -> int:
        """Who gives way when room is short: the highest first."""
        if self.peer:
            return _PEER
        return _PRIORITIES.get(self.key, _NUMBER if self.right else _WORDS)


class UnknownColumnError(ValueError):
    """A key or title that is no column of this kind of item."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        """Say which names are known."""
        super().__init__(f"没有“{name}”这一列，可用：{'、'.join(known)}")


class Columns(NamedTuple):
    """The columns of a kind of item: the keys shown by default, and all that there are."""

    default: str
    known: Sequence[Column]

    def find(self, name: str) -> Column:
        """Return the column with this key or title; raise `UnknownColumnError`."""
        for column in self.known:
            if name in (column.key, column.title):
                return column
        raise UnknownColumnError(name, [column.key for column in self.known])

    def choose(self, names: str = "", more: str = "") -> list[Column]:
        """Return the columns in ``names`` (separated by commas), or the default and ``more``.

        Raises:
            UnknownColumnError: a name is no column.
        """
        wanted = (names or f"{self.default},{more}").replace("，", ",").replace("、", ",")
        return [self.find(name.strip()) for name in wanted.split(",") if name.strip()]


COLUMNS: dict[str, Columns] = {
    "cluster": Columns(
        "name,domain,batch,place,target",
        [
            Column("id", "短名", cells.value("id")),
            Column("name", "集群", cells.marked_name),
            Column("short", "简称", cells.value("short")),
            Column("aliases", "别名", cells.value("aliases")),
            Column("english", "英文名", cells.value("english")),
            Column("domain", "领域", cells.value("domain")),
            Column(
                "domain_basis",
                "领域依据",
                cells.word("domain_basis", {"official": "官方", "inferred": "推断"}),
            ),
            Column("batch", "批次", cells.value("batch"), True),
            Column("round", "轮次", cells.value("round"), True),
            Column("place", "省市", cells.place),
            Column("provinces", "省份", cells.value("provinces")),
            Column("cities", "城市", cells.value("cities")),
            Column("counties", "区县园区", cells.value("counties")),
            Column("region", "区域", cells.value("region")),
            Column("key_region", "重点区域", cells.value("key_region")),
            Column("target", "目标", cells.leading_target),
            Column("targets", "全部目标", cells.figures("targets")),
            Column("actuals", "实绩", cells.figures("actuals")),
            Column("forecasts", "预计", cells.figures("forecasts")),
            Column("firms", "企业", cells.value("firms")),
            Column("organisation", "促进机构", cells.value("organisation")),
            Column("products", "产品", cells.value("products")),
            Column("confidence", "可信程度", cells.word("confidence", CONFIDENCES)),
            Column("sources", "来源", cells.value("sources")),
            Column("figures", "数字", cells.figures("figures")),
            Column("measures", "举措", lambda item: cells.gists(item["measures"])),
            Column("notes", "注", cells.value("notes")),
            Column("keywords", "检索词", cells.value("keywords")),
            Column("english_basis", "英文名依据", cells.value("english_basis")),
            Column("reference", "出处", cells.references),
        ],
    ),
    "city": Columns(
        "name,province,region,count,clusters",
        [
            Column("id", "短名", cells.value("id")),
            Column("name", "城市", cells.value("name")),
            Column("full", "全称", cells.value("full")),
            Column("english", "英文名", cells.value("english")),
            Column("pinyin", "拼音", cells.value("pinyin")),
            Column("aliases", "别名", cells.value("aliases")),
            Column("adcode", "代码", cells.value("adcode")),
            Column("province", "省份", cells.value("province")),
            Column("region", "区域", cells.value("region")),
            Column("count", "集群数", cells.count("count"), True),
            Column("clusters", "集群", cells.value("clusters")),
        ],
    ),
    "province": Columns(
        "name,abbreviation,region,count,cities",
        [
            Column("id", "短名", cells.value("id")),
            Column("name", "省份", cells.value("name")),
            Column("full", "全称", cells.value("full")),
            Column("abbreviation", "简称", cells.value("abbreviation")),
            Column("english", "英文名", cells.value("english")),
            Column("pinyin", "拼音", cells.value("pinyin")),
            Column("aliases", "别名", cells.value("aliases")),
            Column("adcode", "代码", cells.value("adcode")),
            Column("region", "区域", cells.value("region")),
            Column("count", "集群数", cells.count("count"), True),
            Column("cities", "城市", cells.value("cities")),
            Column("clusters", "集群", cells.value("clusters")),
        ],
    ),
    "region": Columns(
        "name,kind,count,provinces,rule",
        [
            Column("id", "短名", cells.value("id")),
            Column("name", "区域", cells.value("name")),
            Column("kind", "类别", cells.word("kind", {"economic": "四大区域", "key": "重点区域"})),
            Column("english", "英文名", cells.value("english")),
            Column("aliases", "别名", cells.value("aliases")),
            Column("count", "集群数", cells.count("count"), True),
            Column("provinces", "省份", cells.value("provinces")),
            Column("rule", "计数规则", cells.value("rule")),
            Column("reference", "出处", cells.references),
            Column("source", "来源", cells.value("source")),
            Column("clusters", "集群", cells.value("clusters")),
        ],
    ),
    "domain": Columns(
        "name,short,english,count",
        [
            Column("id", "短名", cells.value("id")),
            Column("name", "领域", cells.value("name")),
            Column("short", "简称", cells.value("short")),
            Column("english", "英文名", cells.value("english")),
            Column("aliases", "别名", cells.value("aliases")),
            Column("count", "集群数", cells.count("count"), True),
            Column("source", "来源", cells.value("source")),
            Column("reference", "出处", cells.references),
            Column("clusters", "集群", cells.value("clusters")),
        ],
    ),
    "batch": Columns(
        "id,name,added,total,count,notice,published",
        [
            Column("id", "批次", cells.value("id"), True),
            Column("name", "名称", cells.value("name")),
            Column("added", "入选", cells.value("added"), True),
            Column("total", "累计", cells.value("total"), True),
            Column("count", "本库", cells.count("count"), True),
            Column("notice", "公示", cells.value("notice")),
            Column("published", "公布", cells.value("published")),
            Column("rounds", "轮次", cells.value("rounds")),
            Column("documents", "文件", cells.value("documents")),
            Column("reference", "出处", cells.references),
            Column("sources", "来源", cells.value("sources")),
            Column("clusters", "集群", cells.value("clusters")),
        ],
    ),
    "policy": Columns(
        "title,issuer,level,date,measures",
        [
            Column("id", "短名", cells.value("id")),
            Column("title", "题目", cells.value("title")),
            Column("number", "文号", cells.value("number")),
            Column("issuer", "发文单位", cells.value("issuer")),
            Column("level", "层级", cells.value("level")),
            Column("date", "日期", cells.value("date")),
            Column("places", "省市", cells.value("places")),
            Column("gist", "要点", cells.value("gist")),
            Column("focus", "所列领域", cells.value("focus")),
            Column("reference", "出处", cells.references),
            Column(
                "measures",
                "举措类别",
                lambda item: cells.plain(
                    list(dict.fromkeys(one["type"] for one in item["measures"]))
                ),
            ),
            Column("clusters", "集群", cells.value("clusters")),
            Column("sources", "来源", cells.value("sources")),
        ],
    ),
    "indicator": Columns(
        "subject,name,text,time,source",
        [
            Column("id", "短名", cells.value("id")),
            Column("subject", "对象", cells.value("subject")),
            Column("name", "指标", cells.value("name")),
            Column("op", "界限", cells.value("op")),
            Column("value", "数值", cells.value("value"), True),
            Column("unit", "单位", cells.value("unit")),
            Column(
                "text",
                "数字",
                lambda item: (
                    cells.listed(item["members"]) + "等" * item["members_open"]
                    if item["value"] is None
                    else item["text"]
                ),
            ),
            Column("time", "时间", lambda item: time_text(item["year"], cells.period(item))),
            Column("scope", "口径", cells.word("scope", SCOPES)),
            Column("members", "成员", cells.value("members")),
            Column("deviation", "本库之差", cells.value("deviation")),
            Column("reference", "出处", cells.references),
            Column("evidence", "原词", cells.value("evidence")),
            Column("source", "来源", lambda item: item["source"]["publisher"]),
        ],
    ),
    "source": Columns(
        "id,title,publisher,date,quality",
        [
            Column("id", "短名", cells.value("id")),
            Column("title", "题目", cells.value("title")),
            Column("publisher", "原发单位", cells.value("publisher")),
            Column("date", "日期", cells.value("date")),
            Column("author", "作者", cells.value("author")),
            Column("quality", "类别", cells.word("quality", QUALITIES)),
            Column(
                "seen_on", "所见", cells.word("seen_on", {"original": "原页", "repost": "转载"})
            ),
            Column("url", "网址", cells.value("url")),
            Column("accessed", "查阅", cells.value("accessed")),
            Column("note", "备注", cells.value("note")),
        ],
    ),
    "target": Columns(
        "cluster,target,actual,progress,status",
        [
            Column("cluster_id", "短名", cells.value("cluster_id")),
            Column("cluster", "集群", lambda item: f"{item['cluster']}{item['mark'] or ''}"),
            Column("target", "目标", cells.figure_cell),
            Column("metric", "指标", cells.value("metric")),
            Column("label", "所指", cells.value("label")),
            Column("op", "界限", cells.value("op")),
            Column("value", "数值", cells.value("value"), True),
            Column("unit", "单位", cells.value("unit")),
            Column("year", "年份", cells.value("year"), True),
            Column("scope", "口径", cells.scope),
            Column("text", "数字", cells.value("text")),
            Column("evidence", "原词", cells.value("evidence")),
            Column("source", "来源", cells.value("source")),
            Column("actual", "最近的实绩", cells.actual),
            Column(
                "actual_source",
                "实绩来源",
                lambda item: cells.plain((item["actual"] or {}).get("source")),
            ),
            Column("comparable", "可比", cells.value("comparable")),
            Column("why_not", "为何不可比", cells.value("why_not")),
            Column("progress", "进度", cells.progress, True),
            Column("status", "状态", cells.standing),
            Column("reference", "出处", cells.references),
        ],
    ),
    "total": Columns(
        "name,subject,official,counted,verdict",
        [
            Column("id", "短名", cells.value("id")),
            Column("name", "官方合计", cells.value("name")),
            Column("subject", "对象", cells.value("subject")),
            Column("official", "官方", lambda item: number_text(item["official"]), True),
            Column("counted", "本库", cells.value("counted"), True),
            Column("verdict", "结论", cells.verdict),
            Column("deviation", "为何有差", cells.value("deviation")),
        ],
    ),
    "check": Columns(
        "kind,severity,file,line,column,problem,id,official,counted,verdict",
        [
            Column(key, title, cells.given(key))
            for key, title in (
                *(("kind", "类别"), ("severity", "轻重"), ("file", "文件"), ("line", "行")),
                *(("column", "列"), ("problem", "问题"), ("id", "短名"), ("official", "官方")),
                *(("counted", "本库"), ("verdict", "结论")),
            )
        ],
    ),
    "coverage": Columns(
        "title,present,unpublished,not_found,not_applicable,missing,share",
        [
            Column("field", "键", cells.value("field")),
            Column("title", "项目", cells.value("title")),
            Column("present", "有", cells.value("present"), True),
            Column("unpublished", "未公布", cells.value("unpublished"), True),
            Column("not_found", "未查到", cells.value("not_found"), True),
            Column("not_applicable", "不适用", cells.value("not_applicable"), True),
            Column("missing", "未找过", cells.value("missing"), True),
            Column("share", "有的占", lambda item: f"{item['share']:.0f}%", True),
        ],
    ),
    "match": Columns(
        "kind,name,about",
        [
            Column("kind", "类别", cells.word("kind", KIND_NAMES)),
            Column("id", "短名", cells.value("id")),
            Column("name", "名称", cells.marked_name),
            Column("about", "概要", cells.value("about")),
            Column("score", "分数", lambda item: f"{item['score']:.0f}", True),
            Column("tier", "档次", cells.word("tier", cells.TIERS)),
            Column("matched", "命中", cells.matched),
        ],
    ),
}


# The column that says where a listing's facts are from, for what is handed on without us.
REFERENCES = {
    **dict.fromkeys(
        ("cluster", "region", "domain", "batch", "policy", "indicator", "target"), "reference"
    ),
    "source": "url",
}


def columns_of(kind: str, names: str = "", more: str = "") -> list[Column]:
    """Return columns of a kind of item (see `Columns.choose`)."""
    return COLUMNS[kind].choose(names, more)
