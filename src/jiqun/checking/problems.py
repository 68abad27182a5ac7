"""What a check finds, and where."""

from collections.abc import Mapping

from jiqun.answers import Severity
from jiqun.errors import Mark
from jiqun.structs import Struct

Marks = Mapping[str, Mark]


class Problem(Struct):
    """Something wrong (error) or doubtful (warning) at a place in a file."""

    severity: Severity
    mark: Mark
    problem: str
