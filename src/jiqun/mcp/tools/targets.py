"""``targets``: targets beside outcomes, with a verdict where they are due."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from pydantic import Field
from typing_extensions import TypedDict

from jiqun.analysis.progress import Standing, looked, select_standings
from jiqun.answers import REASONS, STATUSES, VERDICTS
from jiqun.api import Base
from jiqun.listings.targets import progress_cell
from jiqun.mcp.filters import Batches, Domains, Places, Scopes, selected
from jiqun.mcp.paging import USUAL, Cursor, MaxChars, page
from jiqun.mcp.results import Answer, Figure, figure_of, told_first


class Target(TypedDict):
    """A target and the outcome nearest to it.

    ``progress`` is in per cent, with the bound of the outcome, where the two are comparable;
    ``why_not`` says why they are not. ``looked`` is until when outcomes were looked for.
    """

    cluster_id: str
    target: Figure
    actual: Figure | None
    comparable: bool
    why_not: str | None
    progress: str | None
    status: str
    verdict: str | None
    reason: str | None
    looked: str


class Targets(Answer):
    """Targets; ``verdicts`` counts all of them by verdict, 未定年份 are those without a year."""

    verdicts: dict[str, int]
    items: list[Target]


def targets(
    base: Base,
    domain: Domains = [],  # noqa: B006
    place: Places = [],  # noqa: B006
    batch: Batches = [],  # noqa: B006
    scope: Scopes = [],  # noqa: B006
    due: Annotated[int | None, Field(ge=1, description="到这年底到期的")] = None,
    cursor: Cursor = "",
    max_chars: MaxChars = USUAL,
) -> Targets:
    """目标与最近的实绩、能否比较、进度、结论（兑现、未兑现、无法判断及原因）。"""
    asked: dict[str, Any] = {"domain": domain, "place": place, "batch": batch, "scope": scope}
    notes = told_first(base)
    found = select_standings(base, selected(base, asked, notes), (), due)
    verdicts = Counter(_verdict(base, one) or "未定年份" for one in found)
    head = {**base.edition.stamp(), "notes": notes, "verdicts": dict(verdicts)}
    items = [target_of(base, one) for one in found]
    answer: Targets = page(head, {"items": items}, cursor, max_chars)
    return answer


def _verdict(base: Base, standing: Standing) -> str | None:
    verdict = standing.verdict(base)
    return VERDICTS[verdict] if verdict else None


def target_of(base: Base, standing: Standing) -> Target:
    """Tell how a target stands."""
    name = standing.cluster.marked_name
    untold = standing.verdict(base) == "cannot_tell" and standing.reason
    return {
        "cluster_id": standing.cluster.id,
        "target": figure_of(base, standing.target, name),
        "actual": figure_of(base, standing.actual, name) if standing.actual else None,
        "comparable": standing.comparable,
        "why_not": standing.why_not,
        "progress": progress_cell(standing),
        "status": STATUSES[standing.status],
        "verdict": _verdict(base, standing),
        "reason": REASONS[untold] if untold else None,
        "looked": looked(base, standing),
    }
