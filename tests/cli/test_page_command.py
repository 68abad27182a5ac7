"""``jiqun page``: what it writes, and what it refuses."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Result
from jiqun.knowledge import KnowledgeBase
from jiqun.page import page

Cli = Callable[..., Result]


@pytest.fixture(scope="module")
def small(tiny: KnowledgeBase) -> str:
    return page(tiny).decode()


def test_the_page_is_written_and_said(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jiqun.page.page", lambda base, script: script.encode())
    path = tmp_path / "集群.html"
    assert cli("page", str(path)) == Result(0, "", f"已写入 {path}\n")
    assert path.read_bytes() == b"hans"
    cli("page", str(path), "--script", "hant")
    assert path.read_bytes() == b"hant"


@pytest.mark.parametrize("name", ["", "-", "集群.pdf", "集群", "文件夹/"])
def test_other_files_are_refused(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = "page 写的是网页，文件名以 .html 结尾，如 jiqun page 集群.html\n"
    assert cli("page", name) == Result(2, "", said)
    assert list(tmp_path.iterdir()) == []


def test_the_same_data_gives_the_same_bytes(small: str, tiny: KnowledgeBase) -> None:
    assert page(tiny).decode() == small


def test_nothing_is_loaded_and_only_what_is_ours_runs(small: str) -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', small)
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag, of in (("style", r"<style>(.*?)</style>"), ("script", 'module">(.*?)</script>')):
        (text,) = re.findall(of, small, re.DOTALL)
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="(?!data:,")', small)


def test_the_data_ends_no_element(small: str) -> None:
    for name in ("data", "search-data"):
        (text,) = re.findall(rf'id="{name}">(.*?)</script>', small, re.DOTALL)
        assert "<" not in text
        json.loads(text)


def test_search_engines_are_told_of_a_dataset(small: str, tiny: KnowledgeBase) -> None:
    (text,) = re.findall(r'application/ld\+json">(.*?)</script>', small, re.DOTALL)
    told = json.loads(text)
    assert (told["@type"], told["name"], told["version"]) == (
        "Dataset",
        tiny.meta.title,
        tiny.meta.version,
    )
    assert told["license"]
    assert tiny.meta.gap in told["description"]


def test_the_page_of_the_base_is_small_enough_to_send(whole_page: bytes) -> None:
    assert len(whole_page) <= 1_500_000
