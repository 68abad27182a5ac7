"""The schema of ``data/clusters.yaml``, made of the rules of all kinds."""

from __future__ import annotations

from jiqun.kinds import all_kinds, meta
from jiqun.schema.rules import Json


def json_schema() -> dict[str, Json]:
    """Return the rules as one JSON Schema (draft 2020-12).

    References between tables and the rule that two keys exclude one another are beyond it.
    """
    tables: dict[str, Json] = {
        kind.table: {"type": "array", "items": kind.rule.schema()} for kind in all_kinds()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "国家先进制造业集群知识库",
        "type": "object",
        "additionalProperties": False,
        "properties": {"meta": meta.RULE.schema(), **tables},
    }
