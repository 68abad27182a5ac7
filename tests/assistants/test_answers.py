"""What assistants are told, by the SDK's own client: within budget, with sources."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pytest

pytest.importorskip("mcp", reason="pip install 'jiqun[mcp]'")

import anyio
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

import jiqun
from jiqun.knowledge import KnowledgeBase
from jiqun.mcp.server import TOOLS, server_of

_SOURCE = re.compile("^[a-z0-9-]+：[《\\[]")
_OURS = "本库自己的说明"


class Told(NamedTuple):
    """A call, and what came of it."""

    tool: str
    arguments: dict[str, Any]
    error: bool
    text: str
    answer: dict[str, Any]


def calls(base: KnowledgeBase) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield calls of every tool: for all clusters, provinces and domains."""
    for cluster in base.clusters:
        yield "get", {"name": cluster.id}
        yield "cite", {"name": cluster.id}
        said = "。".join(one.evidence for one in base.figures(cluster)[:2])
        yield "scan", {"text": f"{cluster.name}：{said}。", "date": "2026-11"}
    for province in base.provinces:
        yield "get", {"name": province.name}
        yield "list", {"place": [province.name]}
        yield "targets", {"place": [province.name]}
        yield "find", {"text": province.name, "kind": ["cluster", "indicator"]}
    for domain in base.domains:
        yield "get", {"name": domain.name}
        yield "list", {"domain": [domain.name]}
        yield "targets", {"domain": [domain.name], "due": 2025}
        yield "find", {"text": domain.name, "limit": 50}
        first, second, *_ = (one.id for one in base.clusters if one.domain == domain.name)
        yield "compare", {"names": [first, second]}
    yield "find", {"text": "产值超过5000亿元", "kind": ["cluster"]}
    yield "find", {"text": "株洲 火箭"}
    yield "list", {}
    yield "targets", {"max_chars": 40_000}
    yield "targets", {"scope": ["cluster"]}
    yield "compare", {"names": ["湖南", "江苏", "广东"]}


@pytest.fixture(scope="module")
def told(base: KnowledgeBase) -> list[Told]:
    """Return all answers of one server in this process."""
    return answers(server_of(jiqun.load()), calls(base))


def answers(server: Any, asked: Iterable[tuple[str, dict[str, Any]]]) -> list[Told]:
    """Return what a server answers to calls."""

    async def ask() -> list[Told]:
        found = []
        async with Client(server) as client:
            for tool, arguments in asked:
                result = await client.call_tool(tool, arguments)
                (content,) = result.content
                structured = result.structured_content or {}
                found.append(Told(tool, arguments, bool(result.is_error), content.text, structured))
        return found

    return anyio.run(ask)


def figures(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every figure in an answer."""
    if isinstance(value, dict):
        if "of_cluster" in value:
            yield value
        for part in value.values():
            yield from figures(part)
    elif isinstance(value, list):
        for part in value:
            yield from figures(part)


def sources(value: Any) -> Iterator[Any]:
    """Yield the source of everything in an answer that has one."""
    if isinstance(value, dict):
        if "source" in value:
            yield value["source"]
        for part in value.values():
            yield from sources(part)
    elif isinstance(value, list):
        for part in value:
            yield from sources(part)


def test_every_tool_answers(told: list[Told]) -> None:
    assert {one.tool for one in told} >= set(TOOLS)
    assert [one for one in told if one.error] == []


def test_a_server_that_runs_as_clients_run_it_answers_the_same(told: list[Told]) -> None:
    first = list({one.tool: one for one in reversed(told)}.values())
    server = StdioServerParameters(command=sys.executable, args=["-m", "jiqun", "mcp"])
    asked = [(one.tool, one.arguments) for one in first]
    assert answers(stdio_client(server), asked) == first


def test_no_answer_is_over_its_budget(told: list[Told]) -> None:
    for one in told:
        assert len(one.text) <= one.arguments.get("max_chars", 8_000), one.arguments


def test_the_text_is_what_is_structured(told: list[Told]) -> None:
    for one in told:
        assert json.loads(one.text) == one.answer


def test_every_answer_says_whether_there_is_more(told: list[Told], base: KnowledgeBase) -> None:
    for one in told:
        assert one.answer["data_version"] == base.meta.version
        assert one.answer["truncated"] == (one.answer["cursor"] is not None)
        items = sum(len(part) for part in one.answer.values() if isinstance(part, list))
        assert (items < one.answer["total"]) == one.answer["truncated"]
        assert items > 0 or one.answer["total"] == 0


def test_nothing_is_told_without_its_source(told: list[Told]) -> None:
    for one in told:
        found = list(sources(one.answer))
        told_of = one.tool in ("cite", "compare", "scan") or not one.answer["total"]
        assert found or told_of, one.arguments
        assert all(_SOURCE.match(source) or source == _OURS for source in found), one.arguments


def test_every_figure_is_whole_and_says_whose_it_is(told: list[Told]) -> None:
    every = [figure for one in told for figure in figures(one.answer)]
    assert len(every) > 1000
    for figure in every:
        for key in ("of", "kind", "metric", "text", "op", "bound", "time", "scope", "evidence"):
            assert figure[key], figure
        assert _SOURCE.match(figure["source"]), figure
        own = figure["scope"] == "集群自己的"
        assert own == figure["of_cluster"]
        assert own or figure["scope"].startswith(("不是集群自己的：", "不是单个集群的：")), figure


def test_every_cluster_tells_all_its_figures(told: list[Told], base: KnowledgeBase) -> None:
    for one in told:
        if one.tool == "get" and one.answer["kind"] == "集群" and not one.answer["truncated"]:
            cluster = base.cluster(one.answer["id"])
            assert len(one.answer["figures"]) == len(base.figures(cluster))
            assert len(one.answer["blanks"]) == len(base.gaps(cluster))


def test_the_bound_of_a_figure_stays(told: list[Told]) -> None:
    (rail,) = (
        one.answer
        for one in told
        if one.arguments == {"name": "zhuzhou-rail"} and one.tool == "get"
    )
    target = rail["figures"][0]
    assert {key: target[key] for key in ("text", "bound", "value", "unit", "time", "scope")} == {
        "text": ">2000亿元", "bound": "超过", "value": 2000, "unit": "亿元", "time": "2025",
        "scope": "集群自己的",
    }  # fmt: skip
    assert {one["field"]: one["state"] for one in rail["blanks"]}["竞赛轮次"] == "未查到"
    assert "竞赛轮次" not in rail["about"]


def test_what_only_comes_near_is_apart(told: list[Told]) -> None:
    (rocket,) = (one.answer for one in told if one.arguments == {"text": "株洲 火箭"})
    assert rocket["items"] == []
    assert rocket["unused"] == ["株洲"]
    assert rocket["near"][0]["kind"] == "集群"


def test_what_is_found_by_a_figure_tells_it_whole(told: list[Told]) -> None:
    (found,) = (one.answer for one in told if one.arguments.get("text") == "产值超过5000亿元")
    assert all(one["figures"] for one in found["items"])
    assert {one["figures"][0]["metric"] for one in found["items"]} >= {"产值"}


def test_a_verdict_shows_the_figure_that_it_rests_on(told: list[Told]) -> None:
    stated = [one for each in told if each.tool == "scan" for one in each.answer["figures"]]
    verdicts = {one["verdict"] for one in stated}
    assert "一致" in verdicts
    for one in stated:
        known = one["known"] or one["counted"]
        assert bool(known) == (one["verdict"] != "未收录"), one


def test_what_has_no_cluster_rests_on_the_official_list(told: list[Told]) -> None:
    for place in ("青海", "台湾"):
        (got,) = (one.answer for one in told if one.arguments == {"name": place})
        assert (got["clusters"], got["about"]["集群"]) == ([], "0 个")
        assert _SOURCE.match(got["source"])
        (listed,) = (
            one for one in told if one.arguments == {"place": [place]} and one.tool == "list"
        )
        assert (listed.answer["items"], listed.answer["total"]) == ([], 0)
