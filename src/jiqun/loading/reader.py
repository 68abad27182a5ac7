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

from jiqun.errors import DataError, Mark
from jiqun.schema.nodes import Items, Mapping, Node, Scalar

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What a terminal obeys, what is drawn as nothing or in another place, and what XML cannot hold:
# Unicode's categories Cc, Cf, Cs, Co, Zl and Zp, its noncharacters and default ignorable code
# points. Then spaces that are none of ours, and the Kangxi and CJK radicals, which look like
# ordinary characters but never match them.
_REFUSED = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U0010ffff"
    "\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u2e80-\u2fdf"
)
# A file may have tabs between values, a value has none.
_IN_FILE = re.compile(f"[{_REFUSED}]")
_IN_VALUE = re.compile(f"[\t{_REFUSED}]")
# What libyaml finds wrong, in words that say what to mend.
_PROBLEMS = {
    "did not find expected ',' or ']'": "方括号没有合上，或缺逗号",
    "did not find expected ',' or '}'": "花括号没有合上，或缺逗号",
    "did not find expected node content": "这里缺一个值，或括号没有合上",
    "found unexpected end of stream": "引号没有合上",
    "found character that cannot start any token": "不能以这个字符开头：缩进用空格，文字加引号",
    "mapping values are not allowed in this context": "缩进不对，或文字里的冒号没有加引号",
    "found unknown escape character": "双引号里的反斜杠要写成 \\\\",
    "found invalid Unicode character escape code": "双引号里的转义不成字符",
    "did not find expected hexdecimal number": "双引号里的转义不成字符",
    "did not find expected <document start>": "缩进与上面的不一致",
    "did not find expected '-' indicator": "缩进不对，或少了 -",
    "did not find expected key": "缩进不对，或引号没有合上",
    "could not find expected ':'": "缺冒号，或缩进不对",
}


def read(path: Path, content: bytes) -> Mapping:
    """Read the content of a YAML file whose top level is a mapping, empty where it says nothing.

    Raises:
        DataError: it is no YAML in UTF-8, or uses what is not allowed.
    """
    file = str(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        raise DataError(_mark(file, before), "不是 UTF-8 文本") from None
    root = _build(text.replace("\r\n", "\n"), file)
    if root is None or _is_blank(root):
        return Mapping(Mark(file, 1, 1))
    if not isinstance(root, Mapping):
        raise DataError(root.mark, "顶层应是“键: 值”，例如 clusters:")
    # A table whose entries are all comments says nothing.
    root.values = {key: node for key, node in root.values.items() if not _is_blank(node)}
    return root


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_blank()


def _mark(file: str, before: str) -> Mark:
    """Return the place that the text before it ends at."""
    return Mark(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _build(text: str, file: str) -> Node | None:
    if found := _IN_FILE.search(text):
        raise _invisible(_mark(file, text[: found.start()]), found.group())
    try:
        return _tree(text, file)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        mark = Mark(file, at.line + 1, at.column + 1) if at else Mark(file, 1, 1)
        problem = _PROBLEMS.get(error.problem or "", "请看缩进、引号与括号")
        raise DataError(mark, f"不是合格的 YAML：{problem}") from None


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
            if found := _IN_VALUE.search(event.value):  # written as an escape: "\u200b"
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
