"""The README is true: its commands run, and print what it shows.

``JIQUN_UPDATE_README=1 pytest tests/test_readme.py`` writes what they print into it.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

from conftest import Result
from jiqun.cli import COMMANDS

README = Path(__file__).parent.parent / "README.md"
_BLOCK = re.compile(r"```console\n\$ jiqun (.*)\n((?:.*\n)*?)```\n")


def test_commands_print_what_the_readme_shows(cli: Callable[..., Result]) -> None:
    text = README.read_text(encoding="utf-8")

    def printed(block: re.Match[str]) -> str:
        result = cli(*shlex.split(block[1]))
        assert (result.code, result.err) == (0, ""), block[1]
        return f"```console\n$ jiqun {block[1]}\n{result.out}```\n"

    renewed = _BLOCK.sub(printed, text)
    if os.environ.get("JIQUN_UPDATE_README"):
        README.write_text(renewed, encoding="utf-8")
    assert renewed == text or os.environ.get("JIQUN_UPDATE_README")


def test_every_command_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"jiqun {command}" in text, command


def test_inline_commands_run(cli: Callable[..., Result]) -> None:
    text = README.read_text(encoding="utf-8").split("## In English")[0]
    commands = re.findall(r"`jiqun ([^`]+)`", text)
    assert commands
    for command in commands:
        assert cli(*shlex.split(command)).code == 0, command


def test_set_up_commands_stand_in_the_first_screen() -> None:
    first = README.read_text(encoding="utf-8").splitlines()[:24]
    lines = [line for line in first if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    assert lines[0].endswith("jiqun list -d 高端装备")
    assert lines[1].endswith("pytest")


def test_python_example_runs(capsys: object) -> None:
    text = README.read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    exec(compile(example, "README", "exec"), {})
