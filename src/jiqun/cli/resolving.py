"""From words on the command line to what they stand for in the base."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from jiqun.analysis.filter import ClusterFilter
from jiqun.cli.output import note
from jiqun.cli.reading import readings
from jiqun.errors import AmbiguousError, NotFoundError, UsageError
from jiqun.kinds import KINDS, kind_named
from jiqun.knowledge import KnowledgeBase
from jiqun.loading import load
from jiqun.vocabulary import HOLDINGS, INDEX_FIELDS, SCOPES

if TYPE_CHECKING:
    from jiqun.cli.options import Filters, GlobalOptions, Output
    from jiqun.finding import Match
    from jiqun.gazetteer import Place
    from jiqun.kinds.figure import Figure
    from jiqun.kinds.indicator import Indicator

# So many characters of what was typed are repeated in an error, and so many choices are named.
_ECHOED = 30
_MOST_CHOICES = 8
# The kinds of places, the widest first: a name that several have stands for that.
PLACE_KINDS = ("region", "province", "city")

Word = TypeVar("Word", bound=str)


def open_base(options: GlobalOptions | Output) -> KnowledgeBase:
    """Load the base with the overlays that the options ask for; raise `DataError`."""
    return load(overlays_of(options.data or ()))


def overlays_of(data: Sequence[str]) -> Sequence[str]:
    """Return the files to lay over the base: those of ``--data``, else of ``JIQUN_DATA``."""
    return data or [path for path in os.environ.get("JIQUN_DATA", "").split(os.pathsep) if path]


def selection(base: KnowledgeBase, filters: Filters, script: str = "hans") -> ClusterFilter:
    """Resolve the values of the filters.

    What was read as something else than it says is told on stderr, in a script.

    Raises:
        UsageError: a value stands for nothing, or for several things.
        NotFoundError: there is no place of that name, though there is one with another suffix.
    """
    for line in readings(base, filters):
        note(line, script)

    def places(names: Sequence[str] | None, *kinds: str) -> frozenset[tuple[str, str]]:
        option = "-p" if len(kinds) > 1 else f"--{kinds[0]}"
        return frozenset(place(base, name, kinds, option, script) for name in names or ())

    return ClusterFilter(
        domains=frozenset(_domain(base, name) for name in filters.domain or ()),
        places=places(filters.place, *PLACE_KINDS),
        cities=_named(places(filters.city, "city")),
        provinces=_named(places(filters.province, "province")),
        regions=_named(places(filters.region, "region")),
        batches=frozenset(_batch(base, name) for name in filters.batch or ()),
        firms=frozenset().union(*(_firms(base, name) for name in filters.firm or ())),
        scopes=frozenset(choices(filters.scope, SCOPES, "--scope")),
        years=frozenset(years(filters.year)),
        has=frozenset(choices(filters.has, HOLDINGS, "--has")),
    )


def _named(places: Iterable[tuple[str, str]]) -> frozenset[str]:
    return frozenset(name for _, name in places)


def place(
    base: KnowledgeBase, name: str, kinds: Sequence[str], option: str, script: str
) -> tuple[str, str]:
    """Return the kind and the name of a place; the kind of one without clusters is empty.

    That a place leads to the city that it lies in is told on stderr.

    Raises:
        UsageError: it stands for nothing, or for several places.
        NotFoundError: it has a suffix that no place of that name has.
    """
    for kind in kinds:
        # An id does not settle it: it may be the pinyin of another place, too.
        if (known := base.named(kind, name)) and known.name == name:
            return kind, name
    from jiqun.finding.places import contradicted, led_elsewhere, meanings, told_apart

    found = meanings(base, name, kinds)
    if len(found) == 1:
        if led := led_elsewhere(found[0]):
            note(led, script)
        return found[0].kind, found[0].name or found[0].title
    if found:
        raise UsageError(f"{option} “{name}”可以是 {_any_of(told_apart(found))}，请写明是哪一个")
    if others := contradicted(name):
        raise NotFoundError(_other_suffix(name, others))
    _unresolved(base, name, kinds, option, "地方" if len(kinds) > 1 else "")


def _other_suffix(name: str, others: Sequence[Place]) -> str:
    return f"没有“{name}”这个地方，相近的有 {_any_of([one.full for one in others])}"


def _any_of(names: Sequence[str]) -> str:
    """Return names in words, and how many they are where not all are named."""
    more = f"等 {len(names)} 个" if len(names) > _MOST_CHOICES else ""
    return "、".join(names[:_MOST_CHOICES]) + more


def _domain(base: KnowledgeBase, name: str) -> str:
    from jiqun.finding import resolve

    if entity := base.named("domain", name):
        return str(entity.name)
    found = resolve(base, name, ("domain",))
    if len(found.matches) == 1:
        return str(base.get("domain", found.matches[0].id).name)
    if found.matches:
        names = "、".join(_title(base, match) for match in found.matches)
        raise UsageError(f"-d “{name}”可以是 {names}，请写明是哪一个")
    _unresolved(base, name, ("domain",), "-d", "")


def _unresolved(
    base: KnowledgeBase, name: str, kinds: Sequence[str], option: str, what: str
) -> NoReturn:
    from jiqun.finding import resolve

    found = resolve(base, name, kinds)
    near = "、".join(_title(base, match) for match in found.near)
    hint = f"，相近的有 {near}" if near else ""
    lists = "、".join(f"jiqun {kind_named(kind).table}" for kind in kinds)
    title = what or kind_named(kinds[0]).title
    elsewhere = _with_word(base, name) if kinds == ("domain",) else ""
    raise UsageError(f"{option} 没有“{name}”这个{title}{hint}{elsewhere}；全部见 {lists}")


def _with_word(base: KnowledgeBase, word: str) -> str:
    """Return where the clusters are that a word finds, though it is no domain."""
    from jiqun.finding import matching_entries

    found = len(matching_entries(base, "cluster", word))
    return f"；查得到 {found} 个集群：jiqun list -k {word} 或 jiqun search {word}" if found else ""


def _title(base: KnowledgeBase, match: Match) -> str:
    return base.title_of(base.get(match.kind, match.id))


def _firms(base: KnowledgeBase, name: str) -> frozenset[str]:
    """Return the firms that a name stands for, if there are any."""
    from jiqun.analysis.firms import firms_named, known_names
    from jiqun.text.nearest import nearest
    from jiqun.text.normalize import fold

    if named := firms_named(base, name):
        return named
    near = "、".join(nearest(fold(name), known_names(base)))
    hint = f"，相近的有 {near}" if near else "；企业见 jiqun stats --by firm"
    raise UsageError(f"--firm 没有名称含“{name}”的企业{hint}")


def _batch(base: KnowledgeBase, name: str) -> int:
    from jiqun.text.normalize import fold

    typed = fold(name)
    for batch in base.batches:
        names = (f"{batch.id}年", batch.name, *batch.rounds)
        if name == str(batch.id) or any(typed == fold(one) for one in names):
            return batch.id
    known = "、".join(str(batch.id) for batch in base.batches)
    raise UsageError(f"-b 没有“{name}”这一批，可用：{known}")


def years(names: Sequence[str] | None) -> list[int]:
    """Return the years given to ``--year``; raise `UsageError` for what is no year."""
    for name in names or ():
        if not (name.isdecimal() and name.isascii() and len(name) == 4):
            raise UsageError(f"--year 的“{name}”不是年份，应如 2025")
    return [int(name) for name in names or ()]


def choices(names: Sequence[str] | None, words: Mapping[Word, str], option: str) -> Sequence[Word]:
    """Return the keys of ``words`` that the values of an option stand for (see `choice`)."""
    return [choice(name, words, option) for name in names or ()]


def choice(name: str, words: Mapping[Word, str], option: str) -> Word:
    """Return the key of ``words`` that ``name`` is, or whose word it is, in either script.

    Raises:
        UsageError: it is none of them; the text lists them.
    """
    from jiqun.text.normalize import fold

    typed = {name.lower(), fold(name)}
    for key, word in words.items():
        if key in typed or word in typed:
            return key
    known = "、".join(key if key == word else f"{key}（{word}）" for key, word in words.items())
    raise UsageError(f"{option} 没有“{name}”，可用：{known}")


def entry(base: KnowledgeBase, name: str, script: str = "hans") -> Match:
    """Return what a name stands for; a place or a domain goes before what is in it.

    That a place leads to its city, or a firm to a cluster, is told on stderr.

    Raises:
        NotFoundError: it stands for nothing, or for a place without clusters; what is near is
            listed.
        AmbiguousError: it stands for several things, which are listed.
    """
    from jiqun.finding import resolve

    if placed := _placed(base, name, script):
        return placed
    found = resolve(base, name, KINDS)
    if others := _nameless_clusters(base, name, found.matches):
        _not_found(base, name, [*others, *found.matches])
    groups = [match for match in found.matches if kind_named(match.kind).group]
    for matches in (groups, found.matches):
        # One word of what it makes, or a firm, names no entry; several words together may.
        if len(matches) == 1 and matches[0].names_it:
            if matches[0].field in ("firm", "product"):
                why = INDEX_FIELDS[matches[0].field]
                title = _title(base, matches[0])
                note(f"“{name}”不是名称，按{why}“{matches[0].words}”找到{title}", script)
            return matches[0]
        if matches:
            break
    _not_found(base, name, found.matches or found.near)


def _placed(base: KnowledgeBase, name: str, script: str) -> Match | None:
    """Return the entry of a place that a name stands for; None where it may be anything else.

    Raises:
        NotFoundError: the place has no clusters, or another suffix.
        AmbiguousError: it may be any of several places.
    """
    from jiqun.finding import Match, resolve
    from jiqun.finding.places import contradicted, led_elsewhere, meanings, no_clusters, told_apart

    if any((one := base.named(kind, name)) and one.name == name for kind in PLACE_KINDS):
        return None
    found = meanings(base, name)
    if not found and (others := contradicted(name)):
        raise NotFoundError(_other_suffix(name, others))
    # The name of a county, or what it sounds like, may be a part of many names.
    inner = found and all(one.is_inner for one in found)
    if inner and any(match.names_it for match in resolve(base, name, KINDS).matches):
        return None
    if len(found) > 1:
        raise AmbiguousError(f"“{name}”可以是：{_any_of(told_apart(found))}，请写明是哪一个")
    for meaning in found:
        if not meaning.kind:
            raise NotFoundError(no_clusters(base, meaning))
        if led := led_elsewhere(meaning):
            note(led, script)
        id_ = str(base.get(meaning.kind, meaning.name).id)
        return Match(meaning.kind, id_, 100.0, "exact", "name", (meaning.name,))
    return None


def _nameless_clusters(base: KnowledgeBase, name: str, found: Sequence[Match]) -> list[Match]:
    """Return the clusters that a name may mean which says that it is a cluster's, but not whose.

    It finds the domain that is called so, too.
    """
    from jiqun.finding import search
    from jiqun.text.normalize import fold

    if not fold(name).endswith("集群") or not any(match.kind == "domain" for match in found):
        return []
    return [match for match in search(base, name, ["cluster"]) if match.field in ("name", "alias")]


def cited(base: KnowledgeBase, name: str, script: str) -> Any:
    """Return the entry that a name stands for, or the source with this id (see `entry`)."""
    if source := base.named("source", name):
        return source
    match = entry(base, name, script)
    return base.get(match.kind, match.id)


def figures_cited(
    base: KnowledgeBase, entry: Any, name: str, typed: str, script: str
) -> Sequence[Figure | Indicator]:
    """Return the figures of an entry, or of its clusters, that state the number that was typed.

    Whose figure it is is told on stderr where it is not that of the entry that was named.

    Raises:
        NotFoundError: there is no such figure.
    """
    from jiqun.analysis.quoting import figures_stating

    found = figures_stating(base, entry, typed)
    if not found:
        raise NotFoundError(f"“{name}”没有“{typed}”这个数字，全部数字见 jiqun show {name}")
    others = list(dict.fromkeys(base.title_of(one) for one, _ in found if one != entry))
    if others:
        note(f"“{typed}”是{'、'.join(others)}的数字", script)
    return [figure for _, figure in found]


def _not_found(base: KnowledgeBase, name: str, near: Sequence[Match]) -> NoReturn:
    name = name if len(name) <= _ECHOED else f"{name[:_ECHOED]}…"
    if not near:
        raise NotFoundError(
            f"没有“{name}”，也没有相近的；全部集群见 jiqun list，城市见 jiqun cities"
        )
    names = _any_of([f"{_title(base, match)}（{match.id}）" for match in near])
    if near[0].is_certain:
        raise AmbiguousError(f"“{name}”可以是：{names}，请写明是哪一个")
    raise NotFoundError(f"没有“{name}”，相近的有：{names}")
