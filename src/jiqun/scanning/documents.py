"""From bytes to text: what is no text is refused early, and what is not UTF-8 is recognised.

Two encodings beside Unicode are met on Chinese pages, GB18030 and Big5. Almost any bytes can be
read as the one or the other, so both are tried, and the one in which common characters stand is
it. A library that knows ninety encodings guesses among them and is often wrong on short pages.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from jiqun.errors import MissingExtraError, UnreadableTextError, UsageError, reason
from jiqun.text.plain import plain

# What one document may have, in bytes, and what is looked at before the rest is read.
LARGEST = 50 * 1024 * 1024
_HEAD = 64 * 1024
SUFFIXES = frozenset({".txt", ".html", ".htm", ".md", ".xhtml", ".jsonl", ".parquet"})
# So much of what was read as GB18030 or Big5 must be common characters.
_COMMON = 0.6
# So many bytes in a thousand of a UTF-8 file may be damaged.
_DAMAGED = 10
_SAMPLE = 4_000


class Document(NamedTuple):
    """A document: its name, and its text or why it has none; its own date where it bears one."""

    name: str
    text: str = ""
    date: str | None = None
    problem: str | None = None


def paths_of(names: Sequence[str]) -> list[str]:
    """Return the files that names stand for: those of a folder in order, - for standard input.

    Raises:
        UsageError: there is no such file, or a folder has no texts.
    """
    found: list[str] = []
    for name in names:
        if name != "-" and os.path.isdir(name):
            inside = sorted(
                str(path) for path in Path(name).rglob("*") if path.suffix.lower() in SUFFIXES
            )
            if not inside:
                known = "、".join(sorted(SUFFIXES))
                raise UsageError(f"文件夹 {name} 里没有文本，认得的后缀是 {known}")
            found += inside
        elif name == "-" or os.path.exists(name):
            found.append(name)
        else:
            raise UsageError(f"没有 {name} 这个文件或文件夹；标准输入写作 -")
    return found


def text_of(name: str) -> str:
    """Return the text of a file, or of standard input for -.

    Raises:
        UnreadableTextError: it cannot be read, is too large, or is no text.
    """
    try:
        if name == "-":
            return _text(name, sys.stdin.buffer)
        with open(name, "rb") as file:
            return _text(name, file)
    except OSError as error:
        raise UnreadableTextError(name, f"读不到（{reason(error)}）") from None


def _text(name: str, file: BinaryIO) -> str:
    shown = "标准输入" if name == "-" else name
    head = file.read(_HEAD)
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" in head:
        raise UnreadableTextError(shown, "不是文本，是二进制文件")
    rest = file.read(LARGEST + 1 - len(head))
    if len(head) + len(rest) > LARGEST:
        raise UnreadableTextError(shown, f"超过 {LARGEST // 1024 // 1024} MB，请拆开再读")
    return decoded(head + rest, shown)


def decoded(data: bytes, name: str) -> str:
    """Return bytes as text: UTF-8, UTF-16 with a mark, else GB18030 or Big5.

    Raises:
        UnreadableTextError: it is none of these.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    candidates = [data.decode(encoding, "replace") for encoding in ("gb18030", "big5hkscs")]
    best = max(candidates, key=_likeness)
    if _likeness(best) >= _COMMON:
        return best
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 1000 <= len(data) * _DAMAGED:
        return text
    raise UnreadableTextError(name, "不是 UTF-8、GB18030 或 Big5 的文本")


def _likeness(text: str) -> float:
    """Return how much of a text (0 to 1), ASCII apart, is common characters and their signs."""
    sample = plain("".join(char for char in text[:_SAMPLE] if char > "\x7f"))
    if not sample:
        return 0.0
    # Rows 1 to 9 of GB 2312 are signs, 16 to 55 the 3,755 common characters.
    common = 0
    for char in sample:
        code = char.encode("gb2312", "ignore")
        common += len(code) == 1 or (len(code) == 2 and (code[0] < 0xA4 or 0xB0 <= code[0] < 0xD8))
    return common / len(sample)


def documents_of(names: Sequence[str]) -> Iterator[Document]:
    """Yield the documents of files: one each, or one of every line or row of a collection.

    A line of JSON Lines is an object with ``text`` and perhaps ``id`` and ``date``; a Parquet file
    has columns of these names. What cannot be read is a document with a problem.
    """
    for name in names:
        suffix = os.path.splitext(name)[1].lower()
        try:
            if suffix == ".jsonl":
                yield from _lines(name)
            elif suffix == ".parquet":
                yield from _rows(name)
            else:
                yield Document(name, text_of(name))
        except OSError as error:
            yield Document(name, problem=f"读不到（{reason(error)}）")
        except UnreadableTextError as error:
            yield Document(error.name, problem=error.problem)


def _lines(name: str) -> Iterator[Document]:
    with open(name, "rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            shown = f"{name}:{number}"
            try:
                item = json.loads(line)
            except ValueError:
                yield Document(shown, problem="这一行不是 JSON")
                continue
            yield _of_item(item if isinstance(item, dict) else {}, shown)


def _rows(name: str) -> Iterator[Document]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise MissingExtraError("读写 Parquet", "parquet") from None
    try:
        file = parquet.ParquetFile(name)
    except ArrowException:
        raise UnreadableTextError(name, "不是 Parquet 文件") from None
    wanted = [one for one in ("id", "text", "date") if one in file.schema_arrow.names]
    number = 0
    for batch in file.iter_batches(batch_size=256, columns=wanted):
        for item in batch.to_pylist():
            number += 1
            yield _of_item(item, f"{name}:{number}")


def _of_item(item: Mapping[str, Any], shown: str) -> Document:
    id_, text, date = item.get("id"), item.get("text"), item.get("date")
    name = shown if id_ is None else str(id_)
    if not isinstance(text, str):
        return Document(name, problem="没有 text 这一项")
    return Document(name, text, date if isinstance(date, str) and date else None)
