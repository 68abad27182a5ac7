"""The provinces as tiles: where each lies on the map, and how many clusters it has."""

from collections.abc import Sequence

from jiqun.kinds.cluster import Cluster
from jiqun.kinds.province import Province
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.fields import NAME, Field
from jiqun.views.columns import Column, Columns
from jiqun.views.drawings import Tile, shade
from jiqun.views.rows import Rows

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

ROWS = Rows(
    "省份与集群",
    {
        "id": Field("短名"),
        "name": Field("省份", priority=NAME),
        "abbreviation": Field("简称"),
        "row": Field("行", number=True),
        "column": Field("列", number=True),
        "count": Field(
            "集群数", value=lambda base, tile: tile.clusters, number=True, priority=NAME
        ),
        "of": Field("全部", number=True),
        "level": Field("深浅", number=True),
    },
    ("name", "abbreviation", "count"),
)


def tiles(
    base: KnowledgeBase, clusters: Sequence[Cluster], shaded: Sequence[Cluster] | None = None
) -> list[Tile]:
    """Return the provinces with their place on the map and their number of clusters.

    Where only some are ``shaded`` these are counted, and ``of`` tells how many there are in all.
    A joint cluster counts in every province. A province of one's own stands below the map.
    """
    counted = clusters if shaded is None else shaded
    positions = _positions(base)
    counts = {one.id: _in(one, counted) for one in base.provinces}
    most = max(counts.values(), default=0)
    return [
        Tile(
            province.id,
            province.name,
            province.abbreviation,
            *positions[province.id],
            clusters=counts[province.id],
            of=None if shaded is None else _in(province, clusters),
            level=shade(counts[province.id], most),
        )
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


def map_columns(base: KnowledgeBase, share: bool) -> Columns:
    """Return the columns of the provinces on the map; ``share`` shows how many of how many."""
    columns = ROWS.columns(base)
    default = (*columns.default, "of") if share else columns.default
    return Columns(default, [_shaded(column, share) for column in columns.known])


def _shaded(column: Column, share: bool) -> Column:
    if column.key != "count":
        return column
    title = "有目标的" if share else column.title
    return column._replace(title=title, heat=lambda tile: tile.level)
