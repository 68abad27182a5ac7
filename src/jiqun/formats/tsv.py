"""TSV: a header and a line per row; tabs and line breaks inside a cell become spaces."""

from __future__ import annotations

from jiqun.formats.base import Destination, Format, in_one_row
from jiqun.formats.csv import harmless_rows
from jiqun.views.view import ListView


def _listing(view: ListView, destination: Destination) -> str:
    lines = ("\t".join(" ".join(cell.split()) for cell in row) for row in harmless_rows(view))
    return ("\ufeff" if destination.bom else "") + "".join(f"{line}\n" for line in lines)


FORMAT = Format(
    "tsv",
    ["tsv"],
    _listing,
    in_one_row(_listing),
    sourced=True,
    tabular=True,
    marked=True,
    about="同上，以制表符分隔",
)
