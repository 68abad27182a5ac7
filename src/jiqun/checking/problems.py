"""What a check finds, and where."""

from collections.abc import Mapping
from typing import NamedTuple

from jiqun.answers import Severity
from jiqun.errors import Mark

Marks = Mapping[str, Mark]


class Problem(NamedTuple):
    """Something wrong (error) or doubtful (warning) at a place in a file."""

    severity: Severity
    mark: Mark
    problem: str
