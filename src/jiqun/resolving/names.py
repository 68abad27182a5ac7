"""From a name to the entry that it stands for, and from a number to the figures that state it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from jiqun.errors import AmbiguousError, NotFoundError
from jiqun.kinds import KINDS, kind_named, place_kinds
from jiqun.knowledge import KnowledgeBase
from jiqun.resolving import ECHOED, Tell, any_of, title_of, untold
from jiqun.text.phrases import pasteable
from jiqun.vocabulary import INDEX_FIELDS

if TYPE_CHECKING:
    from jiqun.finding import Match
    from jiqun.kinds.figure import Figure
    from jiqun.kinds.indicator import Indicator


def entry(base: KnowledgeBase, name: str, tell: Tell = untold) -> Match:
    """Return what a name stands for; a place or a domain goes before what is in it.

    It is told where a place leads to its city, or a firm to a cluster.

    Raises:
        NotFoundError: it stands for nothing, or for a place without clusters; what is near is
            listed.
        AmbiguousError: it stands for several things, which are listed.
    """
    try:
        return _entry(base, name, tell)
    except AmbiguousError:
        raise
    except NotFoundError:
        if line := published_later(base, name):
            raise NotFoundError(line) from None
        raise


def published_later(base: KnowledgeBase, name: str) -> str:
    """Return that what a name stands for today was not public on the day of a base; else empty."""
    if base.present is base:
        return ""
    try:
        match = _entry(base.present, name, untold)
    except NotFoundError:
        return ""
    if base.named(match.kind, match.id):
        return ""
    kind = kind_named(match.kind)
    title = base.present.title_of(base.present.get(match.kind, match.id))
    if any(one.owner == f"{kind.table}/{match.id}" for one in base.undated):
        return f"{title}：发布日期不明，截至 {base.known_on} 是否已公布说不准"
    what = "还没有公布的集群" if kind.clustered else "尚未公布"
    return f"{title}：截至 {base.known_on} {what}"


def _entry(base: KnowledgeBase, name: str, tell: Tell) -> Match:
    from jiqun.finding import resolve

    if placed := _placed(base, name, tell):
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
                title = title_of(base, matches[0])
                tell(f"“{name}”不是名称，按{why}“{matches[0].words}”找到{title}")
            return matches[0]
        if matches:
            break
    from jiqun.finding.places import no_such_place, sounding_like

    sounding = [] if found.matches else sounding_like(base, name)
    # One that has clusters is listed with them; one that has none must be named, too.
    if any(not base.named("city", one.name) for one in sounding):
        raise NotFoundError(no_such_place(name, sounding))
    _not_found(base, name, found.matches or found.near)


def _placed(base: KnowledgeBase, name: str, tell: Tell) -> Match | None:
    """Return the entry of a place that a name stands for; None where it may be anything else.

    Raises:
        NotFoundError: the place has no clusters, or another suffix.
        AmbiguousError: it may be any of several places.
    """
    from jiqun.finding import Match, resolve
    from jiqun.finding.places import (
        contradicted,
        led_elsewhere,
        meanings,
        no_clusters,
        no_such_place,
        told_apart,
    )

    if any((one := base.named(kind, name)) and one.name == name for kind in place_kinds()):
        return None
    found = meanings(base, name)
    if not found and (others := contradicted(name)):
        raise NotFoundError(no_such_place(name, others))
    # The name of a county, or what it sounds like, may be a part of many names.
    inner = found and all(one.is_inner for one in found)
    if inner and any(match.names_it for match in resolve(base, name, KINDS).matches):
        return None
    if len(found) > 1:
        raise AmbiguousError(f"“{name}”可以是：{any_of(told_apart(found))}，请写明是哪一个")
    for meaning in found:
        if not meaning.kind:
            raise NotFoundError(no_clusters(base, meaning))
        if led := led_elsewhere(meaning):
            tell(led)
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


def cited(base: KnowledgeBase, name: str, tell: Tell = untold) -> Any:
    """Return the entry that a name stands for, or the source with this id (see `entry`)."""
    if source := base.named("source", name):
        return source
    match = entry(base, name, tell)
    return base.get(match.kind, match.id)


def figures_cited(
    base: KnowledgeBase, entry: Any, name: str, typed: str, tell: Tell = untold
) -> Sequence[Figure | Indicator]:
    """Return the figures of an entry, or of its clusters, that state the number that was typed.

    Whose figure it is is told where it is not that of the entry, which was called ``name``.

    Raises:
        NotFoundError: there is no such figure.
    """
    from jiqun.analysis.quoting import figures_stating

    found = figures_stating(base, entry, typed)
    if not found:
        raise NotFoundError(f"“{name}”没有“{typed}”这个数字，全部数字见 jiqun show {name}")
    others = list(dict.fromkeys(pasteable(base.title_of(one)) for one, _ in found if one != entry))
    if others:
        tell(f"“{typed}”是{'、'.join(others)}的数字")
    return [figure for _, figure in found]


def _not_found(base: KnowledgeBase, name: str, near: Sequence[Match]) -> NoReturn:
    name = name if len(name) <= ECHOED else f"{name[:ECHOED]}…"
    if not near:
        raise NotFoundError(
            f"没有“{name}”，也没有相近的；全部集群见 jiqun list，城市见 jiqun cities"
        )
    names = any_of([f"{title_of(base, match)}（{match.id}）" for match in near])
    if near[0].is_certain:
        raise AmbiguousError(f"“{name}”可以是：{names}，请写明是哪一个")
    raise NotFoundError(f"没有“{name}”，相近的有：{names}")
