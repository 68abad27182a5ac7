"""Entries side by side: one row a field, one column an entry, differences marked.

Figures share a row only where kind, time, metric, unit, scope and industry agree: a city's
figure never stands beside a cluster's as if they were equal.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from jiqun.views.cells import Item, period, plain, scope_mark
from jiqun.views.columns import COLUMNS, Column, Columns
from jiqun.wording import KINDS, STATES, UNSTATED, time_text

# What is told of the figures one by one, what only says the same again, or what is long.
_LEFT_OUT = frozenset(
    {
        *("target", "targets", "actuals", "forecasts", "figures", "value", "unit", "op"),
        *("sources", "source", "reference", "url", "seen_on", "domain_basis", "english_basis"),
        *("name", "short", "aliases", "pinyin", "keywords", "products", "provinces", "place"),
        *("notes", "measures", "clusters", "rule"),
    }
)
# Which gap says why a field is empty.
_GAPS = {"firms": "firms", "organisation": "organisation", "round": "round", "cities": "cities"}


class _Figure(NamedTuple):
    """What two figures must share to stand in one row."""

    kind: str
    time: str
    measured: str
    unit: str
    area: str


def difference_items(kind: str, items: Sequence[Item]) -> list[dict[str, Any]]:
    """Return the fields of entries of a kind, each with the values side by side."""
    rows = [*_fields(kind, items), *_figures(items)]
    return [row for row in rows if any(value["text"] != UNSTATED for value in row["values"])]


def _row(
    field: str, title: str, items: Sequence[Item], cells: Sequence[tuple[str, Any]]
) -> dict[str, Any]:
    return {
        "field": field,
        "title": title,
        "differs": len({text for text, _ in cells}) > 1,
        "values": [
            {"id": item["id"], "text": text, "source": source}
            for item, (text, source) in zip(items, cells, strict=True)
        ],
    }


def _fields(kind: str, items: Sequence[Item]) -> Iterator[dict[str, Any]]:
    for column in COLUMNS[kind].known:
        if column.key not in _LEFT_OUT:
            cells = [(_known(item, column), None) for item in items]
            yield _row(column.key, column.title, items, cells)


def _known(item: Item, column: Column) -> str:
    text = column.text(item)
    if text == UNSTATED and column.key in _GAPS:
        return _state(item, _GAPS[column.key])
    return text


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
            row = found.setdefault(_shared(figure), [[] for _ in items])
            row[at].append(figure)
    order = list(KINDS)
    for shared in sorted(found, key=lambda one: (order.index(one.kind), one.area, one.time)):
        cells = [
            _figure_cell(item, shared, figures)
            for item, figures in zip(items, found[shared], strict=True)
        ]
        title = f"{KINDS[shared.kind]} {shared.time} {shared.measured}{shared.area}"
        yield _row(f"{shared.kind}s", title, items, cells)


def _shared(figure: Item) -> _Figure:
    area = scope_mark(figure)
    if figure["industry"] != "cluster":
        # Wider and narrower industries are the same only where they are called the same.
        area += figure["scope_note"] or ""
    measured = figure["label"] or figure["metric"]
    time = time_text(figure["year"], period(figure))
    return _Figure(figure["kind"], time, measured, figure["unit"], area)


def _figure_cell(item: Item, shared: _Figure, figures: Sequence[Item]) -> tuple[str, Any]:
    if not figures:
        if shared.area:
            return UNSTATED, None
        own = {"target": "own_targets", "actual": "own_actuals"}.get(shared.kind, "")
        return _state(item, own), None
    texts = []
    for figure in figures:
        source = figure["source"]
        said = "，".join(part for part in (source["publisher"], source["date"]) if part)
        texts.append(f"{figure['text']}（{said}）")
    sources = [figure["source"] for figure in figures]
    return "；".join(texts), sources[0] if len(sources) == 1 else sources


def difference_columns(items: Sequence[Item]) -> Columns:
    """Return the columns: the field, whether it differs, and one for each entry."""
    columns = [
        Column("field", "项目", lambda item: item["title"]),
        Column("differs", "异", lambda item: "≠" if item["differs"] else ""),
    ]
    for at, item in enumerate(items):
        title = str(item["name"]) + (item.get("mark") or "")
        columns.append(Column(str(item["id"]), title, _value(at), peer=True))
    return Columns(",".join(column.key for column in columns), columns)


def _value(at: int) -> Any:
    return lambda item: plain(item["values"][at]["text"])
