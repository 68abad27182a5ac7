"""What is fuzzed, and what must hold whatever comes in: one function for each target.

Each takes one input and raises `AssertionError`, or whatever broke, where a promise is broken.
They know neither hypothesis nor atheris, which only make the inputs.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import sys
import tempfile
import warnings
from collections.abc import Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch
from xml.etree import ElementTree

import bibtexparser
import openpyxl
import yaml

from jiqun.citing import STYLES
from jiqun.cli import run
from jiqun.errors import DataError
from jiqun.exporting import export
from jiqun.finding import resolve, search
from jiqun.finding.indexing import index_tables
from jiqun.formats import FORMATS, format_named
from jiqun.formats.base import Destination
from jiqun.kinds import KINDS, kind_named
from jiqun.knowledge import KnowledgeBase
from jiqun.loading import cache
from jiqun.loading.compiling import compile_tables
from jiqun.views.arranging import Found, arrange
from jiqun.views.view import CardView, ListView

TINY = Path(__file__).parent.parent / "tiny.yaml"
_OVER = Path("over.yaml")
# What no output may hold, whatever stands in the data; tabs and lines are for formats to use.
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_RUN_BY_SPREADSHEETS = re.compile(r"[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


def loader(content: bytes) -> KnowledgeBase | None:
    """Lay content over the tiny base: it is refused in one line, or makes a base."""
    try:
        tables, _ = compile_tables([TINY, _OVER], [TINY.read_bytes(), content])
    except DataError as error:
        _is_helpful(error)
        return None
    stored = cache.encode({**tables, **index_tables(tables)}, "key")
    tables = cache.snapshot(io.BytesIO(stored), "key")
    assert tables is not None
    return KnowledgeBase(tables)


def _is_helpful(error: DataError) -> None:
    assert error.problem
    assert min(error.mark.line, error.mark.column) >= 1


def finder(base: KnowledgeBase, query: str) -> None:
    """Search and resolve: what is found exists, best first."""
    found = search(base, query, KINDS)
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    for match in found:
        base.get(match.kind, match.id)
    resolve(base, query, KINDS)


def overlay(words: Sequence[str]) -> bytes:
    """Return an overlay in which the words stand in every sort of text; JSON is YAML."""
    a, b, c = (*words, *words, *words)[:3]
    tables = {
        "clusters": [
            {
                "id": "zhuzhou-rail", "name": f"{a}集群", "short": b, "aliases": [c], "english": a,
                "products": [b, c], "organisation": {"name": c, "source": "copy"},
                "firms": [{"name": a, "aliases": [b], "role": c, "source": "page"}],
                "notes": [{"text": b, "source": "page"}],
            }
        ],
        "sources": [{"id": "page", "title": a, "publisher": b, "author": c, "note": a}],
        "policies": [{"id": "plan", "title": c, "gist": a, "number": b}],
    }  # fmt: skip
    return json.dumps(tables, ensure_ascii=False).encode("utf-8", "surrogatepass")


def base_with(words: Sequence[str]) -> KnowledgeBase | None:
    """Return a base that has the words, or None where the reader refuses them."""
    return loader(overlay(words))


def formats(base: KnowledgeBase, kind: str) -> None:
    """Write a listing and a card in every format, and read back what can be read back."""
    sort = kind_named(kind).rows
    entries = base.all(kind)
    found = Found(base, sort, entries, "共")
    for name in FORMATS:
        format_ = format_named(name)
        view = arrange(found, format_)
        columns = sort.columns(base).choose()
        card = CardView(base, kind_named(kind), entries[0], base.edition, columns)
        for destination in (Destination(), Destination(width=60, color=True, ambiguous=2)):
            _read_back(name, format_.listing(view, destination), view)
            shown = format_.show([card], destination)
            if isinstance(shown, str) and not destination.color:
                assert not _COMMANDS.search(shown), name


class _Page(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "script"
        for name, value in attrs:
            assert not name.startswith("on")
            if name in ("href", "src"):
                assert (value or "").startswith(("#", "http://", "https://"))


def _read_back(name: str, written: str | bytes, view: ListView) -> None:
    rows = len(view.rows)
    if isinstance(written, bytes):
        if name == "xlsx":
            sheet = openpyxl.load_workbook(io.BytesIO(written)).worksheets[0]
            assert sheet.max_row == rows + 1
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        return
    assert not _COMMANDS.search(re.sub(r"\x1b\[[\d;]*m|\x1b\]8;.*?\x1b\\", "", written)), name
    match name:
        case "json":
            assert json.loads(written)["items"] == [dict(item) for item in view.items()]
        case "jsonl":
            # Other line breaks of Unicode are none in JSON Lines.
            lines = written.split("\n")[:-1]
            assert [json.loads(line) for line in lines] == [dict(item) for item in view.items()]
        case "yaml":
            assert yaml.safe_load(written)
        case "csv" | "tsv":
            delimiter = "," if name == "csv" else "\t"
            read = list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter))
            assert [len(row) for row in read] == [len(view.columns)] * (rows + 1)
            for cell in (cell for row in read for cell in row):
                assert not _RUN_BY_SPREADSHEETS.match(cell) or _NUMBER.fullmatch(cell), cell
        case "id":
            assert len(written.split("\n")) == rows + 1
        case "html":
            _Page().feed(written)
        case "svg":
            ElementTree.fromstring(written)


def exports(base: KnowledgeBase) -> None:
    """Export the base in the forms that need no extra, and read every text back."""
    names = sorted(one.name for one in base.clusters)
    with tempfile.TemporaryDirectory() as folder:
        for form in ("base.sqlite", "base.json", "base.xlsx", "folder/"):
            export(base, f"{folder}/{form}")
        with closing(sqlite3.connect(f"{folder}/base.sqlite")) as database:
            assert (
                sorted(name for (name,) in database.execute("SELECT name FROM clusters")) == names
            )
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            database.execute("SELECT * FROM citations").fetchall()
        tables = json.loads(Path(folder, "base.json").read_bytes())["tables"]
        assert sorted(row["name"] for row in tables["clusters"]) == names
        head, *rows = openpyxl.load_workbook(f"{folder}/base.xlsx")["clusters"].values
        assert sorted(str(row[head.index("name")]) for row in rows) == names
        with open(f"{folder}/folder/clusters.csv", encoding="utf-8", newline="") as file:
            read = [row["name"] for row in csv.DictReader(file)]
        assert sorted(name.removeprefix("'") for name in read) == [
            name.removeprefix("'") for name in names
        ]


def citations(base: KnowledgeBase) -> None:
    """Cite all sources in every style, and read back those that programs read."""
    sources = list(base.sources)
    written = {name: style(sources) for name, style in STYLES.items()}
    for name, text in written.items():
        assert not _COMMANDS.search(text), name
    items = json.loads(written["csl-json"])
    assert [item["id"] for item in items] == [one.id for one in sources]
    for name in ("bibtex", "biblatex"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            library = bibtexparser.parse_string(written[name])
        assert not library.failed_blocks, library.failed_blocks
        assert [entry.key for entry in library.entries] == [one.id for one in sources]
    assert len(written["gbt7714"].split("\n")) == len(sources) + 1


class _Stream(io.TextIOWrapper):
    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="\n")

    def text(self) -> str:
        self.flush()
        content: bytes = self.buffer.getvalue()  # type: ignore[attr-defined]
        return content.decode()


def command_line(arguments: Sequence[str]) -> None:
    """Run the command line: a documented code, an error in one line, no command to a terminal."""
    out, err = _Stream(), _Stream()
    with (
        patch("webbrowser.open", lambda url: True),
        patch.object(sys, "stdin", io.StringIO("")),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = run(list(arguments))
    assert code in (0, 1, 2, 3), code
    assert "Traceback" not in err.text()
    if code in (2, 3) and not out.text().startswith("jiqun\n"):
        # Without a command help is shown, and the code is 2, too.
        assert err.text().count("\n") == 1, err.text()
    if "xlsx" not in arguments and "docx" not in arguments:
        assert not _COMMANDS.search(out.text().replace("\ufeff", ""))
    assert not _COMMANDS.search(err.text())
