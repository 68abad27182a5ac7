"""From words on the command line to what they stand for in the base."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from jiqun.analysis.filter import ClusterFilter
from jiqun.cli.output import note
from jiqun.cli.reading import readings
from jiqun.errors import AmbiguousError, NotFoundError, UsageError
from jiqun.kinds import KINDS, all_kinds, kind_named
from jiqun.knowledge import KnowledgeBase
from jiqun.loading import load
from jiqun.vocabulary import HOLDINGS, SCOPES

if TYPE_CHECKING:
    from jiqun.cli.options import Filters, GlobalOptions, Output
    from jiqun.finding import Match
    from jiqun.kinds.figure import Figure
    from jiqun.kinds.indicator import Indicator

# So many characters of what was typed are repeated in an error.
_ECHOED = 30

Word = TypeVar("Word", bound=str)


def open_base(options: GlobalOptions | Output) -> KnowledgeBase:
    """Load the base with the overlays that the options ask for; raise `DataError`."""
    return load(overlays_of(options.data or ()))


def overlays_of(data: Sequence[str]) -> Sequence[str]:
    """Return the files to lay over the base: those of ``--data``, else of ``JIQUN_DATA``."""
    return data or [path for path in os.environ.get("JIQUN_DATA", "").split(os.pathsep) if path]


def selection(base: KnowledgeBase, filters: Filters, script: str = "hans") -> ClusterFilter:
    """Resolve the values of the filters; raise `UsageError` for one that stands for nothing.

    A word that was read as more or as less than it says is told on stderr, in a script.
    """
    for line in readings(base, filters):
        note(line, script)
    return ClusterFilter(
        domains=_names(base, filters.domain, "domain", "-d"),
        places=frozenset(_resolved(base, name, _places(), "-p") for name in filters.place or ()),
        cities=_names(base, filters.city, "city", "--city"),
        provinces=_names(base, filters.province, "province", "--province"),
        regions=_names(base, filters.region, "region", "--region"),
        batches=frozenset(_batch(base, name) for name in filters.batch or ()),
        firms=frozenset().union(*(_firms(base, name) for name in filters.firm or ())),
        scopes=frozenset(choices(filters.scope, SCOPES, "--scope")),
        years=frozenset(years(filters.year)),
        has=frozenset(choices(filters.has, HOLDINGS, "--has")),
    )


def _places() -> list[str]:
    """Return the kinds of places, the widest first: a name that several have stands for that."""
    return [kind.name for kind in all_kinds() if kind.place][::-1]


def _names(
    base: KnowledgeBase, names: Sequence[str] | None, kind: str, option: str
) -> frozenset[str]:
    return frozenset(_resolved(base, name, (kind,), option)[1] for name in names or ())


def _resolved(base: KnowledgeBase, name: str, kinds: Sequence[str], option: str) -> tuple[str, str]:
    """Return the kind and the name of what ``name`` stands for; the first kind goes first."""
    for kind in kinds:
        if entity := base.named(kind, name):
            return kind, entity.name
    from jiqun.finding import resolve

    found = resolve(base, name, kinds)
    if len(found.matches) == 1:
        match = found.matches[0]
        return match.kind, base.get(match.kind, match.id).name
    what = kind_named(kinds[0]).title if len(kinds) == 1 else "地方"
    if found.matches:
        names = "、".join(_title(base, match) for match in found.matches)
        raise UsageError(f"{option} “{name}”可以是 {names}，请写明是哪一个")
    near = "、".join(_title(base, match) for match in found.near)
    hint = f"，相近的有 {near}" if near else ""
    lists = "、".join(f"jiqun {kind_named(kind).table}" for kind in kinds)
    elsewhere = _with_word(base, name) if kinds == ("domain",) else ""
    raise UsageError(f"{option} 没有“{name}”这个{what}{hint}{elsewhere}；全部见 {lists}")


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


def entry(base: KnowledgeBase, name: str) -> Match:
    """Return what a name stands for; a place or a domain goes before what is in it.

    Raises:
        NotFoundError: it stands for nothing; what is near is listed.
        AmbiguousError: it stands for several things, which are listed.
    """
    from jiqun.finding import resolve

    found = resolve(base, name, KINDS)
    groups = [match for match in found.matches if kind_named(match.kind).group]
    for matches in (groups, found.matches):
        # One word of what it makes, or a firm, names no entry; several words together may.
        if len(matches) == 1 and matches[0].names_it:
            return matches[0]
        if matches:
            break
    _not_found(base, name, found.matches[:8] or found.near)


def cited(base: KnowledgeBase, name: str) -> Any:
    """Return the entry that a name stands for, or the source with this id (see `entry`)."""
    if source := base.named("source", name):
        return source
    match = entry(base, name)
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
    names = "、".join(f"{_title(base, match)}（{match.id}）" for match in near)
    if near[0].is_certain:
        raise AmbiguousError(f"“{name}”可以是：{names}，请写明是哪一个")
    raise NotFoundError(f"没有“{name}”，相近的有：{names}")
