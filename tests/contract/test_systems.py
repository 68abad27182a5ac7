"""What only some systems have is nowhere needed to start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_BARE = """
import importlib, os, pkgutil, signal, subprocess, sys
# Libraries know other systems by themselves.
import multiprocessing.pool, rich.console, typer, webbrowser
import jiqun.cli

# What Windows lacks: modules, functions of users and processes, flags and signals.
for name in ("fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"):
    sys.modules[name] = None
for name in ("O_NOFOLLOW", "chown", "fchmod", "fchown", "fork", "getegid", "geteuid", "getgid",
             "getuid", "killpg", "mkfifo", "setsid", "statvfs", "uname"):
    os.__dict__.pop(name, None)
for name in ("SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGWINCH", "alarm"):
    signal.__dict__.pop(name, None)
sys.platform = "win32"

rooms = [one.name for one in pkgutil.iter_modules(jiqun.__path__, "jiqun.") if one.ispkg]
rooms.remove("jiqun.mcp")  # imports a library, which is installed or not
for room in rooms:
    for module in pkgutil.walk_packages(importlib.import_module(room).__path__, room + "."):
        importlib.import_module(module.name)
for arguments in (["list", "--count"], ["show", "徐州市工程机械集群"], ["list", "-o", sys.argv[1]]):
    assert jiqun.cli.run(arguments) == 0
"""


@pytest.mark.usefixtures("base")  # has been compiled
def test_what_windows_lacks_is_not_needed(tmp_path: Path) -> None:
    written = tmp_path / "list.csv"
    done = subprocess.run(
        [sys.executable, "-c", _BARE, str(written)], capture_output=True, env=os.environ
    )
    assert done.returncode == 0, done.stderr.decode()
    assert written.read_bytes().count(b"\n") == 80
