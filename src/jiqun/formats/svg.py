"""SVG of the terminal's table or card, for slides: drawn by Rich on white, with own fonts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

from jiqun.formats.base import Destination, Format
from jiqun.text.width import cell_width
from jiqun.views.view import CardView, ListView

# Rich's own frame names a font at an address; a file that is handed on must load nothing.
_FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<style>
.{unique_id}-matrix {{ font-family: "Sarasa Mono SC", "Noto Sans Mono CJK SC", "Source Han Mono",
  "NSimSun", monospace; font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-family: sans-serif; font-size: 18px; font-weight: bold; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
<rect width="100%" height="100%" rx="8" fill="#fff" />
<text class="{unique_id}-title" x="{terminal_x}" y="27">@title@</text>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
# What a slide holds, where no terminal says how wide the picture is.
_WIDTH = 100
# Rich's height of a line of text, and the shape of a cell: Chinese is square.
_HEIGHT, _ASPECT = 20, 0.5
_LENGTH = re.compile(r'textLength="[\d.]+"([^>]*)>([^<]*)</text>')


def _listing(view: ListView, destination: Destination) -> str:
    """Return the table or the drawing as a picture."""
    return _picture(view.parts(), view.title or "jiqun", destination)


def _show(views: Sequence[CardView], destination: Destination) -> str:
    """Return cards as a picture, one below the other."""
    return _picture(views, "、".join(view.card.title for view in views), destination)


def _picture(views: Sequence[ListView | CardView], title: str, destination: Destination) -> str:
    from rich.terminal_theme import DEFAULT_TERMINAL_THEME

    from jiqun.formats.terminal import recorded

    # A picture is no terminal: it has a width of its own, colours, and no ambiguous characters.
    drawn = destination._replace(width=destination.width or _WIDTH, color=True, ambiguous=1)
    console = recorded(views, drawn)
    # What `str.format` would take for a field of the frame is doubled.
    heading = escape(drawn.fit(title)).replace("{", "{{").replace("}", "}}")
    picture = console.export_svg(
        title=title,
        theme=DEFAULT_TERMINAL_THEME,
        code_format=_FRAME.replace("@title@", heading),
        unique_id="jiqun",
        font_aspect_ratio=_ASPECT,
    )
    return _LENGTH.sub(_measured, picture)


def _measured(found: re.Match[str]) -> str:
    """Return a piece of text as wide as its cells; Rich counts characters, Chinese is two."""
    width = cell_width(unescape(found[2])) * _HEIGHT * _ASPECT
    return f'textLength="{width:g}" lengthAdjust="spacingAndGlyphs"{found[1]}>{found[2]}</text>'


FORMAT = Format(
    "svg",
    ["svg"],
    _listing,
    _show,
    readable=True,
    laid_out=True,
    bars=True,
    drawings=True,
    counts=False,
    about="图，放进幻灯片",
)
