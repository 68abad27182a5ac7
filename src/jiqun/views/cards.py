"""Cards: one entry whole, as titled sections of lines, before any format.

A card numbers its sources in the order in which its facts cite them; ``[3]`` beside a fact is
the third line of its last section.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from jiqun.analysis.progress import STATUSES, standings
from jiqun.knowledge import Entity, KnowledgeBase, title_of
from jiqun.views.cells import Item, listed, percent, period, place, plain, scope_mark
from jiqun.views.items import item_of, standing_item
from jiqun.views.listings import columns_of
from jiqun.wording import (
    CONFIDENCES,
    DATE_KINDS,
    DOMAIN_BASES,
    GAP_FIELDS,
    INDUSTRIES,
    QUALITIES,
    REGION_KINDS,
    SCOPES,
    SIGNS,
    STATES,
    UNSTATED,
    time_text,
    titled,
)


class Section(NamedTuple):
    """A titled part of a card: rows of cells under column titles, which may be empty.

    A ``stacked`` section reads better with the last cell of a row below the others than beside
    them, where there is no room for columns. ``links`` are the addresses that rows lead to, by
    their first cell.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    stacked: bool = False
    links: Mapping[str, str] = {}


class Card(NamedTuple):
    """An entry as it is shown: its name, a second line, facts by label, and sections."""

    title: str
    subtitle: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]


class _Sources:
    """Numbers sources in the order in which they are cited."""

    def __init__(self) -> None:
        self.cited: dict[str, Item] = {}

    def mark(self, *sources: Item | None) -> str:
        marks = []
        for source in sources:
            if source:
                self.cited.setdefault(source["id"], source)
                marks.append(f"[{list(self.cited).index(source['id']) + 1}]")
        return "".join(marks)

    def section(self, base: KnowledgeBase) -> Section:
        rows = [
            (f"[{at}]", source_text(base, source))
            for at, source in enumerate(self.cited.values(), start=1)
        ]
        links = {
            f"[{at}]": source["url"]
            for at, source in enumerate(self.cited.values(), start=1)
            if source["url"]
        }
        return Section("来源", (), rows, links=links)


def source_text(base: KnowledgeBase, source: Item) -> str:
    """Return a source in one line: title, publisher, date, quality, how it was seen, address."""
    whole = base.source(source["id"])
    parts = [
        titled(whole.title),
        whole.publisher,
        whole.date or "日期未示",
        QUALITIES[whole.quality] + ("，见于转载" if whole.seen_on == "repost" else ""),
    ]
    return "，".join(parts) + (f" {whole.url}" if whole.url else "")


def card_of(base: KnowledgeBase, kind: str, entity: Entity) -> Card:
    """Return the card of an entity."""
    item = item_of(base, kind, entity)
    return _CARDS.get(kind, _plain)(base, kind, item)


def _scope(figure: Item) -> str:
    if figure["of_cluster"]:
        return "集群"
    words = SCOPES[figure["scope"]]
    if figure["industry"] != "cluster":
        words += f"·{INDUSTRIES[figure['industry']]}"
    return f"〔{words}〕" + (figure["scope_note"] or "")


def _figure_section(
    title: str, figures: Sequence[Item], sources: _Sources, more: Sequence[str] = ()
) -> Section:
    """Return figures, the cluster's own and the newest first, each with what ``more`` says."""
    rows = []
    for figure, said_too in sorted(
        zip(figures, more or [""] * len(figures), strict=True),
        key=lambda pair: (not pair[0]["of_cluster"], -(pair[0]["year"] or _start(pair[0]))),
    ):
        growth = figure["growth"]
        text = figure["text"]
        if growth:
            sign = SIGNS[growth["op"]]
            text += f"（同比 {sign}{growth['value']:+g}%）"
        said = f"“{figure['evidence']}”" + (f"；{figure['note']}" if figure["note"] else "")
        rows.append(
            (
                time_text(figure["year"], period(figure)),
                figure["label"] or figure["metric"],
                text,
                _scope(figure),
                said + sources.mark(figure["source"], *figure["confirmed_by"]) + said_too,
            )
        )
    return Section(title, ("时间", "指标", "数字", "口径", "原词与出处"), rows, True)


def _comparison(target: Item) -> str:
    """Return in words how a target stands to its nearest outcome."""
    actual = target["actual"]
    if actual is None:
        return "；未见实绩"
    when = time_text(actual["year"], period(actual))
    outcome = f"{when} 年" if actual["year"] else when
    name = f"{actual['label'] or actual['metric']} {actual['text']}"
    if not target["comparable"]:
        return f"；与{scope_mark(actual)}{outcome}{name} 不可比：{target['why_not']}"
    if target["progress"] is None:
        return f"；可与 {outcome}{scope_mark(actual)}{name} 相比：{STATUSES[target['status']]}"
    share = percent(target)
    return f"；可与 {outcome}{scope_mark(actual)}{name} 相比：{share}，{STATUSES[target['status']]}"


def _start(figure: Item) -> int:
    return int(figure["period"]["end"][:4]) if figure["period"] else 0


def _measures(measures: Sequence[Item], sources: _Sources) -> Section:
    rows = []
    for measure in measures:
        when = f"（{time_text(None, period(measure))}）" if measure["period"] else ""
        rows.append((measure["type"], measure["gist"] + when + sources.mark(measure["source"])))
    return Section("举措", (), rows)


def _notes(notes: Sequence[Item], sources: _Sources) -> Section:
    rows = []
    for note in notes:
        who = "".join(part for part in (note["role"], note["speaker"]) if part)
        who = f"{who}：" if who else ""
        rows.append(("·", who + note["text"] + sources.mark(note["source"])))
    return Section("注", (), rows)


def _gaps(item: Item) -> Section:
    rows = []
    for gap in item["gaps"]:
        when = f"（{gap['looked']} 查）" if gap["looked"] else ""
        text = STATES[gap["state"]] + when + (f"：{gap['note']}" if gap["note"] else "")
        rows.append((GAP_FIELDS.get(gap["field"], gap["field"]), text))
    return Section("空白", (), rows)


def _cluster(base: KnowledgeBase, kind: str, item: Item) -> Card:
    sources = _Sources()
    sources.mark(*item["sources"])
    basis = DOMAIN_BASES[item["domain_basis"]]
    where = place(item)
    if item["cities_status"] == "partial":
        where += "（城市未列全）"
    if item["counties"]:
        where += f"（{listed(item['counties'])}）"
    turn = f"，第 {item['round']} 轮竞赛" if item["round"] else ""
    facts = [
        ("领域", f"{item['domain']}（{basis}）"),
        ("批次", f"{item['batch']} 年{turn}"),
        ("省市", where),
        ("区域", listed([part for part in (item["region"], item["key_region"]) if part])),
        ("别名", plain([item["short"], *item["aliases"]])),
        ("产品", plain(item["products"])),
        ("名称", CONFIDENCES[item["confidence"]] + sources.mark(*item["sources"])),
    ]
    if item["organisation"]:
        body = item["organisation"]
        facts.append(("促进机构", body["name"] + sources.mark(body["source"])))
    # Standings come in the order of the targets.
    compared = [
        _comparison(standing_item(base, standing))
        for standing in standings(base, base.cluster(item["id"]))
    ]
    figures = [
        _figure_section(title, item[key], sources, compared if key == "targets" else ())
        for title, key in (("目标", "targets"), ("实绩", "actuals"), ("预计", "forecasts"))
    ]
    firms = [
        (
            firm["role"],
            firm["name"]
            + ("" if firm["scope"] == "cluster" else f"〔{SCOPES[firm['scope']]}〕")
            + (f"（{firm['note']}）" if firm["note"] else "")
            + sources.mark(firm["source"]),
        )
        for firm in item["firms"]
    ]
    figures_ = item["figures"]
    none_own = bool(figures_) and not any(figure["of_cluster"] for figure in figures_)
    sections = [
        *figures,
        Section("口径", (), [("·", "未见集群口径数字，所列均为更宽或更窄口径")] * none_own),
        _measures(item["measures"], sources),
        _policies(base, item),
        Section("企业", (), firms),
        _notes(item["notes"], sources),
        _gaps(item),
        sources.section(base),
    ]
    english = item["english"] + ("" if item["english_basis"] == "press" else "（自译）")
    name = item["name"] + (item["mark"] or "")
    return Card(name, f"{item['id']} · {english}", facts, _filled(sections))


def _policies(base: KnowledgeBase, item: Item) -> Section:
    rows = [
        (policy.date or UNSTATED, f"{policy.title}（{policy.id}）")
        for policy in base.policies_of(base.cluster(item["id"]))
    ]
    return Section("相关政策", (), rows)


def _place(base: KnowledgeBase, kind: str, item: Item) -> Card:
    sources = _Sources()
    labels = {
        "full": "全称", "abbreviation": "简称", "adcode": "代码", "province": "省份",
        "region": "区域", "kind": "类别", "provinces": "省份", "cities": "城市",
        "aliases": "别名", "rule": "计数规则", "note": "备注", "added": "入选", "total": "累计",
        "notice": "公示", "published": "公布", "rounds": "轮次", "documents": "文件",
    }  # fmt: skip
    facts = [(label, _told(base, key, item[key])) for key, label in labels.items() if item.get(key)]
    own = sources.mark(item.get("source"), *item.get("sources", []))
    facts.append(("集群", f"{item['count']} 个{own}"))
    described = [item_of(base, "cluster", base.cluster(one["id"])) for one in item["clusters"]]
    # In a domain's own card every cluster has the same domain; where it is says more.
    about = "place" if kind == "domain" else "domain"
    columns = columns_of("cluster", f"name,{about},batch,target")
    clusters = [[column.text(one) for column in columns] for one in described]
    sections = [
        Section("集群", [column.title for column in columns], clusters),
        _notes(item.get("notes", []), sources),
        Section("有关合计", (), _aggregates(base, item, sources)),
    ]
    english = f" · {item['english']}" if item.get("english") else ""
    return Card(
        item["name"], f"{item['id']}{english}", facts, _filled([*sections, sources.section(base)])
    )


def _told(base: KnowledgeBase, key: str, value: Any) -> str:
    """Return the value of a place's key in words."""
    if key == "kind":
        return REGION_KINDS[value]
    if key == "documents":
        return "；".join(titled(base.get("policy", id_).title) for id_ in value)
    return plain(value)


def _aggregates(base: KnowledgeBase, item: Item, sources: _Sources) -> list[tuple[str, str]]:
    rows = []
    for indicator in base.indicators:
        if item["name"] in f"{indicator.subject}{indicator.name}":
            described = item_of(base, "indicator", indicator)
            cells = {one.key: one.text(described) for one in columns_of("indicator")}
            rows.append(
                (
                    cells["time"],
                    f"{cells['subject']}：{cells['name']} {cells['text']}"
                    + sources.mark(described["source"]),
                )
            )
    return rows


def _policy(base: KnowledgeBase, kind: str, item: Item) -> Card:
    sources = _Sources()
    sources.mark(*item["sources"])
    date = plain(item["date"]) + (
        f"（{DATE_KINDS[item['date_kind']]}）" if item["date_kind"] else ""
    )
    focus = plain(item["focus"]) + ("等" if item["focus_open"] else "")
    facts = [
        ("发文单位", item["issuer"]),
        ("文号", plain(item["number"])),
        ("层级", item["level"]),
        ("日期", date),
        ("省市", plain(item["places"])),
        ("要点", item["gist"] + sources.mark(*item["sources"])),
        ("所列领域", focus),
        ("备注", plain(item["note"])),
    ]
    clusters = [("·", one["name"]) for one in item["clusters"]]
    sections = [
        _measures(item["measures"], sources),
        Section("点名的集群", (), clusters),
        _notes(item["notes"], sources),
        sources.section(base),
    ]
    shown = [fact for fact in facts if fact[1] != UNSTATED]
    return Card(item["title"], item["id"], shown, _filled(sections))


def _indicator(base: KnowledgeBase, kind: str, item: Item) -> Card:
    sources = _Sources()
    mark = sources.mark(item["source"], *item["confirmed_by"])
    shown = item["text"]
    if item["members"]:
        members = listed(item["members"]) + "等" * item["members_open"]
        shown = members if item["value"] is None else f"{shown}：{members}"
    facts = [
        ("对象", item["subject"]),
        ("数字", f"{item['metric']} {shown}{mark}"),
        ("时间", time_text(item["year"], period(item))),
        ("口径", SCOPES[item["scope"]]),
        ("原词", plain(item["evidence"] and f"“{item['evidence']}”")),
        ("本库之差", plain(item["deviation"])),
        ("备注", plain(item["note"])),
    ]
    return Card(
        item["name"],
        item["id"],
        [fact for fact in facts if fact[1] != UNSTATED],
        [sources.section(base)],
    )


def _source(base: KnowledgeBase, kind: str, item: Item) -> Card:
    facts = [
        (column.title, column.text(item))
        for column in columns_of(
            "source", "publisher,date,author,quality,seen_on,url,accessed,note"
        )
    ]
    citing = [
        (name, f"{title_of(entity)}（{entity.id}）") for name, entity in _citing(base, item["id"])
    ]
    shown = [fact for fact in facts if fact[1] != UNSTATED]
    return Card(item["title"], item["id"], shown, _filled([Section("用于", (), citing)]))


def _citing(base: KnowledgeBase, id_: str) -> Sequence[tuple[str, Entity]]:
    from jiqun.wording import KIND_NAMES

    return [(KIND_NAMES[kind], entity) for kind, entity in base.cited_by(base.source(id_))]


def _plain(base: KnowledgeBase, kind: str, item: Item) -> Card:
    return _place(base, kind, item)


def _filled(sections: Sequence[Section]) -> list[Section]:
    return [section for section in sections if section.rows]


_CARDS: dict[str, Callable[[KnowledgeBase, str, Item], Card]] = {
    "cluster": _cluster,
    "policy": _policy,
    "indicator": _indicator,
    "source": _source,
}
