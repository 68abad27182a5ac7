"""What commands share: loading the base, resolving names, and writing the result."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from jiqun.analysis.filter import Selection, sort_key
from jiqun.cli.errors import UserError
from jiqun.cli.options import Basics, Filters, Listed, Output, common
from jiqun.knowledge import KnowledgeBase, title_of
from jiqun.loading import load
from jiqun.wording import KIND_NAMES, KIND_TITLES, SCOPES, reason

if TYPE_CHECKING:
    from jiqun.finding import Match
    from jiqun.formats import Listing, Show, Target
    from jiqun.views.columns import Column, Columns

_LISTS = {
    "domain": "jiqun domains", "city": "jiqun cities", "province": "jiqun provinces",
    "region": "jiqun regions", "cluster": "jiqun list",
}  # fmt: skip


# From this score on a match is no slip: several of them are a choice, not a mistake.
_CERTAIN = 40
# So much of what was typed is told back.
_ECHOED = 30
_STANDS_FOR_ITS_CLUSTERS = frozenset({"city", "province", "region", "domain"})


def open_base(output: Output | Basics) -> KnowledgeBase:
    """Load the base with the overlays that the options ask for."""
    return load(overlays_of(output))


def overlays_of(output: Output | Basics) -> list[str]:
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
        firms=[_firm(base, name) for name in filters.firm or []],
        scopes=[choice(name, SCOPES, "--scope") for name in filters.scope or []],
        years=[year_of(name) for name in filters.year or []],
        has=[
            choice(name, {"target": "目标", "actual": "实绩", "firm": "企业"}, "--has")
            for name in filters.has or []
        ],
    )


def _firm(base: KnowledgeBase, name: str) -> str:
    """Return a part of the name of a firm, if there is a firm that has it."""
    import difflib

    from jiqun.text.normalize import fold

    typed = fold(name)
    firms = [firm for one in base.clusters for firm in base.firms("cluster", one)]
    called = {fold(each): each for firm in firms for each in (firm.name, *firm.aliases)}
    if typed and any(typed in each for each in called):
        return name
    near = [called[each] for each in difflib.get_close_matches(typed, called, n=3)]
    hint = f"，相近的有 {'、'.join(near)}" if near else "；企业见 jiqun stats --by firm"
    raise UserError(f"--firm 没有名称含“{name}”的企业{hint}", 2)


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
    from jiqun.text.normalize import fold

    known = [batch.id for batch in base.batches]
    typed = fold(name)
    for batch in base.batches:
        names = (f"{batch.id}年", batch.name, *batch.rounds)
        if name == str(batch.id) or any(typed == fold(one) for one in names):
            return batch.id
    raise UserError(f"-b 没有“{name}”这一批，可用：{'、'.join(map(str, known))}", 2)


def year_of(name: str) -> int:
    """Return a year given on the command line."""
    if name.isdecimal() and name.isascii() and len(name) == 4:
        return int(name)
    raise UserError(f"--year 的“{name}”不是年份，应如 2025", 2)


def choice(name: str, words: dict[str, str], option: str) -> str:
    """Return the key of ``words`` that ``name`` is, or whose word it is, in either script."""
    from jiqun.text.normalize import fold

    typed = {name.lower(), fold(name)}
    for key, word in words.items():
        if key in typed or word in typed:
            return key
    known = "、".join(key if key == word else f"{key}（{word}）" for key, word in words.items())
    raise UserError(f"{option} 没有“{name}”，可用：{known}", 2)


def write_listing(
    version: str,
    kind: str,
    items: Sequence[Any],
    listed: Listed,
    output: Output,
    footer: str | Callable[[Sequence[Any]], str],
    *,
    columns: Columns | None = None,
    more_columns: str = "",
    found: Sequence[str] = (),
    last: Sequence[Any] = (),
    drawing: str = "",
    nothing: str = "没有符合条件的条目，可减少筛选条件再试",
) -> None:
    """Sort, cut and write a listing; raise `UserError` (exit 1), ``nothing``, when it is empty.

    ``footer`` may be made of the items that are shown. ``columns`` are those of the kind unless
    given; ``last`` are items that stay below all others; ``found`` and ``drawing`` are those of
    `jiqun.formats.Listing`.
    """
    from jiqun.formats import WHOLE, Listing

    chosen: Sequence[Column] = ()
    name = format_of(output)
    if listed.only_count and name in ("svg", "xlsx"):
        raise UserError(f"--count 只输出一个数，不能写成 {name}", 2)
    if listed.columns or listed.sort or name not in WHOLE:
        from jiqun.views.columns import UnknownColumnError
        from jiqun.views.listings import COLUMNS

        known = columns or COLUMNS[kind]
        more = "" if columns else references(kind, output)
        try:
            chosen = known.choose(listed.columns, f"{more_columns},{more}")
            if listed.sort:
                items = _sorted(items, known.find(listed.sort.removeprefix("-")), listed.sort)
        except UnknownColumnError as error:
            raise UserError(str(error), 2) from None
    if listed.only_count:
        write(f"{len(items)}\n", output)
    elif items or name != "table":
        shown_items = [*(items[: listed.limit] if listed.limit else items), *last]
        told = footer if isinstance(footer, str) else footer(shown_items)
        if 0 < listed.limit < len(items):
            told += f"\n只显示前 {listed.limit} 条（--limit 0 显示全部）"
        shown = Listing(
            version,
            chosen,
            shown_items,
            told,
            chosen=bool(listed.columns),
            found=found,
            title=KIND_TITLES.get(kind, ""),
            drawing=drawing,
        )
        write_shown(shown, output)
    if not items:
        raise UserError(nothing, 1)


def references(kind: str, output: Output) -> str:
    """Return the key of the column of sources, where the format carries them and there is one."""
    from jiqun.formats import SOURCED
    from jiqun.views.listings import REFERENCES

    return REFERENCES.get(kind, "") if format_of(output) in SOURCED else ""


def _sorted(items: Sequence[Any], column: Column, order: str) -> list[Any]:
    def value(item: Any) -> Any:
        raw = column.value(item)
        return raw if isinstance(raw, (int, float)) else column.text(item)

    known = [item for item in items if value(item) not in ("—", "")]
    unknown = [item for item in items if value(item) in ("—", "")]
    known.sort(key=lambda item: sort_key(value(item)), reverse=order.startswith("-"))
    return known + unknown


def write_shown(shown: Listing | Show, output: Output) -> None:
    """Render and write to the terminal, the pipe or the file that the options ask for."""
    if format_of(output) == "xlsx":
        if not output.output:
            raise UserError("-f xlsx 是二进制文件，请用 -o FILE 写入文件", 2)
        from jiqun.formats import workbook

        _write_file(workbook(shown, target_of(output)), output.output)
    else:
        write(rendered(shown, output), output)


def write_shows(shows: Sequence[Show], output: Output) -> None:
    """Write entries one below the other, in a format that can."""
    from jiqun.formats import render_together

    text = render_together(format_of(output), shows, target_of(output))
    write(_converted(text, output), output)


def rendered(shown: Listing | Show, output: Output) -> str:
    """Return ``shown`` in the format that the options ask for, fit for where it goes."""
    from jiqun.formats import render

    return _converted(render(format_of(output), shown, target_of(output)), output)


def _converted(text: str, output: Output) -> str:
    from jiqun.formats import LAID_OUT

    return text if format_of(output) in LAID_OUT else in_script(text)


def target_of(output: Output) -> Target:
    """Return where the output goes, and what can be shown there."""
    from jiqun.formats import Target

    terminal = not file_of(output) and bool(sys.stdout) and sys.stdout.isatty()
    return Target(
        _width() if terminal else None,
        terminal and _coloured(output),
        output.bom,
        _ambiguous(output),
        common.script,
    )


def in_script(text: str) -> str:
    """Return text in the script that the options ask for."""
    if common.script == "hans":
        return text
    from jiqun.text.traditional import traditional

    return traditional(text)


def _ambiguous(output: Output) -> int:
    width = output.ambiguous_width.strip()
    if width not in ("", "1", "2"):
        raise UserError(f"--ambiguous-width（或 JIQUN_AMBIGUOUS_WIDTH）是 1 或 2，不是“{width}”", 2)
    return int(width or 1)


def format_of(output: Output) -> str:
    """Return the format that the options ask for, that of the file's name, or a table."""
    from jiqun.formats import FORMATS

    if output.svg:
        if output.format or output.output:
            raise UserError("--svg 已说明格式和文件，不能再加 -f 或 -o", 2)
        return "svg"
    if not output.format:
        suffix = os.path.splitext(output.output)[1].lower().removeprefix(".")
        name = _SUFFIXES.get(suffix, suffix)
        return name if name in FORMATS else "table"
    name = output.format.lower()
    if name not in FORMATS:
        raise UserError(f"-f 没有“{output.format}”这种格式，可用：{'、'.join(FORMATS)}", 2)
    return name


# Ends of file names that are not what their format is called.
_SUFFIXES = {"yml": "yaml", "htm": "html", "markdown": "md"}


def file_of(output: Output) -> str:
    """Return the file that the options ask for, if any."""
    return output.output or output.svg


def _width() -> int:
    import shutil

    return shutil.get_terminal_size().columns


def _coloured(output: Output) -> bool:
    plain = output.no_color or common.no_color or os.environ.get("NO_COLOR")
    return not plain and os.environ.get("TERM") != "dumb"


def write(text: str, output: Output) -> None:
    """Write text as UTF-8 to stdout, or to the file of ``--output``."""
    if path := file_of(output):
        _write_file(text, path)
        return
    if not sys.stdout:
        raise UserError("标准输出是关着的，可用 -o 写入文件", 2)
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure and sys.stdout.isatty():
        reconfigure(errors="backslashreplace")
    elif reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UserError(f"写不出去（{reason(error)}）", 2) from None


def _write_file(content: str | bytes, path: str) -> None:
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    try:
        with open(path, "wb") as file:
            file.write(data)
    except OSError as error:
        raise UserError(f"写不了 {path}（{reason(error)}）", 2) from None


def entry(base: KnowledgeBase, name: str) -> Match:
    """Return what a name stands for; a place or a domain goes before what is in it.

    Raises:
        UserError: it stands for nothing (exit 1), or for several things, which are listed.
    """
    from jiqun.finding import KINDS, resolve

    found = resolve(base, name, KINDS)
    places = [match for match in found.matches if match.kind in _STANDS_FOR_ITS_CLUSTERS]
    for matches in (places, found.matches):
        # One word of what it makes, or a firm, names no entry; several words together may.
        if len(matches) == 1 and (matches[0].tier != "words" or "、" in matches[0].words):
            return matches[0]
        if matches:
            break
    not_found(base, name, found.matches[:8] or found.near)


def not_found(base: KnowledgeBase, name: str, near: Sequence[Match]) -> NoReturn:
    """Say that ``name`` is no entry, and what is near or where to look (exit 1)."""
    name = name if len(name) <= _ECHOED else f"{name[:_ECHOED]}…"
    if near:
        names = [f"{_called(base, match)}（{match.id}）" for match in near]
        if near[0].score >= _CERTAIN:
            raise UserError(f"“{name}”可以是：{'、'.join(names)}，请写明是哪一个", 1)
        raise UserError(f"没有“{name}”，相近的有：{'、'.join(names)}", 1)
    raise UserError(f"没有“{name}”，也没有相近的；全部集群见 jiqun list，城市见 jiqun cities", 1)
