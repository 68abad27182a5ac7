"""The columns of listings: for each kind of item, what can be shown and what is by default."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from jiqun.wording import CONFIDENCES, KIND_NAMES, QUALITIES, SCOPES, UNSTATED, time_text

# What a search matched, and how.
FIELDS = {
    "name": "名称", "alias": "别名", "code": "代码", "english": "英文", "product": "产品",
    "firm": "企业", "place": "地方", "domain": "领域", "figure": "数字", "prose": "说明",
}  # fmt: skip
TIERS = {
    "exact": "全同", "alias": "别名", "prefix": "开头", "substring": "包含", "words": "各词都有",
    "pinyin": "拼音", "initials": "首字母", "slip": "近似", "figure": "数字", "title": "题目",
    "prose": "说明",
}  # fmt: skip


# What columns read: an item, or anything else with the same keys.
Item = Mapping[str, Any]


class Column(NamedTuple):
    """A column: its key for ``--columns``, its title, and how an item is written in it."""

    key: str
    title: str
    text: Callable[[Item], str]
    right: bool = False


def listed(values: Sequence[Any]) -> str:
    """Return values joined by the Chinese list comma."""
    return "、".join(map(str, values))


def plain(value: Any) -> str:
    """Return any value of an item as one cell."""
    if value is None or value == []:
        return UNSTATED
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return listed([_one(entry) for entry in value])
    return _one(value)


def _one(value: Any) -> str:
    if isinstance(value, dict):
        for key in ("name", "title", "text"):
            if value.get(key):
                return str(value[key])
        return listed([entry for entry in value.values() if entry])
    return str(value)


def _value(key: str) -> Callable[[Item], str]:
    return lambda item: plain(item[key])


def _word(key: str, words: dict[str, str]) -> Callable[[Item], str]:
    return lambda item: words.get(item[key], plain(item[key]))


def scope_mark(figure: Item) -> str:
    """Return what must stand beside a figure that is not the cluster's own: ``〔城市〕``."""
    if figure["of_cluster"]:
        return ""
    if figure["scope"] != "cluster":
        return f"〔{SCOPES[figure['scope']]}〕"
    return "〔更宽产业〕" if figure["industry"] == "wider" else "〔部分产业〕"


def figure_cell(figure: Item) -> str:
    """Return a figure in one cell: scope if not the cluster's, metric, value, time."""
    when = time_text(figure["year"], _period(figure))
    name = figure["label"] or figure["metric"]
    return f"{scope_mark(figure)}{name} {figure['text']}（{when}）"


def _period(figure: Item) -> Any:
    from jiqun.model import Period

    return Period(**figure["period"]) if figure["period"] else None


def _figures(key: str) -> Callable[[Item], str]:
    def text(item: Item) -> str:
        own = [figure for figure in item[key] if figure["of_cluster"]]
        shown = own or item[key]
        return "；".join(map(figure_cell, shown)) if shown else UNSTATED

    return text


def leading_target(item: Item) -> str:
    """Return the target that stands for a cluster in a listing, with its scope if wider.

    The cluster's own come first, then money before counts, then 2025 before other years, then
    the order of the base.
    """
    targets = sorted(
        item["targets"],
        key=lambda figure: (
            not figure["of_cluster"],
            "元" not in figure["unit"],
            figure["year"] != 2025,
        ),
    )
    if not targets:
        states = {gap["state"] for gap in item["gaps"] if gap["field"] == "targets"}
        return {"unpublished": "未公布", "not_found": "未查到"}.get(
            next(iter(states), ""), UNSTATED
        )
    return figure_cell(targets[0])


def _place(item: Item) -> str:
    cities = [city for city in item["cities"] if city not in item["provinces"]]
    more = "等" if item["cities_status"] == "partial" else ""
    return f"{listed(item['provinces'])} {listed(cities)}{more}".strip()


def _marked_name(item: Item) -> str:
    return f"{item['name']}{item['mark'] or ''}"


def _matched(item: Item) -> str:
    return f"{FIELDS[item['matched']['field']]}：{item['matched']['words']}"


def _count(key: str) -> Callable[[Item], str]:
    return lambda item: str(item[key])


_COLUMNS: dict[str, tuple[str, list[Column]]] = {
    # kind: the keys shown by default, and all columns
    "cluster": (
        "name,domain,batch,place,target",
        [
            Column("id", "短名", _value("id")),
            Column("name", "集群", _marked_name),
            Column("short", "简称", _value("short")),
            Column("aliases", "别名", _value("aliases")),
            Column("english", "英文名", _value("english")),
            Column("domain", "领域", _value("domain")),
            Column(
                "domain_basis",
                "领域依据",
                _word("domain_basis", {"official": "官方", "inferred": "推断"}),
            ),
            Column("batch", "批次", _value("batch"), True),
            Column("round", "轮次", _value("round"), True),
            Column("place", "省市", _place),
            Column("provinces", "省份", _value("provinces")),
            Column("cities", "城市", _value("cities")),
            Column("counties", "区县园区", _value("counties")),
            Column("region", "区域", _value("region")),
            Column("key_region", "重点区域", _value("key_region")),
            Column("target", "目标", leading_target),
            Column("targets", "目标", _figures("targets")),
            Column("actuals", "实绩", _figures("actuals")),
            Column("forecasts", "预计", _figures("forecasts")),
            Column("firms", "企业", _value("firms")),
            Column("organisation", "促进机构", _value("organisation")),
            Column("products", "产品", _value("products")),
            Column("confidence", "可信程度", _word("confidence", CONFIDENCES)),
            Column("sources", "来源", _value("sources")),
        ],
    ),
    "city": (
        "name,province,region,count,clusters",
        [
            Column("id", "短名", _value("id")),
            Column("name", "城市", _value("name")),
            Column("full", "全称", _value("full")),
            Column("english", "英文名", _value("english")),
            Column("pinyin", "拼音", _value("pinyin")),
            Column("aliases", "别名", _value("aliases")),
            Column("adcode", "代码", _value("adcode")),
            Column("province", "省份", _value("province")),
            Column("region", "区域", _value("region")),
            Column("count", "集群数", _count("count"), True),
            Column("clusters", "集群", _value("clusters")),
        ],
    ),
    "province": (
        "name,abbreviation,region,count,cities",
        [
            Column("id", "短名", _value("id")),
            Column("name", "省份", _value("name")),
            Column("full", "全称", _value("full")),
            Column("abbreviation", "简称", _value("abbreviation")),
            Column("english", "英文名", _value("english")),
            Column("pinyin", "拼音", _value("pinyin")),
            Column("aliases", "别名", _value("aliases")),
            Column("adcode", "代码", _value("adcode")),
            Column("region", "区域", _value("region")),
            Column("count", "集群数", _count("count"), True),
            Column("cities", "城市", _value("cities")),
            Column("clusters", "集群", _value("clusters")),
        ],
    ),
    "region": (
        "name,kind,count,provinces,rule",
        [
            Column("id", "短名", _value("id")),
            Column("name", "区域", _value("name")),
            Column("kind", "类别", _word("kind", {"economic": "四大区域", "key": "重点区域"})),
            Column("english", "英文名", _value("english")),
            Column("aliases", "别名", _value("aliases")),
            Column("count", "集群数", _count("count"), True),
            Column("provinces", "省份", _value("provinces")),
            Column("rule", "计数规则", _value("rule")),
            Column("source", "来源", _value("source")),
            Column("clusters", "集群", _value("clusters")),
        ],
    ),
    "domain": (
        "name,short,english,count",
        [
            Column("id", "短名", _value("id")),
            Column("name", "领域", _value("name")),
            Column("short", "简称", _value("short")),
            Column("english", "英文名", _value("english")),
            Column("aliases", "别名", _value("aliases")),
            Column("count", "集群数", _count("count"), True),
            Column("source", "来源", _value("source")),
            Column("clusters", "集群", _value("clusters")),
        ],
    ),
    "batch": (
        "id,name,added,total,count,notice,published",
        [
            Column("id", "批次", _value("id"), True),
            Column("name", "名称", _value("name")),
            Column("added", "入选", _value("added"), True),
            Column("total", "累计", _value("total"), True),
            Column("count", "本库", _count("count"), True),
            Column("notice", "公示", _value("notice")),
            Column("published", "公布", _value("published")),
            Column("rounds", "轮次", _value("rounds")),
            Column("documents", "文件", _value("documents")),
            Column("sources", "来源", _value("sources")),
            Column("clusters", "集群", _value("clusters")),
        ],
    ),
    "policy": (
        "title,issuer,level,date,measures",
        [
            Column("id", "短名", _value("id")),
            Column("title", "题目", _value("title")),
            Column("number", "文号", _value("number")),
            Column("issuer", "发文单位", _value("issuer")),
            Column("level", "层级", _value("level")),
            Column("date", "日期", _value("date")),
            Column("places", "省市", _value("places")),
            Column("gist", "要点", _value("gist")),
            Column("focus", "所列领域", _value("focus")),
            Column(
                "measures",
                "举措类别",
                lambda item: plain(list(dict.fromkeys(one["type"] for one in item["measures"]))),
            ),
            Column("clusters", "集群", _value("clusters")),
            Column("sources", "来源", _value("sources")),
        ],
    ),
    "indicator": (
        "subject,name,text,time,source",
        [
            Column("id", "短名", _value("id")),
            Column("subject", "对象", _value("subject")),
            Column("name", "指标", _value("name")),
            Column("op", "界限", _value("op")),
            Column("value", "数值", _value("value"), True),
            Column("unit", "单位", _value("unit")),
            Column(
                "text",
                "数字",
                lambda item: (
                    listed(item["members"]) + "等" * item["members_open"]
                    if item["value"] is None
                    else item["text"]
                ),
            ),
            Column("time", "时间", lambda item: time_text(item["year"], _period(item))),
            Column("scope", "口径", _word("scope", SCOPES)),
            Column("members", "成员", _value("members")),
            Column("deviation", "本库之差", _value("deviation")),
            Column("evidence", "原词", _value("evidence")),
            Column("source", "来源", lambda item: item["source"]["publisher"]),
        ],
    ),
    "source": (
        "id,title,publisher,date,quality",
        [
            Column("id", "短名", _value("id")),
            Column("title", "题目", _value("title")),
            Column("publisher", "原发单位", _value("publisher")),
            Column("date", "日期", _value("date")),
            Column("author", "作者", _value("author")),
            Column("quality", "类别", _word("quality", QUALITIES)),
            Column("seen_on", "所见", _word("seen_on", {"original": "原页", "repost": "转载"})),
            Column("url", "网址", _value("url")),
            Column("accessed", "查阅", _value("accessed")),
            Column("note", "备注", _value("note")),
        ],
    ),
    "match": (
        "kind,name,about",
        [
            Column("kind", "类别", _word("kind", KIND_NAMES)),
            Column("id", "短名", _value("id")),
            Column("name", "名称", _marked_name),
            Column("about", "概要", _value("about")),
            Column("score", "分数", lambda item: f"{item['score']:.0f}", True),
            Column("tier", "档次", _word("tier", TIERS)),
            Column("matched", "命中", _matched),
        ],
    ),
}


class UnknownColumnError(ValueError):
    """A key or title that is no column of this kind of item."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        """Say which names are known."""
        super().__init__(f"没有“{name}”这一列，可用：{'、'.join(known)}")


def find_column(kind: str, name: str) -> Column:
    """Return the column with this key or title; raise `UnknownColumnError`."""
    columns = _COLUMNS[kind][1]
    for column in columns:
        if name in (column.key, column.title):
            return column
    raise UnknownColumnError(name, [column.key for column in columns])


def columns_of(kind: str, names: str = "", more: str = "") -> list[Column]:
    """Return the columns in ``names`` (separated by commas), or the default ones and ``more``.

    Raises:
        UnknownColumnError: a name is no column.
    """
    wanted = (
        (names or f"{_COLUMNS[kind][0]},{more}").replace("，", ",").replace("、", ",").split(",")
    )
    return [find_column(kind, name.strip()) for name in wanted if name.strip()]
