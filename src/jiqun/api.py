"""The knowledge base as Python programs use it: asked in words, as on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, overload

from jiqun.errors import AmbiguousError, NotFoundError
from jiqun.knowledge import Entries, KnowledgeBase

if TYPE_CHECKING:
    from jiqun.analysis.filter import ClusterFilter
    from jiqun.kinds.cluster import Cluster

# A word of a filter, or several, of which one must hold.
Words: TypeAlias = "str | int | Iterable[str | int]"
Item: TypeAlias = dict[str, Any]


class Clusters(Sequence["Cluster"]):
    """All clusters, in the order of the base; called with filters, those that meet them.

    A sequence that can be called, so that all and some have one name: a method ``clusters()``
    would take the plain attribute from those who go through all.
    """

    def __init__(self, base: KnowledgeBase, every: Sequence[Cluster]) -> None:
        """Stand for ``every`` cluster of a base."""
        self._base, self._every = base, every

    def __call__(
        self,
        *,
        domain: Words = (),
        place: Words = (),
        city: Words = (),
        province: Words = (),
        region: Words = (),
        batch: Words = (),
        firm: Words = (),
        scope: Words = (),
        year: Words = (),
        has: Words = (),
        keyword: Words = (),
    ) -> list[Cluster]:
        """Return the clusters that meet every filter, by batch, then by domain.

        Words are read as those of the options of `jiqun list`: several of one filter mean *or*.
        Batch and year are years; a scope (cluster, city, province, park or nation) is that of
        one of its figures; ``has`` is target, actual or firm; a keyword is a word of its name,
        products or firms; all others are names.

        Raises:
            UsageError: a word stands for nothing, or for several things; what is near is told.
            NotFoundError: no place is called so, though one is with another suffix.
        """
        from jiqun.analysis.filter import select

        filters = {
            "domain": domain, "place": place, "city": city, "province": province,
            "region": region, "batch": batch, "firm": firm, "scope": scope, "year": year,
            "has": has, "keyword": keyword,
        }  # fmt: skip
        return select(self._base, _filter(self._base, filters))

    @overload
    def __getitem__(self, at: int) -> Cluster: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Cluster]: ...
    def __getitem__(self, at: int | slice) -> Cluster | Sequence[Cluster]:
        """Return the cluster at a place, or those of a slice."""
        return self._every[at]

    def __iter__(self) -> Iterator[Cluster]:
        """Go through all clusters."""
        return iter(self._every)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._every)

    def __repr__(self) -> str:
        """Return how many there are, and how to have fewer."""
        return f"<{len(self)} clusters; call with filters to select>"


class Hits(list[Item]):
    """What explains a whole query, best first.

    ``near`` is what explains all of it but the words in ``unused``: an approximation is no hit.
    ``notes`` say how the query was read, where it does not say so plainly.
    """

    near: Sequence[Item] = ()
    unused: Sequence[str] = ()
    notes: Sequence[str] = ()


class _Callable(Entries["Cluster"]):
    """The clusters of a base, as an attribute that can be called."""

    def __get__(self, base: KnowledgeBase, owner: type) -> Clusters:
        """Return them, in the order of the base."""
        return base.once("api.clusters", lambda: Clusters(base, base.all("cluster")))


class Base(KnowledgeBase):
    """The knowledge base. Records are named tuples; rows and items are plain dictionaries.

    Names are read as the command line reads them: short, traditional, in pinyin, with a slip.
    """

    clusters: _Callable = _Callable("cluster")

    def cluster(self, name: str) -> Cluster:
        """Return the cluster that a name stands for.

        Raises:
            AmbiguousError: it stands for several, or for a place, domain … with clusters; these
                are told.
            NotFoundError: no cluster is called so; what is near is told.
        """
        entry = self.entry(name)
        kind = self.kind_of(entry)
        if kind.name == "cluster":
            meant: Cluster = entry
            return meant
        called = self.title_of(entry)
        title = f"“{name}”是{kind.title}" + ("" if called == name else f"“{called}”")
        if kind.clusters is None:
            raise NotFoundError(f"{title}，不是集群")
        names = "、".join(f"{one.name}（{one.id}）" for one in self.clusters_of(entry))
        raise AmbiguousError(f"{title}，它的集群有：{names}，请写明是哪一个")

    def entry(self, name: str) -> Any:
        """Return the entry of any kind that a name stands for, as `jiqun show` does.

        Raises:
            NotFoundError, AmbiguousError: as for `cluster`.
        """
        from jiqun.resolving.names import cited

        # No place is called as a cluster is, which saves looking for one.
        return self.named("cluster", name) or cited(self, name)

    def search(self, text: str, *, kind: Words = (), limit: int = 10, **filters: Words) -> Hits:
        """Return what a text finds, as the items of `jiqun search -f json`.

        Args:
            text: words in either script, pinyin or English, or a sentence.
            kind: cluster, city, province, region, domain, policy, indicator or source.
            limit: how many at most; 0 for all.
            filters: as those of `clusters`; with any, only clusters are found.

        Raises:
            UsageError: there is no such kind, or as for `clusters`.
        """
        from jiqun.analysis.filter import select
        from jiqun.finding import answer
        from jiqun.kinds import KINDS, kind_named
        from jiqun.listings.matches import ROWS
        from jiqun.resolving import choices

        titles = {one: kind_named(one).title for one in KINDS}
        kinds = choices(_words(kind), titles, "kind") or KINDS
        within = {one.id for one in select(self, _filter(self, filters))} if filters else None
        found = answer(self, text, kinds, within)
        hits = Hits(ROWS.item(self, match) for match in found.items[: limit or None])
        hits.near = [ROWS.item(self, match) for match in found.near[: limit or None]]
        hits.unused, hits.notes = list(found.unused), list(found.notes)
        return hits

    def targets(
        self, *, due: int | None = None, status: Words = (), **filters: Words
    ) -> list[Item]:
        """Return targets beside outcomes, as the items of `jiqun targets -f json`.

        Args:
            due: a year, by whose end they are due: those of the clusters themselves come first.
            status: met, not_met, open, not_comparable or no_actual.
            filters: as those of `clusters`.

        Raises:
            UsageError: as for `clusters`, or there is no such filter.
        """
        from jiqun.analysis.progress import select_standings
        from jiqun.answers import STATUSES
        from jiqun.listings.targets import ROWS
        from jiqun.resolving import choices

        statuses = choices(_words(status), STATUSES, "status")
        found = select_standings(self, _filter(self, filters), statuses, due)
        return [ROWS.item(self, standing) for standing in found]

    def rows(self, table: str) -> list[Item]:
        """Return the rows of a table of `jiqun export`, as clusters, figures or sources.

        The values are texts, numbers, truth values and None, as data frames take them.

        Raises:
            NotFoundError: there is no such table; all are told.
        """
        from jiqun.exporting.tables import all_tables

        tables = {one.name: one for one in all_tables()}
        if table not in tables:
            raise NotFoundError(f"没有“{table}”这个表，可用：{'、'.join(tables)}")
        filled = tables[table].filled(self)
        names = [column.name for column in filled.columns]
        return [dict(zip(names, row, strict=True)) for row in filled.rows]

    def as_of(self, day: str) -> Base:
        """Return what the world knew of it on a day: ``2022-12-31``, ``2022-12`` or ``2022``.

        A cluster is known since its batch was announced, all else since its source was
        published. What bears no certain date is in ``undated`` and nowhere else.

        Raises:
            UsageError: it is no date, or is yet to come.
        """
        from jiqun.loading import as_of
        from jiqun.resolving.days import day as day_of

        return as_of(self, day_of(day, "as_of"))

    def item(self, entry: Any) -> Item:
        """Return an entry whole, as `jiqun show -f json` has it."""
        return self.kind_of(entry).rows.item(self, entry)


def _filter(base: KnowledgeBase, filters: Mapping[str, Words]) -> ClusterFilter:
    from jiqun.resolving import selection

    return selection(base, {key: _words(words) for key, words in filters.items()})


def _words(words: Words) -> list[str]:
    return [str(one) for one in ([words] if isinstance(words, (str, int)) else words)]
