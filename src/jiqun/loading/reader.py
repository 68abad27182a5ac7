"""Strict YAML: a stream of events becomes a tree of nodes that remember where they stand.

Only what a curator needs is allowed: mappings, lists and scalars. Anchors, aliases, tags, merge
keys, duplicate keys, several documents and invisible characters are refused, and so is plain
text that YAML 1.1 would read as something else (``NO``, ``2022-11-30``, ``010``, ``20:30``).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from jiqun.errors import DataError, Mark, reason
from jiqun.schema.rules import Items, Mapping, Node, Scalar

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Zero-width and control characters, no-break spaces, and the Kangxi and CJK radicals that look
# like ordinary characters but never match them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff\u2e80-\u2fdf]"
)


def read(path: Path) -> Mapping:
    """Read one YAML file whose top level is a mapping.

    Raises:
        DataError: the file cannot be read, is no YAML, or uses what is not allowed.
    """
    start = Mark(str(path), 1, 1)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(start, f"读不到文件（{reason(error)}）") from None
    except UnicodeDecodeError:
        raise DataError(start, "不是 UTF-8 文本") from None
    root = _build(text, str(path))
    if not isinstance(root, Mapping):
        raise DataError(start, "顶层应是“键: 值”，例如 clusters:")
    return root


def _build(text: str, file: str) -> Node | None:
    if found := _INVISIBLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        raise _invisible(Mark(file, line, column), found.group())
    try:
        return _tree(text, file)
    except yaml.reader.ReaderError as error:
        raise _invisible(Mark(file, 1, 1), chr(error.character)) from None
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        mark = Mark(file, at.line + 1, at.column + 1) if at else Mark(file, 1, 1)
        raise DataError(mark, f"不是合格的 YAML（{error.problem}）") from None


def _invisible(mark: Mark, char: str) -> DataError:
    return DataError(mark, f"有看不见或易混的字符 U+{ord(char):04X}，请删去或改写")


def _tree(text: str, file: str) -> Node | None:
    root: Node | None = None
    open_nodes: list[Items | Mapping] = []
    pending: list[str] = []  # the key that waits for its value, one per open mapping

    def add(node: Node) -> None:
        nonlocal root
        if not open_nodes:
            if root is not None:
                raise DataError(node.mark, "一个文件只能有一份 YAML 文档")
            root = node
        elif isinstance(parent := open_nodes[-1], Items):
            parent.items.append(node)
        elif pending[-1]:
            parent.values[pending[-1]] = node
            pending[-1] = ""
        else:
            pending[-1] = _key(node, parent)

    for event in yaml.parse(text, Loader=_Loader):
        at: Any = event.start_mark
        mark = Mark(file, at.line + 1, at.column + 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise DataError(mark, "不许用锚点与别名（& 和 *），请把内容写全")
        if tag := getattr(event, "tag", None):
            raise DataError(mark, f"不许用标签 {tag}，类型由字段决定")
        if isinstance(event, yaml.ScalarEvent):
            if found := _INVISIBLE.search(event.value):  # written as an escape: "\u200b"
                raise _invisible(mark, found.group())
            add(Scalar(event.value, mark, event.style not in (None, "")))
        elif isinstance(event, yaml.SequenceStartEvent):
            add(node := Items(mark))
            open_nodes.append(node)
        elif isinstance(event, yaml.MappingStartEvent):
            add(mapping := Mapping(mark))
            open_nodes.append(mapping)
            pending.append("")
        elif isinstance(event, yaml.SequenceEndEvent):
            open_nodes.pop()
        elif isinstance(event, yaml.MappingEndEvent):
            open_nodes.pop()
            pending.pop()
    return root


def _key(node: Node, parent: Mapping) -> str:
    if not isinstance(node, Scalar) or not node.text:
        raise DataError(node.mark, "键应是一个词")
    if node.text == "<<":
        raise DataError(node.mark, "不许用合并键 <<，请把内容写全")
    if node.text in parent.keys:
        first = parent.keys[node.text]
        raise DataError(node.mark, f"键“{node.text}”重复，第 {first.line} 行已有，请删去一个")
    parent.keys[node.text] = node.mark
    return node.text
