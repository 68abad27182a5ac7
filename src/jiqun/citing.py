"""References for a source: GB/T 7714-2015, BibTeX, BibLaTeX and CSL-JSON.

GB/T 7714-2015, 8.2 and tables B.1 and B.2: a newspaper article is ``[N]``; a page on the net
``[EB/OL]``, with the date of publication in round and that of access in square brackets, and its
address; what was not seen on the net under an address of its own is ``[Z]``, other. A note says
that a repost was read, that the title is ours, or that the day of access is not known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence

from jiqun.kinds.source import Source
from jiqun.schema.rules import Json

_PAPER = re.compile("报$|报社$|晚报|日报|早报")
_REPOST, _OUR_TITLE = "据转载页，未见原页", "题名自拟"
_LATEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    char: f"\\{char}" for char in "&%$#_{}"
}


def _is_paper(source: Source) -> bool:
    return source.url is None and bool(_PAPER.search(source.publisher))


def _title(source: Source) -> str:
    """Return a title without the brackets that say that it is ours."""
    return source.title[1:-1] if _is_ours(source) else source.title


def _is_ours(source: Source) -> bool:
    return source.title.startswith("[") and source.title.endswith("]")


def _note(source: Source) -> str:
    """Return what must be said of a source beside its reference; empty where nothing must."""
    repost = _REPOST if source.seen_on == "repost" else ""
    return "；".join(filter(None, (_OUR_TITLE if _is_ours(source) else "", repost)))


def gbt(sources: Sequence[Source]) -> str:
    """Return references after GB/T 7714-2015, numbered, one to a line."""
    return "".join(f"[{at}] {_gbt(source)}\n" for at, source in enumerate(sources, start=1))


def _gbt(source: Source) -> str:
    who, title = source.author or source.publisher, _title(source)
    note = _note(source)
    if source.url:
        outlet = "" if who == source.publisher else f" {source.publisher},"
        date = f"({source.date})" if source.date else ""
        day = "" if len(source.accessed) == len("2026-11-22") else "引用日期只知到月"
        note = "；".join(filter(None, (note, day)))
        said = f"{who}. {title}[EB/OL].{outlet} {date}[{source.accessed}]. {source.url}."
    else:
        kind = "N" if _is_paper(source) else "Z"
        outlet = "" if kind == "Z" and who == source.publisher else source.publisher
        told = ", ".join(filter(None, (outlet, source.date)))
        said = f"{who}. {title}[{kind}].{f' {told}.' if told else ''}"
    return f"{said} {note}." if note else said


def bibtex(sources: Sequence[Source]) -> str:
    """Return entries of classic BibTeX, which all of its styles know; UTF-8, escaped."""
    return "\n".join(map(_bibtex, sources))


def _bibtex(source: Source) -> str:
    year, month = _year_and_month(source)
    paper = _is_paper(source)
    # Classic styles print no `url`; newer ones print it instead of what is in `howpublished`.
    page = rf" \url{{{source.url}}}" if source.url else ""
    fields = {
        **_head(source),
        "journal" if paper else "howpublished": f"{_latex(source.publisher)}{page}",
        "year": year,
        "month": month,
        "url": source.url,
        "note": "；".join(filter(None, (_note(source), f"引用于 {source.accessed}"))),
    }
    return _entry("article" if paper else "misc", source, fields)


def biblatex(sources: Sequence[Source]) -> str:
    """Return entries of BibLaTeX, with dates of publication and access; UTF-8, escaped."""
    return "\n".join(map(_biblatex, sources))


def _biblatex(source: Source) -> str:
    kind = "online" if source.url else "article" if _is_paper(source) else "misc"
    outlet = {"online": "organization", "article": "journaltitle", "misc": "organization"}[kind]
    fields = {
        **_head(source),
        outlet: _latex(source.publisher),
        "date": source.date,
        "url": source.url,
        "urldate": source.accessed if source.url else None,
        "note": _note(source) or None,
        "langid": "chinese",
    }
    return _entry(kind, source, fields)


def _head(source: Source) -> dict[str, str | None]:
    return {
        "author": f"{{{_latex(source.author or source.publisher)}}}",
        "title": f"{{{_latex(_title(source))}}}",
    }


def _year_and_month(source: Source) -> tuple[str | None, str | None]:
    year, *rest = (source.date or "").split("-")
    return year or None, str(int(rest[0])) if rest else None


def _entry(kind: str, source: Source, fields: Mapping[str, str | None]) -> str:
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
        "title": _title(source),
        "author": [{"literal": source.author or source.publisher}],
        "container-title": source.publisher,
        "accessed": _date(source.accessed),
        "language": "zh-CN",
    }
    if source.date:
        item["issued"] = _date(source.date)
    if source.url:
        item["URL"] = source.url
    if note := _note(source):
        item["note"] = note
    return item


def _date(text: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in text.split("-")]]}


STYLES: dict[str, Callable[[Sequence[Source]], str]] = {
    "gbt7714": gbt,
    "bibtex": bibtex,
    "biblatex": biblatex,
    "csl-json": csl_json,
}
# The styles of the files whose names end so, that which is meant by default first.
SUFFIXES: dict[str, Sequence[str]] = {
    "txt": tuple(STYLES),
    "bib": ("bibtex", "biblatex"),
    "json": ("csl-json",),
}
