"""How an assistant's server starts and lasts: time to initialize, of a call, memory over 1,000.

python bench/assistants.py
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time
from pathlib import Path

import anyio
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

import jiqun

SERVER = StdioServerParameters(command=sys.executable, args=["-m", "jiqun", "mcp"])
CALLS = 1_000


def memory() -> float:
    """Return the memory of the server that this process started, in MB (Linux only)."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            told = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except OSError:
            continue
        if int(told["PPid"]) == os.getpid() and "VmRSS" in told:
            return int(told["VmRSS"].split()[0]) / 1024
    raise RuntimeError("no server")


async def starts(count: int = 5) -> None:
    """Tell how long a client waits until it may ask."""
    seconds = []
    for _ in range(count):
        begun = time.perf_counter()
        async with Client(stdio_client(SERVER), mode="legacy"):
            seconds.append(time.perf_counter() - begun)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"initialize: median {statistics.median(seconds):.2f} s, best {min(seconds):.2f} s; "
        f"processor {(used.ru_utime + used.ru_stime) / count:.2f} s"
    )


async def calls() -> None:
    """Tell how long calls take, and how much memory the server has as it goes on."""
    base = jiqun.load()
    names = [one.id for one in base.clusters] + [one.name for one in base.provinces]
    seconds, told = [], []
    async with Client(stdio_client(SERVER)) as client:
        for at in range(CALLS):
            begun = time.perf_counter()
            await client.call_tool("get", {"name": names[at % len(names)]})
            seconds.append(time.perf_counter() - begun)
            if (at + 1) % (CALLS // 5) == 0:
                told.append(f"{at + 1}: {memory():.1f} MB")
    print(f"get: median {1000 * statistics.median(seconds):.1f} ms; memory after {', '.join(told)}")


if __name__ == "__main__":
    anyio.run(starts)
    anyio.run(calls)
