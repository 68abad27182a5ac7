"""What is said of a kind of entry, and of a sort of facts that hang on entries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from jiqun.kinds import FACTS, all_kinds, fact_named
from jiqun.schema.fields import Field, placed, stored_fields
from jiqun.schema.rules import Json, ListOf, Record, Rule
from jiqun.structs import Struct
from jiqun.views.rows import REFERENCE, Rows, item_of, reference_field

if TYPE_CHECKING:
    from jiqun.kinds.cluster import Cluster
    from jiqun.knowledge import KnowledgeBase
    from jiqun.views.cards import Card

    Texts: TypeAlias = Iterable[tuple[str, str]]


class Entry(Protocol):
    """An entry of any kind."""

    @property
    def id(self) -> str | int:
        """Its short name, or the year of a batch."""


class NamedEntry(Entry, Protocol):
    """An entry that has a name: all but those of documents."""

    @property
    def name(self) -> str:
        """What it is called."""


# What is told of a kind by functions: they take the base and an entry of that kind.
Names: TypeAlias = "Callable[[KnowledgeBase, Any], Iterable[str]]"
Clusters: TypeAlias = "Callable[[KnowledgeBase, Any], Sequence[Cluster]]"
RecordType: TypeAlias = type[Struct]


class Fact:
    """A sort of facts: a record with ``owner``, which names the entry that it hangs on.

    Args:
        name: of the module.
        table: in the compiled base.
        title: what people call such facts.
        record: a `Struct` whose annotations hold the fields.
        key: under which they stand in an entry; by default that of the table.
        meaning: what the schema says of them, where that is more than the title.
        derived: further fields.
        exclusive: keys of which only one may be given.
        slot: the keys by which a fact stays the same while what it tells changes.
        single: whether an entry has at most one.
        cites_as_owner: whether a fact without a source has the first one of its entry.
        texts: gives the field of the index and the text of what is searched beside the fields.
        cited_as: the SQL expression, over its exported table, of what a source is cited for.
    """

    def __init__(
        self,
        name: str,
        *,
        table: str,
        title: str,
        record: RecordType,
        key: str = "",
        meaning: str = "",
        derived: Mapping[str, Field] | None = None,
        exclusive: Sequence[str] = (),
        slot: str = "",
        single: bool = False,
        cites_as_owner: bool = False,
        texts: Callable[[Any], Texts] | None = None,
        cited_as: str = "NULL",
    ) -> None:
        """Derive the fields and the rule from the record."""
        self.name, self.table, self.title, self.record = name, table, title, record
        self.key, self.meaning = key or table, meaning or title
        self.slot = tuple(slot.split())
        self.single, self.cites_as_owner, self.cited_as = single, cites_as_owner, cited_as
        self.stored = stored_fields(record)
        self.fields = placed(self.stored, derived or {})
        self.rule = Record(record, self.stored, exclusive)
        self._texts = texts

    @property
    def written(self) -> Field:
        """The field under which such facts stand in the YAML of an entry."""
        rule: Rule = self.rule if self.single else ListOf(self.rule)
        return Field(self.meaning, rule)

    def of(self, base: KnowledgeBase, entry: Entry) -> Any:
        """Return the facts of an entry as items; the only one, or None, where that is all."""
        items = [item_of(base, self.fields, fact) for fact in base.facts(self.name, entry)]
        return (items[0] if items else None) if self.single else items

    def texts(self, fact: object) -> Iterator[tuple[str, str]]:
        """Yield the field of the index and the text of all that is searched of a fact."""
        if self._texts:
            yield from self._texts(fact)
        yield from searched(self.stored, fact)


class Kind:
    """A kind of entry.

    Args:
        name: of the module, in JSON and for ``--kind``.
        table: in YAML and in the compiled base.
        title: what people call one.
        listing: what a listing of all is called.
        record: a `Struct` whose annotations hold the fields; it has an ``id``.
        default: the keys of the columns that a listing shows.
        card: returns an entry as it is shown whole; by default what is ``told`` (keys) of it,
            and its clusters with what is ``shown`` of them.
        about: returns what stands beside an entry that a search found.
        key: the field by which others refer to an entry, and by which overlays find it.
        called: the field that is its name for people.
        derived: further fields: what is derived, and the facts.
        facts: the names of the sorts of facts that may hang on an entry.
        exclusive: keys of which only one may be given.
        cites: gives the ids of the sources of what a listing shows of an entry.
        reference: the key of the column that says where the facts are from.
        clusters: gives the clusters that an entry stands for, where it does.
        related: gives what JSON shows beside an entry.
        compared: the keys that are set side by side; empty where entries cannot be compared.
        facet: the help of the command that lists all with their number of clusters, and the rule
            of that number; empty where there is no such command.
        code: the key of the code by which other tables join entries, empty where there is none.
        apart: the key by whose values a facet keeps entries apart, each group in its place and
            with most clusters first; empty where all are one group.
        provinces: gives the names of the provinces in which a place lies, or which it holds.
        place, document, completes: whether it is a place; whether it is something written about
            clusters and places; whether the shell completes its names.
        clustered: whether only those that have clusters are entries.
        evidence: whether it only supports others: below them, and found by whole queries only.
        yields_to: the kind to which an entry of the same name gives way.
        spoken: whether people type its names as they sound.
        lends: the field of the index, and the keys, under which clusters are found by the names
            of an entry that they belong to.
        texts: gives what is searched of an entry beside the fields.
        cited_as: the SQL expression, over its exported table, of what a source is cited for.
    """

    def __init__(
        self,
        name: str,
        *,
        table: str,
        title: str,
        listing: str,
        record: RecordType,
        default: str,
        card: Callable[[KnowledgeBase, Any], Card] | None = None,
        told: str = "",
        shown: str = "name domain batch target",
        about: Callable[[KnowledgeBase, Any], str],
        key: str = "id",
        called: str = "name",
        derived: Mapping[str, Field] | None = None,
        facts: str = "",
        exclusive: Sequence[str] = (),
        cites: Names | None = None,
        reference: str = REFERENCE,
        clusters: Clusters | None = None,
        related: Callable[[KnowledgeBase, Any], dict[str, Json]] | None = None,
        compared: str = "",
        facet: tuple[str, str] | None = None,
        code: str = "",
        apart: str = "",
        provinces: Callable[[Any], Collection[str]] = lambda one: (),
        place: bool = False,
        document: bool = False,
        completes: bool = False,
        clustered: bool = False,
        evidence: bool = False,
        yields_to: str = "",
        spoken: bool = True,
        lends: tuple[str, str] = ("", ""),
        texts: Callable[[Any], Texts] | None = None,
        cited_as: str = "NULL",
    ) -> None:
        """Derive the fields, the rule and the listing from the record and what is told."""
        self.name, self.table, self.title, self.record = name, table, title, record
        self.key, self.called = key, called
        self.about, self.clusters, self.told, self.shown = about, clusters, told, shown
        self.compared, self.facet = compared.split(), facet
        self.code, self.apart = code, apart
        self.provinces = provinces
        self.place, self.document, self.completes = place, document, completes
        self.clustered, self.evidence, self.yields_to = clustered, evidence, yields_to
        self.spoken, self.lends, self.cited_as = spoken, lends, cited_as
        self.cites = cites or (lambda base, entry: cited(entry))
        self.stored = stored_fields(record)
        self._facts, self._exclusive = facts.split(), exclusive
        more = dict(derived or {})
        if reference == REFERENCE:
            more[REFERENCE] = reference_field(self.cites)
        self.fields = placed(self.stored, more)
        self.rows = Rows(
            listing,
            self.fields,
            default.split(),
            reference=reference,
            table=table,
            owners=self.paths,
        )
        self._card, self._related, self._texts = card, related, texts

    @cached_property
    def facts(self) -> list[Fact]:
        """The sorts of facts that may hang on an entry."""
        return list(map(fact_named, self._facts))

    @cached_property
    def rule(self) -> Record:
        """The rule of an entry in YAML, with the facts that stand in it."""
        written = {**self.stored, **{fact.key: fact.written for fact in self.facts}}
        return Record(self.record, written, self._exclusive)

    @property
    def group(self) -> bool:
        """Whether it stands for its clusters, which are found by its names."""
        return bool(self.lends[0])

    def card(self, base: KnowledgeBase, entry: Any) -> Card:
        """Return an entry as it is shown, in a base of the past with what may not be of then."""
        from jiqun.kinds.cards import group_card, told, with_undated

        if self._card:
            shown = self._card(base, entry)
        else:
            shown = group_card(base, self, entry, told(base, self, entry, self.told))
        return with_undated(base, entry, shown) if base.known_on else shown

    def related(self, base: KnowledgeBase, entry: Entry) -> dict[str, Json]:
        """Return what JSON shows beside an entry: by default the clusters it stands for."""
        if self._related:
            return self._related(base, entry)
        return {"clusters": references_to(self.clusters(base, entry))} if self.clusters else {}

    def path(self, entry: Entry) -> str:
        """Return where an entry stands: ``clusters/zhuzhou-rail``."""
        return f"{self.table}/{entry.id}"

    def paths(self, base: KnowledgeBase, entry: Entry) -> list[str]:
        """Return the paths of an entry, and of the clusters that it stands for as a group."""
        members = base.clusters_of(entry) if self.group else []
        return [self.path(entry), *(base.kind_of(one).path(one) for one in members)]

    def texts(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """Yield the field of the index and the text of all that is searched of an entry."""
        yield "code", str(entry.id)
        if self._texts:
            yield from self._texts(entry)
        yield from searched(self.stored, entry)

    def lent(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """Yield under which field and by which names clusters of this entry are found."""
        field, keys = self.lends
        for key in keys.split():
            yield from ((field, text) for text in _listed(getattr(entry, key)))


def facts_field(fact: str, title: str, **more: Any) -> Field:
    """Return the field that has the facts of a sort in the item of an entry."""
    return Field(
        title, value=lambda base, entry: fact_named(fact).of(base, entry), brief=False, **more
    )


def references_to(entries: Iterable[NamedEntry]) -> list[Json]:
    """Return entries as others name them: id and name."""
    return [{"id": one.id, "name": one.name} for one in entries]


def searched(fields: Mapping[str, Field], record: object) -> Iterator[tuple[str, str]]:
    """Yield the field of the index and the text of every field that is searched."""
    for key, field in fields.items():
        if field.search:
            yield from ((field.search, text) for text in _listed(getattr(record, key)))


def _listed(value: str | Sequence[str] | None) -> Sequence[str]:
    return [value] if isinstance(value, str) else value or ()


def cited(record: object) -> Iterator[str]:
    """Yield the ids of the sources that a record itself cites."""
    if own := getattr(record, "source", None):
        yield own
    yield from getattr(record, "sources", ())
    yield from getattr(record, "confirmed_by", ())


def citing(base: KnowledgeBase) -> dict[str, list[tuple[Kind, Entry]]]:
    """Return the kinds and entries that cite each source, by the id of the source."""
    by_facts: dict[str, list[str]] = {}
    for fact in FACTS:
        for owner, facts in base.facts_by_owner(fact).items():
            by_facts.setdefault(owner, []).extend(id_ for one in facts for id_ in cited(one))
    found: dict[str, list[tuple[Kind, Entry]]] = {}
    for kind in all_kinds():
        for entry in base.all(kind.name):
            for id_ in {*cited(entry), *by_facts.get(kind.path(entry), ())}:
                found.setdefault(id_, []).append((kind, entry))
    return found


def records(
    record: RecordType, fields: Mapping[str, Field], rows: Sequence[Sequence[Any]]
) -> list[Any]:
    """Return rows as records, what is nested in them, too."""
    for key, field in fields.items():
        if isinstance(field.rule, Record):
            at, nested = record._fields.index(key), field.rule.record
            rows = [
                row if row[at] is None else (*row[:at], nested(*row[at]), *row[at + 1 :])
                for row in rows
            ]
    return record._make_all(rows)
