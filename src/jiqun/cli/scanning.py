"""How scans are shown: reports, sums, marked texts and drafts, and streams of records."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from jiqun.cli.output import caution_of, format_of, formatted, in_script, note, write
from jiqun.errors import DiffersError, OutputError, UnreadableTextError, UsageError, reason
from jiqun.formats.json import dump
from jiqun.listings.scans import (
    COUNTS,
    FIGURES,
    MENTIONS,
    FigureRow,
    MentionRow,
    Numbers,
    condition_line,
    counted,
    numbers,
    verdict_line,
)
from jiqun.structs import Struct

if TYPE_CHECKING:
    from jiqun.cli.options import Output
    from jiqun.knowledge import KnowledgeBase
    from jiqun.scanning.many import Outcome, Record
    from jiqun.schema.rules import Json
    from jiqun.views.columns import Column
    from jiqun.views.rows import Rows
    from jiqun.views.view import ListView

Made = TypeVar("Made")

# The columns of figures for people: verdict and what is known are one.
_READ = "text,subject,metric,year,kind,judged"
# Those that have the words of a page, and the name of its file.
_PRINTED = ("text", "file")
# Progress is shown where scanning takes longer, in seconds.
_PATIENCE = 1.0
_BAR = 20


def day(typed: str) -> str | None:
    """Return a date as it was typed for a page; raise `UsageError` for what is none."""
    if typed and not re.fullmatch(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?)?", typed):
        raise UsageError(f"--date 的“{typed}”不是日期，应如 2025-07-06、2025-07 或 2025")
    return typed or None


class Tally:
    """What is told at the end: documents that could not be read, and figures that differ."""

    def __init__(self, script: str) -> None:
        """Count nothing yet; lines are told in ``script``."""
        self._script = script
        self._documents = 0
        self._differing = 0
        self._failed: list[UnreadableTextError] = []
        self._overruled: list[tuple[str, str]] = []

    def through(self, outcomes: Iterable[Outcome[Made]]) -> Iterator[Made]:
        """Yield what was made of documents as it comes, and count them."""
        for outcome in outcomes:
            self._documents += 1
            self._differing += outcome.differing
            if outcome.overruled:
                self._overruled.append((outcome.name, outcome.overruled))
            if outcome.problem is not None:
                self._failed.append(UnreadableTextError(outcome.name, outcome.problem))
            yield outcome.made

    def close(self, judging: bool) -> None:
        """Raise what the exit code tells: a document that was not read, a figure that differs."""
        if len(self._failed) == self._documents == 1:
            raise self._failed[0]
        if self._overruled and self._documents > 1:
            name, date = self._overruled[0]
            number = f"{len(self._overruled)} 个文档自己的日期"
            told = in_script(f"--date 代替了 {number}，如 {date}", self._script)
            note(f"{told}（{name}）", "hans")
        for failure in self._failed:
            note(str(failure), self._script)
        if self._failed:
            name = f"{self._documents} 个文档"
            raise UnreadableTextError(name, f"{len(self._failed)} 个没有读成")
        if judging and self._differing:
            raise DiffersError(f"{self._differing} 处与知识库不一致")


def line_of(record: Record) -> bytes:
    """Return a record as a line of JSON Lines."""
    return f"{dump(record.item())}\n".encode("utf-8", "backslashreplace")


def read_of(record: Record) -> Record | None:
    """Return a record that has a scan, None for another."""
    return record if record.scan else None


def item_of(record: Record) -> str | None:
    """Return a record that has a scan as an item in JSON, None for another."""
    return dump(record.item()) if record.scan else None


def numbers_of(record: Record) -> Numbers | None:
    """Return how many figures of a document there are of each sort; None where it has no scan."""
    return numbers(record.scan, record.document.date) if record.scan else None


def watched(outcomes: Iterable[Made], total: int) -> Iterator[Made]:
    """Yield outcomes; where that takes longer than a second and someone watches, show how far."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield from outcomes
        return
    from threading import Timer

    number = 0
    shown = Timer(_PATIENCE, lambda: _show_progress(number, total))
    shown.daemon = True
    shown.start()
    try:
        for outcome in outcomes:
            number += 1
            if not shown.is_alive():
                _show_progress(number, total)
            yield outcome
    finally:
        shown.cancel()
        if not shown.is_alive():
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _show_progress(number: int, total: int) -> None:
    """Draw how many documents are read; a bar, where it is known how many there are."""
    done = _BAR * number // total if number <= total else 0
    bar = f"{'━' * done}{'─' * (_BAR - done)} {number}/{total}" if number <= total else f"{number}"
    sys.stderr.write(f"\r\x1b[K已读 {bar} 个文档")
    sys.stderr.flush()


def reported(base: KnowledgeBase, records: Sequence[Record], output: Output) -> str | bytes:
    """Return what documents mention and state, in the format that is asked for."""
    format_ = format_of(output)
    several = len(records) > 1
    if format_.name == "yaml":
        from jiqun.formats.yaml import dump

        items = [record.item() for record in records]
        return dump(_envelope(base, items), base.edition)
    if format_.name == "id":
        ids = [one.id for record in records if record.scan for one in record.scan.mentions]
        return "".join(f"{id_}\n" for id_ in dict.fromkeys(ids) if id_)
    figures = _figure_rows(records)
    if format_.name not in ("table", "md"):
        return formatted(_figures(base, figures, output, several), output)
    parts: list[str] = []
    for record in records:
        scan = record.scan
        assert scan is not None
        if several:
            parts.append(f"{in_script(record.document.name, 'hans')}\n")
        if scan.condition:
            parts.append(f"{in_script(condition_line(scan), output.script)}\n")
        mentions = [MentionRow(record.document.name, one) for one in scan.mentions]
        rows = _figure_rows([record])
        if mentions:
            view = _listing(base, MENTIONS, mentions)._replace(edition=None)
            parts.append(str(formatted(view, output)))
        footer = verdict_line(scan.figures)
        view = _figures(base, rows, output, keys=_READ)._replace(footer=footer)
        parts.append(
            str(formatted(view, output)) if rows else f"{in_script(footer, output.script)}\n"
        )
    return "\n".join(parts)


def listed(base: KnowledgeBase, items: Sequence[str], output: Output) -> str:
    """Return items, each in JSON already, as JSON: one as an object, several as a listing."""
    from jiqun.formats.json import by_line

    if len(items) == 1:
        return f"{by_line(_envelope(base, [json.loads(items[0])]))}\n"
    head = by_line({**_head(base), "total": len(items)}).removesuffix("}")
    written = ",\n  ".join(items)
    return f'{head},\n "items": [\n  {written}]}}\n'


def summarized(base: KnowledgeBase, found: Sequence[Numbers], output: Output) -> str | bytes:
    """Return how many figures of documents there are by subject, month and verdict."""
    rows = counted(found)
    footer = f"共 {len(found)} 个文档，{sum(row.number for row in rows)} 个数字"
    return formatted(_listing(base, COUNTS, rows)._replace(footer=footer), output)


def annotated(base: KnowledgeBase, records: Sequence[Record], output: Output) -> str | bytes:
    """Return the texts with marks: for a terminal, or as one page of HTML."""
    from jiqun.cli.marking import page_of, text_of

    name = format_of(output).name
    if name not in ("table", "html"):
        raise UsageError("--annotate 只能写成 table 或 html")
    coloured = output.output in ("", "-") and bool(sys.stdout) and sys.stdout.isatty()
    coloured = coloured and not (output.no_color or os.environ.get("NO_COLOR"))
    if name == "html":
        return page_of(records, base.edition, output.script)
    return "\n".join(text_of(record, coloured, output.script) for record in records)


def drafted(base: KnowledgeBase, records: Sequence[Record], output: Output) -> str | bytes:
    """Return new and revised figures as YAML in the form of the base."""
    from jiqun.scanning.drafts import draft

    if output.format and output.format != "yaml":
        raise UsageError("--draft 只写成 YAML")
    documents = [(one.document, one.scan) for one in records if one.scan is not None]
    return draft(documents, base)


def _figures(
    base: KnowledgeBase,
    rows: Sequence[FigureRow],
    output: Output,
    several: bool = False,
    keys: str = "",
) -> ListView:
    """Return figures as a listing; the words of pages stay in their script."""
    view = _listing(base, FIGURES, rows, several, keys)
    if output.script != "hant":
        return view
    columns = [_as_printed(one) if one.key in _PRINTED else one for one in view.columns]
    return view._replace(columns=columns)


def _as_printed(column: Column) -> Column:
    from jiqun.text.traditional import as_printed

    return column._replace(text=lambda row: as_printed(column.text(row) or ""))


def _figure_rows(records: Iterable[Record]) -> list[FigureRow]:
    return [
        FigureRow(record.document.name, figure)
        for record in records
        if record.scan
        for figure in record.scan.figures
    ]


def _listing(
    base: KnowledgeBase, sort: Rows, rows: Sequence[object], several: bool = False, keys: str = ""
) -> ListView:
    from functools import partial

    from jiqun.views.view import ListView

    columns = sort.columns(base).choose(keys, ())
    if several:
        columns = [sort.columns(base).find("file"), *columns]
    return ListView(
        base.edition, columns, rows, partial(sort.item, base),
        partial(sort.identify, base), title=sort.title,
    )  # fmt: skip


def _envelope(base: KnowledgeBase, items: list[dict[str, Json]]) -> dict[str, Json]:
    """Return one scan as one object, several as items of a listing."""
    if len(items) == 1:
        return {**_head(base), **{key: items[0][key] for key in items[0] if key != "file"}}
    return {**_head(base), "total": len(items), "items": items}


def _head(base: KnowledgeBase) -> dict[str, Json]:
    from jiqun.schema import SCHEMA_VERSION

    return {"schema_version": SCHEMA_VERSION, **base.edition.json()}


class Stream(Struct):
    """Lines of records that are written as they come: JSON Lines, or Parquet by way of it.

    ``path`` is where lines go, empty for stdout; ``parquet`` is what they become in the end;
    ``written`` is how many are there already, and ``read`` what is scanned.
    """

    path: str
    parquet: str
    written: int
    output: Output
    read: Sequence[str] = ()

    def write(self, lines: Iterable[bytes]) -> None:
        """Write lines as they come; raise `OutputError` where that is not possible."""
        if not self.path:
            for line in lines:
                write(line.decode(), self.output)
            return
        from jiqun.writing import check_replaceable

        caution = caution_of(self.output.data or (), self.output.force, self.read)
        for path in filter(None, (self.path, self.parquet)):
            check_replaceable(path, caution)
        try:
            with open(self.path, "ab" if self.written else "wb") as file:
                for line in lines:
                    file.write(line)
                    file.flush()
        except OSError as error:
            raise OutputError(f"写不了 {self.path}（{reason(error)}）") from None
        if self.parquet:
            from jiqun.scanning.parquet import from_lines

            from_lines(self.path, self.parquet)
            os.remove(self.path)


def stream_of(output: Output, resume: bool, read: Sequence[str]) -> Stream | None:
    """Return the stream that the output is, where it is one: -f jsonl, or a file of records."""
    path = "" if output.output == "-" else output.output
    if path.lower().endswith(".parquet") and not output.format:
        lines, parquet = f"{path}.partial.jsonl", path
    elif format_of(output).name == "jsonl":
        lines, parquet = path, ""
    else:
        return None
    return Stream(lines, parquet, _written(lines) if resume and lines else 0, output, read)


def _written(path: str) -> int:
    """Return how many records a file has; a line that was cut is taken off it."""
    if not os.path.exists(path):
        return 0
    with open(path, "r+b") as file:
        end = lines = 0
        for line in file:
            if line.endswith(b"\n"):
                lines, end = lines + 1, end + len(line)
        file.truncate(end)
    return lines
