"""The provinces as tiles: where each lies on the map, and how many clusters it has."""

from collections.abc import Sequence
from typing import Any

from jiqun.knowledge import KnowledgeBase
from jiqun.model import Cluster
from jiqun.views.columns import Column, Columns

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
# How many shades there are for more than none.
SHADES = 4


def map_items(
    base: KnowledgeBase, clusters: Sequence[Cluster], shaded: Sequence[Cluster] | None = None
) -> list[dict[str, Any]]:
    """Return the provinces with their place on the map and their number of clusters.

    Where only some are ``shaded`` these are counted, and ``of`` tells how many there are in all.
    A joint cluster counts in every province.
    """
    counted = clusters if shaded is None else shaded
    items: list[dict[str, Any]] = []
    for province in base.provinces:
        row, column = _POSITIONS[province.abbreviation]
        items.append(
            {
                "id": province.id,
                "name": province.name,
                "abbreviation": province.abbreviation,
                "row": row,
                "column": column,
                "count": sum(province.name in one.provinces for one in counted),
                "shown": "count" if shaded is None else "share",
                "of": sum(province.name in one.provinces for one in clusters),
            }
        )
    most = max(item["count"] for item in items)
    for item in items:
        item["level"] = -(-SHADES * item["count"] // most) if most else 0
    return items


def _number(key: str) -> Any:
    return lambda item: str(item[key])


_COLUMNS = [
    Column("name", "省份", lambda item: str(item["name"])),
    Column("abbreviation", "简称", lambda item: str(item["abbreviation"])),
    Column("count", "集群数", _number("count"), right=True, heat=lambda item: int(item["level"])),
    Column("of", "全部", _number("of"), right=True),
    Column("level", "深浅", _number("level"), right=True),
    Column("row", "行", _number("row"), right=True),
    Column("column", "列", _number("column"), right=True),
    Column("id", "短名", lambda item: str(item["id"])),
]


def map_columns() -> Columns:
    """Return the columns of the provinces on the map."""
    return Columns("name,abbreviation,count,of", _COLUMNS)
