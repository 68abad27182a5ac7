"""What a text is about, while it is read from its beginning.

What the first clause of a sentence tells of holds for the sentences behind it that tell of
nothing by themselves, up to the end of the paragraph; a place or a cluster holds beyond it.
"""

from __future__ import annotations

from typing import NamedTuple

from jiqun.scanning.clauses import PLACES, Standing
from jiqun.scanning.facts import Facts
from jiqun.scanning.mentions import Hit

STRANGE = ("stranger", "locality", "project")
# What holds beyond a paragraph.
_LASTING = (*PLACES, "cluster")
_TOPICS = (*_LASTING, "firm", "stranger", "subject", "group")
MUNICIPALITIES = ("北京", "天津", "上海", "重庆")


class Bound(NamedTuple):
    """What a quantity is of, the part of a group that it counts, and whether that is certain."""

    subject: Hit | None
    part: Hit | None = None
    certain: bool = True


class Topic:
    """What a text was last about, while it is read from the beginning."""

    def __init__(self, facts: Facts) -> None:
        """Begin with nothing; ``facts`` tell where clusters and cities are."""
        self._homes, self._cities = facts.homes, facts.cities
        self._told = False
        self._carried = True
        self._item = False
        # What the paragraph is about, and the place or cluster that the text is.
        self.subject: Hit | None = None
        self.lasting: Hit | None = None
        self.cluster: Hit | None = None
        # The tier of other clusters that was told of last.
        self.tier: Hit | None = None
        self.city: Hit | None = None
        self.province: Hit | None = None
        self.region: Hit | None = None
        self.locality: Hit | None = None
        self.firm: Hit | None = None
        # Up to where no place is named in full, by the sign it would end with.
        self.unnamed: dict[str, int] = {}
        # The last group of all clusters, of those that were new, and of either.
        self.total: Hit | None = None
        self.added: Hit | None = None
        self.group: Hit | None = None

    def follow(self, standing: Standing) -> None:
        """Go on to what was mentioned."""
        hit = standing.hit
        self._name(hit)
        if hit.kind not in _TOPICS:
            return
        if hit.kind in ("cluster", "group"):
            turns = not standing.part and (standing.head or not self._told)
        elif standing.tells:
            # What a region is told of beside is still of the place.
            beside = hit.kind == "region" and self._is_of_place()
            # 我市 is what a page is of, whoever else opens its sentence.
            own = hit.kind == "locality" and hit.name in ("我市", "本市", "我县", "我区")
            turns = own or not (self._told or standing.part or beside)
        else:
            # What is only named is what a text is about where nothing else is.
            named = hit.kind in PLACES and not standing.listed
            turns = named and self._carried and not self._told
        if turns:
            self._turn_to(hit)
        # What goes on behind a part of a list is one, too: 其中,甲…;乙….
        self._told = self._told or (standing.tells and (turns or standing.part))

    def _is_of_place(self) -> bool:
        about = self.subject
        return not self._carried and about is not None and about.kind in ("city", "province")

    def home(self, hit: Hit) -> tuple[Hit | None, Hit | None]:
        """Return the city and the province that a cluster or a place is in or is."""
        city, province = self._homes.get(hit.id or "", (None, None))
        if hit.kind == "city":
            return hit, province
        if hit.kind == "locality":
            # 无锡高新区 is in 无锡.
            city = self._cities.get(hit.name[:2]) or self._cities.get(hit.name[:3])
            return city, self._homes[city.id or ""][1] if city else None
        if hit.kind == "province":
            return (hit if hit.name in MUNICIPALITIES else None), hit
        return city, province

    def _name(self, hit: Hit) -> None:
        """Keep what later words may point to."""
        city, province = self.home(hit)
        self.city, self.province = city or self.city, province or self.province
        if hit.kind == "cluster":
            self.cluster = hit
        elif hit.kind == "tier":
            self.tier = hit
        elif hit.kind == "region":
            self.region = hit
        elif hit.kind == "locality":
            self.locality = hit
        elif hit.kind in ("firm", "stranger"):
            self.firm = hit
        elif hit.kind == "group":
            self.group = hit
            if "新增" in hit.name:
                self.added = hit
            else:
                self.total = hit

    def _turn_to(self, hit: Hit) -> None:
        self.subject, self._carried = hit, False
        within = self._item and hit.kind == "locality" and self.lasting is not None
        if hit.kind in _LASTING and not within:
            self.lasting = hit

    def end_sentence(self) -> None:
        """Leave a sentence: the next one may turn to something else."""
        self._told = False

    def confirm(self) -> None:
        """Go on from a figure that tells nothing by itself: the paragraph is about the same."""
        self._carried = False

    def new_paragraph(self, item: bool = False) -> None:
        """Leave a paragraph: what holds beyond it is what the next one is about.

        A locality of an item of a list, which the next one may be, is so of the item alone.
        """
        self.subject, self._carried = self.lasting, True
        self._item = item
        self.firm = None
