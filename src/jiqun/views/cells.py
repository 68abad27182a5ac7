"""How items are written in a cell of a listing."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jiqun.analysis.progress import STATUSES
from jiqun.wording import INDUSTRIES, SCOPES, STATES, UNSTATED, time_text, titled

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


def listed(values: Sequence[Any]) -> str:
    """Return values joined by the Chinese list comma, or what parts more where one has it."""
    texts = list(map(str, values))
    return ("；" if any("、" in text for text in texts) else "、").join(texts)


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


def value(key: str) -> Callable[[Item], str]:
    """Return what writes the value of a key."""
    return lambda item: plain(item[key])


def gists(measures: Sequence[Item]) -> str:
    """Return measures in one cell."""
    return "；".join(f"{one['type']}：{one['gist']}" for one in measures) or UNSTATED


def given(key: str) -> Callable[[Item], str]:
    """Return what writes the value of a key that only some items have."""
    return lambda item: plain(item.get(key))


def word(key: str, words: dict[str, str]) -> Callable[[Item], str]:
    """Return what writes the value of a key by its word."""
    return lambda item: words.get(item[key], plain(item[key]))


def scope_mark(figure: Item) -> str:
    """Return what must stand beside a figure not the cluster's own: ``〔城市·更宽产业〕``."""
    if figure["of_cluster"]:
        return ""
    area = [SCOPES[figure["scope"]]] if figure["scope"] != "cluster" else []
    industry = [INDUSTRIES[figure["industry"]]] if figure["industry"] != "cluster" else []
    return f"〔{'·'.join([*area, *industry])}〕"


def figure_cell(figure: Item) -> str:
    """Return a figure in one cell: scope if not the cluster's, metric, value, time."""
    when = time_text(figure["year"], period(figure))
    name = figure["label"] or figure["metric"]
    return f"{scope_mark(figure)}{name} {figure['text']}（{when}）"


def period(figure: Item) -> Any:
    """Return the period of a figure."""
    from jiqun.model import Period

    return Period(**figure["period"]) if figure["period"] else None


def figures(key: str) -> Callable[[Item], str]:
    """Return what writes the figures under a key: the cluster's own, or else the wider ones."""

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
    target = _leading(item)
    if target is None:
        states = {gap["state"] for gap in item["gaps"] if gap["field"] == "targets"}
        return STATES[states.pop()] if states else UNSTATED
    return figure_cell(target)


def _leading(item: Item) -> Item | None:
    return min(item.get("targets") or (), key=leading_order, default=None)


def leading_order(target: Item) -> tuple[bool, ...]:
    """Return the order in which targets stand for a cluster: its own, money and 2025 first."""
    return (not target["of_cluster"], "元" not in target["unit"], target["year"] != 2025)


def references(item: Item) -> str:
    """Return the sources of what a listing shows of an item, each in one line."""
    return "；".join(map(reference, sources(item))) or UNSTATED


def sources(item: Item) -> list[Item]:
    """Return the sources of what a listing shows of an item: of itself, target and outcome."""
    found = {
        source["id"]: source
        for fact in (item, item.get("actual"), _leading(item))
        if fact is not None
        for key in ("source", "sources", "confirmed_by")
        for source in _listed(fact.get(key))
    }
    return list(found.values())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def published(source: Item) -> str:
    """Return who published a source, and when."""
    return "，".join(part for part in (source["publisher"], source["date"]) if part)


def reference(source: Item) -> str:
    """Return a source in one line: title, publisher, date, address."""
    parts = (
        titled(source["title"]),
        source["publisher"],
        source["date"] or "日期未示",
        source["url"],
    )
    return "，".join(part for part in parts if part)


# How many shades there are for more than none.
SHADES = 4


def shade(count: int, most: int) -> int:
    """Return how dark a count is shown, 0 to `SHADES`, where ``most`` is the darkest."""
    return -(-SHADES * count // most) if most else 0


def place(item: Item) -> str:
    """Return where a cluster is: provinces, then cities that are not provinces themselves."""
    cities = [city for city in item["cities"] if city not in item["provinces"]]
    more = "等" if item["cities_status"] == "partial" else ""
    return f"{listed(item['provinces'])} {listed(cities)}{more}".strip()


def marked_name(item: Item) -> str:
    """Return a name with the mark that it must bear."""
    return f"{item['name']}{item['mark'] or ''}"


def matched(item: Item) -> str:
    """Return what a search matched: the field and the stored words."""
    return f"{FIELDS[item['matched']['field']]}：{item['matched']['words']}"


def time(figure: Item) -> str:
    """Return the year or the period of a figure."""
    return time_text(figure["year"], period(figure))


def scope(figure: Item) -> str:
    """Return the scope of a figure."""
    return scope_mark(figure) or "集群"


def actual(item: Item) -> str:
    """Return the outcome beside a target."""
    return figure_cell(item["actual"]) if item["actual"] else UNSTATED


_SIGNS = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤", "about": "≈", "near": "≈"}


def percent(item: Item) -> str:
    """Return how far a target has come, bounded as the outcome is: ``≥80%``."""
    return f"{_SIGNS.get(item['progress_op'], '')}{item['progress']:.0f}%"


def progress(item: Item) -> str:
    """Return how far a target has come, if that can be told."""
    return UNSTATED if item["progress"] is None else percent(item)


def standing(item: Item) -> str:
    """Return how a target stands, and if it cannot be compared, why."""
    word = STATUSES[item["status"]]
    return f"{word}：{item['why_not']}" if item["status"] == "not_comparable" else word


def given_verdict(item: Item) -> str:
    """Return the verdict on an official total; a problem has none."""
    return verdict(item) if item.get("verdict") else UNSTATED


def verdict(item: Item) -> str:
    """Return how an official total and ours agree, and why they do not."""
    words = {"agrees": "一致", "deviates": "有差，已说明", "wrong": "不一致", "needless": "一致"}
    return words[item["verdict"]] + (f"：{item['deviation']}" if item["deviation"] else "")
