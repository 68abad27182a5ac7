"""The README is true: its commands run, and print what it shows.

``JIQUN_UPDATE_README=1 pytest tests/contract/test_readme.py`` writes what they print into it, and
the formats that there are, and what the tools of assistants answer.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, Result
from jiqun.cli import COMMANDS
from jiqun.cli.commands.facets import facets
from jiqun.formats import FORMATS

README = ROOT / "README.md"
_BLOCK = re.compile(r"```console\n\$ jiqun (.*)\n((?:.*\n)*?)```\n")
# Pictures have an option of their own.
_FORMATS = re.compile("(?<=`-f` 可选 )[^；]+")
_WIDTH = 80
_CALL = re.compile(r"助手调用 `(\w+) (\{.*\})`，得到\n\n```json\n((?:.*\n)*?)```\n")
_CONFIGURATION = re.compile(r"```json\n(\{\n  \"(?:mcpS|s)ervers\"(?:.*\n)*?)```\n")


# Reads arguments line by line, runs each in a terminal of its own, and tells what it printed.
# What most commands import is imported once.
_TERMINALS = """
import fcntl, json, os, pty, struct, sys, termios
import jiqun.cli.app, jiqun.cli.options, jiqun.cli.output, jiqun.formats.terminal, jiqun.loading
from jiqun.cli import main

for line in sys.stdin:
    ready, go = os.pipe()
    process, terminal = pty.fork()
    if process == 0:
        os.read(ready, 1)  # until the terminal has its width
        # How far a slow machine has come is no part of what is shown.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)
        main(json.loads(line))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, int(sys.argv[1]), 0, 0))
    os.write(go, b"!")
    printed = bytearray()
    while True:
        try:
            read = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other side is closed
            read = b""
        if not read:
            break
        printed += read
    for descriptor in (ready, go, terminal):
        os.close(descriptor)
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    print(json.dumps([code, printed.decode().replace("\\r\\n", "\\n")]))
"""


def in_terminals(commands: list[str]) -> list[str]:
    """Return what each command prints in a terminal of 80 columns without colour."""
    pytest.importorskip("pty")
    done = subprocess.run(
        [sys.executable, "-c", _TERMINALS, str(_WIDTH)],
        input="".join(f"{json.dumps(shlex.split(command))}\n" for command in commands),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NO_COLOR": "1", "TERM": "xterm", "PYTHONUTF8": "1"},
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    for command, (code, printed) in zip(commands, answers, strict=True):
        assert code == 0, (command, printed)
    return [printed for _, printed in answers]


@pytest.mark.usefixtures("base")  # has been compiled
def test_commands_print_what_the_readme_shows() -> None:
    text = README.read_text(encoding="utf-8")
    answers = iter(in_terminals([command for command, _ in _BLOCK.findall(text)]))

    def printed(block: re.Match[str]) -> str:
        return f"```console\n$ jiqun {block[1]}\n{next(answers)}```\n"

    renewed = _BLOCK.sub(printed, text)
    renewed = _FORMATS.sub("、".join(name for name in FORMATS if name != "svg"), renewed)
    if os.environ.get("JIQUN_UPDATE_README"):
        README.write_text(renewed, encoding="utf-8")
    assert renewed == text or os.environ.get("JIQUN_UPDATE_README")


def test_every_view_is_shown_in_the_readme() -> None:
    shown = " ".join(command for command, _ in _BLOCK.findall(README.read_text(encoding="utf-8")))
    views = (
        *("list", "show", "search", "targets", "targets --chart", "compare", "map"),
        *("stats --by", "--and", "stats --coverage", "domains", "batches", "policies"),
        *("indicators", "sources", "cite", "-f md", "--script hant"),
    )
    for view in views:
        assert view in shown, view


def test_every_command_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    for command in (*COMMANDS, *facets()):
        assert f"jiqun {command}" in text, command


@pytest.mark.usefixtures("checked_once", "tiny_files")
def test_inline_commands_run(
    cli: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = README.read_text(encoding="utf-8").split("## In English")[0]
    commands = re.findall(r"`jiqun ([^`]+)`", text)
    assert commands
    for command in commands:
        # What differs is no failure of the command.
        codes = (0, 1) if command.startswith("diff ") else (0,)
        assert cli(*shlex.split(command)).code in codes, command


def test_set_up_commands_stand_in_the_first_screen() -> None:
    first = README.read_text(encoding="utf-8").splitlines()[:24]
    lines = [line for line in first if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    assert lines[0].endswith("jiqun list -d 高端装备")
    assert " && .venv/bin/pytest -n auto" in lines[1]


def test_python_examples_run_and_print_what_the_readme_shows() -> None:
    text = README.read_text(encoding="utf-8")
    examples = "\n".join(re.findall(r"```pycon\n(.*?)```", text, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(examples, {}, "README", None, None)
    told: list[str] = []
    assert doctest.DocTestRunner().run(test, out=told.append).attempted, "no examples"
    assert not told, "".join(told)


def test_the_conversation_has_the_real_results() -> None:
    pytest.importorskip("mcp", reason="pip install 'jiqun[mcp]'")
    import anyio
    from mcp import Client

    import jiqun
    from jiqun.mcp.server import server_of

    text = README.read_text(encoding="utf-8")
    assert len(_CALL.findall(text)) == 2

    async def answers() -> list[object]:
        found = []
        async with Client(server_of(jiqun.load())) as client:
            for tool, arguments, _ in _CALL.findall(text):
                result = await client.call_tool(tool, json.loads(arguments))
                assert not result.is_error
                found.append(result.structured_content)
        return found

    results = iter(anyio.run(answers))

    def renewed(call: re.Match[str]) -> str:
        shown = json.dumps(next(results), ensure_ascii=False, indent=1)
        return f"助手调用 `{call[1]} {call[2]}`，得到\n\n```json\n{shown}\n```\n"

    written = _CALL.sub(renewed, text)
    if os.environ.get("JIQUN_UPDATE_README"):
        README.write_text(written, encoding="utf-8")
    assert written == text or os.environ.get("JIQUN_UPDATE_README")


def test_what_the_assistant_says_stands_in_the_results() -> None:
    text = README.read_text(encoding="utf-8")
    first, second = (result for _, _, result in _CALL.findall(text))
    (target,) = json.loads(first)["items"]
    assert (target["target"]["text"], target["actual"]["text"]) == (">2000亿元", "1600亿元")
    assert (target["progress"], target["verdict"]) == ("80%", "无法判断")
    states = {one["field"]: one["state"] for one in json.loads(second)["blanks"]}
    assert states["促进机构"] == "未查到"


def test_configurations_start_the_server() -> None:
    text = README.read_text(encoding="utf-8")
    found = [json.loads(one) for one in _CONFIGURATION.findall(text)]
    assert [list(one) for one in found] == [["mcpServers"], ["servers"]]
    for configuration in found:
        ((name, server),) = next(iter(configuration.values())).items()
        assert name == "jiqun"
        assert server["command"].startswith("/")
        assert server["command"].endswith("/jiqun")
        assert server["args"][0] in COMMANDS


def test_the_tools_are_named() -> None:
    pytest.importorskip("mcp", reason="pip install 'jiqun[mcp]'")
    from jiqun.mcp.server import TOOLS

    text = README.read_text(encoding="utf-8")
    assert f"（{'、'.join(TOOLS)}）" in text
