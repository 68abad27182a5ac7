"""``jiqun mcp``: a Model Context Protocol server over stdio, for assistants."""

from jiqun.cli.options import GlobalOptions
from jiqun.cli.output import note
from jiqun.cli.resolving import wanted
from jiqun.errors import MissingExtraError, UsageError


def run(options: GlobalOptions) -> None:
    """给智能助手用：在标准输入输出上开一个 MCP 服务，由助手的软件来起动。

    怎样接上见 README“给智能助手用”。

    例：jiqun mcp
    """
    import gc
    import sys

    from jiqun.api import Base
    from jiqun.loading import load_as

    if options.script == "hant":
        raise UsageError("mcp 给的是数据的原文，不转繁体")
    base = load_as(Base, *wanted(options))
    try:
        from jiqun.mcp.server import server_of
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "pydantic"):
            raise
        raise MissingExtraError("mcp", "mcp") from None
    server = server_of(base)
    if sys.stdin and sys.stdin.isatty():
        note("mcp 等助手的软件从标准输入发来请求，怎样接上见 README；按 Ctrl-C 退出", "hans")
    # A server lives on, unlike the other commands: what it no longer needs must go.
    gc.freeze()
    gc.enable()
    try:
        server.run("stdio")
    except* BrokenPipeError:
        # The client went away while it was answered.
        pass
