"""Nodes of strict YAML: what was written, and where."""

from __future__ import annotations

import re

from jiqun.errors import DataError, Mark

# Plain scalars that YAML 1.1 does not read as the text they look like, whole numbers aside.
_YAML_1_1 = (
    r"(?i:y|n|yes|no|on|off|true|false|null|~)"
    r"|0[0-7_]+|0x[0-9a-fA-F_]+|0b[01_]+|[-+]?\d+_[\d_]*"
    r"|[-+]?\d+(?::[0-5]?\d)+(?:\.\d*)?"
    r"|\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d.*)?|\d{4}-\d\d"
    r"|[-+]?\d[\d.]*[eE][-+]?\d+|[-+]?\.(?i:inf|nan)"
)


class Node:
    """What is written at a place; to ask it for what it is not raises `DataError`."""

    __slots__ = ("mark",)

    is_scalar = False

    mark: Mark

    def is_whole_number(self) -> bool:
        """Tell whether it is written as a whole number, without quotes."""
        return False

    def as_scalar(self, allowed: str) -> Scalar:
        """Return it as the scalar that it is; ``allowed`` says in words what may stand here."""
        raise DataError(self.mark, f"这里应是{allowed}，不是列表或映射")

    def as_items(self) -> Items:
        """Return it as the list that it is."""
        raise DataError(self.mark, "这里应是列表，如 [甲, 乙]")

    def as_mapping(self) -> Mapping:
        """Return it as the mapping that it is."""
        raise DataError(self.mark, "这里应是“键: 值”")


class Scalar(Node):
    """A scalar: its text as written, without its quotes, and whether it had any."""

    __slots__ = ("quoted", "text")

    is_scalar = True

    def __init__(self, text: str, mark: Mark, quoted: bool) -> None:
        """Hold ``text``, which stands at ``mark``."""
        self.text, self.mark, self.quoted = text, mark, quoted

    def is_blank(self) -> bool:
        """Tell whether nothing is written here, not even quotes."""
        return not self.quoted and not self.text

    def is_ambiguous(self) -> bool:
        """Tell whether YAML 1.1 would not read this as the text that it looks like."""
        return not self.quoted and re.fullmatch(_YAML_1_1, self.text) is not None

    def is_whole_number(self) -> bool:
        """Tell whether it is written as a whole number, without quotes."""
        return not self.quoted and self.text.isdecimal()

    def as_scalar(self, allowed: str) -> Scalar:
        """Return it."""
        return self


class Items(Node):
    """A list of nodes."""

    __slots__ = ("items",)

    def __init__(self, mark: Mark) -> None:
        """Begin an empty list at ``mark``."""
        self.mark = mark
        self.items: list[Node] = []

    def as_items(self) -> Items:
        """Return it."""
        return self


class Mapping(Node):
    """A mapping; ``keys`` has where each key stands."""

    __slots__ = ("keys", "values")

    def __init__(self, mark: Mark) -> None:
        """Begin an empty mapping at ``mark``."""
        self.mark = mark
        self.keys: dict[str, Mark] = {}
        self.values: dict[str, Node] = {}

    def lay_over(self, above: Mapping) -> None:
        """Take the keys of ``above``, in place of one's own where both have them."""
        self.values.update(above.values)
        self.keys.update(above.keys)

    def as_mapping(self) -> Mapping:
        """Return it."""
        return self
