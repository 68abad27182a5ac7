"""Many documents: in order, on processes and on Dask, nothing lost and nothing twice."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from making import as_it_is, deadly

from conftest import Result
from jiqun.scanning.documents import Document
from jiqun.scanning.many import Outcome, Record, Scanner, in_parcels, scanned

Cli = Callable[..., Result]


def made(number: int) -> list[Document]:
    return [
        Document(f"d{at}", f"2023年，株洲市先进轨道交通装备集群规模达{at}亿元，文章第{at}篇。")
        for at in range(number)
    ]


AS_IT_IS = Scanner(as_it_is)


def told(outcomes: Iterator[Outcome[Record]]) -> list[tuple[str, float | None]]:
    records = [one.made for one in outcomes]
    return [(one.document.name, one.scan.figures[0].value if one.scan else None) for one in records]


def test_outcomes_come_in_order_with_their_problems() -> None:
    documents = [*made(3), Document("bad", problem="读不到"), *made(2)]
    outcomes = list(scanned(documents, AS_IT_IS))
    assert [one.name for one in outcomes] == ["d0", "d1", "d2", "bad", "d0", "d1"]
    assert [one.problem for one in outcomes] == [None, None, None, "读不到", None, None]
    assert outcomes[3].made.item() == {"file": "bad", "error": "读不到"}
    item = outcomes[1].made.item()
    assert list(item) == ["file", "mentions", "figures", "script", "condition"]


def test_processes_give_what_one_gives() -> None:
    documents = made(200)
    assert told(scanned(documents, AS_IT_IS, jobs=2)) == told(scanned(documents, AS_IT_IS))


def test_an_outcome_counts_what_differs() -> None:
    text = "2022年，株洲市先进轨道交通装备集群规模达到1705亿元。"
    (outcome,) = scanned([Document("a", text)], AS_IT_IS)
    assert outcome.differing == 1


def test_a_document_that_kills_its_process_is_told_and_fails_no_other() -> None:
    outcomes = list(scanned(made(70), Scanner(deadly), jobs=2))
    assert [one.name for one in outcomes] == [f"d{at}" for at in range(70)]
    assert [one.made for one in outcomes if one.made != "ok"] == ["扫描它的进程死了"]


class DeadError(Exception):
    pass


def test_only_what_is_under_way_is_held() -> None:
    class Done:
        def __init__(self, parcel: Sequence[Document]) -> None:
            self._parcel = parcel

        def result(self) -> list[Outcome[Record]]:
            return AS_IT_IS.parcel(self._parcel)

    taken: list[Document] = []

    def endless() -> Iterator[Document]:
        while True:
            taken.append(Document(f"d{len(taken)}", "株洲"))
            yield taken[-1]

    outcomes = in_parcels(endless(), AS_IT_IS, Done, 2, (DeadError,))
    assert [next(outcomes).name for _ in range(3)] == ["d0", "d1", "d2"]
    assert len(taken) < 1000


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_run_that_was_cut_goes_on_where_it_was(tmp_path: Path, cli: Cli) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        "".join(
            f"{json.dumps({'id': one.name, 'text': one.text}, ensure_ascii=False)}\n"
            for one in made(20)
        ),
        encoding="utf-8",
    )
    cli("scan", str(source), "-o", str(out))
    whole = out.read_bytes()
    out.write_bytes(whole[: len(whole) // 2])
    cli("scan", str(source), "-o", str(out), "--resume")
    assert out.read_bytes() == whole
    assert [one["file"] for one in lines(out)] == [f"d{at}" for at in range(20)]


def test_parquet_goes_in_and_out(tmp_path: Path, cli: Cli) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs the extra jiqun[dask]")
    from pyarrow import parquet

    source, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    rows = [{"id": one.name, "text": one.text} for one in made(5)]
    parquet.write_table(pa.Table.from_pylist([*rows, {"id": "none", "text": None}]), source)
    assert cli("scan", str(source), "-o", str(out)).code == 3
    table = parquet.read_table(out).to_pylist()
    assert [one["file"] for one in table] == [*(f"d{at}" for at in range(5)), "none"]
    assert json.loads(table[1]["figures"])[0]["value"] == 1
    assert table[5]["error"] == "没有 text 这一项"
    assert list(tmp_path.glob("*.partial*")) == []


def test_dask_survives_the_death_of_a_worker(tmp_path: Path) -> None:
    """2,000 documents on two processes, one of which is killed half way."""
    distributed = pytest.importorskip("distributed", reason="needs the extra jiqun[dask]")
    documents = made(2000)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
            local_directory=str(tmp_path), silence_logs=50,
        ) as cluster,
    ):  # fmt: skip
        victim = cluster.workers[0].pid
        found: list[tuple[str, float | None]] = []
        for outcome in scanned(documents, AS_IT_IS, dask=cluster.scheduler_address):
            found += told(iter([outcome]))
            if len(found) == 1000:
                os.kill(victim, signal.SIGKILL)
                time.sleep(0.2)
    assert found == [(f"d{at}", at) for at in range(2000)]


def test_without_a_scheduler_one_line_tells_so(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("株洲", encoding="utf-8")
    result = cli("scan", str(tmp_path), "--dask", "nowhere")
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert "--dask" in result.err
