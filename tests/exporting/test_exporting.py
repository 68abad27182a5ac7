"""The whole base in other forms: readable there, keyed, complete, harmless, reproducible."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from frictionless import Package

from conftest import ROOT, knowledge_of
from jiqun.analysis.progress import standings
from jiqun.checking.totals import check_totals
from jiqun.errors import OutputError
from jiqun.exporting import EXPORTS, export, sqlite_
from jiqun.exporting.tables import tables_of
from jiqun.kinds import all_kinds
from jiqun.kinds.figure import Growth, Period
from jiqun.kinds.indicator import Check
from jiqun.kinds.organisation import Organisation
from jiqun.knowledge import KnowledgeBase
from jiqun.text.phrases import figure_text
from jiqun.vocabulary import STATES

TABLES = {kind.name: kind.table for kind in all_kinds()}
NAMES = ("base.json", "base.sqlite", "base.xlsx", "base")
RAIL = "株洲市先进轨道交通装备集群"
VIEWS = {
    *("cluster_overview", "cluster_targets", "official_totals", "policies_of_clusters"),
    *("clusters_by_domain", "clusters_by_province", "clusters_by_city", "clusters_by_region"),
    *("clusters_by_batch", "unknowns", "citations"),
}

Row = dict[str, Any]
Rows = dict[str, list[Row]]


@pytest.fixture(scope="module")
def folder(base: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that has the real base in every form."""
    folder = tmp_path_factory.mktemp("exports")
    for name in NAMES:
        export(base, folder / name)
    return folder


@pytest.fixture
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "base.sqlite")) as database:
        database.execute("PRAGMA foreign_keys = ON")
        yield database


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """Return a tiny base with a name that is a formula, and what the real one does not use."""
    text = (ROOT / "tests" / "tiny.yaml").read_text(encoding="utf-8")
    text = text.replace(f"name: {RAIL}", 'name: "=cmd()"')
    text = text.replace("gist: 奖补", "gist: 奖补, applies_to: [zhuzhou-rail]")
    path = tmp_path_factory.mktemp("odd") / "odd.yaml"
    path.write_text(text, encoding="utf-8")
    return knowledge_of(path)


def files(path: Path) -> dict[str, bytes]:
    paths = path.iterdir() if path.is_dir() else [path]
    return {one.name: one.read_bytes() for one in paths}


def all_of(base: KnowledgeBase, facts: str) -> list[Any]:
    """Return all facts of one sort, in the order of their numbers."""
    every = getattr(base, facts)
    return [one for kind in TABLES for entity in base.all(kind) for one in every(entity)]


# What is written, and where.


# Those of the extras are in test_engines.
@pytest.mark.parametrize("suffix", sorted(EXPORTS.keys() - {".parquet", ".duckdb"}))
def test_the_suffix_chooses_the_form(tiny: KnowledgeBase, tmp_path: Path, suffix: str) -> None:
    begins = {"sqlite_": b"SQLite", "json_": b"{", "xlsx": b"PK", "html": b"<!DOCTYPE html>"}
    (path,) = export(tiny, str(tmp_path / f"base{suffix.upper()}"))
    assert path.read_bytes().startswith(begins[EXPORTS[suffix]])
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["there", "made/", "made.v2/"])
def test_all_else_is_a_folder(tiny: KnowledgeBase, tmp_path: Path, name: str) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("mine")
    for name_ in ("meta.csv", "datapackage.json"):
        (tmp_path / "there" / name_).write_text('{"name": "jiqun"}')
    written = export(tiny, f"{tmp_path}/{name}")
    expected = {f"{table.name}.csv" for table in tables_of(tiny)} | {"datapackage.json"}
    assert {path.name for path in written} == expected
    found = files(tmp_path / name)
    assert found.keys() - expected == ({"mine.txt"} if name == "there" else set())
    assert found["meta.csv"].startswith(b"key,title,value\n")


def test_what_is_no_earlier_export_is_not_replaced(tiny: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "clusters.csv").write_text("mine")
    with pytest.raises(OutputError, match=r"已有 clusters\.csv"):
        export(tiny, tmp_path)
    (tmp_path / "datapackage.json").write_text("of another")
    with pytest.raises(OutputError, match=r"已有 datapackage\.json"):
        export(tiny, tmp_path)
    assert files(tmp_path)["clusters.csv"] == b"mine"


def test_an_unknown_suffix_is_refused(tiny: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"“\.ods”.*\.sqlite.*\.xlsx.*文件夹"):
        export(tiny, tmp_path / "base.ods")


@pytest.mark.parametrize("name", ["no/base.json", "no/base.sqlite", "no/base.xlsx", "file/x/"])
def test_a_place_that_refuses_is_named(tiny: KnowledgeBase, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("a file, no folder")
    with pytest.raises(OutputError, match=f"^写不了 .*{name}（.+）$"):
        export(tiny, f"{tmp_path}/{name}")


def test_what_fails_leaves_what_was_there(
    tiny: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "base.sqlite"
    export(tiny, path)
    before = files(tmp_path)
    monkeypatch.setattr(sqlite_, "_SEARCH", "CREATE VIRTUAL TABLE search USING fts99 (text)")
    with pytest.raises(OutputError, match=r"不能全文检索，要 3\.34 以上并带 FTS5"):
        export(tiny, path)
    assert files(tmp_path) == before


def test_every_form_is_the_same_in_another_process_and_zone(folder: Path, tmp_path: Path) -> None:
    program = (
        "import sys, jiqun; from jiqun.exporting import export; base = jiqun.load(); "
        f"[export(base, {str(tmp_path)!r} + '/' + name) for name in {NAMES!r}]; "
        "assert not {'typer', 'rich'} & set(sys.modules)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    for name in NAMES:
        assert files(folder / name) == files(tmp_path / name), name


# The tables: keys that hold, and nothing lost.


@pytest.mark.parametrize("fixture", ["base", "odd"])
def test_keys_and_references_hold(fixture: str, request: pytest.FixtureRequest) -> None:
    columns: dict[str, set[Any]] = {}
    for table in tables_of(request.getfixturevalue(fixture)):
        rows = [
            dict(zip([one.name for one in table.columns], row, strict=True)) for row in table.rows
        ]
        keys = {tuple(row[name] for name in table.key) for row in rows}
        assert len(keys) == len(rows), table.name
        for column in table.columns:
            cells = [row[column.name] for row in rows]
            columns[f"{table.name}.{column.name}"] = set(cells)
            assert "" not in cells
            assert not column.required or None not in cells, column
            if column.references:
                assert set(cells) - {None} <= columns[column.references], column


# The lists of the model, each with its table and column.
LISTS = {
    ("regions", "provinces"): ("region_provinces", "province_id"),
    ("batches", "rounds"): ("batch_rounds", "round"),
    ("batches", "documents"): ("batch_documents", "policy_id"),
    ("batches", "sources"): ("batch_sources", "source_id"),
    ("clusters", "english_words"): ("cluster_english_words", "word"),
    ("clusters", "provinces"): ("cluster_provinces", "province_id"),
    ("clusters", "cities"): ("cluster_cities", "city_id"),
    ("clusters", "counties"): ("cluster_counties", "county"),
    ("clusters", "products"): ("cluster_products", "product"),
    ("clusters", "keywords"): ("cluster_keywords", "keyword"),
    ("clusters", "sources"): ("cluster_sources", "source_id"),
    ("figures", "confirmed_by"): ("figure_confirmations", "source_id"),
    ("firms", "aliases"): ("firm_aliases", "alias"),
    ("measures", "applies_to"): ("measure_clusters", "cluster_id"),
    ("policies", "places"): ("policy_places", "place"),
    ("policies", "clusters"): ("policy_clusters", "cluster_id"),
    ("policies", "focus"): ("policy_focus", "focus"),
    ("policies", "sources"): ("policy_sources", "source_id"),
    ("indicators", "members"): ("indicator_members", "member"),
    ("indicators", "confirmed_by"): ("indicator_confirmations", "source_id"),
}
SINGULAR = {**{table: kind for kind, table in TABLES.items()}, "figures": "figure"}
SINGULAR |= {"firms": "firm", "measures": "measure"}


def by_name(rows: Rows, column: str, id_: Any) -> Any:
    """Return what the model calls an entity: places and domains by name, others by id."""
    kind = column.removesuffix("_id")
    if kind not in ("domain", "region", "province", "city"):
        return id_
    return next((row["name"] for row in rows[TABLES[kind]] if row["id"] == id_), None)


def rebuilt(rows: Rows, table: str, row: Row, record: type[Any]) -> Any:
    """Return the record of the model that a row and the lists that belong to it tell of."""
    return record(*(value_of(rows, table, row, field) for field in record._fields))


def value_of(rows: Rows, table: str, row: Row, field: str) -> Any:
    if field == "set_by" and row[field] and row[field].isdecimal():
        return int(row[field])  # a year, which stands among the ids of policies as a text
    if field in row:
        return row[field]
    if f"{field}_id" in row:
        return by_name(rows, f"{field}_id", row[f"{field}_id"])
    if field == "owner":
        return next(f"{t}/{row[f'{k}_id']}" for k, t in TABLES.items() if row.get(f"{k}_id"))
    if field == "period":
        both = row["period_start"], row["period_end"]
        return Period(*both) if any(both) else None
    if field == "growth":
        both = row["growth_op"], row["growth_value"]
        return Growth(*both) if any(both) else None
    if field == "check":
        found = [one for one in rows["indicator_checks"] if one["indicator_id"] == row["id"]]
        return rebuilt(rows, "indicator_checks", found[0], Check) if found else None
    if table == "indicator_checks":
        within, column = "indicator_check_filters", f"{field}_id"
        whose, id_ = "indicator_id", row["indicator_id"]
    else:
        within, column = LISTS.get((table, field), ("aliases", "alias"))
        whose, id_ = f"{SINGULAR[table]}_id", row["id"]
    cells = [one[column] for one in rows[within] if one[whose] == id_ and one[column]]
    return [by_name(rows, column, cell) for cell in cells]


def plain(value: Any) -> Any:
    """Return a record as JSON would give it, so that an empty tuple equals an empty list."""
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("fixture", ["base", "odd"])
def test_nothing_of_the_model_is_lost(
    fixture: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    base = request.getfixturevalue(fixture)
    (path,) = export(base, tmp_path / "base.json")
    content = json.loads(path.read_text(encoding="utf-8"))
    assert (content["schema_version"], content["data_version"]) == (2, base.meta.version)
    rows: Rows = content["tables"]
    for kind, table in TABLES.items():
        expected = list(base.all(kind))
        found = [rebuilt(rows, table, row, type(expected[0])) for row in rows[table]]
        assert plain(found) == plain(expected)
    for table in ("figures", "measures", "firms", "notes", "gaps"):
        expected = all_of(base, table)
        found = [rebuilt(rows, table, row, type(expected[0])) for row in rows[table]]
        assert plain(found) == plain(expected)
    bodies = [base.organisation(one) for one in base.clusters]
    found = [rebuilt(rows, "organisations", row, Organisation) for row in rows["organisations"]]
    assert found == [body for body in bodies if body]
    said = {row["key"]: row["value"] for row in rows["meta"]}
    for key, value in base.meta._asdict().items():
        for at, one in enumerate(value if key == "rules" else [value], start=1):
            assert said[f"rule_{at}" if key == "rules" else key] == str(one)


@pytest.fixture(scope="module")
def rows(folder: Path) -> Rows:
    text = (folder / "base.json").read_text(encoding="utf-8")
    assert RAIL in text
    tables: Rows = json.loads(text)["tables"]
    return tables


def test_figures_and_names_bear_their_marks(base: KnowledgeBase, rows: Rows) -> None:
    assert [(row["text"], row["of_cluster"]) for row in rows["figures"]] == [
        (figure_text(one), one.of_cluster) for one in all_of(base, "figures")
    ]
    assert [row["marked_name"] for row in rows["clusters"]] == [
        one.marked_name for one in base.clusters
    ]


def test_targets_stand_beside_their_outcomes(base: KnowledgeBase, rows: Rows) -> None:
    figures = dict(enumerate(all_of(base, "figures"), start=1))
    expected = [one for cluster in base.clusters for one in standings(base, cluster)]
    assert len(rows["standings"]) == len(expected) > 0
    for row, standing in zip(rows["standings"], expected, strict=True):
        assert figures[row["target_figure_id"]] == standing.target
        assert figures.get(row["actual_figure_id"]) == standing.actual
        rest = ("comparable", "why_not", "progress", "progress_op", "status")
        assert [row[name] for name in rest] == [getattr(standing, name) for name in rest]


# SQLite.


def test_the_database_is_sound(database: sqlite3.Connection, base: KnowledgeBase) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in tables_of(base):
        (count,) = database.execute(f"SELECT count(*) FROM {table.name}").fetchone()
        assert count == len(table.rows)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE clusters SET domain_id = 'none'",
        "UPDATE clusters SET name = NULL",
        "UPDATE figures SET kind = 'guess'",
        "UPDATE figures SET of_cluster = 2",
        "UPDATE cities SET name = '株洲'",
        "UPDATE notes SET cluster_id = NULL, domain_id = NULL",
        "INSERT INTO cluster_cities SELECT * FROM cluster_cities",
    ],
)
def test_the_database_refuses_what_breaks_its_rules(
    database: sqlite3.Connection, change: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        database.execute(change)


def test_every_view_answers(database: sqlite3.Connection, folder: Path) -> None:
    stored = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    assert stored.keys() == VIEWS
    for view, statement in stored.items():
        assert statement.startswith(f"CREATE VIEW {view} AS -- ")
        assert database.execute(f"SELECT * FROM {view}").fetchone(), view
    if program := shutil.which("sqlite3"):
        queries = "; ".join(f"SELECT count(*) > 0 FROM {view}" for view in stored)
        done = subprocess.run(
            [program, folder / "base.sqlite", queries], capture_output=True, text=True, check=True
        )
        assert done.stdout.split() == ["1"] * len(VIEWS)


@pytest.mark.parametrize("kind", ["domain", "province", "city", "region", "batch"])
def test_views_count_as_the_base_does(
    database: sqlite3.Connection, base: KnowledgeBase, kind: str
) -> None:
    counts = dict(database.execute(f"SELECT id, clusters FROM clusters_by_{kind}"))
    assert counts == {one.id: len(base.clusters_of(one)) for one in base.all(kind)}


def test_the_overview_has_every_cluster(database: sqlite3.Connection, base: KnowledgeBase) -> None:
    rows = database.execute(
        "SELECT id, provinces, cities, targets, own_targets, actuals FROM cluster_overview"
    )
    expected = []
    for one in base.clusters:
        targets = [figure for figure in base.figures(one) if figure.kind == "target"]
        own = [figure for figure in targets if figure.scope == figure.industry == "cluster"]
        actuals = [figure for figure in base.figures(one) if figure.kind == "actual"]
        places = "、".join(one.provinces), "、".join(one.cities)
        expected.append((one.id, *places, len(targets), len(own), len(actuals)))
    assert rows.fetchall() == expected


def test_official_totals_are_those_of_the_check(
    database: sqlite3.Connection, base: KnowledgeBase
) -> None:
    rows = database.execute("SELECT id, base_count, difference, deviation FROM official_totals")
    assert rows.fetchall() == [
        (one.indicator.id, one.counted, one.counted - one.official, one.indicator.deviation)
        for one in check_totals(base)
    ]


def test_citations_are_those_of_the_base(database: sqlite3.Connection, base: KnowledgeBase) -> None:
    cited: dict[str, set[str]] = {}
    for id_, source in database.execute("SELECT id, source_id FROM citations"):
        cited.setdefault(str(id_), set()).add(source)
    for kind in ("cluster", "policy", "indicator", "region", "domain", "batch"):
        for one in base.all(kind):
            assert cited.get(str(one.id), set()) == set(base.citations(one)), one.id


def test_the_database_is_searched(database: sqlite3.Connection) -> None:
    matching = "SELECT name FROM search WHERE kind = 'cluster' AND search MATCH ?"
    for query in ("轨道交通", "zhuzhou", "中车株机", "locomotive"):
        assert (RAIL,) in database.execute(matching, [query]).fetchall(), query
    # Two characters are too few for trigrams.
    assert (RAIL,) in database.execute("SELECT name FROM texts WHERE text LIKE '%株洲%'").fetchall()
    assert database.execute(matching, ["轨道交桶"]).fetchall() == []


def test_references_are_looked_up_by_an_index(database: sqlite3.Connection) -> None:
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    seen = 0
    for (table,) in tables:
        keys = database.execute('SELECT "from" FROM pragma_foreign_key_list(?)', [table])
        referring = {column for (column,) in keys}
        # Indexes and primary keys, by their first column.
        first = database.execute(
            "SELECT info.name FROM pragma_index_list(?1) AS list, "
            "pragma_index_info(list.name) AS info WHERE info.seqno = 0 "
            "UNION SELECT name FROM pragma_table_info(?1) WHERE pk = 1",
            [table],
        )
        assert referring <= {name for (name,) in first}, table
        seen += len(referring)
    assert seen > 40


# The folder.


def test_the_folder_is_a_valid_data_package(folder: Path, base: KnowledgeBase) -> None:
    report = Package(str(folder / "base" / "datapackage.json")).validate()
    assert report.valid, report.to_summary()
    described = json.loads((folder / "base" / "datapackage.json").read_text(encoding="utf-8"))
    assert described["version"] == base.meta.version
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    assert len(report.tasks) == len(described["resources"]) == len(tables_of(base))


def test_what_is_known_to_be_unknown_says_why_in_the_folder(
    folder: Path, base: KnowledgeBase
) -> None:
    path = folder / "base" / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    resources = {one["name"]: one for one in described["resources"]}
    labels = {
        one["value"]: one["label"] for one in resources["clusters"]["schema"]["missingValues"]
    }
    assert labels == {"": "未载", "未公布": "未公布", "未查到": "未查到", "不适用": "不适用"}
    assert resources["figures"]["schema"]["missingValues"] == [{"value": "", "label": "未载"}]
    with open(folder / "base" / "clusters.csv", encoding="utf-8", newline="") as file:
        written = {row["id"]: row["round"] for row in csv.DictReader(file)}
    read = {
        row["id"]: row["round"] for row in Package(str(path)).get_resource("clusters").read_rows()
    }
    assert "未查到" in written.values()
    for cluster in base.clusters:
        assert read[cluster.id] == cluster.round
        states = [gap.state for gap in base.gaps(cluster) if gap.field == "round"]
        if states and cluster.round is None:
            assert written[cluster.id] == STATES[states[0]]


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("高铁", "高跌", "hash-count"),
        ("zhuzhou-rail,1,", "zhuzhou-road,1,", "foreign-key"),
        ("zhuzhou-rail,1,", "zhuzhou-rail,x,", "type-error"),
    ],
)
def test_a_change_makes_the_folder_invalid(
    tiny: KnowledgeBase, tmp_path: Path, old: str, new: str, error: str
) -> None:
    export(tiny, tmp_path)
    path = tmp_path / "cluster_products.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    package = Package(str(tmp_path / "datapackage.json"))
    report = package.get_resource("cluster_products").validate()
    assert error in {found for (found,) in report.flatten(["type"])}


# The workbook.


def test_the_workbook_opens(folder: Path, base: KnowledgeBase) -> None:
    book = openpyxl.load_workbook(folder / "base.xlsx")
    tables = tables_of(base)
    with closing(sqlite3.connect(folder / "base.sqlite")) as database:
        query = "SELECT name FROM sqlite_master WHERE type = 'view'"
        views = [name for (name,) in database.execute(query)]
        for name in views:
            rows = database.execute(f"SELECT * FROM {name}").fetchall()
            assert book[name].max_row == 1 + len(rows), name
            assert [cell.value for cell in book[name][2]] == list(rows[0]), name
    assert book.sheetnames == ["说明", *views, *(table.name for table in tables)]
    assert book.active.title == "说明"
    assert book.properties.created == datetime.fromisoformat(base.meta.updated)
    said = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    assert said["clusters"] == "集群"
    assert said["clusters_by_batch"] == "各批次官方公布几个、本库列出几个，是哪些"
    assert base.meta.gap in said.values()
    for table in tables:
        sheet = book[table.name]
        header = [cell.value for cell in sheet[1]]
        assert header == [column.name for column in table.columns]
        assert (sheet.freeze_panes, sheet["A1"].font.bold) == ("A2", True)
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.max_row == 1 + len(table.rows)
    types = {"value": "n", "year": "n", "of_cluster": "b", "evidence": "s", "text": "s"}
    sheet = book["figures"]
    header = [cell.value for cell in sheet[1]]
    for name, type_ in types.items():
        column = [row[header.index(name)] for row in sheet.iter_rows(min_row=2)]
        assert {cell.data_type for cell in column if cell.value is not None} == {type_}, name


# A name that a spreadsheet would run.


def test_a_formula_stays_a_text(odd: KnowledgeBase, tmp_path: Path) -> None:
    name = "=cmd()"
    for one in NAMES:
        export(odd, tmp_path / one)
    with closing(sqlite3.connect(tmp_path / "base.sqlite")) as database:
        assert database.execute("SELECT name FROM clusters").fetchone() == (name,)
    content = json.loads((tmp_path / "base.json").read_text(encoding="utf-8"))
    assert content["tables"]["clusters"][0]["name"] == name
    with open(tmp_path / "base" / "clusters.csv", encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["name"] == f"'{name}"
    cell = openpyxl.load_workbook(tmp_path / "base.xlsx")["clusters"]["B2"]
    assert (cell.value, cell.data_type) == (name, "s")
