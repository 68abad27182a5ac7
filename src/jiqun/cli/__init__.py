"""The command line: finds the command, imports only that, runs it, and tells errors to people.

Exit codes: 0 found or valid; 1 nothing found, or invalid data found by ``check``; 2 wrong usage;
3 the data could not be read; 130 interrupted. A closed pipe is no error.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

# Every command and the module that holds it, in the order of `jiqun --help`. A command is
# imported only when it is run: building all of them takes longer than any of them runs.
COMMANDS = {
    "list": "jiqun.cli.commands.list",
    "show": "jiqun.cli.commands.show",
    "search": "jiqun.cli.commands.search",
    "targets": "jiqun.cli.commands.targets",
    "policies": "jiqun.cli.commands.policies",
    "indicators": "jiqun.cli.commands.indicators",
    "sources": "jiqun.cli.commands.sources",
    "cite": "jiqun.cli.commands.cite",
    "check": "jiqun.cli.commands.check",
    "schema": "jiqun.cli.commands.schema",
    "stats": "jiqun.cli.commands.stats",
    "map": "jiqun.cli.commands.map",
    "compare": "jiqun.cli.commands.compare",
    "export": "jiqun.cli.commands.export",
    "open": "jiqun.cli.commands.open",
    "domains": "jiqun.cli.commands.facets",
    "cities": "jiqun.cli.commands.facets",
    "provinces": "jiqun.cli.commands.facets",
    "regions": "jiqun.cli.commands.facets",
    "batches": "jiqun.cli.commands.facets",
}
# Options of the app, before the command, that take a value.
_VALUED = ("--data", "--script")
_COMPLETION = frozenset({"--install-completion", "--show-completion"})


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    # A run is over before there is garbage worth collecting, and collecting takes milliseconds.
    gc.disable()
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = run(arguments)
    except KeyboardInterrupt:
        code = 130
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _hush()
    except (OSError, AttributeError):
        code = code or 2
    # Python collects garbage once more at exit, unless there is nothing left to look at.
    gc.freeze()
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    from jiqun.cli.errors import UserError, explain_usage
    from jiqun.cli.options import common
    from jiqun.errors import DataError

    completing = "_JIQUN_COMPLETE" in os.environ
    if completing:
        from jiqun.cli.completing import words_typed

        arguments = words_typed()
    command = command_in(arguments)
    common.script = "hans"
    try:
        if not completing:
            common.script = script_in(arguments)
        if command and command not in COMMANDS:
            raise UserError(_unknown(command), 2)
        from jiqun.cli.app import build

        app = build(command, completing or bool(_COMPLETION.intersection(arguments)))
        code = app(args=list(arguments), prog_name="jiqun", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except UserError as error:
        return _tell(str(error), error.exit_code)
    except DataError as error:
        return _tell(f"数据有误 {error}", 3)
    except BrokenPipeError:
        return _hush()
    except SystemExit as left:
        # The library leaves in its own way when a pipe is closed, which is no error.
        if isinstance(left.__context__, BrokenPipeError):
            return _hush()
        return left.code if isinstance(left.code, int) else 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if code := getattr(error, "exit_code", None):
            message = explain_usage(error, command)
            return _tell(message, int(code)) if message else int(code)
        raise


def _hush() -> int:
    """Give stdout somewhere harmless to go: Python flushes it again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def command_in(arguments: Sequence[str]) -> str:
    """Return the first argument that is no option of the app nor the value of one, or ``""``."""
    rest = iter(arguments)
    for argument in rest:
        if argument in _VALUED:
            next(rest, "")
        elif not argument.startswith("-"):
            return argument
    return ""


def script_in(arguments: Sequence[str]) -> str:
    """Return the script of the output, ``hans`` or ``hant``; raise `UserError` for another.

    It is looked up before anything is parsed: help and usage errors are told in it, too.
    """
    from jiqun.cli.errors import UserError

    name = "hans"
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--script":
            name = "".join(arguments[at + 1 : at + 2])
        elif argument.startswith("--script="):
            name = argument.removeprefix("--script=")
    for script, words in (("hans", ("简体",)), ("hant", ("繁体", "繁體"))):
        if name.lower() == script or name in words:
            return script
    raise UserError(f"--script 没有“{name}”，可用：hans（简体）、hant（繁体）", 2)


def _unknown(command: str) -> str:
    import difflib

    near = difflib.get_close_matches(command, COMMANDS, n=2)
    hint = f"是不是 jiqun {near[0]}？" if near else f"想查它就输入：jiqun search {command}；"
    return f"没有“{command}”这个命令，{hint}全部命令见 jiqun --help"


def _tell(message: str, code: int) -> int:
    from jiqun.cli.options import common
    from jiqun.text.width import visible

    if common.script == "hant":
        from jiqun.text.traditional import traditional

        message = traditional(message)
    sys.stderr.write(f"{visible(message)}\n")
    return code
