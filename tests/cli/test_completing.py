"""Completion in the shell: names, also from pinyin, without loading what is heavy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from jiqun.cli.completing import for_shell
from jiqun.knowledge import KnowledgeBase
from processes import Jiqun

HEAVY = {"yaml", "rich", "opencc", "pypinyin", "rapidfuzz"}
# What is offered for a line, and the modules that were imported for it.
Complete = Callable[..., tuple[list[str], set[str]]]


@pytest.fixture(scope="module")
def completed(base: KnowledgeBase) -> Iterator[Complete]:
    """Return what completes lines; the base was compiled before."""
    with Jiqun() as jiqun:

        def call(line: str, shell: str = "bash") -> tuple[list[str], set[str]]:
            environment = {
                "bash": {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))},
                "zsh": {"_TYPER_COMPLETE_ARGS": line},
            }[shell]
            answer = jiqun(_JIQUN_COMPLETE=f"complete_{shell}", **environment)
            assert answer.err == ""
            return answer.out.split("\n"), answer.imported

        yield call


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
def test_offers(completed: Complete, line: str, offers: str) -> None:
    offered, imported = completed(line)
    assert offers in offered
    assert not HEAVY & imported


def test_zsh(completed: Complete) -> None:
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
def test_offers_values(completed: Complete, line: str, offers: str) -> None:
    assert offers in completed(line)[0]


@pytest.mark.parametrize("typed", ["南京市新型", "南京市新型电力\\(", "南京市新型电力（"])
def test_bash_is_offered_names_that_it_does_not_obey(completed: Complete, typed: str) -> None:
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
