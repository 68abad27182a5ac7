"""Records as Parquet, by way of JSON Lines; pyarrow comes with the extra ``jiqun[parquet]``."""

from __future__ import annotations

import json
from itertools import islice

from jiqun.errors import MissingExtraError

_ROWS = 512
_KEYS = ("file", "error", "script")
# What is a list or an object in JSON stands as JSON in its column.
_NESTED = ("mentions", "figures", "condition")


def from_lines(lines: str, path: str) -> None:
    """Write the records of a file of JSON Lines as a Parquet file, some rows at a time.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingExtraError("读写 Parquet", "parquet") from None
    schema = pa.schema([(key, pa.string()) for key in (*_KEYS, *_NESTED)])
    with open(lines, encoding="utf-8") as file, parquet.ParquetWriter(path, schema) as writer:
        while records := [json.loads(line) for line in islice(file, _ROWS)]:
            rows = [
                {key: record.get(key) for key in _KEYS}
                | {
                    key: json.dumps(record[key], ensure_ascii=False) if key in record else None
                    for key in _NESTED
                }
                for record in records
            ]
            writer.write_table(pa.Table.from_pylist(rows, schema))
