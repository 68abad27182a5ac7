"""Many readable modules of JavaScript as one script: a page that is one file can load no other.

A module imports by name from a relative path and exports where it declares, one statement to a
line, as all of ours do. Joined in the order in which they need one another, their imports and the
word ``export`` dropped, they share one scope: so a top-level name stands in one module only.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from jiqun.structs import Struct

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"(\.[^"]+)";\n', re.MULTILINE)
_DECLARED = re.compile(
    r"^(export )?(?:async )?(?:function\*?|class|const|let) ([\w$]+)", re.MULTILINE
)
# What the joined script could not keep apart, or what this reader does not understand.
_FOREIGN = re.compile(
    r"^(import\b|export (?:default|\{|\*)|(?:const|let) [\[{]|var ).*", re.MULTILINE
)


class BundleError(Exception):
    """The modules cannot be joined; a mistake of ours, not of a user."""


class _Module(Struct):
    """A module: what it needs by the path of where it is, what it offers, what it declares."""

    needs: dict[str, list[str]]
    offers: set[str]
    declares: list[str]
    code: str


def bundle(sources: Mapping[str, str], entry: str) -> str:
    """Return the script of ``entry`` and of all that it imports.

    Args:
        sources: the text of modules by path, as ``search/finder.js``.
        entry: the path of the module that is run.

    Raises:
        BundleError: a module or a name that is imported is not there, modules import each other
            in a circle, or two modules declare one name.
    """
    modules = {path: _read(path, text) for path, text in sources.items()}
    order = list(dict.fromkeys(_in_order(modules, entry, ())))
    declared: dict[str, str] = {}
    for path in order:
        for name in modules[path].declares:
            if name in declared:
                raise BundleError(f"{name} is declared in {declared[name]} and in {path}")
            declared[name] = path
    return "".join(f"// {path}\n{modules[path].code.strip()}\n\n" for path in order)


def _read(path: str, text: str) -> _Module:
    needs: dict[str, list[str]] = {}
    for names, target in _IMPORT.findall(text):
        where = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        needs.setdefault(where, []).extend(re.findall(r"[\w$]+", names))
    code = _IMPORT.sub("", text)
    if foreign := _FOREIGN.search(code):
        raise BundleError(f"{path}: cannot join “{foreign[0]}”")
    if any("as" in names for names in needs.values()):
        raise BundleError(f"{path}: a name that is imported keeps its name")
    found = _DECLARED.findall(code)
    return _Module(
        needs,
        {name for exported, name in found if exported},
        [name for _, name in found],
        re.sub("^export ", "", code, flags=re.MULTILINE),
    )


def _in_order(modules: Mapping[str, _Module], path: str, above: tuple[str, ...]) -> Iterator[str]:
    """Yield the paths of what a module needs, then its own."""
    if path in above:
        raise BundleError(f"modules import each other: {' → '.join((*above, path))}")
    for target, names in modules[path].needs.items():
        if target not in modules:
            raise BundleError(f"{path}: there is no module {target}")
        if missing := [name for name in names if name not in modules[target].offers]:
            raise BundleError(f"{path}: {target} does not export {missing[0]}")
        yield from _in_order(modules, target, (*above, path))
    yield path
