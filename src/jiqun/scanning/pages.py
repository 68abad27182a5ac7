"""The lines of a page, of plain text or HTML, with where each piece stands in the original.

HTML is told into tags by one pattern without a tree, so that it takes linear time and no depth
of nesting matters: a page may have unclosed tags, or 100,000 open ones.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from jiqun.text.plain import plain

# What begins with < and is told apart; a comment's end is looked up.
_MARKUP = re.compile(
    r"<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)(?=[\s/>])[^<>]*>"
    r"|(?P<comment><!--)|<![^<>]*>|(?P<entity>&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});)|(?P<line>\n)"
)
_TAG = re.compile(r"<(?:!--|!doctype|/?[a-z][a-z0-9]*[\s/>])")
_DOCUMENT = re.compile(r"<(?:html|body|p|div|article)[\s>]")
_LONGEST_ENTITY = 10
# Tags whose contents are no body: programs, menus, forms.
_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "nav",
        "footer",
        "aside",
        "form",
        "select",
        "button",
        "iframe",
    ]
)
# Tags that do not end a line.
_INLINE = frozenset(
    [
        "a",
        "b",
        "strong",
        "em",
        "i",
        "u",
        "span",
        "font",
        "sup",
        "sub",
        "small",
        "mark",
        "code",
        "abbr",
        "time",
        "cite",
        "q",
    ]
)


# What a page calls itself, and its first heading; what neither of them stands in.
_TITLE = re.compile(
    r"<!--|<(?P<dropped>script|style|noscript|template|svg)(?=[\s/>])"
    r"|<(?P<tag>title|h1)(?:\s[^<>]*)?>"
    r"|<meta(?=[^<>]{0,400}[\"']og:title[\"'])[^<>]{0,400}?\s"
    r"content=(?P<quote>[\"'])(?P<content>[^<>]{0,400}?)(?P=quote)"
)


class Line(NamedTuple):
    """A line of a page in plain text.

    Args:
        text: as `jiqun.text.plain.plain` has it.
        pieces: pairs of an offset in ``text`` and the offset in the original that it stands at.
        linked: how many characters of it are links.
    """

    text: str
    pieces: list[tuple[int, int]]
    linked: int = 0


def lines_of(original: str) -> list[Line]:
    """Return the lines of a page that are not empty, in their order."""
    text = plain(original)
    if _is_markup(text):
        return list(_of_markup(text))
    return [
        Line(match.group(), [(0, match.start())])
        for match in re.finditer(r"\S.*", text.replace("\r", "\n"))
    ]


def _is_markup(text: str) -> bool:
    return "<" in text and bool(_TAG.search(text))


def entity_at(original: str, at: int) -> str | None:
    """Return the entity of HTML (``&nbsp;``) that stands at an offset, None where there is none."""
    found = _MARKUP.match(plain(original[at : at + _LONGEST_ENTITY]))
    return original[at : at + found.end()] if found else None


def title_of(original: str) -> str:
    """Return what a page of HTML is called: by its title, for sharing, or by its first heading.

    It is one line; empty where the page is plain text or is called nothing.
    """
    text = plain(original)
    if not _is_markup(text):
        return ""
    called: dict[str, str] = {}
    unclosed: set[str] = set()
    match = _TITLE.search(text)
    while match and not called.get("title"):
        at = match.end()
        if tag := match["tag"]:
            end = _behind(text, f"</{tag}", at, unclosed)
            if end > at:
                called.setdefault(tag, _words_of(original[at : end - len(tag) - 2]))
        elif match["quote"]:
            called.setdefault("meta", _words_of(original[slice(*match.span("content"))]))
        else:
            dropped = match["dropped"]
            at = _behind(text, f"</{dropped}" if dropped else "-->", at, unclosed)
        match = _TITLE.search(text, at)
    return next((called[one] for one in ("title", "meta", "h1") if called.get(one)), "")


def _words_of(markup: str) -> str:
    """Return the words of a scrap of HTML, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", markup)).split())


class _Builder:
    """Collects the pieces of one line after another."""

    def __init__(self) -> None:
        self.done: list[Line] = []
        self._texts: list[str] = []
        self._pieces: list[tuple[int, int]] = []
        self._size = self._linked = 0

    def add(self, text: str, origin: int, link: bool) -> None:
        """Add text that stands at ``origin``."""
        if text:
            self._texts.append(text)
            self._pieces.append((self._size, origin))
            self._size += len(text)
            self._linked += len(text) * link

    def end_line(self) -> None:
        """Finish the line, if there is anything on it."""
        text = "".join(self._texts)
        if text.strip():
            self.done.append(Line(text, self._pieces, self._linked))
        self._texts, self._pieces, self._size, self._linked = [], [], 0, 0


def _of_markup(text: str) -> Iterator[Line]:
    builder = _Builder()
    # In a document the ends of lines mean nothing, in text with scraps of markup they do.
    document = bool(_DOCUMENT.search(text))
    unclosed: set[str] = set()
    at = links = 0
    match = _MARKUP.search(text)
    while match:
        builder.add(text[at : match.start()], at, links > 0)
        at = match.end()
        if match["line"]:
            if not document:
                builder.end_line()
        elif match["entity"]:
            builder.add(plain(html.unescape(match.group())), match.start(), links > 0)
        elif match["comment"]:
            at = _behind(text, "-->", at, unclosed)
        elif tag := match["tag"]:
            if tag == "a":
                links = max(0, links - 1) if match["close"] else 1
            if tag in _DROPPED and not match["close"] and not match.group().endswith("/>"):
                at = _behind(text, f"</{tag}", at, unclosed)
            if tag in ("td", "th") and match["close"]:
                builder.add(",", match.start(), False)
            elif tag not in _INLINE:
                builder.end_line()
        match = _MARKUP.search(text, at)
    builder.add(text[at:], at, links > 0)
    builder.end_line()
    yield from builder.done


def _behind(text: str, end: str, at: int, unclosed: set[str]) -> int:
    """Return the offset behind the next ``end``, or ``at`` where there is none.

    ``unclosed`` keeps what was looked for in vain, so that it is not looked for again.
    """
    if end in unclosed:
        return at
    found = text.find(end, at)
    if found < 0:
        unclosed.add(end)
        return at
    return found + len(end)
