"""From the words of people to what they stand for in the base: filters, choices, names, days.

The command line, the Python API and the tools of assistants read words in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn, TypeAlias, TypeVar

from jiqun.errors import NotFoundError, UsageError
from jiqun.kinds import kind_named, place_kinds
from jiqun.knowledge import KnowledgeBase
from jiqun.text.phrases import pasteable
from jiqun.vocabulary import HOLDINGS, SCOPES

if TYPE_CHECKING:
    from jiqun.analysis.filter import ClusterFilter
    from jiqun.finding import Match

# So many characters of what was typed are repeated in an error, and so many choices are named.
ECHOED = 30
_MOST_CHOICES = 8

FILTERS = (
    *("domain", "place", "city", "province", "region", "batch", "firm", "scope", "year", "has"),
    "keyword",
)

Word = TypeVar("Word", bound=str)
# Takes a line on how a word was read, where that is not what it plainly says.
Tell: TypeAlias = Callable[[str], object]
# Gives what the one who asks calls a filter: ``-p`` or ``place``.
Called: TypeAlias = Callable[[str], str]
Words: TypeAlias = "Sequence[str] | None"


def untold(line: str) -> None:
    """Take a line, and tell nobody."""


def selection(
    base: KnowledgeBase, asked: Mapping[str, Words], tell: Tell = untold, called: Called = str
) -> ClusterFilter:
    """Return the filter that words stand for.

    ``asked`` has them by the names of `FILTERS`; those of one mean *or*, different ones *and*.

    Raises:
        UsageError: there is no such filter, or a word stands for nothing, or for several things.
        NotFoundError: there is no place of that name, though there is one with another suffix;
            or a word stands for what was not public on the day of the base.
    """
    try:
        return _selection(base, asked, tell, called)
    except UsageError:
        if base.present is base:
            raise
        # What stands for nothing today, either, is told as it is elsewhere.
        _selection(base.present, asked, untold, called)
        words = ((key, word) for key, listed in asked.items() for word in listed or ())
        later = [word for key, word in words if not _is_known(base, key, word)]
        line = f"“{'、'.join(later)}”：截至 {base.known_on} 尚未公布"
        raise NotFoundError(line) from None


def _is_known(base: KnowledgeBase, key: str, word: str) -> bool:
    try:
        _selection(base, {key: [word]}, untold, str)
    except UsageError:
        return False
    return True


def _selection(
    base: KnowledgeBase, asked: Mapping[str, Words], tell: Tell, called: Called
) -> ClusterFilter:
    from jiqun.analysis.filter import ClusterFilter

    if unknown := [name for name in asked if name not in FILTERS]:
        raise UsageError(f"没有“{unknown[0]}”这个筛选，可用：{'、'.join(FILTERS)}")

    def places(flag: str, *kinds: str) -> frozenset[tuple[str, str]]:
        if not (names := asked.get(flag)):
            return frozenset()
        wanted = kinds or place_kinds()
        return frozenset(place(base, name, wanted, called(flag), tell) for name in names)

    return ClusterFilter(
        domains=frozenset(
            _domain(base, name, called("domain")) for name in asked.get("domain") or ()
        ),
        places=places("place"),
        cities=_named(places("city", "city")),
        provinces=_named(places("province", "province")),
        regions=_named(places("region", "region")),
        batches=frozenset(_batch(base, name, called("batch")) for name in asked.get("batch") or ()),
        firms=frozenset().union(
            *(_firms(base, name, called("firm")) for name in asked.get("firm") or ())
        ),
        scopes=frozenset(choices(asked.get("scope"), SCOPES, called("scope"))),
        years=frozenset(years(asked.get("year"), called("year"))),
        has=frozenset(choices(asked.get("has"), HOLDINGS, called("has"))),
        found=_found(base, keywords, tell) if (keywords := asked.get("keyword")) else None,
    )


def _found(base: KnowledgeBase, keywords: Sequence[str], tell: Tell) -> frozenset[str]:
    """Return the ids of the clusters of which one of the keywords is explained wholly."""
    from jiqun.finding import answer

    found = [answer(base, keyword, ("cluster",)) for keyword in keywords]
    for line in dict.fromkeys(line for one in found for line in one.notes):
        tell(line)
    return frozenset(match.id for one in found for match in one.items)


def _named(places: Iterable[tuple[str, str]]) -> frozenset[str]:
    return frozenset(name for _, name in places)


def place(
    base: KnowledgeBase, name: str, kinds: Sequence[str], flag: str, tell: Tell
) -> tuple[str, str]:
    """Return the kind and the name of a place; the kind of one without clusters is empty.

    It is told where a place leads to the city that it lies in.

    Raises:
        UsageError: it stands for nothing, or for several places.
        NotFoundError: it has a suffix that no place of that name has.
    """
    for kind in kinds:
        # An id does not settle it: it may be the pinyin of another place, too.
        if (known := base.named(kind, name)) and known.name == name:
            return kind, name
    from jiqun.finding.places import (
        contradicted,
        led_elsewhere,
        meanings,
        no_such_place,
        sounding_like,
        told_apart,
    )

    found = meanings(base, name, kinds)
    if len(found) == 1:
        if led := led_elsewhere(found[0]):
            tell(led)
        return found[0].kind, found[0].name or found[0].title
    if found:
        raise UsageError(f"{flag} “{name}”可以是 {any_of(told_apart(found))}，请写明是哪一个")
    if others := contradicted(name):
        raise NotFoundError(no_such_place(name, others))
    if others := sounding_like(base, name):
        raise UsageError(f"{flag} {no_such_place(name, others)}")
    _unresolved(base, name, kinds, flag, "地方" if len(kinds) > 1 else "")


def any_of(names: Sequence[str]) -> str:
    """Return names in words, and how many they are where not all are named."""
    more = f"等 {len(names)} 个" if len(names) > _MOST_CHOICES else ""
    return "、".join(names[:_MOST_CHOICES]) + more


def _domain(base: KnowledgeBase, name: str, flag: str) -> str:
    if entity := base.named("domain", name):
        return str(entity.name)
    from jiqun.finding import resolve

    found = resolve(base, name, ("domain",))
    if len(found.matches) == 1:
        return str(base.get("domain", found.matches[0].id).name)
    if found.matches:
        names = "、".join(title_of(base, match) for match in found.matches)
        raise UsageError(f"{flag} “{name}”可以是 {names}，请写明是哪一个")
    _unresolved(base, name, ("domain",), flag, "")


def _unresolved(
    base: KnowledgeBase, name: str, kinds: Sequence[str], flag: str, what: str
) -> NoReturn:
    from jiqun.finding import resolve

    found = resolve(base, name, kinds)
    near = "、".join(title_of(base, match) for match in found.near)
    hint = f"，相近的有 {near}" if near else ""
    lists = "、".join(f"jiqun {kind_named(kind).table}" for kind in kinds)
    title = what or kind_named(kinds[0]).title
    elsewhere = _with_word(base, name) if kinds == ("domain",) else ""
    raise UsageError(f"{flag} 没有“{name}”这个{title}{hint}{elsewhere}；全部见 {lists}")


def _with_word(base: KnowledgeBase, word: str) -> str:
    """Return where the clusters are that a word finds, though it is no domain."""
    from jiqun.finding import matching_entries

    found = len(matching_entries(base, "cluster", word))
    return f"；查得到 {found} 个集群：jiqun list -k {word} 或 jiqun search {word}" if found else ""


def title_of(base: KnowledgeBase, match: Match) -> str:
    """Return what the entry of a match is called, as it may be pasted into a command."""
    return pasteable(base.title_of(base.get(match.kind, match.id)))


def _firms(base: KnowledgeBase, name: str, flag: str) -> frozenset[str]:
    """Return the firms that a name stands for, if there are any."""
    from jiqun.analysis.firms import firms_named, known_names
    from jiqun.text.nearest import nearest
    from jiqun.text.normalize import fold

    if named := firms_named(base, name):
        return named
    near = "、".join(nearest(fold(name), known_names(base)))
    hint = f"，相近的有 {near}" if near else "；企业见 jiqun stats --by firm"
    raise UsageError(f"{flag} 没有名称含“{name}”的企业{hint}")


def _batch(base: KnowledgeBase, name: str, flag: str) -> int:
    from jiqun.text.normalize import fold

    typed = fold(name)
    for batch in base.batches:
        year = str(batch.id)
        names = map(fold, (f"{year}年", batch.name, *batch.rounds))
        # A name as 第三轮 stands for 第三轮 20 个; a year may be short.
        if name in (year, year[2:]) or (
            not typed.isdigit() and len(typed) > 2 and any(one.startswith(typed) for one in names)
        ):
            return batch.id
    known = "、".join(f"{batch.id}（{batch.name}）" for batch in base.batches)
    raise UsageError(f"{flag} 没有“{name}”这一批，可用：{known}")


def years(names: Words, flag: str = "--year") -> list[int]:
    """Return years as numbers; raise `UsageError` for what is no year."""
    for name in names or ():
        if not (name.isdecimal() and name.isascii() and len(name) == 4):
            raise UsageError(f"{flag} 的“{name}”不是年份，应如 2025")
    return [int(name) for name in names or ()]


def choices(names: Words, words: Mapping[Word, str], flag: str) -> Sequence[Word]:
    """Return the keys of ``words`` that words stand for (see `choice`)."""
    return [choice(name, words, flag) for name in names or ()]


def choice(name: str, words: Mapping[Word, str], flag: str) -> Word:
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
    raise UsageError(f"{flag} 没有“{name}”，可用：{known}")
