"""Everything the five seed documents say is in the base, under the subject they say it of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from conftest import ROOT
from jiqun.kinds import all_facts, all_kinds
from jiqun.knowledge import KnowledgeBase

FOLDER = ROOT / "seeds"
DOCUMENTS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.yaml"))
}
CLAIMS = [claim for document in DOCUMENTS.values() for claim in document["claims"]]
KINDS = {kind.table: kind.name for kind in all_kinds()}
FACTS = {fact.key: fact.name for fact in all_facts()}


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from strings(part)
    elif value is not None:
        yield str(value)


def there(base: KnowledgeBase, at: str) -> list[Any]:
    """Return what stands at ``table/id`` or ``table/id/field``."""
    table, id_, *rest = at.split("/")
    kind = KINDS[table]
    entity = base.get(kind, id_)
    if not rest:
        return [entity]
    if rest[0] in FACTS:
        return list(base.facts(FACTS[rest[0]], entity))
    return [(getattr(entity, rest[0]),)]


def holds(claim: dict[str, Any], records: list[Any]) -> bool:
    value = claim["value"]
    if "op" in claim:
        return any(
            (record.value, record.op, record.unit) == (value, claim["op"], claim.get("unit"))
            for record in records
        )
    wanted = [str(part) for part in value] if isinstance(value, list) else [str(value)]
    if claim["at"].endswith("/firms"):
        return set(wanted) <= {record.name for record in records}
    return any(
        all(any(word in text for text in strings(record)) for word in wanted) for record in records
    )


def test_there_are_five_documents_and_218_claims() -> None:
    assert len(DOCUMENTS) == 5
    assert len({claim["id"] for claim in CLAIMS}) == len(CLAIMS) == 218


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["id"])
def test_the_base_holds_the_claim(base: KnowledgeBase, claim: dict[str, Any]) -> None:
    assert holds(claim, there(base, claim["at"])), claim


@pytest.mark.parametrize(
    "claim", [claim for claim in CLAIMS if claim.get("period") == "2025" and "op" in claim],
    ids=lambda claim: claim["id"],
)  # fmt: skip
def test_a_claim_for_2025_is_a_target_for_2025(base: KnowledgeBase, claim: dict[str, Any]) -> None:
    (figure,) = [
        one for one in there(base, claim["at"])
        if one.value == claim["value"] and one.source == "jjckb-20210323"
    ]  # fmt: skip
    assert (figure.kind, figure.year, figure.scope) == ("target", 2025, "cluster")


def test_a_changed_value_would_be_noticed(base: KnowledgeBase) -> None:
    claim = next(claim for claim in CLAIMS if claim["id"] == "A042")
    assert not holds({**claim, "value": 4001}, there(base, claim["at"]))
    assert not holds({**claim, "op": "eq"}, there(base, claim["at"]))


def test_repeated_claims_exist() -> None:
    ids = {claim["id"] for claim in CLAIMS}
    for document in DOCUMENTS.values():
        assert set(document.get("repeats", {}).get("claims", [])) <= ids
        assert set(document.get("lost_values", [])) <= ids
