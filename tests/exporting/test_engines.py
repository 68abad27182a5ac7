"""Parquet and DuckDB: the tables and keys of the SQLite database, as DuckDB reads them."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from conftest import Result
from jiqun.errors import OutputError
from jiqun.exporting import export
from jiqun.exporting.tables import all_tables
from jiqun.knowledge import KnowledgeBase

TABLES = all_tables()


@pytest.fixture(scope="module")
def folder(base: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the real base as SQLite, Parquet and DuckDB."""
    pytest.importorskip("pyarrow")
    pytest.importorskip("duckdb")
    folder = tmp_path_factory.mktemp("engines")
    for name in ("base.sqlite", "base.parquet/", "base.duckdb"):
        export(base, f"{folder}/{name}")
    return folder


@pytest.fixture(scope="module")
def expected(folder: Path) -> dict[str, list[Any]]:
    """Return the rows of every table of the SQLite database."""
    with closing(sqlite3.connect(folder / "base.sqlite")) as database:
        return {
            one.name: database.execute(f"SELECT * FROM {one.name}").fetchall() for one in TABLES
        }


@pytest.fixture
def duck(folder: Path) -> Iterator[Any]:
    """Return the DuckDB database."""
    import duckdb

    with closing(duckdb.connect(str(folder / "base.duckdb"), read_only=True)) as database:
        yield database


def test_duckdb_has_the_rows_of_sqlite(duck: Any, expected: dict[str, list[Any]]) -> None:
    for name, rows in expected.items():
        assert duck.execute(f'SELECT * FROM "{name}"').fetchall() == rows, name


def test_duckdb_reads_the_parquet_as_the_rows_of_sqlite(
    folder: Path, duck: Any, expected: dict[str, list[Any]]
) -> None:
    written = {path.stem: path for path in (folder / "base.parquet").iterdir()}
    assert set(written) == set(expected)
    for name, path in written.items():
        assert (
            duck.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
            == (expected[name])
        ), name


def test_duckdb_has_the_keys_of_sqlite(duck: Any) -> None:
    def told(kind: str) -> set[tuple[str, ...]]:
        found = duck.execute(
            "SELECT table_name, constraint_column_names, referenced_table, "
            "referenced_column_names FROM duckdb_constraints() WHERE constraint_type = ?",
            [kind],
        ).fetchall()
        return {
            (table, *columns, *([f"{referred}.{names[0]}"] if kind == "FOREIGN KEY" else []))
            for table, columns, referred, names in found
        }

    assert told("PRIMARY KEY") == {(table.name, *table.key) for table in TABLES}
    assert told("FOREIGN KEY") == {
        (table.name, column.name, column.references)
        for table in TABLES
        for column in table.columns
        if column.references
    }


def test_duckdb_refuses_what_breaks_its_rules(folder: Path, tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "base.duckdb"
    path.write_bytes((folder / "base.duckdb").read_bytes())
    with closing(duckdb.connect(str(path))) as database:
        for statement in (
            "INSERT INTO figure_confirmations VALUES (1, 99, 'no-such-source')",
            "UPDATE figures SET op = 'more' WHERE id = 1",
            "INSERT INTO aliases (id, alias) VALUES (99999, '谁的')",
        ):
            with pytest.raises(duckdb.ConstraintException):
                database.execute(statement)


def test_duckdb_tells_what_tables_and_columns_are(duck: Any) -> None:
    tables = dict(duck.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    assert tables["clusters"] == "集群"
    columns = duck.execute(
        "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'figures'"
    )
    assert dict(columns.fetchall())["value_base"] == "折合数值"


def test_parquet_says_its_keys(folder: Path, base: KnowledgeBase) -> None:
    from pyarrow import parquet

    schema = parquet.read_schema(folder / "base.parquet" / "figures.parquet")
    told = json.loads(schema.metadata[b"jiqun"])
    assert told["primary_key"] == ["id"]
    assert told["references"]["source_id"] == "sources.id"
    assert told["data_version"] == base.meta.version
    assert schema.field("value_base").metadata[b"description"] == "折合成 unit_base 的数".encode()
    assert not schema.field("op").nullable
    assert schema.field("year").nullable


def test_parquet_is_the_same_each_time(tiny: KnowledgeBase, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    paths = export(tiny, f"{tmp_path}/a.parquet/")
    again = export(tiny, f"{tmp_path}/b.parquet")
    assert [one.read_bytes() for one in paths] == [one.read_bytes() for one in again]


def test_parquet_replaces_only_an_earlier_export(tiny: KnowledgeBase, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    folder = tmp_path / "a.parquet"
    export(tiny, folder)
    export(tiny, folder)
    (folder / "clusters.parquet").write_bytes(b"mine")
    with pytest.raises(OutputError, match="不像是以前导出的"):
        export(tiny, folder)
    assert (folder / "clusters.parquet").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["no/base.duckdb", "file/base.parquet/"])
def test_a_place_that_refuses_is_named(tiny: KnowledgeBase, tmp_path: Path, name: str) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("duckdb")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="写不了"):
        export(tiny, f"{tmp_path}/{name}")


@pytest.mark.parametrize(
    ("name", "package", "module", "said"),
    [
        (
            "base.parquet/",
            "pyarrow",
            "parquet",
            "写 Parquet 要多装几个包：pip install 'jiqun[parquet]'",
        ),
        ("base.duckdb", "duckdb", "duckdb_", "写 DuckDB 要多装几个包：pip install 'jiqun[duckdb]'"),
    ],
)
def test_without_the_extra_one_line_says_how_to_install_it(
    cli: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    package: str,
    module: str,
    said: str,
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, f"jiqun.exporting.{module}", raising=False)
    assert cli("export", f"{tmp_path}/{name}") == Result(2, "", f"{said}\n")
    assert list(tmp_path.iterdir()) == []
