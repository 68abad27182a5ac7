"""The Python API: the base asked in words, plain rows, errors of one tree, a light import."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import jiqun
from conftest import Result
from jiqun import errors
from jiqun.answers import STATUSES
from jiqun.errors import JiqunError
from jiqun.exporting.tables import tables_of

Cli = Callable[..., Result]
TYPES = {"string": {str}, "integer": {int}, "number": {int, float}, "boolean": {bool}}


@pytest.fixture(scope="module")
def base() -> jiqun.Base:
    return jiqun.load()


def test_the_docstring_is_true(base: jiqun.Base) -> None:
    assert doctest.testmod(jiqun).attempted
    assert doctest.testmod(jiqun).failed == 0


def test_every_public_name_is_there_and_every_error_public() -> None:
    for name in jiqun.__all__:
        assert getattr(jiqun, name)
    assert dir(jiqun) == jiqun.__all__

    def below(error: type[JiqunError]) -> set[str]:
        return {error.__name__}.union(*map(below, error.__subclasses__()))

    ours = {name for name in below(JiqunError) if hasattr(errors, name)}
    assert ours <= set(jiqun.__all__)
    with pytest.raises(AttributeError):
        _ = jiqun.nothing  # type: ignore[attr-defined]


def test_import_loads_nothing_of_ours() -> None:
    program = (
        "import sys, jiqun; print([one for one in sys.modules if one.startswith('jiqun.')]); "
        "jiqun.load(); heavy = {'typer', 'rich', 'yaml', 'opencc'}; "
        "print(heavy & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "[]\nset()\n", done.stderr


@pytest.mark.parametrize(
    "name", ["株洲轨道", "zhuzhou-rail", "株洲市先进轨道交通装备集群", "株洲軌道"]
)
def test_a_cluster_has_the_names_of_the_command_line(base: jiqun.Base, cli: Cli, name: str) -> None:
    shown = json.loads(cli("show", name, "-f", "json").out)
    assert base.cluster(name).id == shown["item"]["id"] == "zhuzhou-rail"
    assert json.loads(json.dumps(base.item(base.entry(name)))) == shown["item"]


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("苏州", jiqun.AmbiguousError, "“苏州”是城市，它的集群有：苏州市纳米新材料集群"),
        ("消费品", jiqun.AmbiguousError, "“消费品”是领域，它的集群有："),
        ("suzhou", jiqun.AmbiguousError, "“suzhou”"),
        ("miit-20221130", jiqun.NotFoundError, "不是集群"),
        ("没有这样的名称", jiqun.NotFoundError, "没有“没有这样的名称”"),
        ("轨道", jiqun.AmbiguousError, "“轨道”可以是："),
        ("", jiqun.NotFoundError, "没有“”"),
    ],
)
def test_what_is_no_cluster_is_told_in_one_line(
    base: jiqun.Base, name: str, kind: type[JiqunError], told: str
) -> None:
    with pytest.raises(kind) as raised:
        base.cluster(name)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("filters", "options"),
    [
        ({"place": "湖南", "batch": 2021}, ["-p", "湖南", "-b", "2021"]),
        ({"domain": ["高端裝備", "xiaofeipin"]}, ["-d", "高端装备", "-d", "消费品"]),
        ({"region": "长三角", "has": "target"}, ["--region", "长三角", "--has", "target"]),
        ({"firm": "华为"}, ["--firm", "华为"]),
        ({"keyword": "光伏"}, ["-k", "光伏"]),
        ({"scope": "cluster", "year": 2025}, ["--scope", "cluster", "--year", "2025"]),
        ({}, []),
    ],
    ids=str,
)
def test_filters_are_those_of_the_command_line(
    base: jiqun.Base, cli: Cli, filters: dict[str, str], options: list[str]
) -> None:
    found = cli("list", *options, "-f", "id").out.splitlines()
    assert [one.id for one in base.clusters(**filters)] == found


def test_a_filter_that_stands_for_nothing_is_told_with_what_is_near(base: jiqun.Base) -> None:
    with pytest.raises(jiqun.UsageError, match=r"domain 没有“高端装被”.*高端装备"):
        base.clusters(domain="高端装被")
    with pytest.raises(TypeError):
        base.clusters(domian="高端装备")  # type: ignore[call-arg]
    for ask in (base.targets, base.search):
        with pytest.raises(jiqun.UsageError, match=r"没有“domian”这个筛选，可用：domain、"):
            ask(*["株洲"][: ask == base.search], domian="高端装备")


@pytest.mark.usefixtures("over_tiny")
def test_an_overlay_may_be_named_alone(tmp_path: Path) -> None:
    overlay = tmp_path / "mine.yaml"
    overlay.write_text("clusters: [{id: zhuzhou-rail, short: 我的}]", encoding="utf-8")
    for given in (overlay, str(overlay), [overlay]):
        assert jiqun.load(given).cluster("zhuzhou-rail").short == "我的"


def test_all_clusters_are_a_sequence(base: jiqun.Base) -> None:
    every = list(base.clusters)
    assert base.clusters[0] == every[0]
    assert base.clusters[-2:] == every[-2:]
    assert every[3] in base.clusters
    assert len(base.clusters) == len(every) == len(set(every_id := [one.id for one in every]))
    assert sorted(one.id for one in base.clusters()) == sorted(every_id)


def test_targets_are_the_items_of_the_command_line(base: jiqun.Base, cli: Cli) -> None:
    asked = ("targets", "-d", "消费品", "--status", "open", "--columns", "all", "-f", "json")
    items = json.loads(cli(*asked).out)["items"]
    assert items == json.loads(json.dumps(base.targets(domain="消费品", status="open")))
    assert {one["status"] for one in base.targets()} <= set(STATUSES)
    assert all(one["verdict"] for one in base.targets(due=2025))


def test_a_search_finds_what_the_command_line_finds(base: jiqun.Base, cli: Cli) -> None:
    asked = ("search", "轨道交通", "--columns", "all", "-f", "json")
    items = json.loads(cli(*asked[:2], *asked[4:]).out)["items"]
    assert [(one["kind"], one["id"]) for one in base.search("轨道交通")] == [
        (one["kind"], one["id"]) for one in items
    ]
    assert len(base.search("集成电路", limit=0)) > 10
    assert {one["kind"] for one in base.search("株洲", kind=["cluster", "city"])} == {
        "cluster", "city",
    }  # fmt: skip
    with pytest.raises(jiqun.UsageError, match="kind 没有“firm”"):
        base.search("株洲", kind="firm")


def test_what_only_comes_near_is_no_hit(base: jiqun.Base) -> None:
    hits = base.search("株洲 火箭")
    assert (list(hits), list(hits.unused)) == ([], ["株洲"])
    assert [one["kind"] for one in hits.near] == ["cluster"]
    assert base.search("株洲").near == []


def test_a_search_takes_filters(base: jiqun.Base, cli: Cli) -> None:
    found = json.loads(cli("search", "光伏", "-p", "江苏", "-f", "json").out)["items"]
    assert [one["id"] for one in base.search("光伏", place="江苏")] == [one["id"] for one in found]


def test_rows_are_those_of_every_exported_table(base: jiqun.Base) -> None:
    for table in tables_of(base):
        rows = base.rows(table.name)
        assert [tuple(row.values()) for row in rows] == list(table.rows)
        assert all(list(row) == [column.name for column in table.columns] for row in rows)
        for column in table.columns:
            values = {type(row[column.name]) for row in rows} - {type(None)}
            assert values <= TYPES[column.type], column.name
    with pytest.raises(jiqun.NotFoundError, match=r"没有“figure”这个表，可用：.*figures"):
        base.rows("figure")


def test_duckdb_asks_rows(base: jiqun.Base) -> None:
    duckdb = pytest.importorskip("duckdb")
    pyarrow = pytest.importorskip("pyarrow")
    clusters = pyarrow.Table.from_pylist(base.rows("clusters"))
    found = duckdb.sql("SELECT count(*) FROM clusters WHERE batch_id = 2021").fetchall()
    assert found[0][0] == len(base.clusters(batch=2021))
    assert clusters.num_rows == len(base.clusters)
    for table in tables_of(base):
        assert pyarrow.Table.from_pylist(base.rows(table.name)).num_rows == len(table.rows)
