"""Entries side by side: one row a field, one column an entry, differences marked.

Figures share a row only where kind, time, metric, unit, scope and industry agree: a city's
figure never stands beside a cluster's as if they were equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiqun.errors import UsageError
from jiqun.kinds import all_kinds, kind_named
from jiqun.kinds import figure as figures
from jiqun.kinds.base import Kind, NamedEntry
from jiqun.kinds.figure import Figure
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, PEER, Field
from jiqun.schema.rules import Json
from jiqun.structs import Struct
from jiqun.text.phrases import UNSTATED, figure_text, pasteable, time_text
from jiqun.text.units import base_unit
from jiqun.views.columns import Column, Columns
from jiqun.views.rows import Rows, source_reference, text_of, value_of
from jiqun.vocabulary import FIGURE_KINDS, STATES, FigureKind

# What figures in one row have in common.
_FIGURE_KEYS = ("kind", "metric", "label", "unit", "year", "period", "scope", "industry")
# The fields whose gaps say why they are empty.
_GAPS = frozenset({"firms", "organisation", "round", "cities"})


class Value(Struct):
    """What one entry has in a row: its text, or which kind of unknown it is, and its figures."""

    text: str | None
    known: bool
    figures: Sequence[Figure] = ()


class Difference(Struct):
    """A row: the field, its title, and a value for each entry, in their order.

    ``figure`` is one of those in the row, for what they have in common.
    """

    field: str
    title: str
    values: Sequence[Value]
    figure: Figure | None = None

    @property
    def differs(self) -> bool:
        """Whether two known values do; not where one is unknown."""
        return len({value.text for value in self.values if value.known}) > 1

    @property
    def missing(self) -> bool:
        """Whether one entry has a value and another has none."""
        return 0 < sum(value.known for value in self.values) < len(self.values)


class Shared(Struct):
    """What two figures must share to stand in one row.

    Undated figures share nothing: ``entry`` keeps those of every entry apart.
    """

    kind: FigureKind
    time: str
    measured: str
    unit: str
    area: str
    entry: str


def comparable(
    base: KnowledgeBase, entries: Sequence[NamedEntry]
) -> tuple[Kind, Sequence[NamedEntry]]:
    """Return the kind of entries that can be compared, and each of them once.

    Raises:
        UsageError: they are of several kinds, or of one that has nothing to compare, or one.
    """
    every = {(base.kind_of(one).name, one.id): one for one in entries}
    kinds = [kind_named(name) for name in dict.fromkeys(name for name, _ in every)]
    if len(kinds) > 1 or not kinds[0].compared:
        words = "和".join(kind.title for kind in kinds)
        can = "、".join(kind.title for kind in all_kinds() if kind.compared)
        raise UsageError(f"{words}不能对照；能对照的是同一类的{can}")
    if len(every) < 2:
        raise UsageError("这些名称是同一个条目，请换一个再比")
    return kinds[0], list(every.values())


def differences(base: KnowledgeBase, kind: Kind, entries: Sequence[NamedEntry]) -> list[Difference]:
    """Return the fields and figures of entries of a kind that any of them has, side by side."""
    rows = [*_fields(base, kind, entries), *_figures(base, entries)]
    return [row for row in rows if any(value.text is not None for value in row.values)]


def _fields(base: KnowledgeBase, kind: Kind, entries: Sequence[NamedEntry]) -> Iterator[Difference]:
    for key in kind.compared:
        field = kind.fields[key]
        texts = [text_of(base, key, field, entry) for entry in entries]
        values = [
            Value(text, True) if text is not None else Value(state_of(base, entry, key), False)
            for entry, text in zip(entries, texts, strict=True)
        ]
        yield Difference(key, field.title, values)


def state_of(base: KnowledgeBase, entry: NamedEntry, field: str) -> str | None:
    """Return which kind of unknown it is that an entry does not have a field, if that is said."""
    if field in _GAPS or field.startswith("own_"):
        for gap in base.gaps(entry):
            if gap.field == field:
                return STATES[gap.state]
    return None


def _figures(base: KnowledgeBase, entries: Sequence[NamedEntry]) -> Iterator[Difference]:
    found: dict[Shared, list[list[Figure]]] = {}
    for at, entry in enumerate(entries):
        for figure in base.figures(entry):
            row = found.setdefault(shared_by(entry, figure), [[] for _ in entries])
            row[at].append(figure)
    order = list(FIGURE_KINDS)
    for shared in sorted(found, key=lambda one: (order.index(one.kind), one.area, one.time)):
        cells = found[shared]
        values = [
            Value("；".join(figure_text(one) or "" for one in cell), True, cell)
            if cell
            else Value(_absent(base, entry, shared), False)
            for entry, cell in zip(entries, cells, strict=True)
        ]
        title = f"{FIGURE_KINDS[shared.kind]} {shared.time} {shared.measured}{shared.area}"
        first = next(figure for cell in cells for figure in cell)
        yield Difference(f"{shared.kind}s", title, values, first)


def shared_by(entry: NamedEntry, figure: Figure) -> Shared:
    """Return what other figures must share with one of an entry to stand in its row."""
    # Areas and industries that are not the cluster's are the same only if called the same.
    mark = figures.mark_of(figure)
    return Shared(
        kind=figure.kind,
        time=time_text(figure.year, figure.period),
        measured=figure.label or figure.metric,
        unit=base_unit(figure.unit),
        area=mark and mark + (figure.scope_note or ""),
        entry="" if figure.ends else str(entry.id),
    )


def _absent(base: KnowledgeBase, entry: NamedEntry, shared: Shared) -> str | None:
    """Return what stands where an entry has no such figure."""
    own = {"target": "own_targets", "actual": "own_actuals"}.get(shared.kind, "")
    return None if shared.area or shared.entry else state_of(base, entry, own)


def difference_rows(entries: Sequence[NamedEntry]) -> Rows:
    """Return what the rows of a comparison are in JSON."""

    def values(base: KnowledgeBase, row: Difference) -> Json:
        return [
            {
                "id": entry.id,
                "text": value.text or UNSTATED,
                "known": value.known,
                "sources": [source_reference(base, one.source) for one in value.figures],
            }
            for entry, value in zip(entries, row.values, strict=True)
        ]

    def figure(base: KnowledgeBase, row: Difference) -> Json:
        fields = figures.FACT.fields
        return row.figure and {
            key: value_of(base, key, fields[key], row.figure) for key in _FIGURE_KEYS
        }

    return Rows(
        "集群对照",
        {
            "field": Field("项目", value=lambda base, row: row.field),
            "title": Field("项目", value=lambda base, row: row.title),
            "figure": Field("", value=figure),
            "differs": Field("异", value=lambda base, row: row.differs),
            "missing": Field("", value=lambda base, row: row.missing),
            "values": Field("", value=values),
        },
        (),
        id="field",
        owners=lambda base, row: [base.kind_of(one).path(one) for one in entries],
    )


def difference_columns(base: KnowledgeBase, entries: Sequence[NamedEntry]) -> Columns:
    """Return the columns: the field, whether it differs, and one for each entry."""
    known = [
        Column("field", "项目", lambda row: row.title, lambda row: row.field, priority=NAME),
        Column("differs", "异", _mark, lambda row: row.differs),
        *(_entry_column(base, at, entry) for at, entry in enumerate(entries)),
    ]
    return Columns([column.key for column in known], known)


def _mark(row: Difference) -> str:
    return "≠" if row.differs else "?" if row.missing else ""


def _entry_column(base: KnowledgeBase, at: int, entry: NamedEntry) -> Column:
    def text(row: Difference) -> str | None:
        value = row.values[at]
        sources = (base.source(one.source) for one in value.figures)
        said = "；".join(
            "，".join(part for part in (source.publisher, source.date) if part)
            for source in sources
        )
        return f"{value.text}（{said}）" if said else value.text

    title = f"{pasteable(entry.name)}{getattr(entry, 'mark', '')}"
    return Column(str(entry.id), title, text, text, priority=PEER)


def difference_text(rows: Sequence[Difference]) -> str:
    """Return how many rows differ, and how they are to be read."""
    differ = sum(row.differs for row in rows)
    missing = sum(row.missing and not row.differs for row in rows)
    return (
        f"{differ} 项不同（≠），{missing} 项有一方未载（?），其余相同或都未载；"
        "“—”“未查到”不等于没有\n"
        "口径、指标、时间都相同的数字才在一行，没写年份的各占一行；"
        "〔 〕是口径，无此标记的才是集群自己的"
    )
