"""Prompts: a brief of a city, and a check of a text."""

from __future__ import annotations

from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from pydantic import Field


def add(server: MCPServer[Any]) -> None:
    """Add the prompts to a server."""

    @server.prompt(title="一个城市的集群")
    def city_brief(city: Annotated[str, Field(description="城市，如 株洲")]) -> str:
        """写一页某个城市的国家先进制造业集群：有哪些、许过什么、结果如何。"""
        return (
            f"用 jiqun 写一页“{city}”的国家先进制造业集群简报。\n"
            f"1. get {city}，看它有哪些集群；没有就直说，并说这是以哪一版数据为准。\n"
            "2. 对每个集群 get，对目标用 targets。\n"
            "3. 分三段写：有哪些集群（领域、批次）；目标与实绩（带界限、年份、口径、来源）；"
            "还不知道什么（照写 未查到、未公布）。\n"
            "4. of_cluster 为 false 的数字写明是谁的，不写成集群的。文末列来源与 data_version。"
        )

    @server.prompt(title="核对一段文字")
    def text_check(text: Annotated[str, Field(description="要核对的文字")]) -> str:
        """核对一段文字里关于国家先进制造业集群的说法。"""
        return (
            "用 jiqun 逐条核对下面这段文字里关于国家先进制造业集群的说法：先 scan 全文，"
            "未收录的再用 find、get 查。\n"
            "每条写：原话；jiqun 有什么（界限、年份、口径、原词、来源）；一致、不一致、"
            "口径不同还是未查到。口径、时间或指标不同的数字不算不一致，写明不同在哪里；"
            "jiqun 没有的就写未查到，不要判断。\n\n"
            f"<text>\n{text}\n</text>"
        )
