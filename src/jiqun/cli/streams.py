"""Standard streams and the terminal: whatever their encoding, closed or full, in one place."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from jiqun.errors import OutputError, reason

if TYPE_CHECKING:
    from collections.abc import MutableMapping

# How narrow and how wide a page may be that is laid out for a terminal, in cells.
NARROWEST, WIDEST = 20, 1000
# Numbers in the environment that libraries take as they are.
_SIZES = ("COLUMNS", "LINES", "TERMINAL_WIDTH")


def prepare() -> None:
    """Make the streams take Chinese, and the environment tell sizes that are possible.

    A terminal keeps its encoding where that has Chinese; pipes and files get UTF-8.
    """
    _bound_sizes(os.environ)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if not reconfigure:
            continue
        if not stream.isatty():
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        elif _has_chinese(stream.encoding):
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def begin_again_in_utf_8() -> None:
    """Start this program anew where the locale has no Chinese, in which arguments are garbled."""
    if _has_chinese(sys.getfilesystemencoding()) or os.environ.get("PYTHONUTF8") == "1":
        return
    os.execve(sys.executable, sys.orig_argv, {**os.environ, "PYTHONUTF8": "1"})


def _has_chinese(encoding: str) -> bool:
    try:
        "集群".encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _bound_sizes(environment: MutableMapping[str, str]) -> None:
    for name in _SIZES:
        if (size := environment.get(name)) is None:
            continue
        if size.isascii() and size.isdecimal() and size.strip("0"):
            # Of a longer number the first digits tell enough.
            environment[name] = str(within_bounds(int(size[:9])))
        else:
            del environment[name]


def within_bounds(columns: int) -> int:
    """Return a number of columns, or the nearest that a page may have."""
    return max(NARROWEST, min(columns, WIDEST))


def put(content: str | bytes) -> None:
    """Write to stdout.

    Raises:
        OutputError: it is closed or full, or bytes would go to a terminal.
        BrokenPipeError: who reads has left.
    """
    stream = sys.stdout
    if not stream:
        raise OutputError("标准输出是关着的，可用 -o 写入文件")
    try:
        if isinstance(content, str):
            stream.write(content)
        elif stream.isatty():
            raise OutputError("这是二进制内容，不能写到终端，可用 -o 写入文件")
        else:
            stream.flush()
            stream.buffer.write(content)
        stream.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        silence(stream)
        why = reason(error) if isinstance(error, OSError) else "已经关闭"
        raise OutputError(f"写不出去（{why}）") from None


def tell(text: str) -> None:
    """Write a line to stderr, if there is one that takes it; a terminal breaks no word in it."""
    if not sys.stderr:
        return
    try:
        sys.stderr.write(f"{_folded(text) if sys.stderr.isatty() else text}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        silence(sys.stderr)


def _folded(text: str) -> str:
    """Return text in lines that a terminal need not break: ids stay whole, to be copied."""
    import shutil
    from itertools import pairwise

    from jiqun.text.linebreak import breaks

    columns = within_bounds(shutil.get_terminal_size().columns)
    ends = [0, *breaks(text, columns), len(text)]
    return "\n".join(text[start:end].rstrip() for start, end in pairwise(ends))


def silence(stream: TextIO) -> None:
    """Give a stream somewhere harmless to go: Python flushes it again at exit."""
    try:
        number = stream.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
