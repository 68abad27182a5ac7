"""The server: what it offers, what it says of wrong requests, and that it lasts.

``JIQUN_UPDATE_SNAPSHOTS=1 pytest tests/assistants`` writes the list of tools anew.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

pytest.importorskip("mcp", reason="pip install 'jiqun[mcp]'")

import anyio
from mcp import Client
from mcp.shared.exceptions import MCPError

import jiqun
from conftest import Result
from jiqun.kinds import KINDS
from jiqun.mcp.server import INSTRUCTIONS, TOOLS, server_of
from jiqun.mcp.tools.find import Kind

GOLDEN = Path(__file__).with_name("tools.json")
_HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
_READY = {"jsonrpc": "2.0", "method": "notifications/initialized"}


@cache
def here() -> Any:
    """Return a server in this process."""
    return server_of(jiqun.load())


def asking(ask: Callable[[Client], Any]) -> Any:
    """Return what ``ask`` returns, which has a client of a server in this process."""

    async def run() -> Any:
        async with Client(here()) as client:
            return await ask(client)

    return anyio.run(run)


def told(tool: str, **arguments: Any) -> tuple[bool, str]:
    """Return whether a call went wrong, and the text of its result."""

    async def ask(client: Client) -> tuple[bool, str]:
        result = await client.call_tool(tool, arguments)
        (content,) = result.content
        return bool(result.is_error), content.text

    found: tuple[bool, str] = asking(ask)
    return found


@pytest.fixture(scope="module")
def tools() -> list[dict[str, Any]]:
    async def ask(client: Client) -> list[dict[str, Any]]:
        listed = (await client.list_tools()).tools
        return [one.model_dump(by_alias=True, exclude_none=True) for one in listed]

    found: list[dict[str, Any]] = asking(ask)
    return found


def test_the_tools_are_those_of_the_golden_list(tools: list[dict[str, Any]]) -> None:
    written = json.dumps(tools, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("JIQUN_UPDATE_SNAPSHOTS"):
        GOLDEN.write_text(written, encoding="utf-8")
    assert written == GOLDEN.read_text(encoding="utf-8")


def test_every_tool_reads_only_and_is_typed(tools: list[dict[str, Any]]) -> None:
    assert [one["name"] for one in tools] == list(TOOLS)
    assert len(tools) <= 7
    for one in tools:
        assert one["annotations"] == {
            "readOnlyHint": True, "destructiveHint": False, "idempotentHint": True,
            "openWorldHint": False,
        }  # fmt: skip
        required = set(one["outputSchema"]["required"])
        assert required >= {"data_version", "total", "truncated", "cursor"}


def test_every_kind_of_entry_can_be_found() -> None:
    assert set(get_args(Kind)) == set(KINDS)


def descriptions(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for part in value for text in descriptions(part)]
    if not isinstance(value, dict):
        return []
    own = [value["description"]] if isinstance(value.get("description"), str) else []
    return own + [text for part in value.values() for text in descriptions(part)]


def test_descriptions_take_little_of_the_window(tools: list[dict[str, Any]]) -> None:
    # Counted high: one and a half tokens for a Han character, one for three others.
    texts = [*descriptions(tools), INSTRUCTIONS]
    han = sum(char > "\u2e80" for text in texts for char in text)
    tokens = 1.5 * han + (sum(map(len, texts)) - han) / 3
    assert tokens <= 1500


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("get", {"name": "株州轨道"}, "没有“株州轨道”，相近的有：株洲市先进轨道交通装备集群"),
        ("get", {}, "name 是必填的"),
        ("get", {"name": 3}, "name 应是文字"),
        ("get", {"name": "zhuzhou-rail", "cursor": "-1"}, "没有“-1”这个 cursor"),
        ("get", {"name": "zhuzhou-rail", "cursor": "999"}, "没有“999”这个 cursor"),
        ("get", {"name": "zhuzhou-rail", "max_chars": 40_001}, "max_chars 至多 40000"),
        ("get", {"name": "zhuzhou-rail", "parts": ["all"]}, "parts 应是 'figures'、"),
        ("list", {"place": ["胡南"]}, "place 没有“胡南”这个地方，相近的有 湖南"),
        ("list", {"plac": ["湖南"]}, "list 没有“plac”这个参数，可用：domain、place、"),
        ("list", {"batch": ["第一批"]}, "batch 应是整数"),
        ("targets", {"due": 0}, "due 至少 1"),
        ("compare", {"names": ["株洲"]}, "names 至少 2 个"),
        ("compare", {"names": ["湖南", "zhuzhou-rail"]}, "省份和集群不能对照"),
        ("cite", {"name": "湖南"}, "“湖南”没有直接的来源"),
        ("cite", {"name": "zhuzhou-rail", "figure": "3000亿元"}, "没有“3000亿元”这个数字"),
        ("scan", {"text": ""}, "text 至少 1 个"),
        ("scan", {"text": "株洲", "date": "昨天"}, "date 的格式不对"),
        ("get", {"name": "zhuzhou-rail", "as_of": "昨天"}, "as_of 要写日期"),
        ("get", {"name": "zhuzhou-aeroengine", "as_of": "2021"}, "截至 2021-12-31 尚未公布"),
        ("nothing", {}, "没有“nothing”这个工具，可用：find、get、"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_of_chinese(
    tool: str, arguments: dict[str, Any], said: str
) -> None:
    wrong, text = told(tool, **arguments)
    assert wrong
    assert said in text
    assert "\n" not in text
    assert "jiqun " not in text


def test_a_name_that_was_read_as_another_says_so() -> None:
    for tool, arguments in (("get", {"name": "醴陵"}), ("list", {"place": ["醴陵"]})):
        wrong, text = told(tool, **arguments)
        assert not wrong
        assert "株洲" in json.loads(text)["notes"][0]


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_answers_as_of_a_day(tool: str) -> None:
    arguments: dict[str, Any] = {
        "find": {"text": "株洲"},
        "compare": {"names": ["zhuzhou-rail", "changsha-machinery"]},
        "scan": {"text": "株洲市先进轨道交通装备集群规模突破2000亿元。"},
    }.get(tool, {"name": "zhuzhou-rail"} if tool in ("get", "cite") else {})
    wrong, text = told(tool, **arguments, as_of="2022")
    answer = json.loads(text)
    assert not wrong
    assert answer["as_of"] == "2022-12-31"
    assert answer["notes"][0].startswith("只按截至 2022-12-31 已公布的；另有 ")
    if tool == "list":
        assert answer["total"] == 45
    if tool == "get":
        assert [one["state"] for one in answer["blanks"]][-1] == "发布日期不明"


def test_a_fault_of_ours_is_told_without_its_insides(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(base: jiqun.Base) -> dict[str, Any]:
        raise RuntimeError("/home/secret")

    monkeypatch.setitem(TOOLS, "find", broken)
    here.cache_clear()
    wrong, text = told("find")
    here.cache_clear()
    assert wrong
    assert text.startswith("find 出了意外的错误")
    assert "secret" not in text


def test_pages_follow_one_another_to_the_end() -> None:
    async def ask(client: Client) -> list[str]:
        ids, cursor = [], ""
        while True:
            asked = {"max_chars": 3000, "cursor": cursor}
            answer = (await client.call_tool("list", asked)).structured_content or {}
            assert answer["items"]
            ids += [one["id"] for one in answer["items"]]
            if answer["cursor"] is None:
                return ids
            cursor = answer["cursor"]

    from jiqun.analysis.filter import ClusterFilter, select

    base = jiqun.load()
    assert asking(ask) == [one.id for one in select(base, ClusterFilter())]


def test_one_word_stands_for_a_list_of_one() -> None:
    assert told("list", place="湖南", batch="2021") == told("list", place=["湖南"], batch=[2021])


def test_resources_are_cards_and_the_ledger() -> None:
    async def ask(client: Client) -> tuple[list[str], list[str]]:
        texts = []
        for cluster in jiqun.load().clusters:
            (content,) = (await client.read_resource(f"jiqun://cluster/{cluster.id}")).contents
            assert f"\n{cluster.id} · " in content.text
            texts.append(content.text)
        (ledger,) = (await client.read_resource("jiqun://ledger/2025")).contents
        with pytest.raises(MCPError, match="没有“nothing”这个集群"):
            await client.read_resource("jiqun://cluster/nothing")
        return texts, [ledger.text]

    cards, (ledger,) = asking(ask)
    assert max(map(len, [*cards, ledger])) <= 40_000
    assert "| 结论 |" in ledger
    assert "无法判断：" in ledger
    assert all("## 来源" in card for card in cards)


def test_prompts_name_the_city_and_hold_the_text() -> None:
    async def ask(client: Client) -> list[str]:
        names = [one.name for one in (await client.list_prompts()).prompts]
        assert names == ["city_brief", "text_check"]
        brief = await client.get_prompt("city_brief", {"city": "株洲"})
        check = await client.get_prompt("text_check", {"text": "规模达3000亿元"})
        return [one.messages[0].content.text for one in (brief, check)]  # type: ignore[union-attr]

    brief, check = asking(ask)
    assert "“株洲”" in brief
    assert "规模达3000亿元" in check


def test_memory_is_flat_over_many_calls() -> None:
    async def ask(client: Client) -> list[int]:
        alive = []
        for _ in range(3):
            for name in ("zhuzhou-rail", "湖南", "没有这样的名称"):
                for _ in range(6):
                    await client.call_tool("get", {"name": name})
            gc.collect()
            alive.append(len(gc.get_objects()))
        return alive

    _, second, third = asking(ask)
    assert third - second < 100


@contextmanager
def serving() -> Iterator[subprocess.Popen[str]]:
    """Give a server that runs as clients run it, and is ready."""
    with subprocess.Popen(
        [sys.executable, "-m", "jiqun", "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as server:
        send(server, _HELLO, _READY)
        assert answer_of(server)["result"]["instructions"] == INSTRUCTIONS
        yield server


def send(server: subprocess.Popen[str], *lines: object) -> None:
    """Send lines of protocol, or anything else."""
    assert server.stdin
    for line in lines:
        server.stdin.write(f"{line if isinstance(line, str) else json.dumps(line)}\n")
    server.stdin.flush()


def answer_of(server: subprocess.Popen[str]) -> dict[str, Any]:
    """Return the next answer."""
    assert server.stdout
    answer: dict[str, Any] = json.loads(server.stdout.readline())
    assert answer["jsonrpc"] == "2.0"
    return answer


def test_malformed_requests_do_not_end_it_and_stdout_is_protocol_only() -> None:
    call = {"jsonrpc": "2.0", "id": 9, "method": "tools/call"}
    with serving() as server:
        send(
            server, "{", "[]", "null", "\x00\xff", "{}", "x" * 100_000,
            {"jsonrpc": "2.0", "id": 2, "method": "no/such"},
            {**call, "id": 3, "params": {"name": "get", "arguments": "text"}},
            {**call, "id": 4, "params": {}},
            {**call, "params": {"name": "list", "arguments": {"place": ["湖南"]}}},
        )  # fmt: skip
        answers: dict[Any, dict[str, Any]] = {}
        while not answers.keys() >= {2, 3, 4, 9}:
            answer = answer_of(server)
            answers[answer.get("id")] = answer
        assert all("error" in answers[number] for number in (2, 3, 4))
        assert json.loads(answers[9]["result"]["content"][0]["text"])["total"] == 5
        out, said = server.communicate(timeout=60)
    assert (out, server.returncode) == ("", 0)
    assert "Traceback" not in said


def test_it_ends_when_the_client_goes_away() -> None:
    with serving() as server:
        assert server.stdout
        # The client reads no more, asks once more, and is gone.
        server.stdout.close()
        send(server, {"jsonrpc": "2.0", "id": 2, "method": "ping", "params": {}})
        assert server.stdin
        server.stdin.close()
        assert server.wait(timeout=60) == 0
        assert server.stderr
        assert server.stderr.read() == ""


def test_without_the_extra_one_line_says_how_to_install_it(
    cli: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [one for one in sys.modules if one.partition(".")[0] in ("mcp", "pydantic")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    for name in [one for one in sys.modules if one.startswith("jiqun.mcp")]:
        monkeypatch.delitem(sys.modules, name)
    assert cli("mcp") == Result(2, "", "mcp 要多装几个包：pip install 'jiqun[mcp]'\n")


def test_it_speaks_the_script_of_the_data(cli: Callable[..., Result]) -> None:
    assert cli("mcp", "--script", "hant").code == 2
