"""Rules for values: each reads a YAML node into a Python value, or says what is wrong with it.

A rule also describes itself as JSON Schema, so that the schema which editors use and the one
that the loader enforces are the same.
"""

import re
from collections.abc import Mapping as AbstractMapping
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from jiqun.errors import DataError, Mark
from jiqun.loading.reader import Items, Mapping, Node, Scalar, is_ambiguous


class Reference(NamedTuple):
    """A name in one entry that must exist in another table."""

    table: str
    name: str
    mark: Mark


class Reading:
    """What one reading of the data gathers on its way: references to check, and places."""

    def __init__(self, collect: bool = False) -> None:
        """Begin with nothing seen; ``collect`` errors instead of raising the first."""
        self.references: list[Reference] = []
        self.marks: dict[str, Mark] = {}
        self.errors: list[DataError] = []
        self._collect = collect

    def fail(self, error: DataError) -> None:
        """Raise an error, or keep it and go on."""
        if not self._collect:
            raise error
        self.errors.append(error)

    def attempt(self, rule: "Rule", node: Node, path: str) -> Any:
        """Return what ``rule`` reads, or None where it fails and errors are collected."""
        try:
            return rule.read(node, path, self)
        except DataError as error:
            self.fail(error)
            return None


class Rule(Protocol):
    """Reads one kind of value."""

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Return the value of ``node``, which stands at ``path``; raise `DataError`."""

    def schema(self) -> dict[str, Any]:
        """Return the rule as JSON Schema."""


def _scalar(node: Node, allowed: str) -> Scalar:
    if not isinstance(node, Scalar):
        raise DataError(node.mark, f"这里应是{allowed}，不是列表或映射")
    return node


class Text:
    """Text of one line. ``pattern`` must match it whole, ``longest`` bounds its characters."""

    def __init__(self, allowed: str = "文字", pattern: str = "", longest: int = 0) -> None:
        """Say what is ``allowed`` in words."""
        self.allowed, self.longest = allowed, longest
        self.pattern = re.compile(pattern) if pattern else None

    def read(self, node: Node, path: str, reading: Reading) -> str:
        """Return the text."""
        scalar = _scalar(node, self.allowed)
        text = scalar.text
        if not text.strip():
            raise DataError(scalar.mark, f"这里不能为空，应是{self.allowed}；不知道就删去这个键")
        if text != text.strip() or "\n" in text:
            raise DataError(scalar.mark, "首尾不能有空白，中间不能换行")
        if is_ambiguous(scalar):
            raise DataError(scalar.mark, f"“{text}”会被 YAML 读成别的类型，请加引号")
        if self.pattern and not self.pattern.fullmatch(text):
            raise DataError(scalar.mark, f"“{text}”不合格，应是{self.allowed}")
        if self.longest and len(text) > self.longest:
            raise DataError(scalar.mark, f"有 {len(text)} 个字，最多 {self.longest} 个")
        return text

    def schema(self) -> dict[str, Any]:
        """Return the rule as JSON Schema."""
        schema: dict[str, Any] = {"type": "string", "minLength": 1}
        if self.pattern:
            schema["pattern"] = f"^(?:{self.pattern.pattern})$"
        if self.longest:
            schema["maxLength"] = self.longest
        return schema


# More digits than these a float does not keep.
_LONGEST_NUMBER = 15


class Number:
    """A decimal number; ``whole`` admits integers only."""

    def __init__(self, whole: bool = False) -> None:
        """Choose between whole and decimal numbers."""
        self.whole = whole
        self.allowed = "整数" if whole else "数"

    def read(self, node: Node, path: str, reading: Reading) -> float:
        """Return an int where there is no fraction, else a float."""
        scalar = _scalar(node, self.allowed)
        if scalar.quoted or not re.fullmatch(
            r"-?(0|[1-9]\d*)" if self.whole else r"-?(0|[1-9]\d*)(\.\d+)?", scalar.text
        ):
            raise DataError(
                scalar.mark, f"“{scalar.text}”不合格，应是不带引号的{self.allowed}，如 2025"
            )
        if len(scalar.text) > _LONGEST_NUMBER:
            raise DataError(scalar.mark, f"数太长，至多 {_LONGEST_NUMBER} 位")
        value = float(scalar.text)
        return int(value) if value.is_integer() else value

    def schema(self) -> dict[str, Any]:
        """Return the rule as JSON Schema."""
        return {"type": "integer" if self.whole else "number"}


class Truth:
    """True or false, written ``true`` or ``false``."""

    def read(self, node: Node, path: str, reading: Reading) -> bool:
        """Return the truth value."""
        scalar = _scalar(node, "true 或 false")
        if scalar.quoted or scalar.text not in ("true", "false"):
            raise DataError(scalar.mark, f"“{scalar.text}”不合格，应是 true 或 false")
        return scalar.text == "true"

    def schema(self) -> dict[str, Any]:
        """Return the rule as JSON Schema."""
        return {"type": "boolean"}


class Choice:
    """One of a few words."""

    def __init__(self, *words: str) -> None:
        """Allow ``words``."""
        self.words = words

    def read(self, node: Node, path: str, reading: Reading) -> str:
        """Return the word."""
        scalar = _scalar(node, "一个词")
        if scalar.text not in self.words:
            raise DataError(
                scalar.mark, f"“{scalar.text}”不在可用的词里，可用：{'、'.join(self.words)}"
            )
        return scalar.text

    def schema(self) -> dict[str, Any]:
        """Return the rule as JSON Schema."""
        return {"enum": list(self.words)}


class Ref:
    """The name (or id) of an entry of ``table``, which must exist."""

    def __init__(self, table: str, rule: Rule | None = None) -> None:
        """Read the name by ``rule``, by default as text."""
        self.table = table
        self.rule: Rule = rule or Text(f"{table} 里已有的名字")

    def read(self, node: Node, path: str, reading: Reading) -> Any:
        """Return the name and note the reference, to be checked when all is read."""
        name = self.rule.read(node, path, reading)
        reading.references.append(Reference(self.table, str(name), node.mark))
        return name

    def schema(self) -> dict[str, Any]:
        """Return the rule as JSON Schema."""
        return self.rule.schema()


class ListOf:
    """A list whose items all keep one rule."""

    def __init__(self, rule: Rule, least: int = 0) -> None:
        """Ask for at ``least`` so many items."""
        self.rule, self.least = rule, least

    def read(self, node: Node, path: str, reading: Reading) -> list[Any]:
        """Return the items."""
        if not isinstance(node, Items):
            raise DataError(node.mark, "这里应是列表，如 [甲, 乙]")
        if len(node.items) < self.least:
            raise DataError(node.mark, f"至少要有 {self.least} 项")
        return [
            reading.attempt(self.rule, item, f"{path}/{at}") for at, item in enumerate(node.items)
        ]

    def schema(self) -> dict[str, Any]:
        """Return the rule as JSON Schema."""
        schema: dict[str, Any] = {"type": "array", "items": self.rule.schema()}
        if self.least:
            schema["minItems"] = self.least
        return schema


class OneOrMore(ListOf):
    """A list that may be written as its only item: ``2021`` for ``[2021]``."""

    def read(self, node: Node, path: str, reading: Reading) -> list[Any]:
        """Return the items."""
        if isinstance(node, Scalar):
            return [self.rule.read(node, path, reading)]
        return super().read(node, path, reading)

    def schema(self) -> dict[str, Any]:
        """Return the rule as JSON Schema."""
        return {"anyOf": [self.rule.schema(), super().schema()]}


class Field(NamedTuple):
    """A key of a record: the rule of its value, whether it must be there, what it means."""

    rule: Rule
    required: bool
    meaning: str


class Record:
    """A mapping with known keys."""

    def __init__(self, fields: AbstractMapping[str, Field], excludes: Sequence[str] = ()) -> None:
        """Allow ``fields``; of the keys in ``excludes`` at most one may be present."""
        self.fields, self.excludes = fields, excludes

    def read(self, node: Node, path: str, reading: Reading) -> dict[str, Any]:
        """Return the values by key; keys that are absent stay absent."""
        if not isinstance(node, Mapping):
            raise DataError(node.mark, "这里应是“键: 值”")
        reading.marks[path] = node.mark
        for key, mark in node.keys.items():
            if key not in self.fields:
                known = "、".join(self.fields)
                reading.fail(DataError(mark, f"没有“{key}”这个键，可用：{known}"))
        for key, field in self.fields.items():
            if field.required and key not in node.values:
                reading.fail(DataError(node.mark, f"缺少“{key}”（{field.meaning}）"))
        if len(both := [key for key in self.excludes if key in node.values]) > 1:
            reading.fail(DataError(node.keys[both[1]], f"“{'”与“'.join(both)}”只能写一个"))
        return {
            key: reading.attempt(self.fields[key].rule, value, f"{path}/{key}")
            for key, value in node.values.items()
            if key in self.fields
        }

    def schema(self) -> dict[str, Any]:
        """Return the rule as JSON Schema."""
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [key for key, field in self.fields.items() if field.required],
            "properties": {
                key: {"description": field.meaning, **field.rule.schema()}
                for key, field in self.fields.items()
            },
        }
