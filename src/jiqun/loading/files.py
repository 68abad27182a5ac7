"""The files that data is read from."""

from __future__ import annotations

import os
import re
import stat

from jiqun.errors import DataError, Mark, reason

_META = re.compile(rb"^(?:\xef\xbb\xbf)?meta[ \t]*:", re.MULTILINE)


def is_base(content: bytes) -> bool:
    """Tell whether YAML is a base of its own, which has ``meta``, and so lies over nothing."""
    return _META.search(content) is not None


def content_of(path: str | os.PathLike[str]) -> bytes:
    """Return what a file or a pipe holds; a pipe can be read only once.

    Raises:
        DataError: it cannot be read, or is a device that never ends.
    """
    try:
        with open(path, "rb") as file:
            if stat.S_ISCHR(os.fstat(file.fileno()).st_mode) and not file.isatty():
                raise DataError(Mark(os.fspath(path), 1, 1), "是设备，不是文件")
            return file.read()
    except OSError as error:
        problem = f"读不到文件（{reason(error)}）"
        raise DataError(Mark(os.fspath(path), 1, 1), problem) from None
    except ValueError:
        raise DataError(Mark(os.fspath(path), 1, 1), "不能作文件名") from None
