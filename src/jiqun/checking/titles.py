"""Titles of policies and sources: as the document has them, not abridged."""

import re
from collections.abc import Iterable, Iterator

from jiqun.checking.problems import Marks, Problem
from jiqun.kinds.policy import Policy
from jiqun.kinds.source import Source
from jiqun.knowledge import KnowledgeBase
from jiqun.text.normalize import fold

# One ellipsis or three dots leave something out; the Chinese …… is punctuation.
_CUT = re.compile(r"(?<!…)…(?!…)|\.\.\.")
_QUOTED = re.compile("《([^《》]+)》")
# A notice that issues a document is another one.
_ISSUING = "印发"


def check_titles(base: KnowledgeBase, marks: Marks) -> Iterator[Problem]:
    """Yield the titles that are cut, or that the base itself has in a longer form.

    A title in brackets is a description of ours, which may be short, as is one that the note of its
    entry calls so.
    """
    published: dict[tuple[str, str | None], list[str]] = {}
    for source in base.sources:
        published.setdefault((source.publisher, source.date), []).append(source.title)
    for policy in base.policies:
        if told := _abridged(policy, _titles(base, policy)):
            yield Problem("warning", marks[f"policies/{policy.id}"], told)
    for source in base.sources:
        same_day = published[source.publisher, source.date] if source.date else ()
        if told := _abridged(source, same_day):
            yield Problem("warning", marks[f"sources/{source.id}"], told)


def _abridged(entry: Policy | Source, titles: Iterable[str]) -> str | None:
    """Tell how the title of an entry is abridged, given titles that its document may have."""
    if _described(entry.title) or "题目" in (entry.note or ""):
        return None
    if _CUT.search(entry.title):
        return "题目没有录全：录全，录不全就放在方括号里，或在备注里说明"
    short = fold(entry.title)
    for title in titles:
        whole = fold(title)
        if short != whole and short in whole and not (_described(title) or _ISSUING in title):
            return f"题目没有录全：本库另有“{title}”"
    return None


def _described(title: str) -> bool:
    return title.startswith("[")


def _titles(base: KnowledgeBase, policy: Policy) -> Iterator[str]:
    """Yield the titles that the words of a policy and of its sources have in 《》.

    A source that its issuer published is the document itself.
    """
    yield from _QUOTED.findall(f"{policy.gist}{policy.note or ''}")
    for source in map(base.source, policy.sources):
        yield from _QUOTED.findall(f"{source.title}{source.note or ''}")
        if source.publisher == policy.issuer:
            yield source.title
