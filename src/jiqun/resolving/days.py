"""From a date as people write it to the day that it means."""

from __future__ import annotations

import re
from datetime import date

from jiqun.analysis.vintages import last_day
from jiqun.errors import UsageError
from jiqun.resolving import ECHOED
from jiqun.text.plain import plain

# A year, a month or a day as people write it: 2022-12-31, 2022年12月31日, 2022.12.
_DATE = r"(\d{4})年?(?:[-/.]?(\d{1,2})月?(?:[-/.]?(\d{1,2})日?)?)?"


def day(text: str, called: str) -> str:
    """Return the day that is meant, as ``2022-12-31``: of a month or a year, the last one so far.

    Raises:
        UsageError: it is no date, or is yet to come.
    """
    today = date.today().isoformat()
    written = re.fullmatch(_DATE, plain(text).strip())
    parts = [part.zfill(2) for part in written.groups() if part] if written else []
    try:
        meant = last_day("-".join(parts)) if parts else ""
        date.fromisoformat(meant)
    except ValueError:
        raise UsageError(
            f"{called} 要写日期，如 2022-12-31、2022-12 或 2022，不是“{text[:ECHOED]}”"
        ) from None
    if "-".join(parts) > today:
        raise UsageError(f"{called} {meant} 还没有到，今天是 {today}")
    return min(meant, today)
