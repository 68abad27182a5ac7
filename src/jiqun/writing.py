"""Files that are put in place in one step: a failure leaves what was there, and nothing beside it.

A file is written beside its target, flushed to the disk, and takes its place when it is whole.
Until then it is locked: the system takes the lock back when the writer dies, whatever the reason,
and the next that writes there removes what nobody holds.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import TypeAlias

from jiqun.errors import OutputError, reason
from jiqun.structs import Struct

StrPath: TypeAlias = "str | os.PathLike[str]"

# What a database of ours says of itself: "jiqn" as its application id (see `PRAGMA
# application_id`), which stands in the header of the file.
APPLICATION_ID = 0x6A69716E
_SQLITE = b"SQLite format 3\0"
_ID_AT = slice(68, 72)
# Beside a database that another program writes, or has left without closing it.
_JOURNALS = ("-wal", "-shm", "-journal", ".wal")

_PREFIX, _SUFFIX = ".jiqun-", ".tmp"
# Where there are no locks, what is so old (in seconds) has no writer any more.
_FORGOTTEN = 24 * 60 * 60


class Caution(Struct):
    """What is not to be replaced.

    Args:
        kept: files that stay as they are, as those that were read in this run.
        force: replace whatever is there all the same.
    """

    kept: Sequence[StrPath] = ()
    force: bool = False


CAUTIOUS = Caution()


def write(path: StrPath, content: bytes, caution: Caution = CAUTIOUS) -> None:
    """Write a file in one step, or into a pipe or a device as it stands.

    Links are followed, and what is replaced hands on its owner and mode.

    Raises:
        OutputError: it cannot be written, or ``caution`` forbids it; what was there is there still.
    """
    with _told(path):
        if (stream := _stream(os.fspath(path))) is not None:
            with open(stream, "wb") as file:
                file.write(content)
            return
    write_all({os.fspath(path): content}, caution)


def check_replaceable(path: StrPath, caution: Caution = CAUTIOUS) -> None:
    """Raise `OutputError` for what `write` would not replace: for who writes it bit by bit."""
    with _told(path):
        if (stream := _stream(os.fspath(path))) is not None:
            os.close(stream)
        else:
            _target(os.fspath(path), caution)


def write_all(contents: Mapping[str, bytes], caution: Caution = CAUTIOUS) -> None:
    """Write files, none of which is put in place before all are written, the first one last.

    Raises:
        OutputError: see `write`.
    """
    with ExitStack() as stack:
        for path, content in contents.items():
            temporary = stack.enter_context(replacing(path, caution))
            with _told(path), open(temporary, "wb") as file:
                file.write(content)


@contextmanager
def folder_made(path: StrPath) -> Iterator[None]:
    """Make a folder and those above it; those that were not there go again after an error.

    Raises:
        OSError: it cannot be made.
    """
    whole = os.path.abspath(path)
    missing = []
    while not os.path.exists(whole):
        missing.append(whole)
        whole = os.path.dirname(whole)
    try:
        os.makedirs(path, exist_ok=True)
        yield
    except BaseException:
        for folder in missing:
            with suppress(OSError):
                os.rmdir(folder)
        raise


@contextmanager
def replacing(path: StrPath, caution: Caution = CAUTIOUS) -> Iterator[str]:
    """Give the path of an empty file to write to, which becomes ``path`` when all went well.

    Raises:
        OutputError: see `write`; also for a pipe or a device.
    """
    with _told(path):
        target, earlier = _target(os.fspath(path), caution)
        with beside(target, earlier=earlier) as temporary:
            yield temporary


@contextmanager
def beside(target: str, mode: int = 0o666, earlier: os.stat_result | None = None) -> Iterator[str]:
    """Give an empty file beside ``target`` that takes its place, whatever stands there.

    Args:
        target: a path, whose links are not followed.
        mode: that of the file, from which the user's mask is taken.
        earlier: what the system tells of the file that hands on its owner and mode.

    Raises:
        OSError: the folder or the disk refuses.
    """
    folder = os.path.dirname(target) or os.curdir
    sweep(folder)
    temporary, handle = _locked_file(folder, 0o600 if earlier else mode)
    with _held(handle) as let_go:
        try:
            yield temporary
            os.fsync(handle)
            if earlier:
                _hand_on(earlier, handle)
            let_go()
            os.replace(temporary, target)
        except BaseException:
            let_go()
            with suppress(OSError):
                os.unlink(temporary)
            raise
    _flush_folder(folder)


def sweep(folder: str) -> None:
    """Remove from a folder what writers left that died before they were done."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX) and entry.name.removesuffix("-journal").endswith(
                _SUFFIX
            ):
                _remove_abandoned(entry.path)


def _remove_abandoned(path: str) -> None:
    import time

    with suppress(OSError):
        handle = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        with _held(handle) as let_go:
            is_old = time.time() - os.fstat(handle).st_mtime > _FORGOTTEN
            if is_old or _lock(handle) is True:
                let_go()
                os.unlink(path)


@contextmanager
def _held(handle: int) -> Iterator[Callable[[], None]]:
    """Close a file at the end, or before it is moved or removed, where that must be.

    Windows moves and removes no file that is open. Elsewhere its lock is kept until it is done.
    """
    with ExitStack() as held:
        held.callback(os.close, handle)
        yield held.close if sys.platform == "win32" else lambda: None


def _locked_file(folder: str, mode: int) -> tuple[str, int]:
    """Make a file with a name of its own, and return its path and the handle that holds its lock.

    One that a sweep finds before it is locked is gone, and another is made.
    """
    while True:
        path = os.path.join(folder, f"{_PREFIX}{os.urandom(6).hex()}{_SUFFIX}")
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags, mode)
        if _lock(handle) is not False and os.fstat(handle).st_nlink:
            return path, handle
        os.close(handle)


def _lock(handle: int) -> bool | None:
    """Lock a file; return whether that worked, or None where there are no locks."""
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _hand_on(earlier: os.stat_result, handle: int) -> None:
    """Give a file the owner and the mode of the one that it replaces."""
    if sys.platform == "win32":
        return
    now = os.fstat(handle)
    if (now.st_uid, now.st_gid) != (earlier.st_uid, earlier.st_gid):
        with suppress(OSError):
            os.fchown(handle, earlier.st_uid, earlier.st_gid)
    os.fchmod(handle, stat.S_IMODE(earlier.st_mode))


def _flush_folder(folder: str) -> None:
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _told(path: StrPath) -> Iterator[None]:
    """Tell in Chinese what the system refuses."""
    try:
        if b"\0" in os.fsencode(path):
            raise OutputError(f"写不了 {os.fspath(path)}（不能作文件名）")
    except UnicodeEncodeError:
        raise OutputError(f"写不了 {os.fspath(path)}（不能作文件名）") from None
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"写不了 {os.fspath(path)}（{reason(error)}）") from None


def _stream(path: str) -> int | None:
    """Open what is no file but takes bytes: a pipe, a device, or what the shell has open."""
    for folder in ("/dev/fd/", "/proc/self/fd/"):
        if path.startswith(folder) and path.removeprefix(folder).isdecimal():
            return os.dup(int(path.removeprefix(folder)))
    if path in (standard := {"/dev/stdout": 1, "/dev/stderr": 2}):
        return os.dup(standard[path])
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISFIFO(mode) or stat.S_ISCHR(mode):
        return os.open(path, os.O_WRONLY)
    return None


def _target(path: str, caution: Caution) -> tuple[str, os.stat_result | None]:
    """Return the path of what is to be replaced, links followed, and what the system tells of it.

    Raises:
        OutputError, OSError: it is not to be replaced.
    """
    earlier = None
    if path.endswith(tuple(filter(None, (os.sep, os.altsep)))):
        raise IsADirectoryError(errno.EISDIR, "")
    target = os.path.realpath(path)
    with suppress(FileNotFoundError):
        earlier = os.stat(target)
        if stat.S_ISDIR(earlier.st_mode):
            raise IsADirectoryError(errno.EISDIR, "")
        if not stat.S_ISREG(earlier.st_mode):
            raise OutputError(f"写不了 {path}（不是普通文件）")
        # To replace a file, the right to write its folder would do.
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "")
        if not caution.force:
            _refuse(path, target, caution.kept)
    for journal in _JOURNALS:
        if os.path.exists(target + journal):
            beside_it = os.path.basename(target) + journal
            raise OutputError(
                f"写不了 {path}：旁边有 {beside_it}，别的程序正在用这个数据库，关掉它再试"
            )
    return target, earlier


def is_our_database(path: StrPath) -> bool:
    """Tell whether a file is an SQLite database that we wrote."""
    return _is_ours(_head(path))


def _head(path: StrPath) -> bytes:
    with open(path, "rb") as file:
        return file.read(_ID_AT.stop)


def _is_ours(head: bytes) -> bool:
    return head.startswith(_SQLITE) and int.from_bytes(head[_ID_AT]) == APPLICATION_ID


def _refuse(path: str, target: str, kept: Sequence[StrPath]) -> None:
    """Raise `OutputError` for what was read, and for a database that is not ours."""
    for one in kept:
        with suppress(OSError):
            if os.path.samefile(one, target):
                raise OutputError(f"{path} 是读来的数据，不会覆盖；请换个名字，或加 --force")
    head = _head(target)
    if head.startswith(_SQLITE) and not _is_ours(head):
        raise OutputError(
            f"{path} 是 SQLite 数据库，不是 jiqun 导出的，不会覆盖；请换个名字，或加 --force"
        )
