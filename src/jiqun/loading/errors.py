"""What is wrong with the data, and where."""

from typing import NamedTuple


class Mark(NamedTuple):
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Return ``file:line:column``."""
        return f"{self.file}:{self.line}:{self.column}"


class DataError(Exception):
    """The data cannot be used. ``str()`` is one line for people, with its place."""

    def __init__(self, mark: Mark, problem: str) -> None:
        """Say in Chinese what is wrong at ``mark`` and what is allowed."""
        super().__init__(f"{mark}: {problem}")
        self.mark = mark
        self.problem = problem
