"""A format is one module and its name in the list: everything else is made of these."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from conftest import ROOT, Result
from jiqun.formats import FORMATS
from processes import Jiqun

Cli = Callable[..., Result]
Run = Callable[..., str]

TOY = """
from jiqun.formats.base import Format

FORMAT = Format(
    name="toy",
    suffixes=["toy", "doll"],
    listing=lambda view, destination: f"toy of {len(view.columns)} columns\\n",
    show=lambda views, destination: "toy of an entry\\n",
    tabular=True,
)
"""
# Puts the toy beside the other formats.
BESIDE = """
import sys
from jiqun import formats

formats.__path__.append(sys.argv[1])
formats.FORMATS = (*formats.FORMATS, "toy")
"""


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Return what runs ``jiqun`` with a format called toy, and returns what it prints."""
    folder = tmp_path_factory.mktemp("toy")
    (folder / "toy.py").write_text(TOY, encoding="utf-8")
    with Jiqun(BESIDE, str(folder), COLUMNS="200") as jiqun:

        def call(*arguments: str, **environment: str) -> str:
            answer = jiqun(*arguments, **environment)
            return answer.out + answer.err

        yield call


def test_a_new_format_is_written(toy: Run, tmp_path: Path) -> None:
    assert toy("list", "-f", "toy") == "toy of 5 columns\n"
    assert toy("list", "-f", "TOY", "--columns", "id") == "toy of 1 columns\n"
    assert toy("show", "株洲", "-f", "toy") == "toy of an entry\n"
    for suffix in ("toy", "doll", "DOLL"):
        path = tmp_path / f"file.{suffix}"
        assert toy("list", "-o", str(path)) == f"已写入 {path}\n"
        assert path.read_text(encoding="utf-8") == "toy of 5 columns\n"


def test_a_new_format_is_told(toy: Run) -> None:
    assert " ".join([*FORMATS, "toy"]) in toy("list", "--help")
    assert "、".join([*FORMATS, "toy"]) in toy("list", "-f", "none")
    typed = {"COMP_WORDS": "jiqun list -f to", "COMP_CWORD": "3"}
    assert toy(_JIQUN_COMPLETE="complete_bash", **typed).split() == ["toy"]


def test_a_new_format_is_guarded(toy: Run) -> None:
    assert "csv、tsv、xlsx、toy 一次只能列同一类条目" in toy("show", "株洲", "湖南", "-f", "toy")


def test_help_and_readme_tell_the_formats_there_are(cli: Cli) -> None:
    assert " ".join(FORMATS) in " ".join(re.sub(r"[│\n]", " ", cli("list", "--help").out).split())
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (listed,) = re.findall(r"`-f` 可选 (.+?)；", readme)
    # Pictures have an option of their own.
    assert [*listed.split("、"), "svg"] == list(FORMATS)
    assert "`--svg 文件`" in readme


def test_a_format_is_called_like_its_module_and_owns_its_suffixes() -> None:
    formats = [import_module(f"jiqun.formats.{name}").FORMAT for name in FORMATS]
    assert [form.name for form in formats] == list(FORMATS)
    suffixes = [suffix for form in formats for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_all_formats_are_looked_at_without_loading_what_is_heavy() -> None:
    program = (
        "import sys; from jiqun.formats import format_of_suffix; "
        "assert format_of_suffix('none') is None; "
        "print({'yaml', 'rich', 'xlsxwriter', 'docx', 'lxml'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("set()\n", "")
