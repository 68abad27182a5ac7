"""Earlier versions of the data: what was released stays as it was, and can be read."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

import jiqun
from conftest import Result
from jiqun.analysis.changes import apply
from jiqun.analysis.documents import document_of
from jiqun.knowledge import KnowledgeBase
from jiqun.loading import history, load


def test_the_newest_version_kept_is_the_present_data_or_an_older_one(base: KnowledgeBase) -> None:
    newest, after = history.kept()[-1], ""
    assert newest <= base.meta.version
    if newest == base.meta.version:
        document: dict[str, object] = {}
        for version in history.kept():
            step = json.loads(gzip.decompress(history.contents_of(version)))
            assert step["after"] == after
            document, after = apply(step["changes"], document), version
        assert document == document_of(base)


def test_a_wheel_goes_back_from_its_own_data(base: KnowledgeBase) -> None:
    document, after = document_of(base), base.meta.version
    for version, content in history.backwards(base):
        step = json.loads(gzip.decompress(content))
        assert step["after"] == after
        document, after = apply(step["changes"], document), version
        assert document == document_of(load(version=version))


def test_an_earlier_version_is_read_by_every_command(cli: Callable[..., Result]) -> None:
    told = json.loads(cli("--data-version", "2026-11-22", "list", "-f", "json").out)
    assert (told["data_version"], told["total"]) == ("2026-11-22", 79)
    assert "数据版本 2026-11-22" in cli("show", "株洲", "--data-version", "2026-11-22").out


def test_python_reads_an_earlier_version() -> None:
    assert jiqun.load(data_version="2026-11-22").meta.version == "2026-11-22"


def test_an_unknown_version_is_told_with_those_known(
    cli: Callable[..., Result], base: KnowledgeBase
) -> None:
    known = "、".join(history.known(base.meta.version))
    line = f"没有数据版本“2020-01-01”，可用：{known}\n"
    assert cli("list", "--data-version", "2020-01-01") == Result(2, "", line)
