"""A text with marks: what it mentions and which figures it states, each with its verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from jiqun.answers import TEXT_VERDICTS
from jiqun.structs import Struct
from jiqun.text.width import visible

if TYPE_CHECKING:
    from jiqun.knowledge import Edition
    from jiqun.scanning.many import Record

_COLOURS = {
    "cluster": "\x1b[1;36m", "agrees": "\x1b[32m", "compatible": "\x1b[32m",
    "differs": "\x1b[1;31m", "revises": "\x1b[35m", "other_scope": "\x1b[33m",
    "unknown": "\x1b[4m",
}  # fmt: skip
# Where the texts come in a page.
_PLACE = "<!-- texts -->"
_RESET = "\x1b[0m"
_STYLE = """<style>
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: none; border-bottom: 2px solid #767676; color: inherit; }
mark.cluster { font-weight: 600; border-color: #0645ad; }
mark.agrees, mark.compatible { border-color: #2d6a4f; background: #e6f4ec; }
mark.differs { border-color: #a4001d; background: #fde8ea; }
mark.revises { border-color: #6a1b9a; background: #f3e8f8; }
mark.other_scope { border-color: #8a5a00; background: #fdf3e0; }
mark small { color: #595959; }
</style>
"""


class Mark(Struct):
    """A marked piece of a text: its style, what is told beside it, and what is known of it."""

    start: int
    end: int
    style: str
    told: str
    known: str = ""


def _marks(record: Record) -> Iterator[Mark]:
    """Yield the marks of a text in order; of two that overlap the first one counts."""
    scan = record.scan
    assert scan is not None
    marks = [
        Mark(*span, "cluster", "间接" if one.indirect else "", one.name)
        for one in scan.mentions
        if one.kind == "cluster"
        for span in one.spans
    ]
    for figure in scan.figures:
        known = f"{figure.known.name} {figure.known.text}" if figure.known else ""
        told = TEXT_VERDICTS[figure.verdict]
        marks.append(Mark(*figure.span, figure.verdict, told, known))
    end = 0
    for mark in sorted(marks):
        if mark.start >= end:
            yield mark
            end = mark.end


def text_of(record: Record, coloured: bool, script: str) -> str:
    """Return a text for a terminal or a pipe: verdicts stand in brackets behind their figures.

    ``script`` is that of the verdicts; the text stays as it is printed.
    """
    from jiqun.cli.output import in_script

    text = record.document.text
    parts: list[str] = []
    at = 0
    for mark in _marks(record):
        words = _shown(text[mark.start : mark.end])
        told = f"〔{mark.told}〕" if mark.told else ""
        if mark.told and mark.style == "differs" and mark.known:
            told = f"〔{mark.told}：{mark.known}〕"
        told = in_script(told, script)
        if coloured:
            marked = f"{_COLOURS[mark.style]}{words}{_RESET}{told}"
        else:
            marked = f"【{words}】{told}" if mark.style == "cluster" else f"{words}{told}"
        parts += [_shown(text[at : mark.start]), marked]
        at = mark.end
    parts.append(_shown(text[at:]))
    return f"{''.join(parts).rstrip()}\n"


def _shown(text: str) -> str:
    return "\n".join(map(visible, text.replace("\r\n", "\n").split("\n")))


def page_of(records: Sequence[Record], edition: Edition, script: str) -> str:
    """Return one self-contained page of all texts."""
    from jiqun.cli.output import in_script
    from jiqun.formats.base import Destination
    from jiqun.formats.html import page_with

    page = page_with("扫描", _PLACE, edition, Destination(script=script or "hans"))
    articles = [_article(record, script) for record in records]
    return in_script(page, script).replace(_PLACE, f"{_STYLE}{''.join(articles)}", 1)


def _article(record: Record, script: str) -> str:
    from jiqun.cli.output import in_script

    text = record.document.text
    parts = [f"<article>\n<h1>{escape(visible(record.document.name))}</h1>\n", '<div class="text">']
    at = 0
    for mark in _marks(record):
        known, verdict = in_script(mark.known, script), in_script(mark.told, script)
        title = f' title="{escape(known)}"' if known else ""
        told = f"<small>〔{verdict}〕</small>" if verdict else ""
        words = escape(_shown(text[mark.start : mark.end]))
        parts.append(escape(_shown(text[at : mark.start])))
        parts.append(f'<mark class="{mark.style}"{title}>{words}{told}</mark>')
        at = mark.end
    parts += [escape(_shown(text[at:])), "</div>\n</article>\n"]
    return "".join(parts)
