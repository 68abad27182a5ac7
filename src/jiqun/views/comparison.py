"""Entries side by side: one row a field, one column an entry, differences marked.

Figures share a row only where kind, time, metric, unit, scope and industry agree: a city's
figure never stands beside a cluster's as if they were equal.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from jiqun.analysis.progress import common_unit
from jiqun.views.cells import Item, period, published, scope_mark
from jiqun.views.columns import Column, Columns
from jiqun.views.listings import COLUMNS
from jiqun.wording import KINDS, STATES, UNSTATED, time_text

# The kinds that can be set side by side.
KINDS_COMPARED = ("cluster", "city", "province", "region", "domain", "batch")
# What is told of the figures one by one, what differs by its nature, or what is for searching.
_LEFT_OUT = frozenset(
    {
        *("target", "targets", "actuals", "forecasts", "figures", "sources", "source", "reference"),
        *("id", "name", "short", "full", "english", "english_basis", "pinyin", "aliases"),
        *("abbreviation", "adcode", "keywords", "products", "place", "domain_basis"),
        *("notes", "measures", "rule", "documents"),
    }
)
_UNKNOWN = frozenset({UNSTATED, *STATES.values()})
# What figures in one row have in common.
_FIGURE_KEYS = ("kind", "metric", "label", "unit", "year", "period", "scope", "industry")
# The fields whose gaps say why they are empty.
_GAPS = frozenset({"firms", "organisation", "round", "cities"})


class _Figure(NamedTuple):
    """What two figures must share to stand in one row.

    Undated figures share nothing: ``entry`` keeps those of every entry apart.
    """

    kind: str
    time: str
    measured: str
    unit: str
    area: str
    entry: str


def difference_items(kind: str, items: Sequence[Item]) -> list[dict[str, Any]]:
    """Return the fields of entries of a kind, each with the values side by side."""
    rows = [*_fields(kind, items), *_figures(items)]
    return [row for row in rows if any(value["text"] != UNSTATED for value in row["values"])]


def _row(
    field: str,
    title: str,
    items: Sequence[Item],
    texts: Sequence[str],
    figures: Sequence[Sequence[Item]] = (),
) -> dict[str, Any]:
    """Return a row; it differs where two known values do, not where one is unknown."""
    known = [text for text in texts if text not in _UNKNOWN]
    first = next((figure for cell in figures for figure in cell), None)
    return {
        "field": field,
        "title": title,
        "figure": first and {key: first[key] for key in _FIGURE_KEYS},
        "differs": len(set(known)) > 1,
        "missing": 0 < len(known) < len(texts),
        "values": [
            {
                "id": item["id"],
                "text": text,
                "known": text not in _UNKNOWN,
                "sources": [figure["source"] for figure in cell],
            }
            for item, text, cell in zip(items, texts, figures or [()] * len(items), strict=True)
        ],
    }


def _fields(kind: str, items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    for column in COLUMNS[kind].known:
        if column.key not in _LEFT_OUT:
            texts = [_known(item, column) for item in items]
            yield _row(column.key, column.title, items, texts)


def _known(item: Item, column: Column) -> str:
    text = column.text(item)
    return _state(item, column.key) if text == UNSTATED and column.key in _GAPS else text


def _state(item: Item, field: str) -> str:
    """Return which kind of unknown it is that an item does not have a field."""
    for gap in item.get("gaps") or ():
        if gap["field"] == field:
            return STATES[gap["state"]]
    return UNSTATED


def _figures(items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    found: dict[_Figure, list[list[Item]]] = {}
    for at, item in enumerate(items):
        for figure in item.get("figures") or ():
            row = found.setdefault(_shared(item, figure), [[] for _ in items])
            row[at].append(figure)
    order = list(KINDS)
    for shared in sorted(found, key=lambda one: (order.index(one.kind), one.area, one.time)):
        texts = [
            "；".join(figure["text"] for figure in figures) or _absent(item, shared)
            for item, figures in zip(items, found[shared], strict=True)
        ]
        title = f"{KINDS[shared.kind]} {shared.time} {shared.measured}{shared.area}"
        yield _row(f"{shared.kind}s", title, items, texts, found[shared])


def _shared(item: Item, figure: Item) -> _Figure:
    # Areas and industries that are not the cluster's are the same only if called the same.
    area = scope_mark(figure) and scope_mark(figure) + (figure["scope_note"] or "")
    dated = figure["year"] or figure["period"]
    return _Figure(
        kind=figure["kind"],
        time=time_text(figure["year"], period(figure)),
        measured=figure["label"] or figure["metric"],
        unit=common_unit(figure["unit"]),
        area=area,
        entry="" if dated else item["id"],
    )


def _absent(item: Item, shared: _Figure) -> str:
    """Return what stands where an entry has no such figure."""
    own = {"target": "own_targets", "actual": "own_actuals"}.get(shared.kind, "")
    return UNSTATED if shared.area or shared.entry else _state(item, own)


def difference_columns(items: Sequence[Item]) -> Columns:
    """Return the columns: the field, whether it differs, and one for each entry."""
    columns = [
        Column("field", "项目", lambda item: item["title"]),
        Column("differs", "异", _mark),
    ]
    for at, item in enumerate(items):
        title = str(item["name"]) + (item.get("mark") or "")
        columns.append(Column(str(item["id"]), title, _value(at), peer=True))
    return Columns([column.key for column in columns], columns)


def _mark(item: Item) -> str:
    return "≠" if item["differs"] else "?" if item["missing"] else ""


def _value(at: int) -> Callable[[Item], str]:
    def text(item: Item) -> str:
        value = item["values"][at]
        said = "；".join(map(published, value["sources"]))
        return f"{value['text']}（{said}）" if said else value["text"]

    return text


def difference_text(rows: Sequence[Item]) -> str:
    """Return how many rows differ, and how they are to be read."""
    differ = sum(row["differs"] for row in rows)
    missing = sum(row["missing"] and not row["differs"] for row in rows)
    return (
        f"{differ} 项不同（≠），{missing} 项有一方未载（?），其余相同或都未载；"
        "“—”“未查到”不等于没有\n"
        "口径、指标、时间都相同的数字才在一行，没写年份的各占一行；"
        "〔 〕是口径，无此标记的才是集群自己的"
    )
