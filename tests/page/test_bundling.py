"""Modules of JavaScript, joined into one script."""

from __future__ import annotations

import pytest

from jiqun.page.bundling import BundleError, bundle

NAME = 'export const NAME = "name";\n'
GREET = 'import { NAME } from "../name.js";\n\nexport function greet() {\n  return NAME;\n}\n'
MAIN = (
    'import { greet } from "./parts/greet.js";\nimport { NAME } from "./name.js";\n\ngreet(NAME);\n'
)


def test_what_is_needed_comes_first_and_once() -> None:
    sources = {"main.js": MAIN, "parts/greet.js": GREET, "name.js": NAME, "unused.js": "broken("}
    assert bundle(sources, "main.js") == (
        '// name.js\nconst NAME = "name";\n\n'
        "// parts/greet.js\nfunction greet() {\n  return NAME;\n}\n\n"
        "// main.js\ngreet(NAME);\n\n"
    )


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ({"main.js": MAIN, "name.js": NAME}, "no module parts/greet.js"),
        ({"main.js": 'import { B } from "./a.js";\n', "a.js": NAME}, "does not export B"),
        (
            {"main.js": 'import { NAME } from "./name.js";\nconst NAME = 1;\n', "name.js": NAME},
            "NAME is declared in name.js and in main.js",
        ),
        (
            {
                "main.js": 'import { b } from "./b.js";\nexport function a() {}\n',
                "b.js": 'import { a } from "./main.js";\nexport function b() {}\n',
            },
            "main.js → b.js → main.js",
        ),
        ({"main.js": 'import all from "elsewhere";\n'}, "cannot join"),
        ({"main.js": "export default 1;\n"}, "cannot join"),
        ({"main.js": 'import { a as b } from "./a.js";\n', "a.js": NAME}, "keeps its name"),
    ],
    ids=["module", "name", "clash", "circle", "package", "default", "renamed"],
)
def test_what_cannot_be_joined_is_an_error(sources: dict[str, str], said: str) -> None:
    with pytest.raises(BundleError, match=said):
        bundle(sources, "main.js")
