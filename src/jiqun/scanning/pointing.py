"""What words like 该集群, 全市 and 公司 point to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from jiqun.scanning.clauses import opens_clause
from jiqun.scanning.localities import named_before
from jiqun.scanning.mentions import Hit
from jiqun.scanning.topic import Topic
from jiqun.scanning.words import any_of, listed

# Words that point to these do so where they open a clause.
_OPENING = ("home", "locality", "speaker", "several")
_RANKS = ("首", "最", "第", "唯一", "前")
_WHOLE = ("全县", "该县", "全区", "该区", "全市", "该市")
_SHORTEST_COUNTY = 3
_PAIRED = ("cluster", "city", "province", "firm")
# 全区 is of one of these, or of a district.
_REGIONS = ("内蒙古", "广西", "西藏", "宁夏", "新疆")


class _Rules(NamedTuple):
    pointing: re.Pattern[str]
    # By words that point to something, to what: a cluster, a firm, or a home.
    points_to: dict[str, str]


def pointed(text: str, start: int, end: int, hits: Sequence[Hit], topic: Topic) -> list[Hit]:
    """Return what words like 该集群 and 全市 point to in a sentence, as mentions there."""
    found: list[Hit] = []
    rules = _rules()
    for match in rules.pointing.finditer(text, start, end):
        at, word = match.start(), match.group()
        # 集群 is none of the words, and points to a cluster where it opens a clause.
        kind = rules.points_to.get(word, "cluster")
        if kind in _OPENING and not opens_clause(text, start, at):
            continue
        if kind == "home" and text.startswith(_RANKS, match.end()):
            # 全省首个 is a rank.
            continue
        told = [hit for hit in hits if hit.end <= at]
        if kind != "former":
            told += found
        meant = _meant(word, kind, told, topic)
        if word in _WHOLE and (meant is None or meant.name == word):
            # Its name may stand in a paragraph without figures.
            named = named_before(text, at, word[1], topic.unnamed.get(word[1], 0))
            if named is None:
                topic.unnamed[word[1]] = at
            meant = named or meant
        if meant:
            found.append(meant._replace(start=at, end=match.end()))
    taken = {hit.start for hit in (*hits, *found)}
    found += (hit for hit in _called(text, start, end, topic) if hit.start not in taken)
    return found


def _called(text: str, start: int, end: int, topic: Topic) -> list[Hit]:
    """Return where the county that was told of is called by its short name: 柘城 for 柘城县."""
    county = topic.locality
    if county is None or len(county.name) < _SHORTEST_COUNTY or county.name[-1] not in "县市区旗":
        return []
    at = text.find(county.name[:-1], start, end)
    behind = at + len(county.name) - 1
    if at < 0 or text.startswith(county.name[-1], behind) or not opens_clause(text, start, at):
        return []
    return [county._replace(start=at, end=behind)]


def _meant(word: str, kind: str, told: Sequence[Hit], topic: Topic) -> Hit | None:
    """Return what a word points to: the last of its kind in the sentence, or before."""
    last = {hit.kind: hit for hit in told}
    if kind == "locality":
        return last.get(kind) or topic.locality or Hit(kind, None, word, 0, 0)
    if kind == "cluster":
        # A page on clusters of a tier calls each of them 集群, too.
        return last.get(kind) or topic.cluster or last.get("tier") or topic.tier
    if kind in ("firm", "speaker"):
        return last.get("firm") or topic.firm or Hit("stranger", None, word, 0, 0)
    if kind == "former":
        # 甲集群、乙集群合计…:前者…,后者….
        pair = [hit for hit in told if hit.kind in _PAIRED]
        return pair[-2 if word == "前者" else -1] if len(pair) > 1 else None
    if kind == "several":
        # 两地 are those of a region, 三市 of the cluster that is told of.
        cluster = last.get("cluster") or topic.subject
        joint = cluster and cluster.kind == "cluster" and not topic.home(cluster)[0]
        return last.get("region") or (cluster if joint else topic.region)
    if word == "全区":
        about = topic.lasting if topic.lasting and topic.lasting.kind == "locality" else None
        county = last.get("locality") or about
        province = _meant("全省", kind, told, topic)
        own = province if province and province.name in _REGIONS else None
        return county or own or Hit("locality", None, word, 0, 0)
    if word.endswith("市"):
        about = topic.subject
        cities = [home for hit in told if (home := topic.home(hit)[0])]
        # 该市 is a county, too: 乐清.
        county = about if about and about.kind == "locality" else None
        unknown = Hit("locality", None, word, 0, 0) if word in ("我市", "该市", "本市") else None
        return cities[-1] if cities else county or topic.city or unknown
    provinces = [home for hit in told if (home := topic.home(hit)[1])]
    return provinces[-1] if provinces else topic.province


@cache
def _rules() -> _Rules:
    points_to = {
        word: kind
        for kind, key in (
            ("cluster", "anaphora"),
            ("firm", "firm"),
            ("home", "home"),
            ("locality", "locality"),
            ("speaker", "speaker"),
            ("several", "several"),
            ("former", "former"),
        )
        for word in listed("figures", "subjects", key)
    }
    return _Rules(
        re.compile("|".join([*sorted(points_to, key=len, reverse=True), _opening()])), points_to
    )


def _opening() -> str:
    """Return the pattern of 集群 where it opens a clause: behind a sign, or a word of these."""
    others = any_of(listed("figures", "subjects", "no_opening"))
    before = ("[,:。;\\n年—]", "力争", "推动", "实现", "带动")
    # Looking back from its end lets `re` skip to it.
    return "|".join(
        f"{word}(?:(?<!.{word})|{'|'.join(f'(?<={one}{word})' for one in before)})(?!{others})"
        for word in listed("figures", "subjects", "opening")
    )
