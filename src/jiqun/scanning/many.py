"""Many documents: scanned in order, on one process, several, or an existing Dask cluster.

What goes out is one outcome for each document, in the order of the documents, whatever happens to
the processes: the documents of a process that died are scanned anew, one by one. A process makes
of a scan what is asked for, a line to be written or its sums, so that little has to come back.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from jiqun.loading import PRESENT, Wanted, load
from jiqun.scanning.documents import Document
from jiqun.scanning.scan import Scan, scan_text

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

    from jiqun.knowledge import KnowledgeBase

Made = TypeVar("Made")

# What goes to a process at a time: so many documents, or fewer that have so many characters. Small
# parcels leave no process without work at the end. So many for each process are under way.
_PARCEL = 64
_PARCEL_CHARACTERS = 100_000
_AHEAD = 3
# Scanning it fills what is made once and kept.
_SAMPLE = "2023年，江苏省无锡市物联网集群产值突破1亿元，占全国三成，同比增长1%。"


class Record(NamedTuple):
    """What became of a document: its scan, or the problem for which there is none."""

    document: Document
    scan: Scan | None = None
    problem: str | None = None

    def item(self) -> dict[str, Any]:
        """Return it as a line of JSON Lines."""
        if self.scan is None:
            return {"file": self.document.name, "error": self.problem}
        return {"file": self.document.name, **self.scan.item()}


class Outcome(NamedTuple, Generic[Made]):
    """What a process tells of a document that it scanned.

    Args:
        name: of the document.
        problem: why it has no scan; None where it has one.
        differing: how many of its figures differ from the base.
        made: what was made of its record.
        overruled: the date that it bears itself, where another one was given for all.
    """

    name: str
    problem: str | None
    differing: int
    made: Made
    overruled: str | None = None


class Scanner(NamedTuple, Generic[Made]):
    """How documents are scanned, wherever that is done; it can be pickled.

    Args:
        make: what is made of each record; a function of a module, for other processes.
        wanted: the base; by default the present one.
        date: of documents that bear none.
        whole: whether records keep the text of their document.
    """

    make: Callable[[Record], Made]
    wanted: Wanted = PRESENT
    date: str | None = None
    whole: bool = False

    def parcel(self, documents: Iterable[Document]) -> list[Outcome[Made]]:
        """Scan documents in this process. No document fails another."""
        return [self.outcome(document) for document in documents]

    def outcome(self, document: Document) -> Outcome[Made]:
        """Scan one document in this process."""
        record = self._record(document)
        figures = record.scan.figures if record.scan else ()
        differing = sum(one.verdict == "differs" for one in figures)
        borne = record.scan.borne if record.scan and self.date and not document.date else None
        overruled = borne if borne and not borne.startswith(self.date or "") else None
        return Outcome(document.name, record.problem, differing, self.make(record), overruled)

    def lost(self, document: Document, problem: str) -> Outcome[Made]:
        """Return the outcome of a document that cannot be scanned."""
        record = Record(document._replace(text=""), problem=problem)
        return Outcome(document.name, problem, 0, self.make(record))

    def base(self) -> KnowledgeBase:
        """Return the base that documents are scanned against; it is loaded once."""
        return default_base(self.wanted)

    def _record(self, document: Document) -> Record:
        bare = document if self.whole else document._replace(text="")
        if document.problem:
            return Record(bare, problem=document.problem)
        try:
            day = document.date or self.date
            scan = scan_text(document.text, self.base(), day)
            return Record(bare._replace(date=day or scan.date), scan)
        except (ValueError, LookupError, ArithmeticError, RecursionError, MemoryError) as error:
            return Record(bare, problem=f"扫描时出错（{type(error).__name__}：{error}）")


class Promise(Protocol):
    """What a pool returns at once for work that is under way."""

    def result(self) -> Any:
        """Wait for the work and return what it gives; raise what it raised."""


# Gives a parcel of documents to a process.
Submit = Callable[[Sequence[Document]], Promise]


@lru_cache(maxsize=2)
def default_base(wanted: Wanted = PRESENT) -> KnowledgeBase:
    """Return the base that is wanted; the last ones asked for are kept."""
    return load(*wanted)


def scanned(
    documents: Iterable[Document], scanner: Scanner[Made], jobs: int = 1, dask: str = ""
) -> Iterator[Outcome[Made]]:
    """Return an iterator of the outcome of each document, in their order.

    Args:
        documents: may be without end; only so many are held as are under way.
        scanner: how they are scanned.
        jobs: processes on this machine. They are there when this returns, so call it before
            anything starts a thread.
        dask: the address of a Dask scheduler; jiqun is installed where its workers are.

    Raises:
        UsageError: Dask is not installed, or nothing answers at the address.
    """
    if dask:
        from jiqun.scanning.dasking import on_dask

        return on_dask(documents, dask, scanner)
    if jobs > 1:
        # What is made once is made before there are processes that would each make it.
        scan_text(_SAMPLE, scanner.base())
        return _on_processes(documents, scanner, jobs, _pool(jobs, first=True))
    return map(scanner.outcome, documents)


def _pool(jobs: int, first: bool) -> ProcessPoolExecutor:
    """Return processes that are ready to scan.

    On Linux the first ones are forks of this one, which have the base already: it has no threads
    yet. Elsewhere, and after a death, they begin anew.
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    way = "fork" if first and sys.platform == "linux" else "spawn"
    pool = ProcessPoolExecutor(jobs, get_context(way), initializer=_begin)
    # The first work starts the processes.
    pool.submit(int)
    return pool


def _begin() -> None:
    """Make a process ready: it collects its garbage, and leaves when the one it serves does."""
    from multiprocessing import parent_process
    from threading import Thread

    gc.freeze()
    gc.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := parent_process():
        Thread(target=_leave_with, args=(parent,), daemon=True).start()


def _leave_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _on_processes(
    documents: Iterable[Document], scanner: Scanner[Made], jobs: int, pool: ProcessPoolExecutor
) -> Iterator[Outcome[Made]]:
    from concurrent.futures.process import BrokenProcessPool

    pools = [pool]

    def submit(parcel: Sequence[Document]) -> Promise:
        try:
            return pools[-1].submit(scanner.parcel, parcel)
        except BrokenProcessPool:
            pools.append(_pool(jobs, first=False))
            return pools[-1].submit(scanner.parcel, parcel)

    finished = False
    try:
        yield from in_parcels(documents, scanner, submit, jobs, (BrokenProcessPool,))
        finished = True
    finally:
        for one in pools:
            one.shutdown(wait=finished, cancel_futures=True)


def in_parcels(
    documents: Iterable[Document],
    scanner: Scanner[Made],
    submit: Submit,
    processes: int,
    deaths: tuple[type[BaseException], ...],
) -> Iterator[Outcome[Made]]:
    """Yield outcomes in order, from parcels of documents that processes scan side by side.

    ``deaths`` are the errors that say that a process died: its documents are tried one by one,
    and one that kills a process again is told as a problem.
    """
    left = _parcels(documents)
    under_way: deque[tuple[list[Document], Promise]] = deque()
    while True:
        while len(under_way) < processes * _AHEAD and (parcel := next(left, None)):
            under_way.append((parcel, submit(parcel)))
        if not under_way:
            return
        parcel, promise = under_way.popleft()
        try:
            yield from promise.result()
        except deaths:
            for document in parcel:
                yield _alone(document, scanner, submit, deaths)


def _parcels(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield documents in parcels of about the same work."""
    parcel: list[Document] = []
    size = 0
    for document in documents:
        parcel.append(document)
        size += len(document.text)
        if size >= _PARCEL_CHARACTERS or len(parcel) == _PARCEL:
            yield parcel
            parcel, size = [], 0
    if parcel:
        yield parcel


def _alone(
    document: Document,
    scanner: Scanner[Made],
    submit: Submit,
    deaths: tuple[type[BaseException], ...],
) -> Outcome[Made]:
    """Scan one document whose parcel took its process down."""
    try:
        outcomes: list[Outcome[Made]] = submit([document]).result()
        return outcomes[0]
    except deaths:
        return scanner.lost(document, "扫描它的进程死了")
