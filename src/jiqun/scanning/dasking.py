"""Scanning on an existing Dask cluster, which is an extra: ``pip install 'jiqun[dask]'``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jiqun.errors import MissingExtraError, UsageError
from jiqun.scanning.documents import Document
from jiqun.scanning.many import Made, Outcome, Promise, Scanner, in_parcels

# How long an address is waited for, in seconds.
_PATIENCE = 10


def on_dask(
    documents: Iterable[Document], address: str, scanner: Scanner[Made]
) -> Iterator[Outcome[Made]]:
    """Yield the outcome of each document, in their order; Dask moves work from workers that die.

    Raises:
        MissingExtraError: Dask is not installed.
        UsageError: nothing answers at the address.
    """
    try:
        from distributed import Client
        from distributed.client import FutureCancelledError
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise MissingExtraError("--dask", "dask") from None
    try:
        connect: Any = Client
        client = connect(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise UsageError(
            f"--dask 连不上 {address}，应是调度器的地址，如 tcp://127.0.0.1:8786"
        ) from None
    with client:

        def submit(parcel: Sequence[Document]) -> Promise:
            promise: Promise = client.submit(scanner.parcel, list(parcel), pure=False)
            return promise

        workers = max(1, len(client.scheduler_info()["workers"]))
        yield from in_parcels(
            documents, scanner, submit, workers, (KilledWorker, FutureCancelledError)
        )
