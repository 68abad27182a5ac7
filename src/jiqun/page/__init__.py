"""The page: one file in which the base is browsed, searched and shared, without a network."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from jiqun import gazetteer
from jiqun.knowledge import KnowledgeBase
from jiqun.page.bundling import bundle
from jiqun.page.data import page_data
from jiqun.page.dataset import dataset
from jiqun.page.searching import search_data
from jiqun.page.traditional import script_data
from jiqun.vocabulary import Script

_APP = Path(__file__).with_name("app")
_LANGUAGES: dict[Script, str] = {"hans": "zh-Hans", "hant": "zh-Hant"}


def page(base: KnowledgeBase, script: Script = "hans") -> bytes:
    """Return the whole page of a base, in UTF-8: the same bytes for the same data.

    Args:
        base: what it shows.
        script: in which it opens; its reader can switch.
    """
    sources = {
        path.relative_to(_APP).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(_APP.rglob("*.js"))
    }
    code = bundle(sources, "main.js")
    style = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((_APP / "styles").glob("*.css"))
    )
    data = page_data(base)
    # What search tells of a query names places of which the data need not tell.
    named = "，".join(one.full for one in gazetteer.places())
    data["script"] = script_data(code, json.dumps(data, ensure_ascii=False), named)
    frame = Template((_APP / "page.html").read_text(encoding="utf-8"))
    return frame.substitute(
        language=_LANGUAGES[script],
        title=escape(base.meta.title),
        policy=_policy(code, style),
        about=escape("；".join(base.meta.rules)),
        style=style,
        code=code,
        data=_json(data),
        search=_json(search_data(base, data["texts"])),
        dataset=_json(dataset(base)),
    ).encode()


def _policy(code: str, style: str) -> str:
    """Return a Content-Security-Policy under which nothing is loaded and only ours is run."""
    return (
        "default-src 'none'; "
        f"script-src '{_hash(code)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _json(value: Mapping[str, Any]) -> str:
    """Return JSON that ends no element of HTML."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
