"""SQL statements that databases have in common: a table with all that is said of its columns."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.exporting.tables import Column, Table


def create(table: Table, types: Mapping[str, str], quote: str = "") -> str:
    """Return the statement for a table; the titles are comments.

    Args:
        table: described, filled or not.
        types: what a database calls the types of columns.
        quote: what stands around names, where a database takes some of them for its own words.
    """

    def named(name: str) -> str:
        return f"{quote}{name}{quote}"

    def column(one: Column) -> str:
        parts = [named(one.name), types[one.type]]
        if one.required:
            parts.append("NOT NULL")
        if list(table.key) == [one.name]:
            parts.append("PRIMARY KEY")
        if one.unique:
            parts.append("UNIQUE")
        if one.references:
            referred, _, name = one.references.partition(".")
            parts.append(f"REFERENCES {named(referred)} ({named(name)})")
        if one.type == "boolean":
            parts.append(f"CHECK ({named(one.name)} IN (0, 1))")
        if one.words and not one.open:
            words = ", ".join(f"'{word}'" for word in one.words)
            parts.append(f"CHECK ({named(one.name)} IN ({words}))")
        return " ".join(parts)

    lines = [(column(one), one.title) for one in table.columns]
    if len(table.key) > 1:
        lines.append((f"PRIMARY KEY ({', '.join(map(named, table.key))})", ""))
    if table.one_of:
        some = " + ".join(f"CAST({named(name)} IS NOT NULL AS INTEGER)" for name in table.one_of)
        lines.append((f"CHECK ({some} = 1)", "恰有一个"))
    last = len(lines) - 1
    written = [
        f"  {line}{',' if at < last else ''}{f' -- {comment}' if comment else ''}\n"
        for at, (line, comment) in enumerate(lines)
    ]
    return f"CREATE TABLE {named(table.name)} ( -- {table.title}\n{''.join(written)})"
