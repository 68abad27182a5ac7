"""Changes: what differs between two versions of the data, told so that it can be applied.

Entries are the same by id, facts by their slot (`jiqun.kinds.base.Fact.slot`), else by the words
of one source. A change has the whole value of before and after, and where it stands in its list.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, TypeAlias

from jiqun.analysis.documents import Document
from jiqun.answers import ChangeKind
from jiqun.kinds import all_kinds
from jiqun.kinds.base import Fact
from jiqun.structs import Struct

Item: TypeAlias = Mapping[str, Any]
# Places in the lists of before and after of what is the same in both.
Pairs: TypeAlias = dict[int, int]

# What a key that says nothing of the world has: since which version of the data we know it.
_BOOKKEEPING = frozenset({"recorded"})


class Change(Struct):
    """One difference.

    Args:
        kind: ``added``, ``revised`` (the world changed), ``corrected`` (we were mistaken),
            ``withdrawn``, or ``tidied``: what only stands elsewhere, or was only recorded.
        path: where it is: ``("meta", key)``, ``(table,)`` for an entry, ``(table, id, key)``
            for a field of an entry, or for one of its facts.
        old, new: the values before and after; None where there was or is none, and both None
            where only the place in the list changed.
        old_at, new_at: their places in a list, from 0; None where they are in none.
    """

    kind: ChangeKind
    path: tuple[str, ...]
    old: Any
    new: Any
    old_at: int | None = None
    new_at: int | None = None

    @property
    def entry(self) -> tuple[str, str]:
        """The table and the id of the entry that it is about."""
        if len(self.path) > 1:
            return self.path[0], self.path[1]
        return self.path[0], str((self.new or self.old or {}).get("id", ""))

    def json(self) -> dict[str, Any]:
        """Return it as `apply` reads it."""
        return {**self._asdict(), "path": list(self.path)}


def changes(old: Document, new: Document) -> list[Change]:
    """Return all differences between two documents, in the order of tables and entries."""
    return list(_Comparison(old, new).changes())


class _Comparison:
    def __init__(self, old: Document, new: Document) -> None:
        self._old, self._new = old, new
        self._dates = {
            one["id"]: one.get("date", "")
            for document in (old, new)
            for one in document.get("sources", [])
        }

    def changes(self) -> Iterator[Change]:
        yield from self._fields(("meta",), self._old.get("meta", {}), self._new.get("meta", {}))
        for kind in all_kinds():
            old, new = self._old.get(kind.table, []), self._new.get(kind.table, [])
            by_id = {one["id"]: at for at, one in enumerate(new)}
            pairs = {at: by_id[one["id"]] for at, one in enumerate(old) if one["id"] in by_id}
            facts = {fact.key: fact for fact in kind.facts}
            moved = _moved(pairs)
            for was, now in pairs.items():
                if was in moved:
                    yield Change("tidied", (kind.table, str(old[was]["id"])), None, None, was, now)
                path = (kind.table, str(old[was]["id"]))
                yield from self._fields(path, old[was], new[now], facts)
            yield from _unpaired((kind.table,), old, new, pairs)

    def _fields(
        self, path: tuple[str, ...], old: Item, new: Item, facts: Mapping[str, Fact] | None = None
    ) -> Iterator[Change]:
        for key in dict.fromkeys((*old, *new)):
            was, now = old.get(key), new.get(key)
            if was == now:
                continue
            fact = (facts or {}).get(key)
            if fact and not fact.single:
                yield from self._facts((*path, key), fact, was or [], now or [])
            else:
                kind = "tidied" if path == ("meta",) else self._kind_of(was, now)
                yield Change(kind, (*path, key), was, now)

    def _facts(
        self, path: tuple[str, ...], fact: Fact, old: Sequence[Item], new: Sequence[Item]
    ) -> Iterator[Change]:
        pairs = _paired(fact, old, new)
        moved = _moved(pairs)
        for was, now in pairs.items():
            if old[was] != new[now]:
                kind = self._kind_of(old[was], new[now])
                yield Change(kind, path, old[was], new[now], was, now)
            elif was in moved:
                yield Change("tidied", path, None, None, was, now)
        yield from _unpaired(path, old, new, pairs)

    def _kind_of(self, old: Any, new: Any) -> ChangeKind:
        """Return what sort of change leads from one value to another, None where there is none."""
        if old is None or new is None:
            return "added" if old is None else "withdrawn"
        if isinstance(old, list) and isinstance(new, list):
            gone, come = (
                [one for one in old if one not in new],
                [one for one in new if one not in old],
            )
            if not gone:
                return "added" if come else "tidied"
            return "corrected" if come else "withdrawn"
        if not isinstance(old, Mapping) or not isinstance(new, Mapping):
            return "corrected"
        keys = {key for key in {**old, **new} if old.get(key) != new.get(key)} - _BOOKKEEPING
        if not keys:
            return "tidied"
        if "status" in keys and (kind := _BY_STATUS.get(str(new.get("status")))):
            return kind
        if not any(key in old for key in keys):
            return "added"
        told = keys & _TOLD
        return "revised" if told and self._date(new) > self._date(old) else "corrected"

    def _date(self, fact: Item) -> str:
        """Return when a fact was published, or looked for; empty where that is unknown."""
        return str(self._dates.get(str(fact.get("source")), "") or fact.get("looked", ""))


_BY_STATUS: Mapping[str, ChangeKind] = {
    "superseded": "revised", "withdrawn": "withdrawn", "error": "corrected"
}  # fmt: skip
# What the world tells of a fact; who bears it out, and how it is classed, is our own saying.
_TOLD = frozenset({"op", "value", "unit", "growth", "evidence", "name", "role", "gist", "text",
                   "state", "looked"})  # fmt: skip


def _paired(fact: Fact, old: Sequence[Item], new: Sequence[Item]) -> Pairs:
    """Return which facts are the same: equal ones, then by slot, then by the words of a source."""
    pairs: Pairs = {}

    def pair(key: Callable[[Item], Hashable | None], alone: bool = False) -> None:
        waiting: dict[Hashable, list[int]] = {}
        for at, one in enumerate(new):
            if at not in taken and (slot := key(one)) is not None:
                waiting.setdefault(slot, []).append(at)
        seeking: dict[Hashable, list[int]] = {}
        for at, one in enumerate(old):
            if at not in pairs and (slot := key(one)) in waiting:
                seeking.setdefault(slot, []).append(at)
        for slot, places in seeking.items():
            if alone and (len(places) > 1 or len(waiting[slot]) > 1):
                continue
            for was, now in zip(places, waiting[slot], strict=False):
                pairs[was] = now
                taken.add(now)

    taken: set[int] = set()
    slot = fact.slot
    pair(_frozen)
    pair(lambda one: _part(one, (*slot, "source", "evidence")))
    pair(lambda one: _part(one, (*slot, "source")))
    pair(lambda one: _part(one, slot))
    pair(lambda one: _part(one, ("source", "evidence")) if "evidence" in one else None)
    pair(lambda one: _part(one, ("source", *slot[:1])) if "source" in one else None, True)
    return dict(sorted(pairs.items()))


def _part(fact: Item, keys: Iterable[str]) -> Hashable:
    return tuple(_frozen(fact.get(key)) for key in keys)


def _frozen(value: Any) -> Hashable:
    """Return a value of a document so that it can be a key."""
    if isinstance(value, Mapping):
        return tuple(sorted((key, _frozen(one)) for key, one in value.items()))
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return value if isinstance(value, Hashable) else repr(value)


def _unpaired(
    path: tuple[str, ...], old: Sequence[Item], new: Sequence[Item], pairs: Pairs
) -> Iterator[Change]:
    for at, one in enumerate(old):
        if at not in pairs:
            yield Change("withdrawn", path, one, None, at, None)
    kept = set(pairs.values())
    for at, one in enumerate(new):
        if at not in kept:
            yield Change("added", path, None, one, None, at)


def _moved(pairs: Pairs) -> set[int]:
    """Return the old places of what does not follow the others in their order.

    The others are a longest increasing subsequence of the new places.
    """
    ends: list[int] = []
    best: list[int] = []
    before: dict[int, int | None] = {}
    for was, now in sorted(pairs.items()):
        at = bisect_left(ends, now)
        before[was] = best[at - 1] if at else None
        ends[at : at + 1] = [now]
        best[at : at + 1] = [was]
    kept: set[int] = set()
    last = best[-1] if best else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return set(pairs) - kept


def apply(changed: Iterable[Item], data: Document) -> Document:
    """Return what changes lead to from ``data``, which stays as it is.

    Args:
        changed: changes as `Change.json`, or the items of ``jiqun diff A B -f json``.
        data: the document A.

    Returns:
        The document B.

    Raises:
        KeyError, IndexError: ``data`` is not what the changes begin with.
    """
    result = deepcopy(data)
    lists: dict[tuple[str, ...], list[Item]] = {}
    for one in changed:
        path = tuple(one["path"])
        if one["old_at"] is None and one["new_at"] is None:
            holder = _holder(result, path)
            if one["new"] is None:
                del holder[path[-1]]
            else:
                holder[path[-1]] = one["new"]
        else:
            moved = len(path) == 2
            lists.setdefault(path[:1] if moved else path, []).append(one)
    # Entries are found by their ids, and so their lists come last.
    for path, items in sorted(lists.items(), key=lambda pair: -len(pair[0])):
        holder = _holder(result, path)
        holder[path[-1]] = _relisted(holder.get(path[-1], []), items)
        if len(path) > 1 and not holder[path[-1]]:
            del holder[path[-1]]
    return result


def _holder(data: Document, path: Sequence[str]) -> dict[str, Any]:
    """Return the mapping in which the last key of a path stands."""
    if len(path) == 1:
        return data
    if path[0] == "meta":
        meta: dict[str, Any] = data.setdefault("meta", {})
        return meta
    entry: dict[str, Any]
    for entry in data[path[0]]:
        if str(entry["id"]) == path[1]:
            return entry
    raise KeyError("/".join(path))


def _relisted(old: Sequence[Any], items: Sequence[Item]) -> list[Any]:
    """Return a list after changes: those that have a place stand there, the rest in its order."""
    left = {one["old_at"] for one in items if one["old_at"] is not None}
    placed = {
        one["new_at"]: one["new"] if one["new"] is not None else old[one["old_at"]]
        for one in items
        if one["new_at"] is not None
    }
    rest = iter([one for at, one in enumerate(old) if at not in left])
    length = len(old) - len(left) + len(placed)
    return [placed[at] if at in placed else next(rest) for at in range(length)]
