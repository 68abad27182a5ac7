"""Every name by which a text may mention an entry of the base, and where one stands in a text.

A cluster is named by place and by what it makes: 株洲市先进轨道交通装备集群, 株洲先进轨道交通装备
产业集群. What it makes with 集群 behind is a name that its place must settle; by itself it is the
name of an industry and none of a cluster, so it is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from jiqun.scanning.words import listed, words
from jiqun.text.plain import plain

if TYPE_CHECKING:
    from jiqun.kinds.cluster import Cluster
    from jiqun.knowledge import KnowledgeBase

# So many characters of a name tell how long it can be; of a shorter one its first two do.
_HEAD = 4
_SHORTEST = 2

# Fewer characters of what a cluster makes could be of anything.
_SHORTEST_PART = 2

# How a name stands for an entry: by itself, by place and product without 集群, by product and
# 集群 without place, only as a nickname, or only before a number.
How = Literal["name", "short", "product", "nickname", "bare"]


class Named(NamedTuple):
    """What a name may stand for: an entry of a kind. A firm or a tier has no id of its own."""

    kind: str
    id: str | None
    name: str
    how: How = "name"


class Names(NamedTuple):
    """All names, plain.

    Args:
        meanings: what each name may stand for.
        heads: a pattern of where a name may begin: by the characters that its head may have.
        short_sizes: by the first two characters of any name, how long the short names are that
            begin so; often none.
        sizes: by the first four characters of longer names, how long the names are that begin so,
            short ones too, the longest first.
        places: the names of the places of each cluster, by its id.
        owners: the ids of the clusters of each firm.
    """

    meanings: dict[str, tuple[Named, ...]]
    heads: re.Pattern[str]
    short_sizes: dict[str, tuple[int, ...]]
    sizes: dict[str, tuple[int, ...]]
    places: dict[str, frozenset[str]]
    owners: dict[str, tuple[str, ...]]

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield where names stand in a plain text, and which: of several the longest."""
        sizes, short_sizes, meanings = self.sizes, self.short_sizes, self.meanings
        free = 0
        for match in self.heads.finditer(text):
            at = match.start()
            if at < free:
                continue
            short = short_sizes.get(text[at : at + _SHORTEST])
            if short is None:
                continue
            for size in sizes.get(text[at : at + _HEAD]) or short:
                name = text[at : at + size]
                if name in meanings and _is_word(text, at, name):
                    yield at, name
                    free = at + size
                    break


def names_of(base: KnowledgeBase) -> Names:
    """Return the names of a base, which are made once."""
    return base.once("scanning/names", lambda: _names(base))


def _names(base: KnowledgeBase) -> Names:
    meanings: dict[str, dict[Named, None]] = {}
    regional = dict(pair.split("=") for pair in listed("names", "regional"))
    pattern = re.compile("|".join(sorted(regional, key=len, reverse=True)))
    for name, named in [
        *_of_clusters(base), *_of_places(base), *_of_domains(base), *_of_policies(base),
        *_of_firms(base), *_of_tiers(), *_of_subjects(base),
    ]:  # fmt: skip
        for form in _regional_forms(plain(name), pattern, regional):
            meanings.setdefault(form, {})[named] = None
    owners: dict[str, list[str]] = {}
    for cluster in base.clusters:
        for firm in base.firms(cluster):
            owners.setdefault(firm.name, []).append(cluster.id)
    short_sizes: dict[str, set[int]] = {name[:_SHORTEST]: set() for name in meanings}
    sizes: dict[str, set[int]] = {}
    for name in meanings:
        if len(name) < _HEAD:
            short_sizes[name[:_SHORTEST]].add(len(name))
        else:
            sizes.setdefault(name[:_HEAD], set()).add(len(name))
    return Names(
        {name: tuple(found) for name, found in meanings.items()},
        _heads(meanings),
        {pair: _descending(found) for pair, found in short_sizes.items()},
        {head: _descending(found | short_sizes[head[:_SHORTEST]]) for head, found in sizes.items()},
        {cluster.id: frozenset(_places(base, cluster)) for cluster in base.clusters},
        {name: tuple(dict.fromkeys(ids)) for name, ids in owners.items()},
    )


def _heads(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds, wherever one of the names begins, its first character.

    It finds more than these: it looks at each character of a head by itself, which is quick.
    """
    heads: dict[int, set[str]] = {}
    for name in names:
        heads.setdefault(min(len(name), _HEAD), set()).add(name[:_HEAD])
    by_size = [[_class(column) for column in zip(*found, strict=True)] for found in heads.values()]
    first, second = (
        _class({head[at] for found in heads.values() for head in found}) for at in (0, 1)
    )
    behind = "|".join(f"(?<={own})(?={''.join(rest)})" for own, *rest in by_size)
    return re.compile(f"{first}(?={second})(?:{behind})")


def _class(chars: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(set(chars))))}]"


def _descending(sizes: set[int]) -> tuple[int, ...]:
    return tuple(sorted(sizes, reverse=True))


def _is_word(text: str, at: int, name: str) -> bool:
    """Tell whether a name of letters is no part of a longer word; other names always are."""
    if not name.isascii():
        return True
    around = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
    return not any(char.isascii() and char.isalnum() for char in around)


def _regional_forms(name: str, pattern: re.Pattern[str], words: dict[str, str]) -> list[str]:
    """Return a name, and as Taiwan and Hong Kong would say it where that differs."""
    if not pattern.search(name):
        return [name]
    return [name, pattern.sub(lambda match: words[match.group()], name)]


def _of_clusters(base: KnowledgeBase) -> Iterator[tuple[str, Named]]:
    suffixes = listed("names", "suffixes")
    for cluster in base.clusters:
        named = Named("cluster", cluster.id, cluster.name)
        for alias in (cluster.name, *cluster.aliases):
            for form in _bracketed(alias.removeprefix("=")):
                yield form, named
        for product in _products(cluster):
            for place in _own_places(base, cluster):
                yield from ((f"{place}{product}{suffix}", named) for suffix in suffixes)
                yield f"{place}{product}", named._replace(how="short")
            for part in _spoken(product):
                for place in _own_places(base, cluster):
                    yield from ((f"{place}{part}{suffix}", named) for suffix in suffixes)
            if len(product) > 2:
                loose = named._replace(how="product")
                yield from ((f"{product}{suffix}", loose) for suffix in suffixes)


def _bracketed(name: str) -> set[str]:
    """Return a name with what is in brackets, without the brackets, and without either."""
    flat = name.replace("（", "(").replace("）", ")")
    return {name, re.sub("[()]", "", flat), re.sub(r"\(.*?\)", "", flat)}


def _products(cluster: Cluster) -> set[str]:
    """Return what a cluster makes, as names of clusters say it."""
    found = set()
    for name in (cluster.short, cluster.name, *cluster.aliases):
        name = name.removeprefix("=")
        if name == cluster.short:
            name = re.sub("（[^（）]*）$", "", name)
        stem = name.split("市")[-1] if "市" in name else _without_place(name, cluster)
        for suffix in sorted(listed("names", "suffixes"), key=len, reverse=True):
            stem = stem.removesuffix(suffix)
        found |= _bracketed(stem)
    for product in list(found):
        for word in listed("names", "leading"):
            rest = product.removeprefix(word)
            if rest != product and len(rest) > 3:
                found.add(rest)
    return {product for product in found if len(product) > 1}


def _spoken(product: str) -> set[str]:
    """Return what is left of a product where the press shortens it: 轨道交通, 稀土, 家电.

    It names the cluster only between its place and 集群.
    """
    parts = {product, re.split("[及和与、]", product)[0]}
    # In this order: 稀土新 is no word.
    for ending in listed("names", "endings"):
        parts |= {part.removesuffix(ending) for part in parts}
    for word in (*listed("names", "leading"), *listed("names", "adjectives")):
        parts |= {part.removeprefix(word) for part in parts}
    general = {*listed("names", "endings"), *listed("names", "adjectives"), product}
    return {part for part in parts - general if len(part) >= _SHORTEST and part[-1] != "新"}


def _without_place(name: str, cluster: Cluster) -> str:
    """Return a name without what stands before the cluster's short name in it."""
    short = re.sub("（[^（）]*）$", "", cluster.short)
    at = name.find(short)
    if at > 0:
        return name[at:]
    for place in (*cluster.provinces, *cluster.cities):
        name = name.removeprefix(place).removeprefix("省")
    return name


def _own_places(base: KnowledgeBase, cluster: Cluster) -> Iterator[str]:
    """Yield the places that stand before what a cluster makes: 株洲, 广深佛莞, 成渝地区."""
    if len(cluster.cities) == 1:
        yield from (cluster.cities[0], f"{cluster.cities[0]}市")
    else:
        yield "、".join(cluster.cities)
        yield "、".join(f"{city}市" for city in cluster.cities)
        yield "".join(cluster.cities)
    short = re.sub("（[^（）]*）$", "", cluster.short)
    for name in (cluster.name, *cluster.aliases):
        at = name.find(short)
        if at > 1:
            yield name[:at]
            yield name[:at].removesuffix("地区")


def _places(base: KnowledgeBase, cluster: Cluster) -> Iterator[str]:
    """Yield the names of all places that a cluster is in: cities, provinces, regions."""
    yield from cluster.cities
    yield from cluster.provinces
    for region in base.regions:
        if region.kind == "key" and cluster.provinces[0] in region.provinces:
            yield region.name


def _of_places(base: KnowledgeBase) -> Iterator[tuple[str, Named]]:
    for kind, places in (("province", base.provinces), ("city", base.cities)):
        for place in places:
            named = Named(kind, place.id, place.name)
            if kind == "city" and base.named("province", place.name):
                named = Named("province", base.province(place.name).id, place.name)
            yield place.name, named
            yield place.full, named
            for alias in getattr(place, "aliases", ()):
                if len(alias) > 1 and not alias.isascii():
                    yield alias, named._replace(how="nickname")
    for region in base.regions:
        named = Named("region", region.id, region.name)
        # 东部 by itself is a region only before a number: 东部30个.
        yield region.name, named if region.kind == "key" else named._replace(how="bare")
        for alias in region.aliases:
            if not alias.isascii():
                yield alias, named


def _of_domains(base: KnowledgeBase) -> Iterator[tuple[str, Named]]:
    for domain in base.domains:
        named = Named("domain", domain.id, domain.name)
        yield domain.name, named
        yield f"{domain.short}领域", named


# Shorter titles say too little to be known from a sentence.
_SHORTEST_TITLE = 10


def _of_policies(base: KnowledgeBase) -> Iterator[tuple[str, Named]]:
    for policy in base.policies:
        named = Named("policy", policy.id, policy.title)
        bare = re.sub(r"[(（][^()（）]*[)）]$", "", policy.title)
        for title in {policy.title, bare}:
            if len(title) >= _SHORTEST_TITLE:
                yield title, named
        if policy.number:
            yield policy.number, named


def _of_firms(base: KnowledgeBase) -> Iterator[tuple[str, Named]]:
    for cluster in base.clusters:
        for firm in base.firms(cluster):
            for name in (firm.name, *firm.aliases):
                if len(name) > 2 or (len(name) == 2 and not name.isascii()):
                    yield name, Named("firm", None, firm.name)


def _of_tiers() -> Iterator[tuple[str, Named]]:
    for tier, forms in words()["tiers"].items():
        yield from ((form, Named("tier", None, tier)) for form in forms.split())


def _of_subjects(base: KnowledgeBase) -> Iterator[tuple[str, Named]]:
    """Yield what indicators are about, where it is no number of clusters: 工业互联网示范区."""
    for indicator in base.indicators:
        subject = re.sub("（[^（）]*）$", "", indicator.subject)
        if len(subject) > 4 and not re.search("[0-9]", subject):
            yield subject, Named("subject", None, indicator.subject)
