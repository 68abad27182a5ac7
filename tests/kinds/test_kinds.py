"""A kind is one module and its name in the list: everything else is made of these."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

import pytest

from conftest import TINY
from jiqun import answers, vocabulary
from jiqun.kinds import FACTS, KINDS, all_facts, all_kinds
from jiqun.kinds.base import cited
from jiqun.knowledge import KnowledgeBase
from jiqun.schema.rules import Ref
from processes import Jiqun

TOY = Path(__file__).parent / "toy"
PARKS = """
parks:
  - id: tianxin
    name: 天心园区
    english: Tianxin park
    aliases: [田心]
    level: 国家级
    city: 株洲
    hosts: [zhuzhou-rail]
    notes:
      - {text: 轨道装备在此聚集, source: page}
    sources: [page]
  - {id: empty-park, name: 空园, english: Empty, city: 苏州, sources: [page]}
"""
# Puts the toy beside the other kinds, and its entries over a base that is compiled in no time.
BESIDE = """
import sys
from pathlib import Path
from jiqun import kinds, loading

kinds.__path__.append(sys.argv[1])
kinds.KINDS = (*kinds.KINDS, "park")
loading.base_path = lambda base=Path(sys.argv[2]): base
"""

Run = Callable[..., str]


@pytest.fixture(scope="module")
def parks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Return what runs ``jiqun`` with parks, and returns what it prints."""
    data = tmp_path_factory.mktemp("parks") / "parks.yaml"
    data.write_text(PARKS, encoding="utf-8")
    with Jiqun(BESIDE, str(TOY), str(TINY), JIQUN_DATA=str(data), COLUMNS="200") as jiqun:

        def call(*arguments: str, **environment: str) -> str:
            answer = jiqun(*arguments, **environment)
            return answer.out + answer.err

        yield call


def test_a_new_kind_is_listed_in_every_format(parks: Run) -> None:
    assert "天心园区  国家级  株洲       1" in parks("parks")
    assert "空园      —       苏州       0" in parks("parks")
    source = "《一篇报道》，日报，2021-03-23，https://example.cn/a"
    assert parks("parks", "-f", "csv") == (
        f"园区,级别,城市,集群数,出处\n天心园区,国家级,株洲,1,{source}\n空园,,苏州,0,{source}\n"
    )
    assert parks("parks", "-f", "id") == "tianxin\nempty-park\n"
    first = json.loads(parks("parks", "--columns", "all", "-f", "json"))["items"][0]
    assert list(first) == [
        *("id", "name", "english", "aliases", "level", "city", "hosts", "sources"),
        *("notes", "count", "clusters"),
    ]
    assert first["sources"][0]["id"] == first["notes"][0]["source"]["id"] == "page"
    assert "入驻的才计" in parks("parks")
    assert "parks" in parks("--help")


def test_a_new_kind_is_shown_and_compared(parks: Run) -> None:
    card = parks("show", "田心")
    assert card.startswith("天心园区\ntianxin · Tianxin park\n\n级别  国家级\n")
    assert "株洲市先进轨道交通装备集群" in card
    assert "轨道装备在此聚集[1]" in card
    shown = json.loads(parks("show", "tianxin", "-f", "json"))
    assert (shown["kind"], shown["related"]["clusters"][0]["id"]) == ("park", "zhuzhou-rail")
    assert "国家级" in parks("compare", "天心园区", "空园")
    assert "日报" in parks("cite", "天心园区")


@pytest.mark.parametrize(
    "query", ["天心园区", "天心園區", "tianxin yuanqu", "田心", "Tianxin park"]
)
def test_a_new_kind_is_found(parks: Run, query: str) -> None:
    assert parks("search", query, "-f", "id").split()[0] == "tianxin"
    assert "zhuzhou-rail" not in parks("search", query, "--kind", "园区", "-f", "id")


def test_clusters_are_found_by_a_new_kind_of_place(parks: Run) -> None:
    assert parks("list", "-p", "天心园区", "-f", "id") == "zhuzhou-rail\n"
    assert parks("search", "田心轨道交通", "-f", "id").split()[0] == "zhuzhou-rail"


def test_a_new_kind_completes(parks: Run) -> None:
    typed = {"COMP_WORDS": "jiqun show tianx", "COMP_CWORD": "2"}
    assert parks(_JIQUN_COMPLETE="complete_bash", **typed).split() == ["天心园区"]
    typed = {"COMP_WORDS": "jiqun list -p tianx", "COMP_CWORD": "3"}
    assert parks(_JIQUN_COMPLETE="complete_bash", **typed).split() == ["天心园区"]


def test_a_new_kind_is_exported_with_its_citations(parks: Run, tmp_path: Path) -> None:
    parks("export", str(tmp_path / "base.sqlite"))
    with closing(sqlite3.connect(tmp_path / "base.sqlite")) as database:
        assert database.execute("SELECT id, name, level, city_id FROM parks").fetchall() == [
            ("tianxin", "天心园区", "国家级", "zhuzhou"),
            ("empty-park", "空园", None, "suzhou"),
        ]
        assert database.execute("SELECT * FROM park_hosts").fetchall() == [
            ("tianxin", 1, "zhuzhou-rail")
        ]
        named = "SELECT alias FROM aliases WHERE park_id = 'tianxin'"
        assert database.execute(named).fetchall() == [("田心",)]
        cited_facts = "SELECT kind, fact, source_id FROM citations WHERE id = 'tianxin'"
        assert database.execute(cited_facts).fetchall() == [
            ("园区", "国家级", "page"),
            ("注", "轨道装备在此聚集", "page"),
        ]
        searched = "SELECT id FROM search WHERE search MATCH '天心园区' AND kind = 'park'"
        assert database.execute(searched).fetchall() == [("tianxin",)]


def test_a_new_kind_is_checked(parks: Run, tmp_path: Path) -> None:
    assert "parks" in json.loads(parks("schema"))["properties"]
    told = parks("check")
    assert "1 项官方合计" in told
    assert "parks.yaml" not in told
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(PARKS.replace("city: 株洲", "city: 株州"), encoding="utf-8")
    assert "cities 里没有“株州”" in parks("parks", JIQUN_DATA=str(wrong))


def test_names_are_those_of_modules_and_tables_are_unlike() -> None:
    assert [kind.name for kind in all_kinds()] == list(KINDS)
    assert [fact.name for fact in all_facts()] == list(FACTS)
    tables = [one.table for one in (*all_kinds(), *all_facts())]
    assert len(set(tables)) == len(tables)


def test_every_stored_field_has_a_rule_and_a_title() -> None:
    for one in (*all_kinds(), *all_facts()):
        fields = [name for name in one.record._fields if name != "owner"]
        assert list(one.stored) == fields, one.name
        assert all(field.rule and field.title for field in one.stored.values())


def test_columns_that_a_kind_names_exist() -> None:
    for kind in all_kinds():
        for key in (*kind.rows.default, *kind.compared, *kind.lends[1].split()):
            assert key in kind.fields, (kind.name, key)
        if kind.rows.reference:
            assert kind.fields[kind.rows.reference].column


def test_every_word_list_has_a_word_for_each_value_of_its_type() -> None:
    lists = {
        name: value
        for name, value in (vars(vocabulary) | vars(answers)).items()
        if name.isupper() and isinstance(value, dict)
    }
    told = (*vars(vocabulary).values(), *vars(answers).values())
    types = {frozenset(get_args(value)) for value in told if get_args(value)}
    # Words that are only told, or of which some are another list's.
    untyped = {"NAME_MARKS", "HOLDINGS", "TIERS", "INDEX_FIELDS", "GAP_FIELDS"}
    untyped |= {"CONDITIONS", "STATED_KINDS", "MENTIONED"}
    for name, words in lists.items():
        if name not in untyped:
            assert frozenset(words) in types, name


def test_what_cites_a_source_is_found_from_it(base: KnowledgeBase) -> None:
    """The base knows of everything that cites a source: entries, and what hangs on them."""
    citing: dict[str, set[tuple[str, Any]]] = {}
    for kind in all_kinds():
        for entry in base.all(kind.name):
            records = [entry, *(one for fact in kind.facts for one in base.facts(fact.name, entry))]
            for id_ in {id_ for record in records for id_ in cited(record)}:
                citing.setdefault(id_, set()).add((kind.name, entry.id))
    for source in base.sources:
        found = {(kind.name, entry.id) for kind, entry in base.cited_by(source)}
        assert found == citing.get(source.id, set())


def test_every_reference_is_to_a_kind() -> None:
    tables = {kind.table for kind in all_kinds()}
    for one in (*all_kinds(), *all_facts()):
        for field in one.stored.values():
            rule = getattr(field.rule, "rule", field.rule)
            if isinstance(rule, Ref):
                assert rule.table in tables
