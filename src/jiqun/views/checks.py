"""What a check has found, as items."""

from typing import Any

from jiqun.checking.problems import Problem
from jiqun.checking.totals import Total


def problem_item(problem: Problem) -> dict[str, Any]:
    """Return a problem: how grave, where, and what."""
    return {
        "kind": "problem",
        "id": str(problem.mark),
        "severity": problem.severity,
        "file": problem.mark.file,
        "line": problem.mark.line,
        "column": problem.mark.column,
        "problem": problem.problem,
    }


def total_item(total: Total) -> dict[str, Any]:
    """Return an official total beside ours."""
    return {
        "kind": "total",
        "id": total.indicator.id,
        "subject": total.indicator.subject,
        "name": total.indicator.name,
        "official": total.official,
        "counted": total.counted,
        "verdict": total.verdict,
        "deviation": total.indicator.deviation,
        "source": total.indicator.source,
    }
