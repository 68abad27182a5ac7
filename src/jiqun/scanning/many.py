"""Many documents: scanned in order, on one process, several, or an existing Dask cluster.

What goes out is one record for each document, in the order of the documents, whatever happens to
the processes: those of a process that died are scanned anew, one by one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from jiqun.scanning.documents import Document
from jiqun.scanning.scan import Scan, scan_text

if TYPE_CHECKING:
    from jiqun.knowledge import KnowledgeBase

# So many documents go to a process at a time, and so many such parcels for each are under way.
_PARCEL = 16
_AHEAD = 3


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


class Promise(Protocol):
    """What a pool returns at once for work that is under way."""

    def result(self) -> Any:
        """Wait for the work and return what it gives; raise what it raised."""


# Scans a parcel of documents.
Work = Callable[[Sequence[Document]], list[Record]]
# Gives a parcel of documents to a process.
Submit = Callable[[Sequence[Document]], Promise]


def scan_parcel(
    documents: Sequence[Document],
    overlays: Sequence[str] = (),
    date: str | None = None,
    whole: bool = False,
) -> list[Record]:
    """Scan documents in this process; the base is loaded once. No document fails another."""
    return [_record(document, overlays, date, whole) for document in documents]


def _record(document: Document, overlays: Sequence[str], date: str | None, whole: bool) -> Record:
    bare = document if whole else document._replace(text="")
    if document.problem:
        return Record(bare, problem=document.problem)
    try:
        base = default_base(tuple(overlays))
        day = document.date or date
        scan = scan_text(document.text, base, day)
        return Record(bare._replace(date=day or scan.date), scan)
    except (ValueError, LookupError, ArithmeticError, RecursionError, MemoryError) as error:
        return Record(bare, problem=f"扫描时出错（{type(error).__name__}：{error}）")


@lru_cache(maxsize=2)
def default_base(overlays: tuple[str, ...]) -> KnowledgeBase:
    """Return the base with overlays; the last ones asked for are kept."""
    from jiqun import loading

    return loading.load(overlays)


def scanned(
    documents: Iterable[Document],
    overlays: Sequence[str] = (),
    date: str | None = None,
    jobs: int = 1,
    dask: str = "",
    whole: bool = False,
) -> Iterator[Record]:
    """Yield a record of each document, in their order.

    Args:
        documents: may be without end; only so many are held as are under way.
        overlays: YAML laid over the base.
        date: of documents that bear none.
        jobs: processes on this machine.
        dask: the address of a Dask scheduler; jiqun is installed where its workers are.
        whole: whether records keep the text of their document.

    Raises:
        UsageError: Dask is not installed, or nothing answers at the address.
    """
    if dask:
        from jiqun.scanning.dasking import on_dask

        work = partial(scan_parcel, overlays=list(overlays), date=date, whole=whole)
        yield from on_dask(documents, dask, work)
    elif jobs > 1:
        # Compiles the base before the processes would each do so.
        default_base(tuple(overlays))
        work = partial(scan_parcel, overlays=list(overlays), date=date, whole=whole)
        yield from _on_processes(documents, jobs, work)
    else:
        for document in documents:
            yield _record(document, overlays, date, whole)


def _on_processes(documents: Iterable[Document], jobs: int, work: Work) -> Iterator[Record]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pools = [ProcessPoolExecutor(jobs, get_context("spawn"))]

    def submit(parcel: Sequence[Document]) -> Promise:
        try:
            return pools[-1].submit(work, parcel)
        except BrokenProcessPool:
            pools.append(ProcessPoolExecutor(jobs, get_context("spawn")))
            return pools[-1].submit(work, parcel)

    try:
        yield from in_parcels(documents, submit, jobs, (BrokenProcessPool,))
    finally:
        for pool in pools:
            pool.shutdown(wait=False, cancel_futures=True)


def in_parcels(
    documents: Iterable[Document],
    submit: Submit,
    processes: int,
    deaths: tuple[type[BaseException], ...],
) -> Iterator[Record]:
    """Yield records in order, from parcels of documents that processes scan side by side.

    ``deaths`` are the errors that say that a process died: its documents are tried one by one,
    and one that kills a process again is told as a problem.
    """
    left = iter(documents)
    under_way: deque[tuple[list[Document], Promise]] = deque()
    while True:
        while len(under_way) < processes * _AHEAD:
            parcel = list(islice(left, _PARCEL))
            if not parcel:
                break
            under_way.append((parcel, submit(parcel)))
        if not under_way:
            return
        parcel, promise = under_way.popleft()
        try:
            yield from promise.result()
        except deaths:
            for document in parcel:
                yield _alone(document, submit, deaths)


def _alone(document: Document, submit: Submit, deaths: tuple[type[BaseException], ...]) -> Record:
    """Scan one document whose parcel took its process down."""
    try:
        records: list[Record] = submit([document]).result()
        return records[0]
    except deaths:
        return Record(document._replace(text=""), problem="扫描它的进程死了")
