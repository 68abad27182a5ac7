"""The knowledge base: entries by id and name, the facts that hang on them, and their joins."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from jiqun.kinds import FACTS, fact_named, kind_named
from jiqun.structs import Struct

if TYPE_CHECKING:
    from typing import Self

    from jiqun.kinds.base import Entry, Fact, Kind
    from jiqun.kinds.batch import Batch
    from jiqun.kinds.city import City
    from jiqun.kinds.cluster import Cluster
    from jiqun.kinds.domain import Domain
    from jiqun.kinds.figure import Figure
    from jiqun.kinds.firm import Firm
    from jiqun.kinds.gap import Gap
    from jiqun.kinds.indicator import Indicator
    from jiqun.kinds.measure import Measure
    from jiqun.kinds.meta import Meta
    from jiqun.kinds.naming import Naming
    from jiqun.kinds.note import Note
    from jiqun.kinds.organisation import Organisation
    from jiqun.kinds.policy import Policy
    from jiqun.kinds.province import Province
    from jiqun.kinds.region import Region
    from jiqun.kinds.source import Source
    from jiqun.kinds.undated import Undated
    from jiqun.tables import Rows, Tables
    from jiqun.vocabulary import RegionKind

Made = TypeVar("Made")
Record = TypeVar("Record")
# Clusters are chosen so often before it is better to have all.
_FEW = 4


class Edition(Struct):
    """Which data is told: its version, and the day whose knowledge it is, where not today's.

    ``undated`` is what cannot be told to have been known on that day.
    """

    version: str
    known_on: str = ""
    undated: Sequence[Undated] = ()

    def of(self, owners: Collection[str], table: str = "") -> Edition:
        """Return it with what is undated of some entries, and what may be one of a table."""
        undated = [
            one
            for one in self.undated
            if one.owner in owners or (one.text is None and one.owner.startswith(f"{table}/"))
        ]
        return self._replace(undated=undated)

    def stamp(self) -> dict[str, str]:
        """Return the keys that tell which data it is: of today's, the version alone."""
        past = {"as_of": self.known_on} if self.known_on else {}
        return {"data_version": self.version, **past}

    def json(self) -> dict[str, Any]:
        """Return it as the keys at the head of JSON, in the past with what is undated."""
        past = {"undated": [one._asdict() for one in self.undated]} if self.known_on else {}
        return {**self.stamp(), **past}


class Entries(Generic[Record]):
    """All entries of a kind, as an attribute of a base."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __get__(self, base: KnowledgeBase, owner: type) -> Sequence[Record]:
        """Return them, in the order in which they are written."""
        return base.all(self._kind)


class _Facts(Generic[Record]):
    """The facts of a sort that hang on an entry, as a method of a base."""

    def __init__(self, fact: str) -> None:
        self._fact = fact

    def __get__(self, base: KnowledgeBase, owner: type) -> Callable[[Entry], Sequence[Record]]:
        return partial(base.facts, self._fact)


class KnowledgeBase:
    """All that is known, decoded table by table as it is asked for.

    ``base.clusters`` and the like have all entries of a kind, in the order in which they are
    written; ``base.figures(cluster)`` and the like the facts that hang on an entry. Look-ups by
    id raise `KeyError`.
    """

    clusters: Entries[Cluster] = Entries("cluster")
    cities: Entries[City] = Entries("city")
    provinces: Entries[Province] = Entries("province")
    regions: Entries[Region] = Entries("region")
    domains: Entries[Domain] = Entries("domain")
    batches: Entries[Batch] = Entries("batch")
    policies: Entries[Policy] = Entries("policy")
    indicators: Entries[Indicator] = Entries("indicator")
    sources: Entries[Source] = Entries("source")
    figures: _Facts[Figure] = _Facts("figure")
    measures: _Facts[Measure] = _Facts("measure")
    firms: _Facts[Firm] = _Facts("firm")
    notes: _Facts[Note] = _Facts("note")
    gaps: _Facts[Gap] = _Facts("gap")
    namings: _Facts[Naming] = _Facts("naming")

    def __init__(
        self,
        tables: Tables,
        overlaid: bool = False,
        known_on: str = "",
        present: KnowledgeBase | None = None,
    ) -> None:
        """Take what is known as tables. ``overlaid`` says that the user's own data is
        among them, so that what the base says of its own totals may not hold. ``known_on`` is
        the day in the past (``2022-12-31``) whose knowledge it holds, if it is not today's, and
        ``present`` the base of today.
        """
        self.overlaid, self.known_on = overlaid, known_on
        self.present: KnowledgeBase = present or self
        self._tables = tables
        self._entries: dict[str, Rows] = {}
        self._by_name: dict[str, dict[str, Any]] = {}
        self._facts: dict[str, dict[str, Rows]] = {}
        # What was read alone of long tables, by table and owner; and the entries whose facts are
        # read together, and what their facts call them.
        self._alone: dict[str, dict[str, Rows]] = {}
        self._together: Sequence[Entry] = ()
        self._owners: frozenset[str] = frozenset()
        self._narrowed = 0
        self._kind_of: dict[type, Kind] = {}
        self._indexes: dict[str, Rows] = {}
        self._made: dict[str, Any] = {}

    @classmethod
    def of(cls, tables: Mapping[str, Sequence[Any]]) -> Self:
        """Return the base of tables of records."""
        from jiqun.tables import Records

        return cls(Records(tables))

    @cached_property
    def meta(self) -> Meta:
        """What the base says of itself."""
        from jiqun.kinds.meta import Meta

        return Meta(*self._tables.rows("meta")[0])

    @cached_property
    def edition(self) -> Edition:
        """Which version of the data it is, and as of which day."""
        return Edition(self.meta.version, self.known_on, self.undated)

    @cached_property
    def undated(self) -> Sequence[Undated]:
        """What cannot be told to have been known on the day of a base in the past."""
        if not self.known_on:
            return ()
        from jiqun.kinds.undated import Undated

        return [Undated(*row) for row in self._tables.rows("undated")]

    def all(self, kind: str) -> Sequence[Any]:
        """Return all entries of a kind (one of `jiqun.kinds.KINDS`)."""
        if kind not in self._entries:
            known = kind_named(kind)
            self._kind_of[known.record] = known
            self._entries[kind] = self._recorded(known, self._tables.rows(known.table))
        return self._entries[kind]

    def clusters_where(
        self, tests: Sequence[tuple[str, Callable[[Any], bool]]]
    ) -> Sequence[Cluster]:
        """Return the clusters of which fields meet tests, each a key and a test of its value."""
        known = kind_named("cluster")
        self._narrowed += 1
        # Of a long table only these are made, unless all have been, or will be soon.
        if self._narrowed > _FEW or not self._in_columns(known):
            every = self.clusters
            for key, test in tests:
                every = [one for one in every if test(getattr(one, key))]
            return every
        from jiqun.kinds.chosen import chosen

        self._kind_of[known.record] = known
        by_place = [(list(known.stored).index(key), test) for key, test in tests]
        columns = self._tables.columns(known.table)
        return chosen(columns, by_place, partial(self._recorded, known))

    def _recorded(self, known: Kind | Fact, rows: Rows) -> list[Any]:
        # Completion reads indexes alone, and need not wait for what is said of kinds.
        from jiqun.kinds.base import records

        return records(known.record, known.stored, rows)

    def _in_columns(self, known: Kind) -> bool:
        return known.name not in self._entries and self._tables.is_long(known.table)

    def values(self, kind: str, key: str) -> Iterable[Any]:
        """Return the value that each entry of a kind has in a field."""
        known = kind_named(kind)
        if not self._in_columns(known):
            return (getattr(one, key) for one in self.all(kind))
        return self._tables.columns(known.table).values(list(known.stored).index(key))

    def get(self, kind: str, name: str | int) -> Any:
        """Return the entry of this kind with this id, or with the name that others use."""
        if (entry := self.named(kind, str(name))) is None:
            raise KeyError(name)
        return entry

    def named(self, kind: str, name: str) -> Any:
        """Return the entry of this kind with exactly this id or name, or None."""
        if kind not in self._by_name and kind not in self._entries:
            known = kind_named(kind)
            found = self._read_alone(known, name, "id")
            if found:
                self._kind_of[known.record] = known
                return found[0]
            if found is not None and known.key == "id":
                return None
        return self._named(kind).get(name)

    def _read_alone(self, known: Kind | Fact, owner: str, key: str = "owner") -> Rows | None:
        """Return the records of an owner, by this ``key``; None where to read all is better."""
        alone = self._alone.setdefault(known.table, {})
        if owner not in alone:
            if not self._tables.is_long(known.table):
                return None
            owners = [one for one in self._beside(owner) if one not in alone]
            if (rows := self._tables.rows_of(known.table, owners)) is None:
                return None
            alone.update((one, []) for one in owners)
            for record in self._recorded(known, rows):
                alone[str(getattr(record, key))].append(record)
        return alone[owner]

    def _named(self, kind: str) -> dict[str, Any]:
        if kind not in self._by_name:
            key = kind_named(kind).key
            named = {str(entry.id): entry for entry in self.all(kind)}
            named.update((str(getattr(entry, key)), entry) for entry in self.all(kind))
            self._by_name[kind] = named
        return self._by_name[kind]

    def kind_of(self, entry: object) -> Kind:
        """Return the kind of an entry of this base."""
        return self._kind_of[type(entry)]

    def title_of(self, entry: object) -> str:
        """Return what an entry is called: its name, or its title."""
        title: str = getattr(entry, self.kind_of(entry).called)
        return title

    def cluster(self, id_: str) -> Cluster:
        """Return the cluster with this id."""
        cluster: Cluster = self.get("cluster", id_)
        return cluster

    def province(self, name: str) -> Province:
        """Return the province with this id or name."""
        province: Province = self.get("province", name)
        return province

    def source(self, id_: str) -> Source:
        """Return the source with this id."""
        source: Source = self.get("source", id_)
        return source

    def facts(self, fact: str, entry: Entry) -> Sequence[Any]:
        """Return the facts of a sort (one of `jiqun.kinds.FACTS`) that hang on an entry."""
        owner = f"{self.kind_of(entry).table}/{entry.id}"
        if fact not in self._facts:
            found = self._read_alone(fact_named(fact), owner)
            if found is not None:
                return found
        return self.facts_by_owner(fact).get(owner, [])

    def _beside(self, owner: str) -> Sequence[str]:
        """Return the owners whose facts are read with those of this one."""
        if self._together:
            self._owners = frozenset(self.kind_of(one).path(one) for one in self._together)
            self._together = ()
        return list(self._owners) if owner in self._owners else [owner]

    def read_together(self, entries: Sequence[Entry]) -> None:
        """Let facts of these entries be read at once, when those of one of them are asked for."""
        self._together = entries

    def facts_by_owner(self, fact: str) -> dict[str, Rows]:
        """Return all facts of a sort, by the path of the entry that they hang on."""
        if fact not in self._facts:
            known = fact_named(fact)
            owned: dict[str, Rows] = {}
            for record in self._recorded(known, self._tables.rows(known.table)):
                owned.setdefault(record.owner, []).append(record)
            # What was read alone stays what it is: others may hold it already.
            self._facts[fact] = {**owned, **self._alone.get(known.table, {})}
        return self._facts[fact]

    def revisions(self, figure: Figure) -> Sequence[tuple[str, str]]:
        """Return in which earlier versions of the data a figure was otherwise, and how."""
        return self._revisions.get((figure.owner, figure.evidence), ())

    @cached_property
    def _revisions(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        revisions: dict[tuple[str, str], list[tuple[str, str]]] = {}
        # What was known in the past is told of one version alone.
        for owner, words, *told in () if self.known_on else self._tables.rows("revisions"):
            version, text = told
            revisions.setdefault((owner, words), []).append((version, text))
        return revisions

    def organisation(self, cluster: Cluster) -> Organisation | None:
        """Return the body that promotes a cluster, if it is known."""
        found: Sequence[Organisation] = self.facts("organisation", cluster)
        return found[0] if found else None

    def index(self, name: str) -> Rows:
        """Return an index that was compiled for finding, row by row."""
        if name not in self._indexes:
            self._indexes[name] = self._tables.rows(name)
        return self._indexes[name]

    def text(self, name: str) -> bytes:
        """Return a text that was compiled for finding, in UTF-8."""
        return self._tables.text(name)

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """Return what ``make`` makes, which is made only the first time ``name`` is asked for."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

    def region_of(self, cluster: Cluster, kind: RegionKind = "economic") -> str | None:
        """Return the region of this kind that a cluster is counted in, if any.

        It is the one that holds its first province.
        """
        for region in self.regions:
            if region.kind == kind and cluster.provinces[0] in region.provinces:
                return region.name
        return None

    def regions_of(self, cluster: Cluster) -> list[str]:
        """Return the regions that a cluster is counted in, the economic one first."""
        found = (self.region_of(cluster, "economic"), self.region_of(cluster, "key"))
        return [name for name in found if name]

    def clusters_of(self, entry: object) -> Sequence[Cluster]:
        """Return the clusters that an entry stands for: of a place, a domain, a batch, a policy.

        Cities and provinces have every cluster that takes part; regions only those counted in
        them, so that they add up.

        Raises:
            TypeError: an entry of this kind stands for no clusters.
        """
        kind = self.kind_of(entry)
        if kind.clusters is None:
            raise TypeError(f"a {kind.name} stands for no clusters")
        return kind.clusters(self, entry)

    def policies_of(self, cluster: Cluster) -> list[Policy]:
        """Return the policies that name a cluster, set a target of it, or have a measure for it."""
        setting = {figure.set_by for figure in self.figures(cluster)}
        return [
            policy
            for policy in self.policies
            if cluster.id in policy.clusters
            or policy.id in setting
            or any(cluster.id in one.applies_to for one in self.measures(policy))
        ]

    def citations(self, entry: Entry) -> list[str]:
        """Return the ids of all sources of an entry and of what hangs on it, each once."""
        from jiqun.kinds.base import cited

        cites = [str(entry.id)] if self.kind_of(entry).evidence else list(cited(entry))
        for fact in FACTS:
            cites += (id_ for record in self.facts(fact, entry) for id_ in cited(record))
        return list(dict.fromkeys(cites))

    def cited_by(self, source: Source) -> Iterator[tuple[Kind, Entry]]:
        """Yield the kind and the entry of everything that cites a source."""
        from jiqun.kinds.base import citing

        yield from self.once("citing", lambda: citing(self)).get(source.id, ())
