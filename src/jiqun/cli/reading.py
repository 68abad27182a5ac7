"""What is told of the words in filters: how one was read, and which of them yield nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jiqun.cli.options import Filters
    from jiqun.kinds.cluster import Cluster
    from jiqun.knowledge import KnowledgeBase

# The options with a short form, which is what people type.
_FLAGS = {"domain": "-d", "place": "-p", "batch": "-b", "keyword": "-k"}
_PLACES = ("place", "city", "province", "region")
# So many names say what is meant; more would bury it.
_MOST = 3


def flag_of(key: str) -> str:
    """Return the option that people type for a filter."""
    return _FLAGS.get(key, f"--{key}")


def readings(base: KnowledgeBase, filters: Filters) -> Iterator[str]:
    """Yield a line for each word that was read as something it does not plainly say."""
    for word in filters.domain or ():
        if not base.named("domain", word):
            yield from _domain(base, word)


def _domain(base: KnowledgeBase, word: str) -> Iterator[str]:
    """Yield as which domain a word was read, and who has it in the name but is in another one."""
    from jiqun.finding import resolve
    from jiqun.text.normalize import fold
    from jiqun.text.phrases import pasteable

    matches = resolve(base, word, ("domain",)).matches
    if len(matches) != 1:
        return
    domain = base.get("domain", matches[0].id)
    name = domain.name
    others = [
        pasteable(one.name)
        for one in base.clusters
        if one.domain != name and fold(word) in fold(one.name)
    ]
    # An alias stands for a part of a domain, as 汽车 for that which has 光伏, too.
    if not others and set(matches[0].terms) <= {name, domain.short, domain.english}:
        return
    told = f"-d “{word}”读作领域“{name}”"
    if others:
        more = f"等 {len(others)} 个" if len(others) > _MOST else ""
        told += f"；名称带“{word}”而属别的领域的有 {'、'.join(others[:_MOST])}{more}"
    yield f"{told}；按名称和产品查用 jiqun list -k {word}"


def other_firms(base: KnowledgeBase, filters: Filters) -> str:
    """Return which firms have a word in their names that was read as the name of another one."""
    if not filters.firm:
        return ""
    from jiqun.analysis.firms import firms_like, firms_named

    told = [
        f"“{word}”作一家企业，名称带“{word}”的另有 {'、'.join(others)}"
        for word in filters.firm
        if (others := sorted(firms_like(base, word) - firms_named(base, word)))
    ]
    return "".join(f"；{line}" for line in told)


def _later(base: KnowledgeBase, filters: Filters) -> str:
    """Return which clusters that fit were announced after the day of a base; empty if none."""
    from jiqun.analysis.filter import select
    from jiqun.resolving import selection

    fit = select(base.present, selection(base.present, filters._asdict(), called=flag_of))
    return _announced_later(base, fit)


def found_later(base: KnowledgeBase, query: str) -> str:
    """Return which clusters a query finds that were announced after the day of a base."""
    from jiqun.finding import answer

    if base.present is base:
        return ""
    found = answer(base.present, query, ("cluster",)).items
    return _announced_later(base, [base.present.cluster(one.id) for one in found])


def _announced_later(base: KnowledgeBase, clusters: Iterable[Cluster]) -> str:
    from jiqun.text.phrases import pasteable

    names = [pasteable(one.name) for one in clusters if not base.named("cluster", one.id)]
    more = f"等 {len(names)} 个" if len(names) > _MOST else ""
    return f"{'、'.join(names[:_MOST])}{more}：截至 {base.known_on} 尚未公布" if names else ""


def nothing_found(base: KnowledgeBase, filters: Filters, what: str = "集群") -> str:
    """Return what is told where filters leave nothing: the condition, where there is only one.

    Of a place without clusters it is told what its province has.
    """
    from jiqun.finding.places import meanings, no_clusters
    from jiqun.views.arranging import NOTHING

    if base.present is not base and (later := _later(base, filters)):
        return later
    empty = [
        no_clusters(base, meaning)
        for key in _PLACES
        for name in getattr(filters, key) or ()
        for meaning in meanings(base, name)
        if not meaning.kind or not base.clusters_of(base.get(meaning.kind, meaning.name))
    ]
    if empty:
        return "；".join(dict.fromkeys(empty))
    given = {key: value for key, value in filters._asdict().items() if value}
    if len(given) != 1:
        return NOTHING
    ((key, values),) = given.items()
    return f"没有符合 {flag_of(key)} {' 或 '.join(map(str, values))} 的{what}"
