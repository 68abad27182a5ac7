"""How what a command found becomes a listing: columns chosen, rows sorted and cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from jiqun.structs import Struct
from jiqun.views.columns import ALL
from jiqun.views.view import ListView

if TYPE_CHECKING:
    from jiqun.formats.base import Format
    from jiqun.knowledge import KnowledgeBase
    from jiqun.views.columns import Column, Columns
    from jiqun.views.drawings import Bar, Tile
    from jiqun.views.rows import Rows


NOTHING = "没有符合条件的条目，可减少筛选条件再试"
# What stands above what only comes near, where nothing is all that was sought.
NONE = "没有全部相符的，"


class Found(Struct):
    """What a command found: rows of one sort, in order, and a line on what they are.

    Args:
        base: where the rows are from.
        sort: what the rows are.
        rows: as many as there are.
        footer: what is told below, or what makes that of the rows that are shown.
        columns: in place of those of the sort.
        more_columns: keys of columns that are shown besides the default ones.
        last: rows that stay below all others.
        words: what is shown in relief.
        drawing: makes what is drawn in place of a table of the rows that are shown.
        caption: what is told above.
        number: what ``--count`` prints where it is not the number of rows.
        nothing: what is told when there are no rows, or what makes that.
        near: rows that only come near what was sought; None where nothing was.
        unused: the words of what was sought that those do not explain.
    """

    base: KnowledgeBase
    sort: Rows
    rows: Sequence[Any]
    footer: str | Callable[[Sequence[Any]], str]
    columns: Columns | None = None
    more_columns: Sequence[str] = ()
    last: Sequence[Any] = ()
    words: Sequence[str] = ()
    drawing: Callable[[Sequence[Any]], Sequence[Bar] | Sequence[Tile]] | None = None
    number: int | None = None
    caption: str = ""
    nothing: str | Callable[[], str] = NOTHING
    near: Sequence[Any] | None = None
    unused: Sequence[str] = ()


def arrange(
    found: Found, format_: Format, columns: str = "", sort: str = "", limit: int = 0
) -> ListView:
    """Return a listing of what was found, for a format.

    Args:
        found: what a command found.
        format_: in which it will be written.
        columns: keys or titles separated by commas, or one of `ALL`; by default those of the
            sort of rows, and for a format of whole items what is brief.
        sort: the column to sort by, with a minus before it for descending order.
        limit: the number of rows to show, 0 for all.

    Raises:
        UnknownColumnError: a name in ``columns`` or ``sort`` is no column.
    """
    rows = found.rows
    chosen: Sequence[Column] = ()
    whole = format_.whole and columns in ALL
    if columns or sort or not format_.whole:
        known = found.columns or found.sort.columns(found.base, format_.whole)
        more = [*found.more_columns, *reference(found.sort, format_)]
        chosen = known.choose(columns, more)
        if not format_.bars:
            chosen = [column for column in chosen if column.bar is None]
        if format_.readable:
            chosen = [column.shown() for column in chosen]
        if sort:
            rows = _sorted(rows, known.find(sort.removeprefix("-")), sort.startswith("-"))
    shown = [*(rows[:limit] if limit else rows), *found.last]
    footer = found.footer if isinstance(found.footer, str) else found.footer(shown)
    if 0 < limit < len(rows):
        footer += f"\n只显示前 {limit} 条（--limit 0 显示全部）"
    view = ListView(
        found.sort.edition(found.base, (*found.rows, *(found.near or ()))),
        chosen,
        shown,
        partial(found.sort.item if whole else found.sort.brief, found.base),
        partial(found.sort.identify, found.base),
        footer,
        chosen=bool(columns) and not whole,
        found=found.words,
        title=found.sort.title,
        drawing=found.drawing(shown) if found.drawing else (),
        caption=found.caption,
    )
    return view if found.near is None else _with_near(view, found.near, found.unused, limit)


def _with_near(view: ListView, near: Sequence[Any], unused: Sequence[str], limit: int) -> ListView:
    """Return a listing with what only comes near what was sought, in the same columns."""
    shown = near[:limit] if limit else near
    more = f"，只显示前 {limit} 条（--limit 0 显示全部）" if len(shown) < len(near) else ""
    without = f"；没用上：{'、'.join(unused)}" if unused else ""
    below = view._replace(
        edition=None,
        rows=shown,
        footer=f"相近的 {len(near)} 条{more}",
        caption=f"{'' if view.rows else NONE}以下只是相近{without}",
    )
    return view._replace(near=below, unused=unused)


def reference(sort: Rows, format_: Format) -> list[str]:
    """Return the key of the column of sources, if the format carries them and there is one."""
    return [sort.reference] if format_.sourced and sort.reference else []


def ranks(rows: Sequence[Any], column: Column) -> list[int | None]:
    """Return how rows stand in the order of a column, from 0, equal ones alike; None is last."""
    keys = [_sorted_by(column, row) for row in rows]
    order = sorted({_sort_key(key) for key in keys if key is not None})
    places = {key: at for at, key in enumerate(order)}
    return [None if key is None else places[_sort_key(key)] for key in keys]


def _sorted(rows: Sequence[Any], column: Column, descending: bool) -> list[Any]:
    """Return rows in the order of a column; what is unknown comes last in both directions."""
    keys = [_sorted_by(column, row) for row in rows]
    known = [(_sort_key(key), row) for key, row in zip(keys, rows, strict=True) if key is not None]
    known.sort(key=lambda pair: pair[0], reverse=descending)
    unknown = [row for key, row in zip(keys, rows, strict=True) if key is None]
    return [row for _, row in known] + unknown


def _sorted_by(column: Column, row: Any) -> float | str | None:
    """Return by what a row is sorted: a number, how long a list is, or what people read."""
    text = column.text(row)
    if not text:
        return None
    if column.sort:
        return column.sort(row)
    value = column.value(row)
    if isinstance(value, (list, tuple)):
        return len(value)
    return value if isinstance(value, (int, float)) else text


def _sort_key(value: float | str) -> tuple[int, float, bytes]:
    """Return a key that sorts numbers by value, before Chinese by its reading.

    The order of GB 18030 is that of pinyin for the 3,755 characters of its first level.
    """
    if isinstance(value, str):
        return (1, 0.0, value.encode("gb18030", "replace"))
    return (0, float(value), b"")
