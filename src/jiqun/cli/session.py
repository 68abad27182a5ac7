"""What commands share: loading the base, resolving names, and writing the result."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from jiqun.cli.errors import UserError
from jiqun.cli.options import Filters, Listed, Output, common
from jiqun.knowledge import KnowledgeBase, title_of
from jiqun.loading import load
from jiqun.selecting import Selection, sort_key
from jiqun.wording import KIND_NAMES, SCOPES

if TYPE_CHECKING:
    from jiqun.finding import Match
    from jiqun.render import Listing, Show
    from jiqun.views.columns import Column

_LISTS = {
    "domain": "jiqun domains", "city": "jiqun cities", "province": "jiqun provinces",
    "region": "jiqun regions", "cluster": "jiqun list",
}  # fmt: skip


def open_base(output: Output) -> KnowledgeBase:
    """Load the base with the overlays that the options ask for."""
    return load(overlays_of(output))


def overlays_of(output: Output) -> list[str]:
    """Return the files to lay over the base: those of ``--data``, else of ``JIQUN_DATA``."""
    given = [*common.data, *(output.data or [])]
    return given or [path for path in os.environ.get("JIQUN_DATA", "").split(os.pathsep) if path]


def selection(base: KnowledgeBase, filters: Filters) -> Selection:
    """Resolve the values of the filters; raise `UserError` for one that stands for nothing."""
    return Selection(
        domains=[_named(base, name, ("domain",), "-d") for name in filters.domain or []],
        places=[_place(base, name) for name in filters.place or []],
        cities=[_named(base, name, ("city",), "--city") for name in filters.city or []],
        provinces=[
            _named(base, name, ("province",), "--province") for name in filters.province or []
        ],
        regions=[_named(base, name, ("region",), "--region") for name in filters.region or []],
        batches=[_batch(base, name) for name in filters.batch or []],
        firms=filters.firm or [],
        scopes=[choice(name, SCOPES, "--scope") for name in filters.scope or []],
        years=[year_of(name) for name in filters.year or []],
        has=[
            choice(name, {"target": "目标", "actual": "实绩", "firm": "企业"}, "--has")
            for name in filters.has or []
        ],
    )


def _place(base: KnowledgeBase, name: str) -> tuple[str, str]:
    return _resolved(base, name, ("region", "province", "city"), "-p")


def _named(base: KnowledgeBase, name: str, kinds: Sequence[str], option: str) -> str:
    return _resolved(base, name, kinds, option)[1]


def _resolved(base: KnowledgeBase, name: str, kinds: Sequence[str], option: str) -> tuple[str, str]:
    """Return the kind and the name of what ``name`` stands for."""
    for kind in kinds:
        if entity := base.named(kind, name):
            return kind, entity.name
    from jiqun.finding import resolve

    found = resolve(base, name, kinds)
    if len(found.matches) == 1:
        match = found.matches[0]
        return match.kind, base.get(match.kind, match.id).name
    what = KIND_NAMES[kinds[0]] if len(kinds) == 1 else "地方"
    if found.matches:
        names = [_called(base, match) for match in found.matches]
        raise UserError(f"{option} “{name}”可以是 {'、'.join(names)}，请写明是哪一个", 2)
    near = [_called(base, match) for match in found.near]
    hint = f"，相近的有 {'、'.join(near)}" if near else ""
    lists = "、".join(_LISTS[kind] for kind in kinds)
    raise UserError(f"{option} 没有“{name}”这个{what}{hint}；全部见 {lists}", 2)


def _called(base: KnowledgeBase, match: Match) -> str:
    return title_of(base.get(match.kind, match.id))


def _batch(base: KnowledgeBase, name: str) -> int:
    known = [batch.id for batch in base.batches]
    if name.isdigit() and int(name) in known:
        return int(name)
    raise UserError(f"-b 没有“{name}”这一批，可用：{'、'.join(map(str, known))}", 2)


def year_of(name: str) -> int:
    """Return a year given on the command line."""
    if name.isdigit() and len(name) == 4:
        return int(name)
    raise UserError(f"--year 的“{name}”不是年份，应如 2025", 2)


def choice(name: str, words: dict[str, str], option: str) -> str:
    """Return the key of ``words`` that ``name`` is, or whose word it is."""
    for key, word in words.items():
        if name.lower() in (key, word):
            return key
    known = "、".join(key if key == word else f"{key}（{word}）" for key, word in words.items())
    raise UserError(f"{option} 没有“{name}”，可用：{known}", 2)


def write_listing(
    version: str,
    kind: str,
    items: Sequence[Any],
    listed: Listed,
    output: Output,
    footer: str,
    more_columns: str = "",
) -> None:
    """Sort, cut and write a listing; raise `UserError` (exit 1) when it is empty."""
    from jiqun.render import WHOLE, Listing

    columns: Sequence[Column] = ()
    if listed.columns or listed.sort or _format(output) not in WHOLE:
        from jiqun.views.columns import UnknownColumnError, columns_of, find_column

        try:
            columns = columns_of(kind, listed.columns, more_columns)
            if listed.sort:
                column = find_column(kind, listed.sort.removeprefix("-"))
                items = _sorted(items, column, listed.sort)
        except UnknownColumnError as error:
            raise UserError(str(error), 2) from None
    if listed.only_count:
        write(f"{len(items)}\n", output)
    elif items or _format(output) != "table":
        if listed.limit:
            items = items[: listed.limit]
        shown = Listing(version, columns, items, footer, bool(listed.columns))
        write_shown(shown, output)
    if not items:
        raise UserError("没有符合条件的条目，可减少筛选条件再试", 1)


def _sorted(items: Sequence[Any], column: Column, order: str) -> list[Any]:
    def value(item: Any) -> Any:
        raw = item.get(column.key)
        return raw if isinstance(raw, (int, float)) else column.text(item)

    known = [item for item in items if value(item) not in ("—", "")]
    unknown = [item for item in items if value(item) in ("—", "")]
    known.sort(key=lambda item: sort_key(value(item)), reverse=order.startswith("-"))
    return known + unknown


def write_shown(shown: Listing | Show, output: Output) -> None:
    """Render and write to the terminal, the pipe or the file that the options ask for."""
    from jiqun.render import Target, render

    terminal = not output.output and sys.stdout.isatty()
    target = Target(_width() if terminal else None, terminal and _coloured(output), output.bom)
    write(render(_format(output), shown, target), output)


def _format(output: Output) -> str:
    from jiqun.render import FORMATS

    name = (output.format or "table").lower()
    if name not in FORMATS:
        raise UserError(f"-f 没有“{output.format}”这种格式，可用：{'、'.join(FORMATS)}", 2)
    return name


def _width() -> int:
    import shutil

    return shutil.get_terminal_size().columns


def _coloured(output: Output) -> bool:
    plain = output.no_color or common.no_color or os.environ.get("NO_COLOR")
    return not plain and os.environ.get("TERM") != "dumb"


def write(text: str, output: Output) -> None:
    """Write text as UTF-8 to stdout, or to the file of ``--output``."""
    if output.output:
        try:
            with open(output.output, "w", encoding="utf-8", newline="") as file:
                file.write(text)
        except OSError as error:
            raise UserError(f"写不了 {output.output}（{error.strerror}）", 2) from None
        return
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure and not sys.stdout.isatty():
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    sys.stdout.write(text)


def not_found(base: KnowledgeBase, name: str, near: Sequence[Match]) -> NoReturn:
    """Say that ``name`` is no entry, and what is near or where to look (exit 1)."""
    if near:
        names = [f"{_called(base, match)}（{match.id}）" for match in near]
        raise UserError(f"没有“{name}”，相近的有：{'、'.join(names)}", 1)
    raise UserError(f"没有“{name}”，也没有相近的；全部集群见 jiqun list，城市见 jiqun cities", 1)
