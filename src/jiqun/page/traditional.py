"""What turns the texts of the page into traditional script, as `jiqun.text.traditional` does.

A run of Chinese is converted character by character, but for those in which a neighbour decides
the form (制造 but 制度): of these the characters that differ are handed over.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from jiqun.text.traditional import RUN, traditional


def script_data(*texts: str) -> dict[str, Any]:
    """Return what the page converts by, for all that stands in ``texts``.

    Returns:
        ``chars``: simplified and traditional characters, one behind the other. ``runs``: whole
        runs of Chinese that those would get wrong, and how they are written.
    """
    runs = {run for text in texts for run in RUN.findall(text) if "://" not in run}
    written = {run: traditional(run) for run in sorted(runs)}
    forms: Counter[tuple[str, str]] = Counter()
    for run, made in written.items():
        forms.update(zip(run, made, strict=True))
    # Of the forms of a character, the one written last stays: the most common.
    most_common = dict(reversed([pair for pair, _ in forms.most_common()]))
    usual = {char: most_common[char] for char, _ in forms}
    table = str.maketrans(usual)
    return {
        "chars": "".join(char + form for char, form in usual.items() if char != form),
        "runs": {run: made for run, made in written.items() if run.translate(table) != made},
    }
