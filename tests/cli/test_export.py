"""``jiqun export``: what it writes and where, and what it refuses."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from conftest import Result
from jiqun.knowledge import KnowledgeBase

Cli = Callable[..., Result]
# That all of the whole base is written is told in tests/exporting.
pytestmark = pytest.mark.usefixtures("over_tiny")


@pytest.fixture
def export(cli: Cli, tmp_path: Path) -> Callable[[str, int], Path]:
    """Return what exports to a name, checks what is told, and returns the path."""

    def call(name: str, files: int) -> Path:
        path = f"{tmp_path}/{name}"
        assert cli("export", path) == Result(0, "", f"已写入 {path}（{files} 个文件）\n")
        return Path(path)

    return call


def test_export_to_a_file(tiny: KnowledgeBase, export: Callable[[str, int], Path]) -> None:
    names = {cluster.name for cluster in tiny.clusters}
    with closing(sqlite3.connect(export("base.sqlite", 1))) as database:
        assert {name for (name,) in database.execute("SELECT name FROM clusters")} == names
    written = json.loads(export("base.json", 1).read_text(encoding="utf-8"))
    assert {row["name"] for row in written["tables"]["clusters"]} == names
    head, *rows = openpyxl.load_workbook(export("base.xlsx", 1))["clusters"].values
    assert {row[head.index("name")] for row in rows} == names


def test_export_to_a_folder(tiny: KnowledgeBase, tmp_path: Path, cli: Cli) -> None:
    result = cli("export", f"{tmp_path}/folder/")
    files = sorted(path.name for path in (tmp_path / "folder").rglob("*") if path.is_file())
    assert result == Result(0, "", f"已写入 {tmp_path}/folder/（{len(files)} 个文件）\n")
    package = json.loads((tmp_path / "folder" / "datapackage.json").read_text(encoding="utf-8"))
    assert {one["path"] for one in package["resources"]} <= set(files)
    assert package["version"] == tiny.meta.version


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.pdf", "不会写“.pdf”文件"), ("no/a.json", "写不了"), (" ", "请写明"), ("-", "请写明")],
)
def test_export_says_where_it_cannot_write(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli("export", name)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert said in result.err
    assert list(tmp_path.iterdir()) == []


def test_export_is_in_the_script_of_the_data(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli("export", "a.json", "--script", "hant")
    assert (result.code, result.out) == (2, "")
    assert "只導出數據的原文" in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_can_bear_marks_for_excel(cli: Cli, tmp_path: Path) -> None:
    plain, marked = tmp_path / "plain", tmp_path / "marked"
    assert cli("export", f"{plain}/").code == cli("export", f"{marked}/", "--bom").code == 0
    for path in plain.glob("*.csv"):
        assert (marked / path.name).read_bytes() == b"\xef\xbb\xbf" + path.read_bytes()
    package = json.loads((marked / "datapackage.json").read_text(encoding="utf-8"))
    assert {one["encoding"] for one in package["resources"]} == {"utf-8-sig"}
