"""From records to items: the dictionaries of the JSON contract, from which every renderer takes
what it shows. Keys are always present, ``None`` or ``[]`` where nothing is known.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from jiqun.knowledge import KnowledgeBase
from jiqun.model import City, Cluster, Figure, Gap, Indicator, Measure, Policy, Province
from jiqun.wording import figure_text, name_mark

if TYPE_CHECKING:
    from jiqun.analysis.progress import Standing

Fields = Mapping[str, Callable[[KnowledgeBase, Any], Any]]


class Item(dict[str, Any]):
    """An entity as a dictionary that works out a value when it is first asked for.

    A table of names reads neither figures nor sources; `whole` works out everything.
    """

    __slots__ = ("_base", "_fields", "_record")

    def __init__(self, base: KnowledgeBase, fields: Fields, record: Any) -> None:
        """Take from ``fields`` how each key comes out of the ``record``."""
        self._base, self._fields, self._record = base, fields, record

    def __missing__(self, key: str) -> Any:
        """Work out the value of ``key``; raise `KeyError` where there is no such key."""
        value = self[key] = self._fields[key](self._base, self._record)
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of ``key``, or ``default`` where there is no such key."""
        return self[key] if key in self or key in self._fields else default

    def whole(self) -> dict[str, Any]:
        """Return all keys, in order, as a plain dictionary."""
        return {key: self[key] for key in self._fields}


def whole(value: Any) -> Any:
    """Return ``value`` with every item in it, at any depth, as a plain dictionary."""
    if isinstance(value, Item):
        return value.whole()
    if isinstance(value, dict):
        return {key: whole(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [whole(entry) for entry in value]
    return value


def item_of(base: KnowledgeBase, kind: str, entity: Any) -> Item:
    """Return the item of an entity, by its kind."""
    return Item(base, _FIELDS[kind], entity)


def source_reference(base: KnowledgeBase, id_: str | None) -> dict[str, Any] | None:
    """Return a source as it stands beside a fact: id, title, publisher, date, url, quality."""
    if id_ is None:
        return None

    def reference() -> dict[str, Any]:
        source = base.source(id_)
        return {
            "id": id_,
            "title": source.title,
            "publisher": source.publisher,
            "date": source.date,
            "url": source.url,
            "quality": source.quality,
        }

    return base.once(f"source:{id_}", reference)


def _references(base: KnowledgeBase, ids: Iterable[str]) -> list[Any]:
    return [source_reference(base, id_) for id_ in ids]


def figure_item(base: KnowledgeBase, figure: Figure) -> dict[str, Any]:
    """Return a figure with its text, its sources, and whether it is of the cluster itself."""
    return {
        "kind": figure.kind,
        "metric": figure.metric,
        "label": figure.label,
        "op": figure.op,
        "value": figure.value,
        "unit": figure.unit,
        "text": figure_text(figure),
        "year": figure.year,
        "period": figure.period and figure.period._asdict(),
        "scope": figure.scope,
        "industry": figure.industry,
        "of_cluster": figure.scope == "cluster" and figure.industry == "cluster",
        "scope_note": figure.scope_note,
        "growth": figure.growth and figure.growth._asdict(),
        "source": source_reference(base, figure.source),
        "confirmed_by": _references(base, figure.confirmed_by),
        "evidence": figure.evidence,
        "note": figure.note,
    }


def standing_item(base: KnowledgeBase, standing: "Standing") -> dict[str, Any]:
    """Return a target beside its outcome."""
    target = figure_item(base, standing.target)
    actual = standing.actual and figure_item(base, standing.actual)
    del target["kind"]
    return {
        "cluster_id": standing.cluster.id,
        "cluster": standing.cluster.name,
        "mark": name_mark(standing.cluster.confidence) or None,
        **target,
        "actual": actual,
        "comparable": standing.comparable,
        "why_not": standing.why_not,
        "progress": standing.progress,
        "progress_op": standing.progress_op,
        "status": standing.status,
    }


def _measure_item(base: KnowledgeBase, measure: Measure) -> dict[str, Any]:
    return {
        "type": measure.type,
        "gist": measure.gist,
        "period": measure.period and measure.period._asdict(),
        "applies_to": list(measure.applies_to),
        "source": source_reference(base, measure.source),
    }


def _sourced(base: KnowledgeBase, part: Any) -> dict[str, Any]:
    """Return a part that has a source: a firm, an organisation or a note."""
    item: dict[str, Any] = part._asdict()
    del item["owner"]
    item["source"] = source_reference(base, part.source)
    return item


def _gap_item(gap: Gap) -> dict[str, Any]:
    return {"field": gap.field, "state": gap.state, "looked": gap.looked, "note": gap.note}


def _plain(*keys: str) -> Fields:
    """Return fields that are those of the record itself."""

    def field(key: str) -> Callable[[KnowledgeBase, Any], Any]:
        return lambda base, record: getattr(record, key)

    return {key: field(key) for key in keys}


def _figures(base: KnowledgeBase, one: Cluster) -> list[Any]:
    return base.once(
        f"figures:{one.id}",
        lambda: [figure_item(base, figure) for figure in base.figures("cluster", one)],
    )


def _of_kind(kind: str) -> Callable[[KnowledgeBase, Cluster], list[Any]]:
    return lambda base, one: [item for item in _figures(base, one) if item["kind"] == kind]


def _span(base: KnowledgeBase, record: Any) -> Any:
    return record.period and record.period._asdict()


def _source_of(base: KnowledgeBase, record: Any) -> Any:
    return source_reference(base, record.source)


def _sources(base: KnowledgeBase, record: Any) -> list[Any]:
    return _references(base, record.sources)


def _organisation(base: KnowledgeBase, one: Cluster) -> dict[str, Any] | None:
    found = base.organisation(one)
    return _sourced(base, found) if found else None


def _sources_of_clusters(kind: str) -> Callable[[KnowledgeBase, Any], list[Any]]:
    """Return what gives the sources by which the clusters of a place are known to be there."""
    return lambda base, one: _references(
        base,
        dict.fromkeys(id_ for each in base.clusters_in(kind, one) for id_ in each.sources),
    )


def _measures(kind: str) -> Callable[[KnowledgeBase, Any], list[Any]]:
    return lambda base, one: [_measure_item(base, each) for each in base.measures(kind, one)]


def _notes(kind: str) -> Callable[[KnowledgeBase, Any], list[Any]]:
    return lambda base, one: [_sourced(base, note) for note in base.notes(kind, one)]


def _names(clusters: Iterable[Cluster]) -> list[dict[str, str]]:
    return [{"id": one.id, "name": one.name} for one in clusters]


def _clusters(kind: str) -> Fields:
    return {
        "count": lambda base, one: len(base.clusters_in(kind, one)),
        "clusters": lambda base, one: _names(base.clusters_in(kind, one)),
    }


def _region(base: KnowledgeBase, one: City) -> str | None:
    region: str | None = base.get("province", one.province).region
    return region


def _cities(base: KnowledgeBase, one: Province) -> list[str]:
    return [city.name for city in base.cities if city.province == one.name]


def _pointed_at(base: KnowledgeBase, one: Policy) -> list[dict[str, str]]:
    return _names(base.cluster(id_) for id_ in one.clusters)


def _check(base: KnowledgeBase, one: Indicator) -> dict[str, Any] | None:
    return (
        {key: value for key, value in one.check._asdict().items() if value} if one.check else None
    )


_FIELDS: dict[str, Fields] = {
    "cluster": {
        **_plain("id", "name"),
        "mark": lambda base, one: name_mark(one.confidence) or None,
        **_plain("short", "aliases", "english", "english_basis", "domain", "domain_basis"),
        **_plain("batch", "round"),
        "region": lambda base, one: base.region_of(one),
        "key_region": lambda base, one: base.region_of(one, "key"),
        **_plain("provinces", "cities", "cities_status", "counties", "products", "keywords"),
        "firms": lambda base, one: [_sourced(base, firm) for firm in base.firms("cluster", one)],
        "organisation": _organisation,
        **_plain("confidence"),
        "figures": _figures,
        "targets": _of_kind("target"),
        "actuals": _of_kind("actual"),
        "forecasts": _of_kind("forecast"),
        "measures": _measures("cluster"),
        "notes": _notes("cluster"),
        "gaps": lambda base, one: [_gap_item(gap) for gap in base.gaps("cluster", one)],
        "sources": _sources,
    },
    "city": {
        **_plain("id", "name", "full", "english", "pinyin", "aliases", "adcode", "province"),
        "region": _region,
        **_plain("note"),
        **_clusters("city"),
        "sources": _sources_of_clusters("city"),
    },
    "province": {
        **_plain("id", "name", "full", "abbreviation", "english", "pinyin", "aliases", "adcode"),
        **_plain("region"),
        "cities": _cities,
        **_clusters("province"),
        "sources": _sources_of_clusters("province"),
    },
    "region": {
        **_plain("id", "name", "kind", "english", "aliases", "provinces", "rule"),
        "source": _source_of,
        "notes": _notes("region"),
        **_clusters("region"),
    },
    "domain": {
        **_plain("id", "name", "short", "english", "aliases"),
        "source": _source_of,
        "notes": _notes("domain"),
        **_clusters("domain"),
    },
    "batch": {
        **_plain("id", "name", "added", "total", "notice", "published", "rounds", "documents"),
        "sources": _sources,
        "notes": _notes("batch"),
        **_clusters("batch"),
    },
    "policy": {
        **_plain("id", "title", "number", "issuer", "level", "date", "date_kind", "places"),
        "clusters": _pointed_at,
        **_plain("aliases", "gist", "focus", "focus_open"),
        "measures": _measures("policy"),
        "notes": _notes("policy"),
        "sources": _sources,
        **_plain("note"),
    },
    "indicator": {
        **_plain("id", "subject", "name", "kind", "metric", "op", "value", "unit"),
        "text": lambda base, one: figure_text(one),
        **_plain("year"),
        "period": _span,
        **_plain("scope", "members", "members_open"),
        "check": _check,
        **_plain("deviation"),
        "source": _source_of,
        "confirmed_by": lambda base, one: _references(base, one.confirmed_by),
        **_plain("evidence", "note"),
    },
    "source": _plain(
        "id",
        "title",
        "publisher",
        "date",
        "author",
        "url",
        "quality",
        "seen_on",
        "accessed",
        "note",
    ),
}
