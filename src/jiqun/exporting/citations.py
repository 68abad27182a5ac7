"""The view ``citations``: every fact and its source, made for all kinds and sorts of facts."""

from __future__ import annotations

from collections.abc import Iterator

from jiqun.kinds import all_facts, all_kinds
from jiqun.kinds.base import Fact, Kind
from jiqun.schema.rules import ListOf, Ref

_VIEW = """\
CREATE VIEW citations AS -- 每条事实与它的来源；seen_on 是 repost 的，看到的是转载页
SELECT
  facts.kind, facts.id, facts.name, facts.fact, facts.evidence, s.id AS source_id,
  s.title, s.publisher, s.date, s.url, s.quality, s.seen_on
FROM (
{parts}
) AS facts
JOIN sources AS s ON s.id = facts.source_id;
"""


def citations_view() -> str:
    """Return the statement that makes the view."""
    parts = [*_of_kinds(), *_of_facts()]
    return _VIEW.format(parts="\n  UNION ALL\n".join(parts))


def _of_kinds() -> Iterator[str]:
    for kind in all_kinds():
        if cited := _sources(kind):
            yield _part(kind, f"{kind.table}.id", _name(kind), cited, "")


def _of_facts() -> Iterator[str]:
    for fact in all_facts():
        owners = [kind for kind in all_kinds() if fact in kind.facts]
        if cited := _sources(fact):
            ids = ", ".join(f"{kind.table}.id" for kind in owners)
            names = ", ".join(map(_name, owners))
            joins = "".join(
                f"\n  LEFT JOIN {kind.table} ON {kind.table}.id = {fact.table}.{kind.name}_id"
                for kind in owners
            )
            one = len(owners) == 1
            yield _part(
                fact,
                ids if one else f"coalesce({ids})",
                names if one else f"coalesce({names})",
                cited,
                joins,
            )


def _part(owner: Kind | Fact, id_: str, name: str, cited: str, joins: str) -> str:
    evidence = f"{owner.table}.evidence" if "evidence" in owner.stored else "NULL"
    return (
        f"  SELECT '{owner.title}' AS kind, {id_} AS id, {name} AS name,\n"
        f"    {owner.cited_as.strip()} AS fact,\n"
        f"    {evidence} AS evidence, cited.source_id AS source_id\n"
        f"  FROM {owner.table}{joins}\n"
        f"  JOIN ({cited}) AS cited ON cited.owner = {owner.table}.{_key(owner)}"
    )


def _name(kind: Kind) -> str:
    return f"{kind.table}.{'marked_name' if 'marked_name' in kind.fields else kind.called}"


def _key(owner: Kind | Fact) -> str:
    """Return the column by which lists refer to a record; a single fact has none of its own."""
    return "rowid" if getattr(owner, "single", False) else "id"


def _sources(owner: Kind | Fact) -> str:
    """Return the query for the sources that records cite: of one column, and of lists."""
    queries = []
    for key, field in owner.stored.items():
        match field.rule:
            case Ref(table="sources"):
                queries.append(f"SELECT {_key(owner)} AS owner, source_id FROM {owner.table}")
            case ListOf(rule=Ref(table="sources")):
                queries.append(
                    f"SELECT {owner.name}_id AS owner, source_id "
                    f"FROM {owner.name}_{field.table or key}"
                )
    return " UNION ALL ".join(queries)
