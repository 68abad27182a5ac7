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

from jiqun.errors import JiqunError, NotFoundError, OutputError, reason

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
    "scan": "jiqun.cli.commands.scan",
    "check": "jiqun.cli.commands.check",
    "schema": "jiqun.cli.commands.schema",
    "stats": "jiqun.cli.commands.stats",
    "map": "jiqun.cli.commands.map",
    "compare": "jiqun.cli.commands.compare",
    "diff": "jiqun.cli.commands.diff",
    "page": "jiqun.cli.commands.page",
    "export": "jiqun.cli.commands.export",
    "open": "jiqun.cli.commands.open",
    "mcp": "jiqun.cli.commands.mcp",
    "help": "jiqun.cli.commands.help",
    "version": "jiqun.cli.commands.version",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    # A run is over before there is garbage worth collecting, and collecting takes milliseconds.
    gc.disable()
    if arguments is None:
        from jiqun.cli.streams import begin_again_in_utf_8

        begin_again_in_utf_8()
        arguments = sys.argv[1:]
    code = run(arguments)
    # Python would take the whole base apart before it leaves; the system frees it at once.
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; nothing is left in the streams."""
    from jiqun.cli import streams

    script: Script = "hans"
    streams.prepare()
    try:
        script = script_in(arguments)
        from jiqun.cli.app import call

        code = call(arguments, script)
        if sys.stdout:
            streams.put("")
        return code
    except BrokenPipeError:
        streams.silence(sys.stdout)
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        # Help is printed by the library.
        streams.silence(sys.stdout)
        return _told(OutputError(f"写不出去（{reason(error)}）"), arguments, script)
    except JiqunError as error:
        return _told(error, arguments, script)
    except Exception:
        from jiqun.loading import cache

        # What was compiled may not be what we wrote. Compiled anew, it will do or fail again.
        if not cache.distrust():
            raise
        return run(arguments)


def _told(error: JiqunError, arguments: Sequence[str], script: Script) -> int:
    """Tell in one line what went wrong, if the output does not, and return the exit code."""
    from jiqun.cli.errors import exit_code, line_of
    from jiqun.cli.output import in_script
    from jiqun.cli.streams import tell

    if line := line_of(error, arguments):
        past = any(one.startswith("--as-of") for one in arguments) and "截至" not in line
        if type(error) is NotFoundError and past:
            line += "（只按 --as-of 那天已公布的）"
        tell(in_script(line, script))
    return exit_code(error)


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
