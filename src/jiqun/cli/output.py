"""Where output goes: to a terminal, a pipe or a file, in which format, script and encoding."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from jiqun.cli.streams import put, tell, within_bounds
from jiqun.errors import NotFoundError, UsageError
from jiqun.formats import FORMATS, format_named, format_of_suffix, suffixes
from jiqun.formats.base import Destination
from jiqun.text.width import visible
from jiqun.views.view import CardView, ListView

if TYPE_CHECKING:
    from jiqun.cli.options import Listed, Output
    from jiqun.formats.base import Format
    from jiqun.views.arranging import Found
    from jiqun.views.cards import Card
    from jiqun.writing import Caution


def write_found(found: Found, listed: Listed, output: Output) -> None:
    """Arrange and write what a command found, or its number.

    Raises:
        NotFoundError: nothing was found; formats for programs have got an empty listing.
    """
    from jiqun.views.arranging import arrange

    format_ = format_of(output)
    if listed.only_count and not format_.counts:
        raise UsageError(f"--count 只输出一个数，不能写成 {format_.name}")
    view = arrange(found, format_, listed.columns, listed.sort, listed.limit or 0)
    if listed.only_count:
        write(f"{len(found.rows) if found.number is None else found.number}\n", output)
    elif found.rows or found.near or format_.name != "table":
        write(formatted(view, output), output)
    if not found.rows:
        nothing = found.nothing
        raise NotFoundError(nothing if isinstance(nothing, str) else nothing())


def formatted(view: ListView | Sequence[CardView], output: Output) -> str | bytes:
    """Return a listing or entries in the format that the options ask for."""
    format_ = format_of(output)
    if format_.binary and not output.output:
        raise UsageError(f"-f {format_.name} 是二进制文件，请用 -o 文件 写入文件")
    destination = _destination(output)
    if isinstance(view, ListView):
        content = format_.listing(view, destination)
    else:
        content = format_.show(view, destination)
    if isinstance(content, bytes) or format_.laid_out:
        return content
    return in_script(content, output.script)


def write_card(card: Card, output: Output) -> None:
    """Write a card that is no entry's, such as help, as a table is written."""
    from jiqun.formats.table import drawn

    write(drawn(card, _destination(output)), output)


def in_script(text: str, script: str) -> str:
    """Return text in a script, hans or hant, with nothing in it that a terminal obeys."""
    if script == "hant":
        from jiqun.text.traditional import traditional

        text = traditional(text)
    return visible(text, keep="\n\t\ufeff")


def note(line: str, script: str) -> None:
    """Tell on stderr what is no data: how a question was read."""
    tell(in_script(line, script))


def _destination(output: Output) -> Destination:
    """Return where the output goes, and what can be shown there."""
    terminal = in_terminal(output)
    return Destination(
        _width() if terminal else None,
        terminal and _coloured(output),
        output.bom,
        _ambiguous(output),
        output.script,
    )


def in_terminal(output: Output) -> bool:
    """Tell whether the output goes to a terminal, where room is short."""
    return not _file_of(output) and bool(sys.stdout) and sys.stdout.isatty()


def _width() -> int:
    import shutil

    return within_bounds(shutil.get_terminal_size().columns)


def _paged(text: str, wanted: bool | None) -> bool:
    """Show text in a pager where it is longer than the terminal, or one is wanted."""
    import shutil

    rows = shutil.get_terminal_size().lines
    # Most output is short, and is not measured.
    if not wanted and len(text) < rows:
        return False
    from jiqun.cli.paging import paged

    return paged(text, _width(), rows, wanted)


def _coloured(output: Output) -> bool:
    plain = output.no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain


def _ambiguous(output: Output) -> int:
    width = output.ambiguous_width.strip()
    if width not in ("", "1", "2"):
        raise UsageError(f"--ambiguous-width（或 JIQUN_AMBIGUOUS_WIDTH）是 1 或 2，不是“{width}”")
    return int(width or 1)


def format_of(output: Output) -> Format:
    """Return the format that the options ask for, that of the file's name, or a table.

    Raises:
        UsageError: there is no such format, or one option contradicts another.
    """
    if output.svg and (output.format or output.output):
        raise UsageError("--svg 已说明格式和文件，不能再加 -f 或 -o")
    name = "svg" if output.svg else output.format.lower()
    if name and name not in FORMATS:
        raise UsageError(f"-f 没有“{output.format}”这种格式，可用：{'、'.join(FORMATS)}")
    suffix = suffix_of(_file_of(output))
    if name:
        format_ = format_named(name)
        if suffix and not format_.writes(suffix):
            ends = "、".join(f".{one}" for one in format_.suffixes)
            raise UsageError(f"{name} 写成的文件以 {ends} 结尾，不写“.{suffix}”文件")
    else:
        known = format_of_suffix(suffix) if suffix else format_named("table")
        format_ = known or unwritable(suffix, suffixes())
    if output.bom and not format_.marked:
        marked = "、".join(one for one in FORMATS if format_named(one).marked)
        raise UsageError(f"--bom 只用于 {marked}，{format_.name} 不需要")
    return format_


def suffix_of(path: str) -> str:
    """Return the end of a file's name that says what is in it: ``csv``; empty where none does.

    The digits of 报告v1.2 say nothing.
    """
    suffix = os.path.splitext(path)[1].lower().removeprefix(".")
    return suffix if suffix.isascii() and any(map(str.isalpha, suffix)) else ""


def unwritable(suffix: str, known: Sequence[str]) -> NoReturn:
    """Raise `UsageError` for an end of a file's name that is none of those that are ``known``."""
    like = [one for one in known if one.startswith(suffix)]
    hint = f"，是不是 .{like[0]}？" if like else "，"
    if suffix == "bib":
        hint = "，参考文献用 jiqun cite；"
    raise UsageError(f"不会写“.{suffix}”文件{hint}可用：{'、'.join(f'.{one}' for one in known)}")


def _file_of(output: Output) -> str:
    """Return the file that is written to; empty for stdout, which ``-`` is too."""
    path = output.output or output.svg
    return "" if path == "-" else path


def caution_of(data: Sequence[str], force: bool, read: Sequence[str] = ()) -> Caution:
    """Return what is not to be replaced: the base, what lies over it, and what was ``read``."""
    from jiqun.cli.resolving import overlays_of
    from jiqun.loading import base_path
    from jiqun.writing import Caution

    return Caution([base_path(), *overlays_of(data), *read], force)


def write(content: str | bytes, output: Output, read: Sequence[str] = ()) -> None:
    """Write to stdout, or to the file that the options ask for.

    Args:
        content: text, which is written as UTF-8, or bytes.
        output: the options.
        read: the files that were read besides the base and what lies over it.

    Raises:
        OutputError: it cannot be written, or the file is one that was read.
    """
    if path := _file_of(output):
        from jiqun.writing import write as write_file

        data = content.encode() if isinstance(content, str) else content
        write_file(path, data, caution_of(output.data or (), output.force, read))
        note(f"{in_script('已写入', output.script)} {path}", "hans")
        return
    if isinstance(content, str) and in_terminal(output) and _paged(content, output.pager):
        return
    put(content)
