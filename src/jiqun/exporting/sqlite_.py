"""A SQLite database: tables with their keys, views that answer common questions, and `search`.

The same base always gives the same bytes (from the same version of SQLite).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path

from jiqun.errors import OutputError
from jiqun.exporting.citations import citations_view
from jiqun.exporting.statements import create
from jiqun.exporting.tables import Cell, Table
from jiqun.kinds import KINDS
from jiqun.knowledge import KnowledgeBase
from jiqun.schema import SCHEMA_VERSION
from jiqun.structs import Struct
from jiqun.writing import APPLICATION_ID, Caution, is_our_database, replacing

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}
# Trigrams find a part of a text from three characters on; shorter ones are found by LIKE, which
# must not ask `search`: there, some versions of SQLite find nothing.
_SEARCH = """
CREATE TABLE texts ( -- 各条目的全部文字：三个字以上用 search MATCH 查，两个字的用 LIKE 查这里
  number INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL, -- 类别
  id TEXT NOT NULL, -- 短名
  name TEXT NOT NULL, -- 名称
  text TEXT NOT NULL, -- 名称、别名、拼音、英文、产品、企业、地方、领域、数字、要点，各占一行
  UNIQUE (kind, id)
);
CREATE VIRTUAL TABLE search USING fts5 (
  kind UNINDEXED, id UNINDEXED, name, text,
  content = 'texts', content_rowid = 'number', tokenize = 'trigram'
);
"""


class View(Struct):
    """A view: its name, what its comment says of it, the names of its columns, and its rows."""

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def write(tables: Sequence[Table], base: KnowledgeBase, path: Path, caution: Caution) -> list[Path]:
    """Write a new database in place of what may be at ``path``."""
    if path.is_file() and path.stat().st_size and not caution.force and not is_our_database(path):
        raise OutputError(f"{path} 不是 jiqun 导出的，不会覆盖；请换个名字，或加 --force")
    with replacing(path, caution) as temporary, closing(sqlite3.connect(":memory:")) as database:
        _fill(database, tables)
        _make_searchable(database, base)
        try:
            database.execute("VACUUM INTO ?", [temporary])
        except sqlite3.OperationalError:
            raise OutputError(f"写不了 {path}（磁盘满了，或不许写这么大的文件）") from None
    return [path]


def views_of(tables: Sequence[Table]) -> list[View]:
    """Return what the views of a database of these tables say."""
    with closing(sqlite3.connect(":memory:")) as database:
        _fill(database, tables)
        named = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'")
        return [_view(database, name, sql) for name, sql in named.fetchall()]


def _view(database: sqlite3.Connection, name: str, sql: str) -> View:
    found = database.execute(f"SELECT * FROM {name}")
    title = sql.partition(" -- ")[2].partition("\n")[0]
    return View(name, title, [column for column, *_ in found.description], found.fetchall())


def _fill(database: sqlite3.Connection, tables: Sequence[Table]) -> None:
    database.executescript(
        f"PRAGMA page_size = 4096; PRAGMA foreign_keys = ON;"
        f"PRAGMA user_version = {SCHEMA_VERSION}; PRAGMA application_id = {APPLICATION_ID}"
    )
    for table in tables:
        database.execute(create(table, _TYPES))
        _insert(database, table.name, len(table.columns), table.rows)
        for index in _indexes(table):
            database.execute(index)
    database.executescript(Path(__file__).with_name("views.sql").read_text(encoding="utf-8"))
    database.executescript(citations_view())


def _make_searchable(database: sqlite3.Connection, base: KnowledgeBase) -> None:
    try:
        database.executescript(_SEARCH)
    except sqlite3.OperationalError:
        raise OutputError(
            f"这个 Python 的 SQLite {sqlite3.sqlite_version} 不能全文检索，"
            "要 3.34 以上并带 FTS5；其他格式不受影响"
        ) from None
    _insert(database, "texts", 5, _texts(base))
    database.execute("INSERT INTO search (search) VALUES ('rebuild')")
    database.execute("INSERT INTO search (search) VALUES ('optimize')")
    database.commit()


def _insert(
    database: sqlite3.Connection, table: str, width: int, rows: Iterable[Sequence[Cell]]
) -> None:
    database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)


def _indexes(table: Table) -> Iterator[str]:
    for column in table.columns:
        if column.references and column.name != table.key[0]:
            name = f"{table.name}_{column.name}"
            yield f"CREATE INDEX {name} ON {table.name} ({column.name})"


def _texts(base: KnowledgeBase) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield number, kind, id, name and all texts of every entity: what `jiqun search` looks in.

    Names are there as they are read, too, without spaces: ``zhuzhou``.
    """
    from jiqun.finding.index import indexes_of

    numbers = count(1)
    for kind in KINDS:
        index = indexes_of(base).of(kind)
        for at, id_ in enumerate(index.ids):
            rows = index.entry(at).rows
            texts = [text for row in rows for text in (row.text, row.reading.replace("|", ""))]
            joined = "\n".join(dict.fromkeys(filter(None, texts)))
            yield next(numbers), kind, id_, base.title_of(base.get(kind, id_)), joined
