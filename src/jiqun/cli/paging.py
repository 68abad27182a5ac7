"""A pager for what is longer than the screen, as git and gh have one; only in a terminal."""

from __future__ import annotations

import os
import re

# Leaves at once what fits, passes colours on, and keeps the last screen.
_DEFAULT = "less -FRX"
# What these programs take in place of options, and that what they read is UTF-8.
_SETTINGS = {"LESS": "FRX", "LV": "-c", "LESSCHARSET": "utf-8"}
_LINK = re.compile(r"\x1b\]8;[^\x1b]*\x1b\\")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def paged(text: str, columns: int, rows: int, wanted: bool | None = None) -> bool:
    """Show text in a pager where it is longer than the screen; tell whether that was done.

    Args:
        text: as the terminal would show it.
        columns: of the terminal.
        rows: of the terminal.
        wanted: True whatever the length, False never, None as the length demands.
    """
    if wanted is False or (not wanted and _height(text, columns) < rows):
        return False
    command = _command()
    # Older versions of less print the addresses of links as they stand.
    return bool(command) and _shown(command, _LINK.sub("", text))


def _height(text: str, columns: int) -> int:
    """Return how many rows of a terminal text takes."""
    from jiqun.text.width import cell_width

    widths = (cell_width(_COLOUR.sub("", _LINK.sub("", line))) for line in text.splitlines())
    return sum(max(1, -(-width // columns)) for width in widths)


def _command() -> list[str]:
    """Return the pager of the user with its options; empty where none is wanted."""
    import shlex

    environment = os.environ
    line = environment.get("JIQUN_PAGER", environment.get("PAGER", _DEFAULT))
    if environment.get("TERM") == "dumb":
        return []
    try:
        # Windows separates folders with what quotes a character here, and takes slashes, too.
        words = shlex.split(line.replace(os.sep, "/"))
    except ValueError:
        return []
    return [] if words[:1] == ["cat"] else words


def _shown(command: list[str], text: str) -> bool:
    """Run a pager; tell whether it took the text: one that is absent or fails has not."""
    import signal
    import subprocess

    # An interrupt is for the pager, which ends a search with it.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env={**_SETTINGS, **os.environ})
        pager.communicate(text.encode("utf-8", "backslashreplace"))
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    # A positive code is that of a program which could not do it; who quits a pager gets 0.
    return pager.returncode <= 0
