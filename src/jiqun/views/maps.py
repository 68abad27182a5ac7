"""The provinces as tiles: where each lies on the map, and how many clusters it has."""

from collections.abc import Sequence
from typing import Any

from jiqun.knowledge import KnowledgeBase
from jiqun.model import Cluster, Province
from jiqun.views.cells import shade
from jiqun.views.columns import Column, Columns, plain_column

# One tile for each of the 34 provincial units, neighbours beside one another; no borders.
_TILES = (
    "　　　　　　黑",
    "　　　　　蒙吉",
    "新甘宁晋冀京辽",
    "藏青陕豫鲁津　",
    "　川渝鄂皖苏沪",
    "　云贵湘赣浙　",
    "　　桂粤闽　台",
    "　　琼澳港　　",
)
_POSITIONS = {
    char: (row, column)
    for row, line in enumerate(_TILES)
    for column, char in enumerate(line)
    if char != "　"
}


def map_items(
    base: KnowledgeBase, clusters: Sequence[Cluster], shaded: Sequence[Cluster] | None = None
) -> list[dict[str, Any]]:
    """Return the provinces with their place on the map and their number of clusters.

    Where only some are ``shaded`` these are counted, and ``of`` tells how many there are in all.
    A joint cluster counts in every province. A province of one's own stands below the map.
    """
    counted = clusters if shaded is None else shaded
    positions = _positions(base)
    counts = {one.name: _in(one, counted) for one in base.provinces}
    most = max(counts.values(), default=0)
    return [
        {
            "id": province.id,
            "name": province.name,
            "abbreviation": province.abbreviation,
            "row": positions[province.id][0],
            "column": positions[province.id][1],
            "count": counts[province.name],
            "of": None if shaded is None else _in(province, clusters),
            "level": shade(counts[province.name], most),
        }
        for province in base.provinces
    ]


def _in(province: Province, clusters: Sequence[Cluster]) -> int:
    return sum(province.name in one.provinces for one in clusters)


def _positions(base: KnowledgeBase) -> dict[str, tuple[int, int]]:
    own = (one for one in base.provinces if one.abbreviation not in _POSITIONS)
    below = {
        one.id: (len(_TILES) + at // len(_TILES[0]), at % len(_TILES[0]))
        for at, one in enumerate(own)
    }
    return {one.id: _POSITIONS.get(one.abbreviation) or below[one.id] for one in base.provinces}


_COLUMNS = [
    *(plain_column("name", "省份"), plain_column("abbreviation", "简称")),
    Column(
        "count", "集群数", lambda item: str(item["count"]), True, heat=lambda item: item["level"]
    ),
    *(plain_column("of", "全部", right=True), plain_column("level", "深浅", right=True)),
    *(plain_column("row", "行", right=True), plain_column("column", "列", right=True)),
    plain_column("id", "短名"),
]


def map_columns(share: bool) -> Columns:
    """Return the columns of the provinces on the map; ``share`` shows how many of how many."""
    if not share:
        return Columns("name,abbreviation,count", _COLUMNS)
    titled = [one._replace(title="有目标的") if one.key == "count" else one for one in _COLUMNS]
    return Columns("name,abbreviation,count,of", titled)


def overlaps(clusters: Sequence[Cluster]) -> bool:
    """Tell whether the tiles add up to more than the clusters."""
    return any(len(one.provinces) > 1 for one in clusters)
