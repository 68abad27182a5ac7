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
from jiqun.exporting import replacing
from jiqun.exporting.statements import create
from jiqun.exporting.tables import Table
from jiqun.knowledge import KnowledgeBase

try:
    import duckdb
except ImportError:
    raise MissingExtraError("写 DuckDB", "duckdb") from None

_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
# The smallest that there is: blocks of the usual size make a file fourteen times as large.
_BLOCK = 16384


def write(tables: Sequence[Table], base: KnowledgeBase, path: Path) -> list[Path]:
    """Write a new database in place of what may be at ``path``."""
    with replacing(path) as temporary, closing(duckdb.connect()) as database:
        # DuckDB makes the file itself.
        temporary.unlink()
        try:
            database.execute(f"ATTACH {_text(str(temporary))} AS made (BLOCK_SIZE {_BLOCK})")
            database.execute("USE made")
            with TemporaryDirectory() as folder:
                for table in tables:
                    _add(database, table, Path(folder, f"{table.name}.jsonl"))
            database.execute("USE memory")
            database.execute("DETACH made")
        except duckdb.IOException as error:
            raise OutputError(f"写不了 {path}（{error}）") from error
    return [path]


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
