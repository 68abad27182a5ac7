"""The command line: finds the command, imports only that, runs it, and tells what went wrong.

Exit codes: 0 found or valid; 1 nothing found, or invalid data found by ``check``; 2 wrong usage;
3 the data could not be read; 130 interrupted. A closed pipe is no error.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jiqun.errors import DataError, JiqunError

if TYPE_CHECKING:
    from jiqun.vocabulary import Script

# Every command with a module of its own, whose ``run`` it is, in the order of `jiqun --help`.
# After them come those that list the entries of a kind (see `jiqun.cli.commands.facets`).
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
    "mcp": "jiqun.cli.commands.mcp",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    # A run is over before there is garbage worth collecting, and collecting takes milliseconds.
    gc.disable()
    code = run(sys.argv[1:] if arguments is None else arguments)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass
    except (OSError, AttributeError):
        code = code or 2
    # Python would take the whole base apart before it leaves; the system frees it at once.
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    script: Script = "hans"
    try:
        script = script_in(arguments)
        from jiqun.cli.app import call

        return call(arguments, script)
    except JiqunError as error:
        from jiqun.cli.errors import exit_code
        from jiqun.cli.output import in_script
        from jiqun.text.width import visible

        problem = f"数据有误 {error}" if isinstance(error, DataError) else str(error)
        sys.stderr.write(f"{visible(in_script(problem, script))}\n")
        return exit_code(error)
    except BrokenPipeError:
        _discard_output()
        return 0
    except KeyboardInterrupt:
        return 130


def script_in(arguments: Sequence[str]) -> Script:
    """Return the script of all output: that of the last ``--script``, else hans.

    It is the one option that is looked up before the arguments are parsed, for help and usage
    errors, which come before that is done, are told in it, too.

    Raises:
        UsageError: there is no such script.
    """
    given = None
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--script":
            given = "".join(arguments[at + 1 : at + 2])
        elif argument.startswith("--script="):
            given = argument.removeprefix("--script=")
    if given is None:
        return "hans"
    from jiqun.cli.resolving import choice
    from jiqun.vocabulary import SCRIPTS

    return choice(given, SCRIPTS, "--script")


def _discard_output() -> None:
    """Give stdout somewhere harmless to go: Python flushes it again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
