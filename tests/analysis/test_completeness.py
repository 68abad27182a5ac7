"""Completeness: every cluster has a field, or it is told in which way it has not."""

from __future__ import annotations

import json
from collections.abc import Callable

from conftest import Result

Cli = Callable[..., Result]


def test_coverage_counts_every_cluster_once(cli: Cli) -> None:
    found = json.loads(cli("stats", "--coverage", "-f", "json").out)["items"]
    for item in found:
        states = ("present", "unpublished", "not_found", "not_applicable", "missing")
        assert sum(item[state] for state in states) == 79
