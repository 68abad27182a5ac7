"""Units: each kind has one in which its figures are compared and sorted."""

from functools import lru_cache

# What a unit is worth in the base unit of its kind; any other is its own, but for 万 and 亿.
_WORTH = {
    "元": (1e-8, "亿元"),
    "万元": (1e-4, "亿元"),
    "亿元": (1, "亿元"),
    "万亿元": (1e4, "亿元"),
    "万美元": (1e-4, "亿美元"),
    "亿美元": (1, "亿美元"),
    "GW": (1e3, "MW"),
    "万千瓦": (10, "MW"),
}
_SCALES = {"万": 1e4, "亿": 1e8}
# More digits than a source prints, and fewer than binary fractions err by.
_DECIMALS = 8


def base_unit(unit: str) -> str:
    """Return the unit in which figures in ``unit`` are compared: 亿元 for 万亿元, 家 for 万家."""
    return _worth(unit)[1]


def in_base_unit(value: float, unit: str) -> float:
    """Return ``value`` in the base unit of its kind.

    >>> in_base_unit(1.06, "万亿元"), in_base_unit(2.5, "万家")
    (10600.0, 25000.0)
    """
    return round(float(value * _worth(unit)[0]), _DECIMALS)


@lru_cache(maxsize=256)
def _worth(unit: str) -> tuple[float, str]:
    scale = _SCALES.get(unit[0])
    return _WORTH.get(unit) or ((scale, unit[1:]) if scale and unit[1:] else (1, unit))
