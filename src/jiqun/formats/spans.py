"""Styled pieces of the lines of a drawing."""

from jiqun.structs import Struct


class Span(Struct):
    """A piece of a drawn line, and its style: title, dim, good, mark, heat0 to heat4."""

    text: str
    style: str = ""
