"""``jiqun diff``: its sides, its exit codes, and what its JSON leads to."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from conftest import OVERLAY, Result
from jiqun.analysis.changes import apply
from jiqun.analysis.documents import document_of
from jiqun.knowledge import KnowledgeBase
from jiqun.loading import load

Cli = Callable[..., Result]


def test_a_version_does_not_differ_from_itself(cli: Cli) -> None:
    told = "从 2026-11-22 到 2026-11-22：没有不同\n"
    assert cli("diff", "2026-11-22", "2026-11-22") == Result(0, "", told)
    assert json.loads(cli("diff", "2026-11-22", "2026-11-22", "-f", "json").out)["items"] == []


def test_its_json_leads_from_one_version_to_the_other(cli: Cli, base: KnowledgeBase) -> None:
    told = cli("diff", "2026-11-22", base.meta.version, "-f", "json")
    assert told.code == 1
    old = document_of(load(version="2026-11-22"))
    assert apply(json.loads(told.out)["items"], old) == document_of(base)


def test_a_file_is_compared_as_it_lies_over_the_base(
    cli: Cli, base: KnowledgeBase, tmp_path: Path
) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OVERLAY, encoding="utf-8")
    told = cli("diff", base.meta.version, str(path))
    assert told.code == 1
    assert told.out.startswith(
        f"从 {base.meta.version} 到 {path}：新增 0，修订 0，更正 1，撤下 0\n"
    )
    assert cli("diff", base.meta.version, str(path), "青岛市轨道交通装备集群").code == 0


def test_what_is_no_side_is_told_with_the_versions(cli: Cli) -> None:
    told = cli("diff", "foo", "2026-11-22")
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert "2026-11-22" in told.err


def test_a_day_that_is_no_version_is_told_as_what_it_knew(cli: Cli, base: KnowledgeBase) -> None:
    out = cli("diff", "2022", base.meta.version, "株洲轨道").out
    assert out.startswith(f"从 2022-12-31 所知 到 {base.meta.version}：新增 ")
