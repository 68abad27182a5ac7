"""Small versions of ``bench/concurrency.py``."""

from __future__ import annotations

import os
import sys

import pytest

from conftest import ROOT

sys.path.append(str(ROOT / "bench"))

import concurrency


def test_cold_starts_at_once_agree() -> None:
    assert concurrency.cold_starts(concurrency.TINY, 3) == {
        "starts": 3, "different answers": 1, "answers that are wrong": 0, "snapshots": 1,
        "other files left": 0,
    }  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_writers_killed_while_alive_leave_nothing() -> None:
    counts = concurrency.killed_writers(concurrency.TINY, 2, "export", "{folder}/base.sqlite")
    assert counts["killed alive"] == 2
    assert counts["targets that are not whole"] == 0
    assert counts["wrong afterwards"] == counts["files left afterwards"] == 0
