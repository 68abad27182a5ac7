"""Which rows each command lists, for help on columns and their completion."""

from jiqun.kinds import all_kinds
from jiqun.views.rows import Rows


def listings() -> dict[str, Rows]:
    """Return what commands list, by the name of the command; those that count anew apart."""
    from jiqun.listings import map, matches, targets

    kinds = {"list" if kind.name == "cluster" else kind.table: kind.rows for kind in all_kinds()}
    others = {"search": matches.ROWS, "targets": targets.ROWS, "map": map.ROWS}
    return {"list": kinds["list"], **others, **kinds}


def column_names(command: str) -> dict[str, str]:
    """Return the titles of the columns of a command by their keys; empty where it has none."""
    rows = listings().get(command)
    return {key: one.title for key, one in rows.fields.items() if one.column} if rows else {}
