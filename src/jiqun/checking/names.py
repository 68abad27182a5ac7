"""Names, places and codes: unique, found again after folding, and where they say they are."""

import re
from collections import Counter
from collections.abc import Iterator

from jiqun.checking.problems import Marks, Problem
from jiqun.errors import Mark
from jiqun.kinds import all_kinds
from jiqun.kinds.city import City
from jiqun.kinds.cluster import Cluster
from jiqun.kinds.province import Province
from jiqun.knowledge import KnowledgeBase
from jiqun.text.normalize import fold
from jiqun.text.pinyin import syllables

_PARTS = {"targets": "target", "actuals": "actual"}


def check_names(base: KnowledgeBase, marks: Marks) -> Iterator[Problem]:
    """Yield what is wrong with names, places, codes and gaps."""
    yield from _folding(base, marks)
    yield from _places(base, marks)
    yield from _batches(base, marks)
    yield from _clusters(base, marks)


def _folding(base: KnowledgeBase, marks: Marks) -> Iterator[Problem]:
    for kind in all_kinds():
        if not kind.completes:
            continue
        names = Counter(fold(entity.name) for entity in base.all(kind.name))
        for entity in base.all(kind.name):
            mark = marks[f"{kind.table}/{entity.id}"]
            folded = fold(entity.name)
            if not folded:
                yield Problem("error", mark, f"名称“{entity.name}”没有可以检索的字")
            elif names[folded] > 1:
                yield Problem("error", mark, f"名称“{entity.name}”去掉标点后与另一条相同")
            elif fold(folded) != folded:
                yield Problem("error", mark, f"名称“{entity.name}”每次归一的结果不同")


def _places(base: KnowledgeBase, marks: Marks) -> Iterator[Problem]:
    for province in base.provinces:
        homes = [
            one.name
            for one in base.regions
            if one.kind == "economic" and province.name in one.provinces
        ]
        if homes != [province.region] and (homes or province.region):
            problem = (
                f"{province.name}写作属{province.region}，regions 里属{'、'.join(homes) or '无'}"
            )
            yield Problem("error", marks[f"provinces/{province.id}"], problem)
    codes = Counter(city.adcode for city in base.cities)
    for city in base.cities:
        mark = marks[f"cities/{city.id}"]
        province = base.get("province", city.province)
        if city.adcode is None:
            yield Problem("warning", mark, f"{city.name}没有行政区划代码")
        elif city.adcode[:2] != province.adcode[:2]:
            yield Problem("error", mark, f"{city.name}的代码 {city.adcode} 不在{province.name}")
        elif codes[city.adcode] > 1:
            yield Problem("error", mark, f"{city.name}的代码 {city.adcode} 与别的城市相同")
        if not base.clusters_of(city):
            yield Problem("warning", mark, f"{city.name}没有集群")
    places: list[City | Province] = [*base.cities, *base.provinces]
    for place in places:
        if (reading := syllables(place.name)) != place.pinyin:
            mark = marks[f"{base.kind_of(place).table}/{place.id}"]
            problem = f"{place.name}的拼音写作 {place.pinyin}，检索时读作 {reading}"
            yield Problem("error", mark, problem)


def _batches(base: KnowledgeBase, marks: Marks) -> Iterator[Problem]:
    total = 0
    for batch in base.batches:
        total += batch.added
        if batch.total != total:
            problem = f"{batch.id} 年累计写作 {batch.total}，逐批相加是 {total}"
            yield Problem("error", marks[f"batches/{batch.id}"], problem)


def _clusters(base: KnowledgeBase, marks: Marks) -> Iterator[Problem]:
    for cluster in base.clusters:
        mark = marks[f"clusters/{cluster.id}"]
        home = {base.get("city", city).province for city in cluster.cities}
        for province in sorted(home - set(cluster.provinces)):
            yield Problem("error", mark, f"城市在{province}，provinces 里没有它")
        gaps = {gap.field for gap in base.gaps(cluster)}
        kinds = {figure.kind for figure in base.figures(cluster)}
        own = {figure.kind for figure in base.figures(cluster) if figure.of_cluster}
        present = {field for field, kind in _PARTS.items() if kind in kinds}
        present |= {f"own_{field}" for field, kind in _PARTS.items() if kind in own}
        if base.firms(cluster):
            present.add("firms")
        if any(cluster.name in one.evidence for one in base.namings(cluster)):
            present.add("name")
        for field in sorted(gaps & present):
            yield Problem("error", mark, f"gaps 说没有 {field}，可是有")
        for field in sorted({"targets", "actuals", "firms"} - present - gaps):
            yield Problem("warning", mark, f"没有 {field}，gaps 里也没有说找过")
        unseen = cluster.confidence in ("recalled", "translated")
        if unseen and "name" not in gaps:
            yield Problem("error", mark, "名称没有见到，gaps 里要写明 name")
        if not unseen:
            yield from _unnamed(base, mark, cluster)
        yield from _namings(base, marks, cluster)


def _unnamed(base: KnowledgeBase, mark: Mark, cluster: Cluster) -> Iterator[Problem]:
    """Yield a warning for the sources that print the name neither in words nor as their title."""
    printing = {naming.source for naming in base.namings(cluster)}
    silent = [
        source.id
        for source in map(base.source, cluster.sources)
        if source.id not in printing
        # A title in brackets is a description of ours.
        and (source.title.startswith("[") or not _named(cluster, source.title))
    ]
    if silent:
        yield Problem("warning", mark, f"来源 {'、'.join(silent)} 没有名称的原词")


def _namings(base: KnowledgeBase, marks: Marks, cluster: Cluster) -> Iterator[Problem]:
    for at, naming in enumerate(base.namings(cluster)):
        mark = marks[f"clusters/{cluster.id}/namings/{at}"]
        if not _named(cluster, naming.evidence):
            problem = f"原词“{naming.evidence}”里没有“{cluster.name}”，也没有它的别名"
            yield Problem("error", mark, problem)
        if naming.source not in cluster.sources:
            yield Problem("error", mark, f"{naming.source} 印有名称，sources 里却没有它")


def _named(cluster: Cluster, text: str) -> bool:
    """Tell whether a text has the name of a cluster or an alias, but for the word 集群."""
    said = fold(text)
    names = (cluster.name, *cluster.aliases)
    return any(re.sub("(?:产业)?集群$", "", fold(name)) in said for name in names)
