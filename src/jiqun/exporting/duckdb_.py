"""A DuckDB database: the tables and keys of the SQLite one, for analysis.

Views and full-text search are in SQLite only, whose words for them DuckDB does not take. The
contents are always the same, the bytes are not: DuckDB marks every file. It comes with the
extra ``jiqun[duckdb]``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from jiqun.errors import MissingExtraError, OutputError
from jiqun.exporting.statements import create
from jiqun.exporting.tables import Table
from jiqun.kinds.source import KIND
from jiqun.knowledge import KnowledgeBase
from jiqun.writing import Caution
from jiqun.writing import write as write_file

try:
    import duckdb
except ImportError:
    raise MissingExtraError("写 DuckDB", "duckdb") from None

_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
# The smallest that there is: blocks of the usual size make a file fourteen times as large.
_BLOCK = 16384


def write(tables: Sequence[Table], base: KnowledgeBase, path: Path, caution: Caution) -> list[Path]:
    """Write a new database in place of what may be at ``path``."""
    if path.is_file() and path.stat().st_size and not caution.force and not _is_ours(path):
        raise OutputError(f"{path} 不像是以前导出的，不会覆盖；请换个名字，或加 --force")
    # DuckDB makes the file itself, and others beside it.
    with TemporaryDirectory() as folder:
        made = Path(folder, "made.duckdb")
        try:
            with closing(duckdb.connect()) as database:
                database.execute(f"ATTACH {_text(str(made))} AS made (BLOCK_SIZE {_BLOCK})")
                database.execute("USE made")
                for table in tables:
                    _add(database, table, Path(folder, f"{table.name}.jsonl"))
                database.execute("USE memory")
                database.execute("DETACH made")
        except duckdb.IOException:
            raise OutputError(f"写不了 {path}（临时文件夹写不下）") from None
        write_file(path, made.read_bytes(), caution)
    return [path]


def _is_ours(path: Path) -> bool:
    """Tell whether a file is an earlier export: its table of sources is called what ours is."""
    titles = "SELECT comment FROM duckdb_tables() WHERE table_name = 'sources'"
    try:
        with closing(duckdb.connect(str(path), read_only=True)) as database:
            found = database.execute(titles).fetchone()
    except duckdb.Error:
        return False
    return bool(found and found[0] == KIND.title)


def _add(database: duckdb.DuckDBPyConnection, table: Table, rows: Path) -> None:
    """Make a table, and read its rows by way of a file, forty times as fast as row by row."""
    database.execute(create(table, _TYPES, '"'))
    database.execute(f'COMMENT ON TABLE "{table.name}" IS {_text(table.title)}')
    for one in table.columns:
        database.execute(f'COMMENT ON COLUMN "{table.name}"."{one.name}" IS {_text(one.title)}')
    names = [one.name for one in table.columns]
    with rows.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(dict(zip(names, row, strict=True)))}\n" for row in table.rows)
    types = ", ".join(f"{_text(one.name)}: '{_TYPES[one.type]}'" for one in table.columns)
    database.execute(
        f'INSERT INTO "{table.name}" SELECT * '
        f"FROM read_json(?, format = 'newline_delimited', columns = {{{types}}})",
        [str(rows)],
    )


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
