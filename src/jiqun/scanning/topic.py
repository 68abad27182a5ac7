"""What a text is about, while it is read from its beginning."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jiqun.scanning.mentions import Hit
from jiqun.scanning.words import listed

# A park is a place that the base does not know: 宁波石化开发区 is not 宁波.
PLACES = frozenset({"city", "province", "region", "park"})
STRANGE = ("stranger", "park")
# What a text is about, though a place is named.
_LASTING = ("cluster", "subject", "group")
_TOLD_ON = ("cluster", "city", "province", "group")
_ITEMS = ("—", "-", "•", "·", "●", "■", "◆", "(")
_LABEL = re.compile("[\u4e00-\u9fff]{2,6}:")


class Bound(NamedTuple):
    """What a quantity is of, the part of a group that it counts, and whether that is certain."""

    subject: Hit | None
    part: Hit | None = None
    certain: bool = True


class Topic:
    """What a text was last about, while it is read from the beginning."""

    def __init__(self, text: str, homes: dict[str, tuple[Hit | None, Hit | None]]) -> None:
        """Begin with nothing; ``homes`` are the city and the province of each cluster."""
        self._text, self._homes = text, homes
        # The place that the sentence told of first; others within its clauses do not replace it.
        self._place: Hit | None = None
        self.cluster: Hit | None = None
        self.subject: Hit | None = None
        self.city: Hit | None = None
        self.province: Hit | None = None
        self.group: Hit | None = None
        self.firm: Hit | None = None
        # What last opened a clause, which 其 stands for.
        self.teller: Hit | None = None
        # The city that the paragraph before was about.
        self.before: Hit | None = None
        # What the last figure was of, where it holds up to the end of the sentence.
        self.beside: Hit | None = None
        # The last group of all clusters, and of those that were new.
        self.total: Hit | None = None
        self.added: Hit | None = None

    def follow(self, hit: Hit) -> None:
        """Go on to what was mentioned."""
        if opens_clause(self._text, 0, hit) or self._text.startswith("为例", hit.end):
            self.teller = hit
        if hit.kind == "cluster":
            self.cluster = hit
            home = self._homes.get(hit.id or "", (None, None))
            self.city, self.province = home[0] or self.city, home[1] or self.province
        elif hit.kind == "city":
            self.city = hit
        elif hit.kind == "province":
            self.province = hit
        elif hit.kind in ("firm", "stranger"):
            self.firm = hit
        if hit.kind in _LASTING or (hit.kind in PLACES and self._turns_to(hit)):
            self.subject = hit
        if hit.kind == "group":
            self.group = hit
            if "新增" in hit.name:
                self.added = hit
            else:
                self.total = hit

    def _turns_to(self, hit: Hit) -> bool:
        """Tell whether a place is now what the text is about."""
        if self.subject is not None and self.subject.kind in _LASTING:
            return False
        told = self._place
        within = hit.kind == "region" or not opens_clause(self._text, 0, hit)
        if told and told.end != hit.start and within:
            # 苏州,长三角的核心城市: a region is what the place before it is of.
            return False
        self._place = hit
        return True

    def tell(self, bound: Bound) -> None:
        """Go on from a figure: what it is of is what the text is about.

        A firm, or what is not known, is so up to the end of the sentence.
        """
        if not (bound.certain and bound.subject):
            return
        passing = bound.subject.kind in ("firm", "stranger")
        self.beside = bound.subject if passing else None
        if bound.subject.kind in _TOLD_ON:
            self.subject = bound.subject

    def end_sentence(self) -> None:
        """Forget what was only told of beside."""
        self.beside = self._place = None

    def new_paragraph(self, text: str, start: int) -> None:
        """Forget what the paragraph was about; a cluster may still be pointed to.

        A line that begins ``start`` with a label (产量:) goes on with it.
        """
        self.firm = self.teller = None
        if (self.subject or self.before) and not _LABEL.match(text, start):
            told = self.subject
            # An article on one city goes on with it.
            goes_on = (
                told and told.kind in ("city", "park") and text[start : start + 1] not in _ITEMS
            )
            self.before = told if goes_on else None
            self.subject = None


def opens_clause(text: str, start: int, hit: Hit) -> bool:
    """Tell whether what was mentioned opens a clause of a sentence, which begins at ``start``."""
    at = hit.start
    return at == start or text[at - 1] in ",:(。;!?\n" or text.endswith(_leads(), start, at)


@cache
def _leads() -> tuple[str, ...]:
    return tuple(listed("figures", "subjects", "leads"))
