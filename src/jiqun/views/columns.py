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


def _plain(key: str, title: str, right: bool = False) -> Column:
    """Return a column that writes the value of its key."""
    return Column(key, title, cells.value(key), right)


COLUMNS: dict[str, Columns] = {
    "cluster": Columns(
        "name,domain,batch,place,target",
        [
            _plain("id", "短名"),
            Column("name", "集群", cells.marked_name),
            _plain("short", "简称"),
            _plain("aliases", "别名"),
            _plain("english", "英文名"),
            _plain("domain", "领域"),
            Column(
                "domain_basis",
                "领域依据",
                cells.word("domain_basis", {"official": "官方", "inferred": "推断"}),
            ),
            _plain("batch", "批次", right=True),
            _plain("round", "轮次", right=True),
            Column("place", "省市", cells.place),
            _plain("provinces", "省份"),
            _plain("cities", "城市"),
            _plain("counties", "区县园区"),
            _plain("region", "区域"),
            _plain("key_region", "重点区域"),
            Column("target", "目标", cells.leading_target),
            Column("targets", "全部目标", cells.figures("targets")),
            Column("actuals", "实绩", cells.figures("actuals")),
            Column("forecasts", "预计", cells.figures("forecasts")),
            _plain("firms", "企业"),
            _plain("organisation", "促进机构"),
            _plain("products", "产品"),
            Column("confidence", "可信程度", cells.word("confidence", CONFIDENCES)),
            _plain("sources", "来源"),
            Column("figures", "数字", cells.figures("figures")),
            Column("measures", "举措", lambda item: cells.gists(item["measures"])),
            _plain("notes", "注"),
            _plain("keywords", "检索词"),
            _plain("english_basis", "英文名依据"),
            Column("reference", "出处", cells.references),
        ],
    ),
    "city": Columns(
        "name,province,region,count,clusters",
        [
            _plain("id", "短名"),
            _plain("name", "城市"),
            _plain("full", "全称"),
            _plain("english", "英文名"),
            _plain("pinyin", "拼音"),
            _plain("aliases", "别名"),
            _plain("adcode", "代码"),
            _plain("province", "省份"),
            _plain("region", "区域"),
            _plain("count", "集群数", right=True),
            _plain("clusters", "集群"),
        ],
    ),
    "province": Columns(
        "name,abbreviation,region,count,cities",
        [
            _plain("id", "短名"),
            _plain("name", "省份"),
            _plain("full", "全称"),
            _plain("abbreviation", "简称"),
            _plain("english", "英文名"),
            _plain("pinyin", "拼音"),
            _plain("aliases", "别名"),
            _plain("adcode", "代码"),
            _plain("region", "区域"),
            _plain("count", "集群数", right=True),
            _plain("cities", "城市"),
            _plain("clusters", "集群"),
        ],
    ),
    "region": Columns(
        "name,kind,count,provinces,rule",
        [
            _plain("id", "短名"),
            _plain("name", "区域"),
            Column("kind", "类别", cells.word("kind", {"economic": "四大区域", "key": "重点区域"})),
            _plain("english", "英文名"),
            _plain("aliases", "别名"),
            _plain("count", "集群数", right=True),
            _plain("provinces", "省份"),
            _plain("rule", "计数规则"),
            Column("reference", "出处", cells.references),
            _plain("source", "来源"),
            _plain("clusters", "集群"),
        ],
    ),
    "domain": Columns(
        "name,short,english,count",
        [
            _plain("id", "短名"),
            _plain("name", "领域"),
            _plain("short", "简称"),
            _plain("english", "英文名"),
            _plain("aliases", "别名"),
            _plain("count", "集群数", right=True),
            _plain("source", "来源"),
            Column("reference", "出处", cells.references),
            _plain("clusters", "集群"),
        ],
    ),
    "batch": Columns(
        "id,name,added,total,count,notice,published",
        [
            _plain("id", "批次", right=True),
            _plain("name", "名称"),
            _plain("added", "入选", right=True),
            _plain("total", "累计", right=True),
            _plain("count", "本库", right=True),
            _plain("notice", "公示"),
            _plain("published", "公布"),
            _plain("rounds", "轮次"),
            _plain("documents", "文件"),
            Column("reference", "出处", cells.references),
            _plain("sources", "来源"),
            _plain("clusters", "集群"),
        ],
    ),
    "policy": Columns(
        "title,issuer,level,date,measures",
        [
            _plain("id", "短名"),
            _plain("title", "题目"),
            _plain("number", "文号"),
            _plain("issuer", "发文单位"),
            _plain("level", "层级"),
            _plain("date", "日期"),
            _plain("places", "省市"),
            _plain("gist", "要点"),
            _plain("focus", "所列领域"),
            Column("reference", "出处", cells.references),
            Column(
                "measures",
                "举措类别",
                lambda item: cells.plain(
                    list(dict.fromkeys(one["type"] for one in item["measures"]))
                ),
            ),
            _plain("clusters", "集群"),
            _plain("sources", "来源"),
        ],
    ),
    "indicator": Columns(
        "subject,name,text,time,source",
        [
            _plain("id", "短名"),
            _plain("subject", "对象"),
            _plain("name", "指标"),
            _plain("op", "界限"),
            _plain("value", "数值", right=True),
            _plain("unit", "单位"),
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
            _plain("members", "成员"),
            _plain("deviation", "本库之差"),
            Column("reference", "出处", cells.references),
            _plain("evidence", "原词"),
            Column("source", "来源", lambda item: item["source"]["publisher"]),
        ],
    ),
    "source": Columns(
        "id,title,publisher,date,quality",
        [
            _plain("id", "短名"),
            _plain("title", "题目"),
            _plain("publisher", "原发单位"),
            _plain("date", "日期"),
            _plain("author", "作者"),
            Column("quality", "类别", cells.word("quality", QUALITIES)),
            Column(
                "seen_on", "所见", cells.word("seen_on", {"original": "原页", "repost": "转载"})
            ),
            _plain("url", "网址"),
            _plain("accessed", "查阅"),
            _plain("note", "备注"),
        ],
    ),
    "target": Columns(
        "cluster,target,actual,progress,status",
        [
            _plain("cluster_id", "短名"),
            Column("cluster", "集群", lambda item: f"{item['cluster']}{item['mark'] or ''}"),
            Column("target", "目标", cells.figure_cell),
            _plain("metric", "指标"),
            _plain("label", "所指"),
            _plain("op", "界限"),
            _plain("value", "数值", right=True),
            _plain("unit", "单位"),
            _plain("year", "年份", right=True),
            Column("scope", "口径", cells.scope),
            _plain("text", "数字"),
            _plain("evidence", "原词"),
            _plain("source", "来源"),
            Column("actual", "最近的实绩", cells.actual),
            Column(
                "actual_source",
                "实绩来源",
                lambda item: cells.plain((item["actual"] or {}).get("source")),
            ),
            _plain("comparable", "可比"),
            _plain("why_not", "为何不可比"),
            Column("progress", "进度", cells.progress, True),
            Column("status", "状态", cells.standing),
            Column("reference", "出处", cells.references),
        ],
    ),
    "total": Columns(
        "name,subject,official,counted,verdict",
        [
            _plain("id", "短名"),
            _plain("name", "官方合计"),
            _plain("subject", "对象"),
            Column("official", "官方", lambda item: number_text(item["official"]), True),
            _plain("counted", "本库", right=True),
            Column("verdict", "结论", cells.verdict),
            _plain("deviation", "为何有差"),
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
            _plain("field", "键"),
            _plain("title", "项目"),
            _plain("present", "有", right=True),
            _plain("unpublished", "未公布", right=True),
            _plain("not_found", "未查到", right=True),
            _plain("not_applicable", "不适用", right=True),
            _plain("missing", "未找过", right=True),
            Column("share", "有的占", lambda item: f"{item['share']:.0f}%", True),
        ],
    ),
    "match": Columns(
        "kind,name,about",
        [
            Column("kind", "类别", cells.word("kind", KIND_NAMES)),
            _plain("id", "短名"),
            Column("name", "名称", cells.marked_name),
            _plain("about", "概要"),
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
