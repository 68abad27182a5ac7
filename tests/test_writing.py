"""Every file is new or as it was: failures, kills, links, special files, and what is not ours."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from conftest import OVERLAY, Result
from jiqun import writing
from jiqun.errors import OutputError
from jiqun.exporting import export
from jiqun.knowledge import KnowledgeBase
from jiqun.writing import Caution, beside, replacing, sweep, write, write_all

Cli = Callable[..., Result]
no_windows = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files and signals")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "target.txt"
    path.write_text("before")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def small_disk() -> Iterator[None]:
    """Let no file grow beyond 4 kB.

    No fixture: pytest tells a result before it takes fixtures down, perhaps to a longer file.
    Nothing is compiled meanwhile: before 3.14 Python keeps the half that it could write.
    """
    resource = pytest.importorskip("resource", reason="Windows has no limits")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    compiled, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        sys.dont_write_bytecode = compiled


def test_a_file_takes_its_place_whole(target: Path) -> None:
    write(target, b"after")
    assert target.read_bytes() == b"after"
    assert names(target.parent) == ["target.txt"]


def test_a_full_disk_leaves_what_was_there(target: Path) -> None:
    with small_disk(), pytest.raises(OutputError, match="不许写这么大的文件"):
        write(target, b"x" * 5000)
    assert target.read_text() == "before"
    assert names(target.parent) == ["target.txt"]


@pytest.mark.parametrize("name", ["a.json", "a.xlsx", "a.sqlite", "folder/"])
def test_an_export_to_a_full_disk_leaves_what_was_there(
    tiny: KnowledgeBase, tmp_path: Path, name: str
) -> None:
    with small_disk(), pytest.raises(OutputError, match="写不了"):
        export(tiny, f"{tmp_path}/{name}")
    assert names(tmp_path) == []


def test_a_listing_to_a_full_disk_leaves_what_was_there(cli: Cli, target: Path) -> None:
    with small_disk():
        result = cli("list", "-f", "json", "-o", str(target))
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert target.read_text() == "before"


def test_an_export_that_fails_half_way_changes_no_file_of_an_earlier_one(
    tiny: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(tiny, tmp_path)
    before = {path.name: path.stat().st_ino for path in tmp_path.iterdir()}
    made = writing._locked_file
    count = iter(range(5))

    def locked_file(folder: str, mode: int) -> tuple[str, int]:
        if next(count, None) is None:
            raise OSError(28, "full")
        return made(folder, mode)

    monkeypatch.setattr(writing, "_locked_file", locked_file)
    with pytest.raises(OutputError, match="磁盘满了"):
        export(tiny, tmp_path)
    assert {path.name: path.stat().st_ino for path in tmp_path.iterdir()} == before


def write_half(path: Path, error: type[BaseException]) -> None:
    with replacing(path) as temporary:
        Path(temporary).write_text("half")
        raise error


def test_an_error_or_an_interrupt_while_writing_leaves_what_was_there(target: Path) -> None:
    for error in (RuntimeError, KeyboardInterrupt):
        with pytest.raises(error):
            write_half(target, error)
        assert target.read_text() == "before"
        assert names(target.parent) == ["target.txt"]


_DYING = """
import os, signal, sys
from jiqun.writing import replacing
with replacing(sys.argv[1]) as temporary:
    open(temporary, "w").write("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@no_windows
def test_a_killed_writer_leaves_what_was_there_and_the_next_one_sweeps(target: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _DYING, str(target)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert target.read_text() == "before"
    assert len(names(target.parent)) == 2
    write(target, b"after")
    assert names(target.parent) == ["target.txt"]


def test_a_sweep_leaves_what_a_living_writer_holds_and_what_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / ".jiqun-notes").write_text("mine")
    (tmp_path / "mine.tmp").write_text("mine")
    with beside(str(tmp_path / "target")) as temporary:
        sweep(str(tmp_path))
        assert os.path.exists(temporary)
    assert names(tmp_path) == [".jiqun-notes", "mine.tmp", "target"]


class Windows:
    """The system as `writing` finds it on Windows: what is open is neither moved nor removed."""

    def __init__(self) -> None:
        self.opened: dict[int, str] = {}

    def __getattr__(self, name: str) -> object:
        return getattr(os, name)

    def open(self, path: str, *rest: int) -> int:
        handle = os.open(path, *rest)
        self.opened[handle] = path
        return handle

    def close(self, handle: int) -> None:
        os.close(handle)
        del self.opened[handle]

    def unlink(self, path: str) -> None:
        self._check(path)
        os.unlink(path)

    def replace(self, path: str, target: str) -> None:
        self._check(path)
        os.replace(path, target)

    def _check(self, path: str) -> None:
        if path in self.opened.values():
            raise PermissionError(13, "open")


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    windows = Windows()
    monkeypatch.setattr(writing, "os", windows)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "fcntl", None)
    yield
    assert windows.opened == {}


@pytest.mark.usefixtures("on_windows")
def test_on_windows_a_file_is_new_or_as_it_was(target: Path) -> None:
    test_an_error_or_an_interrupt_while_writing_leaves_what_was_there(target)
    test_a_file_takes_its_place_whole(target)


@pytest.mark.usefixtures("on_windows")
def test_without_locks_what_is_a_day_old_is_swept(tmp_path: Path) -> None:
    old, new = tmp_path / ".jiqun-0.tmp", tmp_path / ".jiqun-1.tmp"
    for path in (old, new):
        path.touch()
    os.utime(old, (0, 0))
    sweep(str(tmp_path))
    assert names(tmp_path) == [new.name]


@no_windows
def test_writers_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    contents = [bytes([65 + at]) * 5000 for at in range(8)]
    threads = [
        threading.Thread(target=write, args=[tmp_path / "target", content]) for content in contents
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (tmp_path / "target").read_bytes() in contents
    assert names(tmp_path) == ["target"]


def test_links_are_followed(tmp_path: Path, target: Path) -> None:
    link, dangling = tmp_path / "link", tmp_path / "dangling"
    link.symlink_to("target.txt")
    dangling.symlink_to("new.txt")
    write(link, b"after")
    write(dangling, b"new")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"after")
    assert (dangling.is_symlink(), (tmp_path / "new.txt").read_bytes()) == (True, b"new")


@no_windows
def test_a_file_keeps_its_mode_and_a_new_one_follows_the_mask(target: Path) -> None:
    target.chmod(0o640)
    write(target, b"after")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    mask = os.umask(0o027)
    write(target.with_name("new"), b"")
    os.umask(mask)
    assert stat.S_IMODE(target.with_name("new").stat().st_mode) == 0o640


def test_a_file_that_may_not_be_written_is_not_replaced(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(OutputError, match="没有权限"):
        write(target, b"after")
    assert target.read_text() == "before"


@no_windows
@pytest.mark.parametrize(
    ("name", "said"),
    [("no/file", "没有这个文件或文件夹"), ("target.txt/file", "路径里有一段不是文件夹"),
     (".", "是文件夹"), ("new/", "是文件夹"), ("名" * 300, "名字太长")],
)  # fmt: skip
def test_what_cannot_be_written_is_told_in_chinese(target: Path, name: str, said: str) -> None:
    with pytest.raises(OutputError, match=said):
        write(f"{target.parent}/{name}", b"after")
    assert names(target.parent) == ["target.txt"]


@no_windows
def test_devices_and_pipes_are_written_as_they_stand(tmp_path: Path) -> None:
    write("/dev/null", b"gone")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write(pipe, b"through")
    reader.join()
    assert read == [b"through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@no_windows
def test_what_the_shell_has_open_is_appended_to(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("before\n")
    program = "from jiqun.writing import write; write('/dev/stdout', b'after\\n')"
    with log.open("a") as file:
        subprocess.run([sys.executable, "-c", program], stdout=file, check=True)
    assert log.read_text() == "before\nafter\n"
    handle = os.open(log, os.O_WRONLY | os.O_APPEND)
    write(f"/dev/fd/{handle}", b"again\n")
    os.close(handle)
    assert log.read_text() == "before\nafter\nagain\n"


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(OVERLAY, encoding="utf-8")
    return path


@pytest.mark.usefixtures("over_tiny")
@pytest.mark.parametrize("spelled", ["{0}", "../{1}/{2}", "link.yaml"])
@pytest.mark.parametrize(
    "command", [["list", "-f", "yaml", "-o"], ["schema", "-f", "json", "-o"], ["check", "-o"]]
)
def test_an_overlay_is_not_replaced_by_what_was_made_of_it(
    cli: Cli, overlay: Path, monkeypatch: pytest.MonkeyPatch, spelled: str, command: list[str]
) -> None:
    monkeypatch.chdir(overlay.parent)
    Path("link.yaml").symlink_to(overlay)
    monkeypatch.setenv("JIQUN_DATA", str(overlay))
    before = overlay.read_bytes()
    path = spelled.format(overlay, overlay.parent.name, overlay.name)
    result = cli(*command, path)
    assert result.code == 2
    assert overlay.read_bytes() == before
    if command[0] == "list":
        assert result.err == f"{path} 是读来的数据，不会覆盖；请换个名字，或加 --force\n"
        assert cli(*command, path, "--force").code == 0
        assert overlay.read_bytes() != before


@pytest.mark.usefixtures("over_tiny")
def test_what_is_checked_is_not_replaced(cli: Cli, overlay: Path) -> None:
    before = overlay.read_bytes()
    assert cli("check", str(overlay), "-f", "yaml", "-o", str(overlay)).code == 2
    assert overlay.read_bytes() == before


def test_the_base_is_not_replaced(tmp_path: Path) -> None:
    base = tmp_path / "clusters.yaml"
    base.write_text("meta:")
    with pytest.raises(OutputError, match="是读来的数据"):
        write(base, b"", Caution([base]))


def test_a_database_of_another_program_stays(tiny: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.executescript("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
    before = path.read_bytes()
    for content in (lambda: export(tiny, path), lambda: write(path, b"a,b\n")):
        with pytest.raises(OutputError, match="不是 jiqun 导出的，不会覆盖"):
            content()
        assert path.read_bytes() == before
    export(tiny, path, Caution(force=True))
    export(tiny, path)  # it is ours now
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA application_id").fetchone() == (writing.APPLICATION_ID,)


@pytest.mark.parametrize("name", ["a.sqlite", "a.db", "a.duckdb"])
def test_a_file_that_is_no_export_is_no_place_for_a_database(
    tiny: KnowledgeBase, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"\0mine")
    with pytest.raises(OutputError, match="不会覆盖；请换个名字，或加 --force"):
        export(tiny, path)
    assert path.read_bytes() == b"\0mine"
    path.write_bytes(b"")
    export(tiny, path)
    export(tiny, path)


@pytest.mark.parametrize("suffix", ["-wal", "-shm", "-journal"])
def test_a_database_that_is_in_use_is_refused(
    tiny: KnowledgeBase, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / "base.sqlite"
    export(tiny, path)
    before = path.read_bytes()
    path.with_name(f"base.sqlite{suffix}").touch()
    for caution in (Caution(), Caution(force=True)):
        with pytest.raises(OutputError, match="别的程序正在用这个数据库"):
            export(tiny, path, caution)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "description",
    [None, "", "not json", "[]", '{"name": "mine"}', '{"name": "x", "of": {"name": "jiqun"}}'],
)
@pytest.mark.parametrize("taken", ["clusters.csv", "datapackage.json"])
def test_a_folder_of_others_stays(
    tiny: KnowledgeBase, tmp_path: Path, description: str | None, taken: str
) -> None:
    (tmp_path / taken).write_text("mine")
    if description is not None:
        (tmp_path / "datapackage.json").write_text(description)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(OutputError, match="不像是以前导出的"):
        export(tiny, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    export(tiny, tmp_path, Caution(force=True))
    export(tiny, tmp_path)


def test_all_files_or_none(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="是文件夹"):
        write_all({f"{tmp_path}/a": b"a", f"{tmp_path}/folder": b"b"})
    assert names(tmp_path) == ["folder"]
