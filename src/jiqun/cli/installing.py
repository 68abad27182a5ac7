"""Completion for a shell: its script, and where that shell looks for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from jiqun.cli.streams import put
from jiqun.errors import OutputError, UsageError, reason
from jiqun.structs import Struct

INSTALL, SHOW = "--install-completion", "--show-completion"
_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


class _Place(Struct):
    """Where the script of a shell goes, and the line that its start-up file needs, if any."""

    script: Path
    startup: Path | None = None
    line: str = ""


def completion(action: str, shell: str, tell: Callable[[str], object]) -> None:
    """Show or install the completion of a shell; by default of the one that runs us.

    Args:
        action: `INSTALL` or `SHOW`.
        shell: its name, or empty.
        tell: takes what is told of an installation.

    Raises:
        UsageError: there is no completion for this shell, or it is not known which it is.
        OutputError: a file cannot be written; the text says what to add by hand.
    """
    name = (shell or _running()).lower()
    if name not in _SHELLS:
        known = "、".join(_SHELLS)
        what = f"没有“{name}”的补全" if name else "不知道是哪个 shell"
        raise UsageError(f"{what}，请写明：jiqun {action} bash；可用：{known}")
    if action == SHOW:
        put(f"{_script(name)}\n")
    elif name in ("powershell", "pwsh"):
        tell(f"请把 jiqun {SHOW} {name} 印出来的加进 $PROFILE 所指的文件")
    else:
        _install(name, tell)


def _running() -> str:
    """Return the name of the shell that runs us, or that of the user; empty if neither is known."""
    from typer._completion_shared import _get_shell_name

    try:
        running = _get_shell_name()
    except OSError:
        running = None
    return running or Path(os.environ.get("SHELL", "")).name


def _script(shell: str) -> str:
    from typer._completion_shared import get_completion_script

    return get_completion_script(prog_name="jiqun", complete_var="_JIQUN_COMPLETE", shell=shell)


def _place(shell: str) -> _Place:
    home = Path.home()
    if shell == "bash":
        script = home / ".bash_completions" / "jiqun.sh"
        return _Place(script, home / ".bashrc", f"source '{script}'")
    if shell == "zsh":
        folder = Path(os.environ.get("ZDOTDIR") or home)
        line = f"fpath+='{folder / '.zfunc'}'; autoload -Uz compinit; compinit"
        return _Place(folder / ".zfunc" / "_jiqun", folder / ".zshrc", line)
    configuration = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    return _Place(configuration / "fish" / "completions" / "jiqun.fish")


def _install(shell: str, tell: Callable[[str], object]) -> None:
    place = _place(shell)
    try:
        place.script.parent.mkdir(parents=True, exist_ok=True)
        place.script.write_text(f"{_script(shell)}\n", encoding="utf-8")
    except OSError as error:
        pipe = "| source" if shell == "fish" else ""
        by_hand = f"jiqun {SHOW} {shell} {pipe}".strip()
        line = by_hand if pipe else f'eval "$({by_hand})"'
        raise OutputError(
            f"写不了 {place.script}（{reason(error)}），可在 {shell} 的启动文件里自己加一行：{line}"
        ) from None
    if place.startup:
        _add_line(place.startup, place.line)
    tell(f"已为 {shell} 装好补全：{place.script}；重开终端后生效")


def _add_line(path: Path, line: str) -> None:
    """Add a line to a start-up file, unless it is there."""
    try:
        before = path.read_bytes() if path.exists() else b""
        if line.encode() in before.splitlines():
            return
        gap = b"\n" if before and not before.endswith(b"\n") else b""
        with path.open("ab") as file:
            file.write(gap + f"{line}\n".encode())
    except OSError as error:
        raise OutputError(f"写不了 {path}（{reason(error)}），请自己加一行：{line}") from None
