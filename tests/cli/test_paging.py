"""A pager for what is longer than the screen: the user's, only in a terminal, never in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jiqun.cli.paging import _command, paged

LONG = "".join(f"\x1b[1m第{at}行\x1b[0m\n" for at in range(30))


@pytest.fixture
def pager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file into which the pager of the user puts what it is given."""
    script, got = tmp_path / "pager.py", tmp_path / "got"
    script.write_text(f"import sys; open({str(got)!r}, 'wb').write(sys.stdin.buffer.read())")
    monkeypatch.setenv("JIQUN_PAGER", f"{sys.executable} {script}")
    monkeypatch.setenv("TERM", "xterm")
    return got


def test_a_pager_of_windows_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sep", "\\")
    monkeypatch.setenv("JIQUN_PAGER", r'"C:\Program Files\less.exe" -R')
    assert _command() == ["C:/Program Files/less.exe", "-R"]


def test_what_is_longer_than_the_screen_is_paged(pager: Path) -> None:
    assert paged(LONG, 80, 24)
    assert pager.read_text(encoding="utf-8") == LONG


@pytest.mark.parametrize("rows", [31, 100])
def test_what_fits_is_not(pager: Path, rows: int) -> None:
    assert not paged(LONG, 80, rows)
    assert not pager.exists()


def test_lines_count_as_they_are_folded(pager: Path) -> None:
    assert paged("集" * 40 * 24, 80, 24)
    assert not paged("集" * 40 * 23, 80, 24)


def test_an_option_decides(pager: Path) -> None:
    assert not paged(LONG, 80, 24, wanted=False)
    assert not pager.exists()
    assert paged("短\n", 80, 24, wanted=True)


def test_addresses_of_links_are_left_out(pager: Path) -> None:
    assert paged("\x1b]8;id=1;https://x.cn\x1b\\来源\x1b]8;;\x1b\\\n", 80, 24, wanted=True)
    assert pager.read_text(encoding="utf-8") == "来源\n"


@pytest.mark.parametrize(
    "line", ["", "cat", "cat -", "no-such-pager -x", "'", f"{sys.executable} -c 1/0"]
)
def test_without_a_pager_that_works_it_is_printed(
    monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("JIQUN_PAGER", line)
    assert not paged(LONG, 80, 24)
    monkeypatch.delenv("JIQUN_PAGER")
    monkeypatch.setenv("PAGER", line)
    assert not paged(LONG, 80, 24)


def test_a_terminal_that_can_do_nothing_has_none(
    pager: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert not paged(LONG, 80, 24)


def run(arguments: list[str], environment: dict[str, str], terminal: bool = True) -> str:
    """Return what ``jiqun`` prints, in a terminal of 24 rows or in a pipe."""
    pty, termios = map(pytest.importorskip, ("pty", "termios"))
    import fcntl
    import struct

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "jiqun", *arguments],
        stdin=theirs,
        stdout=theirs if terminal else subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm", "NO_COLOR": "1", **environment},
    )
    os.close(theirs)
    printed = b""
    while chunk := _read(ours) if terminal else process.communicate()[0]:
        printed += chunk
        if not terminal:
            break
    os.close(ours)
    assert process.wait() == 0
    return printed.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""


def test_only_a_terminal_is_paged(pager: Path) -> None:
    whole = run(["provinces", "--no-pager"], {})
    assert not pager.exists()
    assert len(whole.splitlines()) > 24
    assert run(["provinces"], {}) == ""
    assert pager.read_text(encoding="utf-8") == whole
    pager.unlink()
    assert run(["domains"], {}).count("\n") < 24
    assert run(["provinces", "--pager"], {}, terminal=False) != ""
    assert not pager.exists()


def test_a_pager_that_is_left_at_once_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    leaves = {"JIQUN_PAGER": f"{sys.executable} -c pass"}
    assert run(["provinces"], leaves) == ""
