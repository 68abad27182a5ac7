"""Ask for every address of the base, and print those that no longer answer.

It goes online, which the program never does: run it by hand or weekly. A site that refuses
strangers (401, 403, 429) is not called gone. Exits with 1 where an address is.
"""

from __future__ import annotations

import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import jiqun

AGENT = "Mozilla/5.0 (compatible; jiqun link check)"
REFUSALS = (401, 403, 405, 412, 418, 429, 503, 521)
SECONDS, TRIES, AT_ONCE = 30, 3, 8


def trouble(address: str) -> str:
    """Return why an address does not answer, or nothing where it does."""
    why = ""
    for attempt in range(TRIES):
        request = urllib.request.Request(address, headers={"User-Agent": AGENT})
        try:
            with urllib.request.urlopen(request, timeout=SECONDS):
                return ""
        except urllib.error.HTTPError as error:
            if error.code in REFUSALS:
                return ""
            why = f"HTTP {error.code}"
        except (OSError, ValueError) as error:
            why = str(error)
        time.sleep(2**attempt)
    return why


def main() -> None:
    """Print the sources whose addresses do not answer."""
    sources = [one for one in jiqun.load().sources if one.url]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        troubles = list(pool.map(trouble, [one.url or "" for one in sources]))
    gone = [(one, why) for one, why in zip(sources, troubles, strict=True) if why]
    for one, why in gone:
        print(f"{one.id}: {why}: {one.url}")
    print(f"{len(sources)} addresses, {len(gone)} do not answer")
    sys.exit(bool(gone))


if __name__ == "__main__":
    main()
