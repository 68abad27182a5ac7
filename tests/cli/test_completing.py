"""Completion in the shell: names, also from pinyin, without loading what is heavy."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from jiqun.cli.completing import for_shell
from jiqun.knowledge import KnowledgeBase

PROGRAM = """
import sys
sys.argv = ["jiqun"]
from jiqun.cli import run
run([])
names = ("yaml", "rich", "opencc", "pypinyin", "rapidfuzz")
heavy = [name for name in names if name in sys.modules]
sys.stderr.write(" ".join(heavy))
"""


def completed(line: str, shell: str = "bash") -> tuple[list[str], str]:
    words = line.split(" ")
    environment = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
    }[shell]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "_JIQUN_COMPLETE": f"complete_{shell}", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.split("\n"), done.stderr


@pytest.fixture(scope="module", autouse=True)
def _compiled(base: KnowledgeBase) -> None:
    """Let no completion find the cache empty."""


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("jiqun show zhuz", "株洲市先进轨道交通装备集群"),
        ("jiqun show zhuz", "株洲"),
        ("jiqun show 株", "株洲"),
        ("jiqun list -d gaod", "高端装备"),
        ("jiqun list -p hun", "湖南"),
        ("jiqun list --region chang", "长三角"),
        ("jiqun cite zhuz", "株洲市中小航空发动机集群"),
        ("jiqun sh", "show"),
        ("jiqun list --dom", "--domain"),
        ("jiqun stats --by key", "key-region"),
        ("jiqun stats --count-joint ", "each"),
        ("jiqun list -f x", "xlsx"),
        ("jiqun targets --status not", "not_comparable"),
        ("jiqun list --script han", "hant"),
        ("jiqun open miit-2022", "miit-20221130"),
        ("jiqun compare zhuz", "株洲"),
    ],
)
def test_offers(line: str, offers: str) -> None:
    offered, heavy = completed(line)
    assert offers in offered
    assert heavy == ""


def test_zsh() -> None:
    offered, _ = completed("jiqun show zhuz", "zsh")
    assert any("株洲" in line for line in offered)


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("jiqun list --columns na", "name"),
        ("jiqun list --columns name,ci", "name,cities"),
        ("jiqun list --columns 集群,城", "集群,城市"),
        ("jiqun cities --sort cou", "count"),
        ("jiqun targets --columns prog", "progress"),
        ("jiqun list --has ", "target"),
        ("jiqun list --scope c", "city"),
        ("jiqun policies --level 省", "省级"),
        ("jiqun help form", "formats"),
        ("jiqun help ta", "targets"),
    ],
)
def test_offers_values(line: str, offers: str) -> None:
    assert offers in completed(line)[0]


@pytest.mark.parametrize("typed", ["南京市新型", "南京市新型电力\\(", "南京市新型电力（"])
def test_bash_is_offered_names_that_it_does_not_obey(typed: str) -> None:
    offered, _ = completed(f"jiqun show {typed}")
    assert "南京市新型电力（智能电网）装备集群" in offered
    assert not [name for name in offered if set(name) & set("()&;|<>*?$`!#\"'")]


def test_what_bash_obeys_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_JIQUN_COMPLETE", "complete_bash")
    assert for_shell(["a b", "a(b)", "a$b", "甲“乙”·丙"]) == [
        "a\\ b",
        "a\\(b\\)",
        "a\\$b",
        "甲“乙”·丙",
    ]
    monkeypatch.setenv("_JIQUN_COMPLETE", "complete_zsh")
    assert for_shell(["a b"]) == ["a b"]
