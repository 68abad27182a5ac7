"""References: GB/T 7714-2015, BibTeX and CSL-JSON, for a source.

GB/T 7714-2015, 8.2 and table B: a newspaper article is ``[N]``, a page on the net ``[EB/OL]``
with the date of publication in round and that of access in square brackets. Where the original
page was not seen, no address is given, and a note says that a repost was read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from jiqun.kinds.source import Source
from jiqun.schema.rules import Json

_PAPER = re.compile("报$|报社$|晚报|日报|早报")
_REPOST = "据转载页，未见原页"
_LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    char: f"\\{char}" for char in "&%$#_{}"
}


def _is_paper(source: Source) -> bool:
    return source.url is None and bool(_PAPER.search(source.publisher))


def gbt(sources: Sequence[Source]) -> str:
    """Return references after GB/T 7714-2015, numbered, one to a line."""
    return "".join(f"[{at}] {_gbt(source)}\n" for at, source in enumerate(sources, start=1))


def _gbt(source: Source) -> str:
    who = source.author or source.publisher
    title = source.title
    note = f" {_REPOST}." if source.seen_on == "repost" else ""
    if _is_paper(source):
        outlet = source.publisher if source.date is None else f"{source.publisher}, {source.date}"
        return f"{who}. {title}[N]. {outlet}.{note}"
    outlet = "" if who == source.publisher else f" {source.publisher},"
    date = f"({source.date})" if source.date else ""
    address = f" {source.url}." if source.url else ""
    return f"{who}. {title}[EB/OL].{outlet} {date}[{source.accessed}].{address}{note}"


def bibtex(sources: Sequence[Source]) -> str:
    """Return BibTeX entries, UTF-8, special characters escaped."""
    return "\n".join(map(_bibtex, sources))


def _bibtex(source: Source) -> str:
    kind = "article" if _is_paper(source) else "online"
    parts = (source.date or "").split("-")
    fields: dict[str, str | None] = {
        "author": f"{{{_latex(source.author or source.publisher)}}}",
        "title": f"{{{_latex(source.title)}}}",
        "journal" if kind == "article" else "organization": _latex(source.publisher),
        "date": source.date,
        "year": parts[0] or None,
        "month": str(int(parts[1])) if len(parts) > 1 else None,
        "url": source.url,
        "urldate": source.accessed,
        "note": _REPOST if source.seen_on == "repost" else None,
        "langid": "chinese",
    }
    lines = [f"  {key} = {{{value}}},\n" for key, value in fields.items() if value]
    return f"@{kind}{{{source.id},\n{''.join(lines)}}}\n"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(char, char) for char in text)


def csl_json(sources: Sequence[Source]) -> str:
    """Return a CSL-JSON array, as citation managers and CSL processors read it."""
    items = [_csl(source) for source in sources]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _csl(source: Source) -> dict[str, Json]:
    item: dict[str, Json] = {
        "id": source.id,
        "type": "article-newspaper" if _is_paper(source) else "webpage",
        "title": source.title,
        "author": [{"literal": source.author or source.publisher}],
        "container-title": source.publisher,
        "accessed": _date(source.accessed),
        "language": "zh-CN",
    }
    if source.date:
        item["issued"] = _date(source.date)
    if source.url:
        item["URL"] = source.url
    if source.seen_on == "repost":
        item["note"] = _REPOST
    return item


def _date(text: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in text.split("-")]]}


STYLES: dict[str, Callable[[Sequence[Source]], str]] = {
    "gbt7714": gbt,
    "bibtex": bibtex,
    "csl-json": csl_json,
}
