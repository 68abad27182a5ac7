"""Takes the pictures of the page that stand in the README: ``python bench/pictures.py``."""

from __future__ import annotations

import subprocess
import tempfile
from base64 import b64decode
from pathlib import Path

from browsing import browser
from scale import JIQUN

EXAMPLES = Path(__file__).parent.parent / "examples"
# Name, state of the page, colours.
PICTURES = [
    ("page-map", "", "light"),
    ("page-card", "q=轨道交通&card=cluster/zhuzhou-rail", "dark"),
]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, browser() as one:
        path = Path(folder, "page.html")
        subprocess.run([JIQUN, "page", path], check=True)
        for name, state, colours in PICTURES:
            page = one.new_page(viewport={"width": 1200, "height": 760}, color_scheme=colours)
            page.goto(f"{path.as_uri()}#{state}")
            page.wait_for_selector(".tile", state="attached")
            shot = page.context.new_cdp_session(page).send(
                "Page.captureScreenshot", {"format": "webp", "quality": 80}
            )
            (EXAMPLES / f"{name}.webp").write_bytes(b64decode(shot["data"]))


if __name__ == "__main__":
    main()
