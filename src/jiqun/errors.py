"""What can go wrong, as one tree. The text of each is one line in Chinese for people.

::

    JiqunError
    ├── DataError            data cannot be read or breaks the rules: file, line and column
    ├── DamagedError         the compiled base is not what was written, and is made again
    ├── NotFoundError        nothing is called so, or nothing fits
    │   └── AmbiguousError   several things are called so
    ├── InvalidDataError     a check found errors
    ├── DiffersError         a text contradicts the base
    ├── UnreadableTextError  a document cannot be read, or is no text
    ├── UsageError           what was asked for is not possible in this way
    │   ├── UnknownColumnError
    │   └── MissingExtraError    it takes packages that are not installed
    └── OutputError          something cannot be written

`jiqun.cli` maps each to its exit code; nothing else knows of exit codes.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence


class JiqunError(Exception):
    """Anything that jiqun says of what went wrong."""


class Mark:
    """A place in a file; line and column count from 1."""

    __slots__ = ("column", "file", "line")

    def __init__(self, file: str, line: int, column: int) -> None:
        """Mark a place."""
        self.file, self.line, self.column = file, line, column

    @property
    def place(self) -> tuple[str, int, int]:
        """File, line and column: what places are sorted by."""
        return self.file, self.line, self.column

    def __str__(self) -> str:
        """Return ``file:line:column``."""
        return f"{self.file}:{self.line}:{self.column}"


class DataError(JiqunError):
    """The data cannot be used. ``mark`` is the place, ``problem`` what is wrong there."""

    def __init__(self, mark: Mark, problem: str) -> None:
        """Say in Chinese what is wrong at ``mark`` and what is allowed."""
        super().__init__(f"{mark}: {problem}")
        self.mark = mark
        self.problem = problem


class DamagedError(JiqunError):
    """A table of the compiled base is not what was written."""


class NotFoundError(JiqunError):
    """Nothing is called so, or nothing fits."""


class AmbiguousError(NotFoundError):
    """Several things are called so."""


class InvalidDataError(JiqunError):
    """A check of data found errors."""


class DiffersError(JiqunError):
    """A text that was scanned contradicts the base."""


class UnreadableTextError(JiqunError):
    """A document cannot be read, or is no text."""

    def __init__(self, name: str, problem: str) -> None:
        """Say in Chinese what is wrong with the document of this name."""
        super().__init__(f"{name}：{problem}")
        self.name, self.problem = name, problem

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        """Let it pass between processes."""
        return type(self), (self.name, self.problem)


class UsageError(JiqunError):
    """What was asked for is not possible in this way; the text says what is."""


class UnknownColumnError(UsageError):
    """A key or title that is no column of what is listed."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        """Say which names are known."""
        super().__init__(f"没有“{name}”这一列，可用：{'、'.join(known)}")


class MissingExtraError(UsageError):
    """What was asked for takes packages that are not installed."""

    def __init__(self, what: str, extra: str) -> None:
        """Say how to install the extra of jiqun that has them."""
        super().__init__(f"{what} 要多装几个包：pip install 'jiqun[{extra}]'")


class OutputError(JiqunError):
    """Something cannot be written to where it should go, or in that form."""


_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹", errno.EACCES: "没有权限", errno.EPERM: "没有权限",
    errno.EISDIR: "是文件夹，不是文件", errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "已有同名的文件", errno.ENOSPC: "磁盘满了", errno.EROFS: "只读",
    errno.EDQUOT: "磁盘配额用完了", errno.EFBIG: "不许写这么大的文件", errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "名字太长", errno.ELOOP: "链接绕了圈", errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多", errno.ENXIO: "没有这个设备", errno.ENODEV: "没有这个设备",
    errno.EBUSY: "正被别的程序使用", errno.ETXTBSY: "正被别的程序使用", errno.EBADF: "没有打开",
    errno.ENOTEMPTY: "文件夹不是空的", errno.EINVAL: "不能这样读写",
}  # fmt: skip


def reason(error: OSError) -> str:
    """Return in Chinese why the system refused; a rare reason has its number alone."""
    return _REASONS.get(error.errno or 0) or f"系统错误 {error.errno}"
