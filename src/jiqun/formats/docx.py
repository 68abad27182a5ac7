"""Word documents: Word's own tables, fonts for Chinese, sources numbered below.

python-docx makes them; it is an extra (``jiqun[docx]``), imported only when one is written.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jiqun.errors import MissingExtraError
from jiqun.formats.base import Destination, Format, written
from jiqun.formats.notes import Notes
from jiqun.text.width import cell_width
from jiqun.views.cards import Card
from jiqun.views.view import CardView, ListView, edition_line

if TYPE_CHECKING:
    from docx.document import Document

# What Word for Chinese has for text and for headings, and the language that it checks.
_FONTS = {"hans": ("宋体", "黑体", "zh-CN"), "hant": ("新細明體", "微軟正黑體", "zh-TW")}
_LATIN = "Times New Roman"
# A4 and its margin in millimetres; a cell of text at 10 points is so wide, with what surrounds it.
_SHORT, _LONG, _MARGIN, _CELL = 210, 297, 20, 2
# A column is never narrower, nor counts as wider beside others, than so many cells of text.
_NARROWEST, _WIDEST = 8, 36
# A document and its archive say when they were made; these say the same each time.
_MADE, _STORED = datetime(2000, 1, 1), (1980, 1, 1, 0, 0, 0)
# What XML cannot hold.
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")

_Rows = Sequence[Sequence[str]]


def _listing(view: ListView, destination: Destination) -> bytes:
    """Return a document with one table, what it is, and its sources."""
    notes = Notes()
    parts = view.parts()
    tables = [
        [
            [column.title for column in part.columns],
            *(
                [notes.marks(column, row) or written(column.text(row)) for column in part.columns]
                for row in part.rows
            ),
        ]
        for part in parts
    ]
    title = view.title or "集群"
    page = _Page(title, destination, tables)
    page.heading(title)
    for part, (titles, *rows) in zip(parts, tables, strict=True):
        page.lines(part.caption.split("\n"))
        page.table(titles, rows, [column.right for column in part.columns])
        page.lines(part.told.split("\n"))
    if sources := [(f"[{number}]", line) for number, line in notes.told()]:
        page.heading("来源", level=2)
        page.pairs(sources)
    return page.saved()


def _show(views: Sequence[CardView], destination: Destination) -> bytes:
    """Return a document with entries below one another."""
    cards = [view.card for view in views]
    tables = [[part.columns, *part.rows] for one in cards for part in one.sections if part.columns]
    page = _Page("、".join(one.title for one in cards), destination, tables)
    for one in cards:
        _write_card(page, one)
    page.lines([edition_line(views[-1].edition)])
    return page.saved()


def _write_card(page: _Page, card: Card) -> None:
    page.heading(card.title)
    page.lines([card.subtitle])
    page.pairs(card.facts)
    for section in card.sections:
        page.heading(section.title, level=2)
        if section.columns:
            page.table(section.columns, section.rows, [False] * len(section.columns))
        else:
            page.pairs(section.rows)


class _Page:
    """A document as it grows, for a destination; it lies where its widest table needs that."""

    def __init__(self, title: str, destination: Destination, tables: Iterable[_Rows]) -> None:
        """Begin an empty document.

        Raises:
            MissingExtraError: python-docx is not installed.
        """
        try:
            from docx import Document
        except ImportError:
            raise MissingExtraError("写 Word 文档", "docx") from None
        # A document is no terminal: nothing in it is of ambiguous width.
        self._fit = destination._replace(ambiguous=1).fit
        self._document = Document()
        upright = _SHORT - 2 * _MARGIN
        wide = any(sum(map(_natural, zip(*rows, strict=True))) * _CELL > upright for rows in tables)
        self._room = _LONG - 2 * _MARGIN if wide else upright
        text, heading, language = _FONTS[destination.script]
        _lay_out(self._document, wide)
        _set_fonts(self._document, text, heading, language)
        about = self._document.core_properties
        about.title, about.author, about.comments = self._text(title), "jiqun（集群）", ""
        about.created = about.modified = _MADE
        about.language = language

    def _text(self, text: str) -> str:
        return _UNWRITABLE.sub("\ufffd", self._fit(text))

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading; 1 is the highest level."""
        self._document.add_heading(self._text(text), level)

    def lines(self, lines: Iterable[str]) -> None:
        """Add lines as paragraphs."""
        for line in filter(None, lines):
            self._document.add_paragraph(self._text(line))

    def pairs(self, rows: Iterable[Sequence[str]]) -> None:
        """Add labels with texts behind them, one to a paragraph."""
        for label, *told in rows:
            paragraph = self._document.add_paragraph()
            paragraph.add_run(f"{self._text(label)}  ").bold = True
            paragraph.add_run(self._text("  ".join(filter(None, told))))

    def table(self, titles: Sequence[str], rows: _Rows, right: Sequence[bool]) -> None:
        """Add one of Word's tables, whose first row is repeated on every page."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.shared import Mm

        cells = [titles, *rows]
        table = self._document.add_table(len(cells), len(titles), style="Table Grid")
        table.autofit = False
        natural = [_natural(column) for column in zip(*cells, strict=True)]
        widths = [Mm(self._room * width / sum(natural)) for width in natural]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        # By the elements: python-docx looks for every cell in the whole table.
        lines: Any = table._tbl.tr_lst
        for at, (line, texts) in enumerate(zip(lines, cells, strict=True)):
            line.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, text, width, side in zip(line.tc_lst, texts, widths, right, strict=True):
                cell.width = width
                paragraph = cell.p_lst[0]
                if side:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                run = paragraph.add_r()
                run.text = self._text(text)
                if at == 0:
                    run.get_or_add_rPr().append(OxmlElement("w:b"))
        lines[0].trPr.append(OxmlElement("w:tblHeader"))

    def saved(self) -> bytes:
        """Return the document, the same bytes each time."""
        saved, out = io.BytesIO(), io.BytesIO()
        self._document.save(saved)
        with ZipFile(saved) as archive, ZipFile(out, "w") as again:
            for name in archive.namelist():
                entry = ZipInfo(name, _STORED)
                entry.compress_type = ZIP_DEFLATED
                again.writestr(entry, archive.read(name))
        return out.getvalue()


def _natural(cells: Iterable[str]) -> int:
    """Return as how wide a column counts, in cells of text."""
    widest = max(cell_width(line) for cell in cells for line in cell.split("\n"))
    return min(max(widest, _NARROWEST), _WIDEST)


def _lay_out(document: Document, wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = (Mm(_LONG), Mm(_SHORT)) if wide else (Mm(_SHORT), Mm(_LONG))
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)


def _set_fonts(document: Document, text: str, heading: str, language: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    sizes = {"Normal": (text, 10), "Heading 1": (heading, 16), "Heading 2": (heading, 12)}
    for name, (chinese, size) in sizes.items():
        style: Any = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        style.font.name = _LATIN
        style.paragraph_format.space_after = Pt(4)
        fonts = style.element.rPr.rFonts
        # A font of the theme would go before ours.
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]
        fonts.set(qn("w:eastAsia"), chinese)
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:eastAsia"), language)
        style.element.rPr.append(spoken)


FORMAT = Format(
    "docx",
    ["docx"],
    _listing,
    _show,
    readable=True,
    sourced=True,
    binary=True,
    counts=False,
    about="Word 文档，先 pip install 'jiqun[docx]'",
)
