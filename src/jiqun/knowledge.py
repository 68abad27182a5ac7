"""The knowledge base: entities by id, and the joins between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar

from jiqun.model import (
    Batch,
    City,
    Cluster,
    Domain,
    Figure,
    Firm,
    Gap,
    Indicator,
    Measure,
    Meta,
    Note,
    Organisation,
    Policy,
    Province,
    Region,
    Source,
)

Entity = Cluster | City | Province | Region | Domain | Batch | Policy | Indicator | Source

Made = TypeVar("Made")

# Kind of entity (as in JSON and `--kind`) and the table it is in.
TABLES = {
    "cluster": "clusters",
    "city": "cities",
    "province": "provinces",
    "region": "regions",
    "domain": "domains",
    "batch": "batches",
    "policy": "policies",
    "indicator": "indicators",
    "source": "sources",
}


def title_of(entity: Entity) -> str:
    """Return what an entity is called: its name, or its title."""
    return entity.title if isinstance(entity, (Policy, Source)) else entity.name


class KnowledgeBase:
    """All that is known, decoded table by table as it is asked for.

    Entities are in the order in which they are written. Lookups by id raise `KeyError`.
    """

    def __init__(self, decode: Callable[[str], list[Any]], overlaid: bool = False) -> None:
        """Take tables from ``decode``, which returns the records of a table by its name.

        ``overlaid`` says that the user's own data is among them, so that what the base says of
        its own totals may not hold.
        """
        self.overlaid = overlaid
        self._decode = decode
        self._by_id: dict[str, dict[str, Any]] = {}
        self._parts: dict[str, dict[str, list[Any]]] = {}
        self._indexes: dict[str, list[Any]] = {}
        self._made: dict[str, Any] = {}

    @cached_property
    def meta(self) -> Meta:
        """What the base says of itself."""
        meta: Meta = self._decode("meta")[0]
        return meta

    @cached_property
    def clusters(self) -> Sequence[Cluster]:
        """All clusters."""
        return self._decode("clusters")

    @cached_property
    def cities(self) -> Sequence[City]:
        """All cities that a cluster covers."""
        return self._decode("cities")

    @cached_property
    def provinces(self) -> Sequence[Province]:
        """All 34 provincial units."""
        return self._decode("provinces")

    @cached_property
    def regions(self) -> Sequence[Region]:
        """The four economic and the four key regions."""
        return self._decode("regions")

    @cached_property
    def domains(self) -> Sequence[Domain]:
        """The six domains."""
        return self._decode("domains")

    @cached_property
    def batches(self) -> Sequence[Batch]:
        """The three batches."""
        return self._decode("batches")

    @cached_property
    def policies(self) -> Sequence[Policy]:
        """All policies."""
        return self._decode("policies")

    @cached_property
    def indicators(self) -> Sequence[Indicator]:
        """All national and regional aggregates."""
        return self._decode("indicators")

    @cached_property
    def sources(self) -> Sequence[Source]:
        """All sources."""
        return self._decode("sources")

    def all(self, kind: str) -> Sequence[Any]:
        """Return all entities of a kind (a key of `TABLES`)."""
        entities: Sequence[Any] = getattr(self, TABLES[kind])
        return entities

    def get(self, kind: str, id_: str | int) -> Any:
        """Return the entity of this kind with this id (for places and domains also by name)."""
        return self._named(kind)[str(id_)]

    def _named(self, kind: str) -> dict[str, Any]:
        if kind not in self._by_id:
            by_id = {str(entity.id): entity for entity in self.all(kind)}
            if kind in ("city", "province", "region", "domain"):
                by_id.update((entity.name, entity) for entity in self.all(kind))
            self._by_id[kind] = by_id
        return self._by_id[kind]

    def named(self, kind: str, name: str) -> Any:
        """Return the entity of this kind with exactly this id or name, or None."""
        return self._named(kind).get(name)

    def cluster(self, id_: str) -> Cluster:
        """Return the cluster with this id."""
        cluster: Cluster = self.get("cluster", id_)
        return cluster

    def source(self, id_: str) -> Source:
        """Return the source with this id."""
        source: Source = self.get("source", id_)
        return source

    def figures(self, kind: str, entity: Entity) -> Sequence[Figure]:
        """Return the figures of an entity."""
        return self._of("figures", kind, entity)

    def measures(self, kind: str, entity: Entity) -> Sequence[Measure]:
        """Return the measures of an entity."""
        return self._of("measures", kind, entity)

    def firms(self, kind: str, entity: Entity) -> Sequence[Firm]:
        """Return the firms of an entity."""
        return self._of("firms", kind, entity)

    def organisation(self, cluster: Cluster) -> Organisation | None:
        """Return the body that promotes a cluster, if it is known."""
        found: Sequence[Organisation] = self._of("organisations", "cluster", cluster)
        return found[0] if found else None

    def notes(self, kind: str, entity: Entity) -> Sequence[Note]:
        """Return the notes on an entity."""
        return self._of("notes", kind, entity)

    def gaps(self, kind: str, entity: Entity) -> Sequence[Gap]:
        """Return what is known to be unknown of an entity."""
        return self._of("gaps", kind, entity)

    def _of(self, table: str, kind: str, entity: Entity) -> list[Any]:
        if table not in self._parts:
            parts: dict[str, list[Any]] = {}
            for part in self._decode(table):
                parts.setdefault(part.owner, []).append(part)
            self._parts[table] = parts
        return self._parts[table].get(f"{TABLES[kind]}/{entity.id}", [])

    def index(self, name: str) -> list[Any]:
        """Return an index that was compiled for finding, row by row."""
        if name not in self._indexes:
            self._indexes[name] = self._decode(name)
        return self._indexes[name]

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """Return what ``make`` makes, which is made only the first time ``name`` is asked for."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

    def region_of(self, cluster: Cluster, kind: str = "economic") -> str | None:
        """Return the region of this kind (economic, key) that a cluster is counted in, if any.

        It is the one that holds its first province.
        """
        for region in self.regions:
            if region.kind == kind and cluster.provinces[0] in region.provinces:
                return region.name
        return None

    def clusters_in(self, kind: str, entity: Entity) -> Sequence[Cluster]:
        """Return the clusters of a city, province, region, domain or batch.

        Cities and provinces have every cluster that takes part; regions only those counted in
        them, so that they add up.
        """
        if isinstance(entity, City):
            return [one for one in self.clusters if entity.name in one.cities]
        if isinstance(entity, Province):
            return [one for one in self.clusters if entity.name in one.provinces]
        if isinstance(entity, Region):
            return [one for one in self.clusters if one.provinces[0] in entity.provinces]
        if isinstance(entity, Domain):
            return [one for one in self.clusters if one.domain == entity.name]
        if isinstance(entity, Batch):
            return [one for one in self.clusters if one.batch == entity.id]
        if isinstance(entity, Policy):
            return [one for one in self.clusters if one.id in entity.clusters]
        raise TypeError(f"a {kind} has no clusters of its own")

    def policies_of(self, cluster: Cluster) -> Sequence[Policy]:
        """Return the policies that name a cluster, or have a measure for it."""
        return [
            policy
            for policy in self.policies
            if cluster.id in policy.clusters
            or any(cluster.id in one.applies_to for one in self.measures("policy", policy))
        ]

    def citations(self, kind: str, entity: Entity) -> list[str]:
        """Return the ids of all sources of an entity and of what hangs on it, each once."""
        parts: list[Any] = [entity]
        for table in ("figures", "measures", "firms", "organisations", "notes"):
            parts += self._of(table, kind, entity)
        return list(dict.fromkeys(id_ for part in parts for id_ in _citations(part)))

    def cited_by(self, source: Source) -> Iterator[tuple[str, Entity]]:
        """Yield the kind and the entity of everything that cites a source."""
        owners = {
            part.owner
            for table in ("figures", "measures", "firms", "organisations", "notes")
            for part in self._decode(table)
            if source.id in _citations(part)
        }
        for kind, table in TABLES.items():
            for entity in self.all(kind) if kind != "source" else ():
                if source.id in _citations(entity) or f"{table}/{entity.id}" in owners:
                    yield kind, entity


def _citations(record: Any) -> list[str]:
    """Return the ids of the sources that a record itself cites."""
    own = getattr(record, "source", None)
    more = (*getattr(record, "sources", ()), *getattr(record, "confirmed_by", ()))
    return [id_ for id_ in (own, *more) if id_]
