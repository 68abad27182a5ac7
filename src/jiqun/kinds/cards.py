"""Parts that the cards of several kinds have in common."""

from __future__ import annotations

from collections.abc import Sequence

from jiqun.kinds.base import Entry, Kind, NamedEntry, cited
from jiqun.kinds.figure import Figure, mark_of
from jiqun.kinds.gap import Gap
from jiqun.kinds.measure import Measure
from jiqun.kinds.note import Note
from jiqun.knowledge import KnowledgeBase
from jiqun.text.phrases import UNSTATED, figure_text, pasteable, time_text, titled
from jiqun.views.cards import UNLABELLED, Card, Section, SourceNumbers, card
from jiqun.views.rows import text_of
from jiqun.vocabulary import GAP_FIELDS, SIGNS, STATES


def told(base: KnowledgeBase, kind: Kind, entry: Entry, keys: str) -> list[tuple[str, str | None]]:
    """Return fields of an entry by their titles, in words."""
    fields = [(key, kind.fields[key]) for key in keys.split()]
    return [(field.title, text_of(base, key, field, entry)) for key, field in fields]


def figure_section(
    title: str, figures: Sequence[Figure], numbers: SourceNumbers, more: Sequence[str] = ()
) -> Section:
    """Return figures, the cluster's own and the newest first, each with what ``more`` says."""
    pairs = zip(figures, more or [""] * len(figures), strict=True)
    rows = [
        (
            time_text(figure.year, figure.period),
            figure.label or figure.metric,
            _amount(figure),
            _area(figure),
            _said(figure) + numbers.marks(*cited(figure)) + said_too,
        )
        for figure, said_too in sorted(
            pairs, key=lambda pair: (not pair[0].of_cluster, -pair[0].ends)
        )
    ]
    return Section(title, ("时间", "指标", "数字", "口径", "原词与出处"), rows, True)


def _amount(figure: Figure) -> str:
    text = figure_text(figure) or ""
    if growth := figure.growth:
        text += f"（同比 {SIGNS[growth.op]}{growth.value:+g}%）"
    return text


def _area(figure: Figure) -> str:
    mark = mark_of(figure)
    return f"集群{mark}" if figure.of_cluster else f"{mark}{figure.scope_note or ''}"


def _said(figure: Figure) -> str:
    return f"“{figure.evidence}”" + (f"；{figure.note}" if figure.note else "")


def measure_section(measures: Sequence[Measure], numbers: SourceNumbers) -> Section:
    """Return what is done, by type."""
    rows = []
    for measure in measures:
        when = f"（{time_text(None, measure.period)}）" if measure.period else ""
        rows.append((measure.type, measure.gist + when + numbers.marks(measure.source)))
    return Section("举措", (), rows)


def note_section(notes: Sequence[Note], numbers: SourceNumbers) -> Section:
    """Return what else is said, and who says it."""
    rows = []
    for note in notes:
        who = "".join(part for part in (note.role, note.speaker) if part)
        text = f"{who}：{note.text}" if who else note.text
        rows.append((UNLABELLED, text + numbers.marks(note.source)))
    return Section("注", (), rows)


def gap_section(gaps: Sequence[Gap]) -> Section:
    """Return what is known to be unknown."""
    rows = []
    for gap in gaps:
        when = f"（{gap.looked} 查）" if gap.looked else ""
        text = STATES[gap.state] + when + (f"：{gap.note}" if gap.note else "")
        rows.append((GAP_FIELDS.get(gap.field, gap.field), text))
    return Section("空白", (), rows)


def group_card(
    base: KnowledgeBase, kind: Kind, entry: NamedEntry, facts: Sequence[tuple[str, str | None]]
) -> Card:
    """Return the card of what has clusters: facts, its clusters, and totals."""
    from jiqun.kinds import kind_named

    numbers = SourceNumbers()
    clusters = base.clusters_of(entry)
    base.read_together(clusters)
    marks = numbers.marks(*dict.fromkeys(kind.cites(base, entry)))
    rows = kind_named("cluster").rows
    columns = [one.shown() for one in rows.columns(base).choose(kind.shown.replace(" ", ","))]
    table = [[column.text(one) or UNSTATED for column in columns] for one in clusters]
    english = f" · {entry.english}" if hasattr(entry, "english") else ""
    return card(
        pasteable(entry.name),
        f"{entry.id}{english}",
        [*facts, ("集群", f"{len(clusters)} 个{marks}")],
        [
            Section("集群", [column.title for column in columns], table),
            note_section(base.notes(entry), numbers),
            Section("有关合计", (), _totals(base, entry.name, numbers)),
            numbers.section(base),
        ],
    )


def _totals(base: KnowledgeBase, name: str, numbers: SourceNumbers) -> list[tuple[str, str]]:
    """Return the aggregates whose subject or name has the name of an entry in it."""
    from jiqun.kinds.indicator import said

    return [
        (
            time_text(one.year, one.period),
            f"{one.subject}：{one.name} {said(one)}{numbers.marks(one.source)}",
        )
        for one in base.indicators
        if name in f"{one.subject}{one.name}"
    ]


def with_undated(base: KnowledgeBase, entry: Entry, shown: Card) -> Card:
    """Return the card of an entry with what cannot be told to have been known by then."""
    owner = base.kind_of(entry).path(entry)
    rows = [
        (one.title, f"{one.text}（不晚于 {one.published_by}）{_titled(base, one.source)}")
        for one in base.undated
        if one.owner == owner
    ]
    undated = [Section("发布日期不明", (), rows)] if rows else []
    return shown._replace(sections=[*shown.sections, *undated])


def _titled(base: KnowledgeBase, source: str | None) -> str:
    return titled(base.source(source).title) if source else ""
