"""Rules that read nodes of strict YAML into values or say what is wrong with them.

A rule also describes itself as JSON Schema, so that the schema which editors use and the one
that the loader enforces are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Mapping as AbstractMapping
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from jiqun.errors import DataError

if TYPE_CHECKING:
    from jiqun.errors import Mark
    from jiqun.schema.fields import Field
    from jiqun.schema.nodes import Node

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | AbstractMapping[str, Json] | None"


class Context:
    """What one reading of the data gathers on its way: references to check, and places.

    ``references`` are names that must exist: the table, the name, and where it is referred to.
    ``marks`` has the place of every record by its path, as ``clusters/zhuzhou-rail/figures/0``.
    """

    def __init__(self, collect: bool = False) -> None:
        """Begin with nothing seen; ``collect`` errors instead of raising the first."""
        self.references: list[tuple[str, str, Mark]] = []
        self.marks: dict[str, Mark] = {}
        self.errors: list[DataError] = []
        self._collect = collect

    def fail(self, error: DataError) -> None:
        """Raise an error, or keep it and go on."""
        if not self._collect:
            raise error
        self.errors.append(error)

    def attempt(self, rule: Rule, node: Node, path: str) -> Any:
        """Return what ``rule`` reads, or None where it fails and errors are collected."""
        try:
            return rule.read(node, path, self)
        except DataError as error:
            self.fail(error)
            return None


class Rule(Protocol):
    """Reads one kind of value."""

    def read(self, node: Node, path: str, context: Context) -> Any:
        """Return the value of ``node``, which stands at ``path``; raise `DataError`."""

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""


class Text:
    """Text of one line. ``pattern`` must match it whole, ``longest`` bounds its characters.

    ``words`` are some that may stand here, and what they mean; others may, too.
    """

    def __init__(
        self,
        allowed: str = "文字",
        pattern: str = "",
        longest: int = 0,
        words: AbstractMapping[str, str] | None = None,
    ) -> None:
        """Say what is ``allowed`` in words."""
        self.allowed, self.pattern, self.longest = allowed, pattern, longest
        self.words = dict(words or {})

    def read(self, node: Node, path: str, context: Context) -> str:
        """Return the text."""
        scalar = node.as_scalar(self.allowed)
        text = scalar.text
        if not text.strip():
            raise DataError(scalar.mark, f"这里不能为空，应是{self.allowed}；不知道就删去这个键")
        if text != text.strip() or "\n" in text:
            raise DataError(scalar.mark, "首尾不能有空白，中间不能换行")
        if scalar.is_ambiguous():
            raise DataError(scalar.mark, f"“{text}”会被 YAML 读成别的类型，请加引号")
        if not self.fits(text):
            raise DataError(scalar.mark, f"“{text}”不合格，应是{self.allowed}")
        if self.longest and len(text) > self.longest:
            raise DataError(scalar.mark, f"有 {len(text)} 个字，最多 {self.longest} 个")
        return text

    def fits(self, text: str) -> bool:
        """Tell whether the pattern, if there is one, matches a text whole."""
        return not self.pattern or re.fullmatch(self.pattern, text) is not None

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        schema: dict[str, Json] = {"type": "string", "minLength": 1}
        if self.pattern:
            schema["pattern"] = f"^(?:{self.pattern})$"
        if self.longest:
            schema["maxLength"] = self.longest
        return schema


# More digits than these a float does not keep.
_LONGEST_NUMBER = 15


class Number:
    """A decimal number; ``whole`` admits integers only, from ``least`` to ``most``."""

    def __init__(
        self, whole: bool = False, least: int | None = None, most: int | None = None
    ) -> None:
        """Choose between whole and decimal numbers, and bounds."""
        self.whole, self.least, self.most = whole, least, most
        self.allowed = "整数" if whole else "数"

    def read(self, node: Node, path: str, context: Context) -> float:
        """Return an int where there is no fraction, else a float."""
        scalar = node.as_scalar(self.allowed)
        if scalar.quoted or not re.fullmatch(
            r"-?(0|[1-9][0-9]*)" if self.whole else r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", scalar.text
        ):
            raise DataError(
                scalar.mark, f"“{scalar.text}”不合格，应是不带引号的{self.allowed}，如 2025"
            )
        if len(scalar.text) > _LONGEST_NUMBER:
            raise DataError(scalar.mark, f"数太长，至多 {_LONGEST_NUMBER} 位")
        value = float(scalar.text)
        if self.least is not None and value < self.least:
            raise DataError(scalar.mark, f"“{scalar.text}”太小，至少是 {self.least}")
        if self.most is not None and value > self.most:
            raise DataError(scalar.mark, f"“{scalar.text}”太大，至多是 {self.most}")
        return int(value) if value.is_integer() else value

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        schema: dict[str, Json] = {"type": "integer" if self.whole else "number"}
        if self.least is not None:
            schema["minimum"] = self.least
        if self.most is not None:
            schema["maximum"] = self.most
        return schema


class Truth:
    """True or false, written ``true`` or ``false``."""

    def read(self, node: Node, path: str, context: Context) -> bool:
        """Return the truth value."""
        scalar = node.as_scalar("true 或 false")
        if scalar.quoted or scalar.text not in ("true", "false"):
            raise DataError(scalar.mark, f"“{scalar.text}”不合格，应是 true 或 false")
        return scalar.text == "true"

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        return {"type": "boolean"}


class Choice:
    """One of a few words, which ``words`` maps to what people read."""

    def __init__(self, words: AbstractMapping[Any, str] | Sequence[str]) -> None:
        """Allow the keys of ``words``, or words that speak for themselves."""
        self.words: dict[str, str] = (
            dict(words) if isinstance(words, AbstractMapping) else {word: word for word in words}
        )

    def read(self, node: Node, path: str, context: Context) -> str:
        """Return the word."""
        scalar = node.as_scalar("一个词")
        if scalar.text not in self.words:
            raise DataError(
                scalar.mark, f"“{scalar.text}”不在可用的词里，可用：{'、'.join(self.words)}"
            )
        return scalar.text

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        return {"enum": list(self.words)}


class Ref:
    """The name (or id) of an entry of ``table``, which must exist."""

    def __init__(self, table: str, rule: Rule | None = None) -> None:
        """Read the name by ``rule``, by default as text."""
        self.table = table
        self.rule: Rule = rule or Text(f"{table} 里已有的名字")

    def read(self, node: Node, path: str, context: Context) -> Any:
        """Return the name and note the reference, to be checked when all is read."""
        name = self.rule.read(node, path, context)
        context.references.append((self.table, str(name), node.mark))
        return name

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        return self.rule.schema()


class ListOf:
    """A list whose items all keep one rule."""

    def __init__(self, rule: Rule, least: int = 0) -> None:
        """Ask for at ``least`` so many items."""
        self.rule, self.least = rule, least

    def read(self, node: Node, path: str, context: Context) -> list[Any]:
        """Return the items."""
        items = node.as_items().items
        if len(items) < self.least:
            raise DataError(node.mark, f"至少要有 {self.least} 项")
        return [context.attempt(self.rule, item, f"{path}/{at}") for at, item in enumerate(items)]

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        schema: dict[str, Json] = {"type": "array", "items": self.rule.schema()}
        if self.least:
            schema["minItems"] = self.least
        return schema


class OneOrMore(ListOf):
    """A list that may be written as its only item: ``2021`` for ``[2021]``."""

    def read(self, node: Node, path: str, context: Context) -> list[Any]:
        """Return the items."""
        if node.is_scalar:
            return [self.rule.read(node, path, context)]
        return super().read(node, path, context)

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        return {"anyOf": [self.rule.schema(), super().schema()]}


class YearOr:
    """A year, or what another rule reads."""

    def __init__(self, rule: Rule) -> None:
        """Read by ``rule`` what is no whole number."""
        self.rule = rule

    def read(self, node: Node, path: str, context: Context) -> Any:
        """Return an int, or what the rule returns."""
        return (YEAR if node.is_whole_number() else self.rule).read(node, path, context)

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        return {"anyOf": [YEAR.schema(), self.rule.schema()]}


class Record:
    """A mapping with known keys, which becomes a record.

    A record that has ``owner`` is a fact: there stands the entry that it is written under, as
    ``clusters/zhuzhou-rail``.
    """

    def __init__(
        self,
        record: type[tuple[Any, ...]],
        fields: AbstractMapping[str, Field],
        exclusive: Sequence[str] = (),
    ) -> None:
        """Allow ``fields``; of the keys in ``exclusive`` at most one may be present."""
        self.fields, self.exclusive = fields, exclusive
        self.record: Callable[..., Any] = record
        self._own = {
            key: field.absent for key, field in fields.items() if key in record.__annotations__
        }
        self._owned = "owner" in record.__annotations__

    def read(self, node: Node, path: str, context: Context) -> Any:
        """Return the record."""
        return self.made(self.values(node, path, context), path)

    def made(self, values: AbstractMapping[str, Any], path: str) -> Any:
        """Return the record of ``values``; a key that is absent has its field's default."""
        owner = {"owner": "/".join(path.split("/")[:2])} if self._owned else {}
        stored = {key: values.get(key, absent) for key, absent in self._own.items()}
        return self.record(**owner, **stored)

    def values(self, node: Node, path: str, context: Context) -> dict[str, Any]:
        """Return the values by key; keys that are absent stay absent."""
        written = node.as_mapping()
        context.marks[path] = node.mark
        for key, mark in written.keys.items():
            if key not in self.fields:
                known = "、".join(self.fields)
                context.fail(DataError(mark, f"没有“{key}”这个键，可用：{known}"))
        for key, field in self.fields.items():
            if field.must and key not in written.values:
                context.fail(DataError(node.mark, f"缺少“{key}”（{field.described}）"))
        if len(both := [key for key in self.exclusive if key in written.values]) > 1:
            context.fail(DataError(written.keys[both[1]], f"“{'”与“'.join(both)}”只能写一个"))
        return {
            key: context.attempt(rule, value, f"{path}/{key}")
            for key, value in written.values.items()
            if key in self.fields and (rule := self.fields[key].rule)
        }

    def schema(self) -> dict[str, Json]:
        """Return the rule as JSON Schema."""
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [key for key, field in self.fields.items() if field.must],
            "properties": {
                key: {"description": field.described, **field.rule.schema()}
                for key, field in self.fields.items()
                if field.rule
            },
        }


class Date(Text):
    """A day that the calendar has, a month, or a year, as ISO 8601 writes them."""

    def read(self, node: Node, path: str, context: Context) -> str:
        """Return the date as it is written."""
        text = super().read(node, path, context)
        if len(text) == len("2021-03-23"):
            from datetime import date

            try:
                date.fromisoformat(text)
            except ValueError:
                raise DataError(node.mark, f"“{text}”这一天不存在") from None
        return text


_YEAR_OR_MONTH = r"[1-9][0-9]{3}(?:-(?:0[1-9]|1[0-2])"
SLUG = Text("小写字母、数字与连字符组成的短名，如 zhuzhou-rail", r"[a-z0-9]+(?:-[a-z0-9]+)*")
DATE = Date(
    '带引号的日期，如 "2021-03-23"、"2021-03" 或 "2021"',
    rf"{_YEAR_OR_MONTH}(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?",
)
MONTH = Text('带引号的年或月，如 "2021"、"2021-06"', rf"{_YEAR_OR_MONTH})?")
ADCODE = Text("六位行政区划代码，带引号", r"[0-9]{6}")
# RFC 3987 allows no more of these in an address than in one of RFC 3986.
URL = Text("网址，以 http:// 或 https:// 开头", r"https?://[^\s/?#\"<>\\^`{|}][^\s\"<>\\^`{|}]*")
PINYIN = Text("按音节以空格分开的拼音，如 zhu zhou", r"[a-z]+(?: [a-z]+)*")
TEXT = Text()
EVIDENCE = Text("来源原词，至多 25 个字", longest=25)
TEXTS = ListOf(TEXT)
YEAR = Number(whole=True, least=1000, most=9999)
COUNT = Number(whole=True, least=0)
SOURCE = Ref("sources", SLUG)
SOURCES = ListOf(SOURCE, least=1)
