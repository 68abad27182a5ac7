"""SVG of the terminal's table or card, for slides; drawn by Rich, with fonts of the reader's."""

from __future__ import annotations

from jiqun.render import Listing, Show, Target
from jiqun.render.table import recorded

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
{chrome}
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


def listing(listing: Listing, target: Target) -> str:
    """Return the table or the drawing as a picture."""
    return _picture(listing, listing.title or "jiqun", target)


def show(show: Show, target: Target) -> str:
    """Return the card as a picture."""
    return _picture(show, show.card.title, target)


def _picture(shown: Listing | Show, title: str, target: Target) -> str:
    console = recorded(shown, target._replace(width=target.width or _WIDTH, color=True))
    return console.export_svg(title=title, code_format=_FRAME, unique_id="jiqun")
