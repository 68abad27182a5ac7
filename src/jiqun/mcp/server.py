"""The server: tools, resources and prompts over a base, and errors in Chinese."""

from __future__ import annotations

import inspect
import logging
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, InputRequiredResult, TextContent, Tool, ToolAnnotations
from pydantic import ValidationError

from jiqun import __version__
from jiqun.api import Base
from jiqun.errors import JiqunError
from jiqun.mcp import prompts, resources
from jiqun.mcp.filters import AsOf
from jiqun.mcp.paging import text_of
from jiqun.mcp.tools.cite import cite
from jiqun.mcp.tools.compare import compare
from jiqun.mcp.tools.find import find
from jiqun.mcp.tools.get import get
from jiqun.mcp.tools.list import list_
from jiqun.mcp.tools.scan import scan
from jiqun.mcp.tools.targets import targets

TOOLS: dict[str, Callable[..., Any]] = {
    "find": find, "get": get, "list": list_, "targets": targets, "compare": compare, "cite": cite,
    "scan": scan,
}  # fmt: skip
# So many days are kept whose knowledge was asked for.
_DAYS = 4
INSTRUCTIONS = """\
国家先进制造业集群的知识库，离线，只读。
- 数字要连同界限（>、≥、约）、单位、时间、口径、来源一起说；> 不是等于。
- of_cluster 为 false 的是城市、全省、园区、全国或更宽产业的数字，绝不能说成集群的数字；
  集群自己的没有，就说没有查到。
- “未查到”“未公布”“未载”“年份未注明”照样说，不要补，也不要用别的数字代替；它们不等于没有。
- 名称后的〔待核〕〔回译〕要保留。不要把几个批次、几个口径的数相加减。
- 引用时写来源与 data_version。truncated 为 true 时，用 cursor 再问，或先说只看了一部分。
"""
_HINTS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
# What ends a line of the command line: what to type next in a shell.
_COMMANDS = re.compile("[；，][^；，]*jiqun [^；，]*")


class _Server(MCPServer[Any]):
    """A server whose errors are told in Chinese, and whose schemas say only what is needed."""

    async def list_tools(self) -> list[Tool]:
        """List the tools, their schemas without what repeats the names or is for programmers."""
        return [
            tool.model_copy(
                update={
                    "input_schema": _bare(tool.input_schema, "title"),
                    "output_schema": _bare(tool.output_schema, "title", "description"),
                }
            )
            for tool in await super().list_tools()
        ]

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool; what is wrong with the call is told as a result with ``isError``."""
        if name not in TOOLS:
            return _error(f"没有“{name}”这个工具，可用：{'、'.join(TOOLS)}")
        known = [*list(inspect.signature(TOOLS[name]).parameters)[1:], "as_of"]
        if unknown := [key for key in arguments if key not in known]:
            return _error(f"{name} 没有“{unknown[0]}”这个参数，可用：{'、'.join(known)}")
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            match error.__cause__:
                case JiqunError() as cause:
                    return _error(_COMMANDS.sub("", str(cause)))
                case ValidationError() as cause:
                    return _error(_invalid(cause))
                case cause:
                    logging.getLogger(__name__).error("%s", name, exc_info=cause)
                    return _error(f"{name} 出了意外的错误，请换个问法，或告诉 jiqun 的维护者")


def server_of(base: Base) -> MCPServer[Any]:
    """Return a server that answers from a base."""
    server = _Server(
        "jiqun",
        title="国家先进制造业集群",
        instructions=INSTRUCTIONS,
        version=__version__,
        log_level="ERROR",
    )
    for name, run in TOOLS.items():
        server.add_tool(_tool(run, base), name=name, annotations=_HINTS)
    resources.add(server, base)
    prompts.add(server)
    return server


def _tool(run: Callable[..., Any], base: Base) -> Callable[..., Any]:
    """Return a tool that has the base, and whose text is what is structured beside it.

    It is no thread's work: the base reads its tables when they are first asked for.
    """
    signature = _signature(run)

    @lru_cache(_DAYS)
    def past(day: str) -> Base:
        return base.as_of(day)

    async def call(*, as_of: str = "", **arguments: Any) -> CallToolResult:
        answer = run(past(as_of) if as_of else base, **arguments)
        answer["notes"] = [_COMMANDS.sub("", line) for line in answer["notes"]]
        text = TextContent(type="text", text=text_of(answer))
        return CallToolResult(content=[text], structured_content=answer)

    call.__doc__ = run.__doc__
    call.__signature__ = signature.replace(  # type: ignore[attr-defined]
        return_annotation=Annotated[CallToolResult, signature.return_annotation]
    )
    return call


def _signature(run: Callable[..., Any]) -> inspect.Signature:
    """Return the signature of a tool as it is called: without the base, with its day."""
    signature = inspect.signature(run, eval_str=True)
    _, *parameters = signature.parameters.values()
    day = inspect.Parameter("as_of", inspect.Parameter.KEYWORD_ONLY, default="", annotation=AsOf)
    return signature.replace(parameters=[*parameters, day])


def _error(text: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=text)], is_error=True)


_BOUNDS = {
    "ge": "至少 {}", "le": "至多 {}", "min_length": "至少 {} 个", "max_length": "至多 {} 个",
}  # fmt: skip
_PROBLEMS = {
    "missing": "是必填的", "string_type": "应是文字", "int_parsing": "应是整数",
    "string_pattern_mismatch": "的格式不对，日期如 2025-07-06",
}  # fmt: skip


def _invalid(error: ValidationError) -> str:
    """Return in one line which arguments are wrong, and what they should be."""
    told = []
    for one in error.errors():
        allowed = one.get("ctx", {})
        bounds = [word.format(allowed[key]) for key, word in _BOUNDS.items() if key in allowed]
        if "expected" in allowed:
            bounds.append(f"应是 {allowed['expected'].replace(', ', '、').replace(' or ', '、')}")
        problem = "，".join(bounds) or _PROBLEMS.get(one["type"], "的类型不对，见 inputSchema")
        told.append(f"{one['loc'][0]} {problem}")
    return "；".join(dict.fromkeys(told))


def _bare(schema: Any, *keys: str) -> Any:
    """Return a schema without these words on it; a property that is called so stays."""
    if isinstance(schema, list):
        return [_bare(one, *keys) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _bare(value, *keys)
        for key, value in schema.items()
        if not (key in keys and isinstance(value, str))
    }
