"""Vintages: what of a base the world could know on a day in the past.

A cluster is known once its batch was announced, all else once its source was published. What
shows no date of publication, or one that is not exact enough, is neither in nor out: it is told
apart, with the day by which it was published at the latest.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jiqun.kinds import all_facts, all_kinds
from jiqun.kinds.undated import Undated
from jiqun.schema.rules import ListOf, Ref, YearOr
from jiqun.structs import Struct

if TYPE_CHECKING:
    from jiqun.kinds.base import Fact, Kind
    from jiqun.kinds.batch import Batch
    from jiqun.kinds.cluster import Cluster
    from jiqun.kinds.figure import Figure
    from jiqun.knowledge import KnowledgeBase
    from jiqun.schema.fields import Field

Tables = dict[str, list[Any]]


class Published(Struct):
    """When something was published: not before ``first``, empty if unknown, nor after ``last``."""

    first: str
    last: str

    def by(self, day: str) -> bool | None:
        """Tell whether it was published by a day, None where that is not certain."""
        if self.last <= day:
            return True
        return False if self.first > day else None


def last_day(date: str) -> str:
    """Return the last day of a year, a month or a day: ``2022-02-28`` for ``2022-02``."""
    year, _, rest = date.partition("-")
    month, _, day = (rest or "12").partition("-")
    return f"{year}-{month}-{day or monthrange(int(year), int(month))[1]}"


def announced(batch: Batch) -> str:
    """Return the day on which a batch was announced, else that on which its notice began."""
    return batch.published or batch.notice[:10]


def known_on(base: KnowledgeBase, day: str) -> Tables:
    """Return the tables of what the world knew on a day, ``2022-12-31``.

    The base speaks as on that day, too: its total is that of the last batch, and what was
    replaced only later is current. ``undated`` is a table of `Undated`.
    """
    return _Vintage(base, day).tables()


class _Vintage:
    def __init__(self, base: KnowledgeBase, day: str) -> None:
        self._base, self._day = base, day
        self._kept: Tables = {}
        self._undated: list[Undated] = []
        self._replaced: set[tuple[str, str | None]] = set()

    def tables(self) -> Tables:
        """Return all tables; what is referred to by others is chosen before them."""
        batches = [one for one in self._base.batches if announced(one) <= self._day]
        years = {one.id for one in batches}
        clusters = [one for one in self._base.clusters if one.batch in years]
        self._kept.update(batches=batches, clusters=clusters)
        known = {one.id for one in clusters}
        for kind in all_kinds():
            if kind.table not in self._kept and not kind.evidence:
                self._kept[kind.table] = list(self._entries(kind, known))
        for fact in all_facts():
            self._kept[fact.table] = list(self._facts(fact.name, known))
        figures = self._kept["figures"]
        self._replaced = {(one.owner, one.supersedes) for one in figures}
        self._kept["figures"] = [self._with_status(one) for one in figures]
        self._kept["sources"] = self._sources()
        self._point_at_known()
        self._kept["clusters"] = [self._with_sources(one) for one in self._kept["clusters"]]
        total = max((one.total for one in batches), default=0)
        gap = self._base.meta.gap if total > len(clusters) else "当时的名单已列全"
        updated = min(self._day, self._base.meta.updated)
        meta = self._base.meta._replace(updated=updated, total=total, gap=gap)
        return {**self._kept, "meta": [meta], "undated": self._undated}

    def _entries(self, kind: Kind, known: set[str]) -> Iterator[Any]:
        """Yield the entries of a kind that were known."""
        for entry in self._base.all(kind.name):
            if kind.document:
                if self._is_known(kind.table, kind.title, entry, entry):
                    yield entry
            elif not kind.clustered or any(
                one.id in known for one in self._base.clusters_of(entry)
            ):
                yield entry

    def _facts(self, name: str, known: set[str]) -> Iterator[Any]:
        """Yield the facts of a sort that were known of known entries."""
        fact = next(one for one in all_facts() if one.name == name)
        for kind in all_kinds():
            for entry in self._kept.get(kind.table, ()):
                for record in self._base.facts(name, entry):
                    named = getattr(record, "applies_to", ())
                    about_later = named and not known.intersection(named)
                    if not about_later and self._is_known(kind.table, fact.title, entry, record):
                        yield record

    def _is_known(self, table: str, title: str, entry: Any, record: Any) -> bool:
        """Tell whether a record was known; note it where that is not certain."""
        published = self._published(record)
        known = published.by(self._day)
        if known is None:
            owner = f"{table}/{entry.id}"
            source = next(iter(_sources_of(record)), None)
            name = self._base.title_of(entry)
            text = None if record is entry else _words(record)
            told = Undated(owner, name, title, text, source, published.last)
            self._undated.append(told)
        return bool(known)

    def _published(self, record: Any) -> Published:
        if hasattr(record, "looked"):
            # That nothing was found is known since it was looked for.
            return self._span(record.looked or "")
        found = [self._source_published(id_) for id_ in _sources_of(record)]
        # A document is known since the first page on it, or since its own date.
        return min(found, key=lambda one: (not one.first, one.last), default=self._span(""))

    def _source_published(self, id_: str) -> Published:
        source = self._base.source(id_)
        return self._span(source.date) if source.date else Published("", self._by(source.accessed))

    def _span(self, date: str) -> Published:
        return Published(f"{date}-01-01"[:10] if date else "", self._by(date))

    def _by(self, date: str) -> str:
        """Return the last day of a date; what is in the base was known when that was updated."""
        updated = last_day(self._base.meta.updated)
        return min(last_day(date), updated) if date else updated

    def _with_status(self, figure: Figure) -> Figure:
        """Return a figure with the status that it had: current until it was replaced."""
        replaced = (figure.owner, figure.evidence) in self._replaced
        if figure.status != "superseded" or replaced:
            return figure
        return figure._replace(status="current")

    def _sources(self) -> list[Any]:
        """Return the sources that were published, and those that what is kept rests on."""
        kept = (one for rows in self._kept.values() for one in rows)
        cited = {one.source for one in (*kept, *self._undated) if hasattr(one, "source")}
        sources = []
        for one in self._base.sources:
            published = self._source_published(one.id)
            known = one.id in cited or published.by(self._day)
            if known:
                sources.append(one)
            elif known is None:
                told = (f"sources/{one.id}", one.title, "来源", None, None, published.last)
                self._undated.append(Undated(*told))
        return sources

    def _with_sources(self, cluster: Cluster) -> Cluster:
        """Return a cluster with a source: that of its batch where those of its own are later."""
        if cluster.sources:
            return cluster
        batch = next(one for one in self._kept["batches"] if one.id == cluster.batch)
        return cluster._replace(sources=batch.sources)

    def _point_at_known(self) -> None:
        """Leave out references to what was not known."""
        names = {
            kind.table: {
                str(getattr(one, key)) for one in self._kept[kind.table] for key in ("id", kind.key)
            }
            for kind in all_kinds()
        }
        holders: Iterable[Kind | Fact] = (*all_kinds(), *all_facts())
        for holder in holders:
            pointing = list(_references(holder.stored))
            rows = self._kept[holder.table]
            self._kept[holder.table] = [_pointed(one, pointing, names) for one in rows]


def _sources_of(record: Any) -> Sequence[str]:
    if own := getattr(record, "source", None):
        return [own]
    return getattr(record, "sources", None) or ()


def _words(record: Any) -> str:
    """Return what an undated record says, in the words of its source where it has them."""
    from jiqun.kinds.figure import Figure, figure_cell
    from jiqun.kinds.gap import Gap
    from jiqun.vocabulary import GAP_FIELDS

    if isinstance(record, Figure):
        return figure_cell(record)
    if isinstance(record, Gap):
        return GAP_FIELDS[record.field]
    for key in ("name", "title", "gist", "text", "evidence"):
        if text := getattr(record, key, None):
            return str(text)
    return ""


def _references(fields: Mapping[str, Field]) -> Iterator[tuple[str, str, bool]]:
    """Yield the key of every field that refers to entries, their table, and whether to several."""
    for key, field in fields.items():
        rule = field.rule
        if isinstance(rule, ListOf) and isinstance(rule.rule, Ref):
            yield key, rule.rule.table, True
        elif isinstance(rule, YearOr) and isinstance(rule.rule, Ref):
            yield key, rule.rule.table, False


def _pointed(
    record: Any, pointing: Iterable[tuple[str, str, bool]], names: Mapping[str, set[str]]
) -> Any:
    changed: dict[str, Any] = {}
    for key, table, several in pointing:
        value = getattr(record, key)
        if several:
            left = [one for one in value if str(one) in names[table]]
            changed[key] = left
        elif isinstance(value, str) and value not in names[table]:
            changed[key] = None
    return record._replace(**changed) if changed else record
