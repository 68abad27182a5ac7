"""The tests on every Python, and with the oldest and the newest of what we depend on.

``nox -l`` lists the sessions; ``nox -s oldest`` runs one.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# Those that the tests need.
EXTRAS = ("docx", "parquet", "duckdb", "mcp")
# As in the test command of the README.
ON_EVERY_CORE = ("-n", "auto", "--maxprocesses", "4", "--dist", "worksteal")


@nox.session(python=PYTHONS)
def newest(session: nox.Session) -> None:
    """Run the tests with the newest dependencies that we allow."""
    session.install("-e", ".[test]")
    session.run("pytest", *ON_EVERY_CORE, *session.posargs)


@nox.session(python="3.11")
def oldest(session: nox.Session) -> None:
    """Run the tests with the oldest dependencies that we declare, those of extras, too."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    declared = [*project["dependencies"], *(one for name in EXTRAS for one in extras[name])]
    pinned = [re.sub(r">=([^,]+).*", r"==\1", one) for one in declared]
    session.install("-e", ".[test]", *pinned)
    session.run("pytest", *ON_EVERY_CORE, *session.posargs)
