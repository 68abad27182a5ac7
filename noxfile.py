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
# As in the test command of the README.
ON_EVERY_CORE = ("-n", "auto", "--maxprocesses", "4", "--dist", "worksteal")


@nox.session(python=PYTHONS)
def newest(session: nox.Session) -> None:
    """Run the tests with the newest dependencies that we allow."""
    session.install("-e", ".[test]")
    session.run("pytest", *ON_EVERY_CORE, *session.posargs)


@nox.session(python="3.11")
def oldest(session: nox.Session) -> None:
    """Run the tests with the oldest dependencies that we declare."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = [re.sub(r">=([^,]+).*", r"==\1", one) for one in project["dependencies"]]
    session.install("-e", ".[test]", *pinned)
    session.run("pytest", *ON_EVERY_CORE, *session.posargs)
