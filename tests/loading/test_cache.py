"""What is taken from the cache: files of the user's own, and of these only what fits."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, Result
from jiqun import loading
from jiqun.errors import DamagedError
from jiqun.knowledge import KnowledgeBase
from jiqun.loading import cache

Cli = Callable[..., Result]

QUESTIONS = (["list", "-f", "json"], ["show", "株洲"], ["search", "zhuzou"], ["targets"])


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache folder that has the snapshot of a small base, which no test changes."""
    path = tmp_path_factory.mktemp("compiled")
    with pytest.MonkeyPatch.context() as monkeypatch:
        cached_in(path, monkeypatch)
        loading.load()
    return path


@pytest.fixture
def folder(compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache folder of its own, with the snapshot of a small base in it."""
    shutil.copytree(compiled, tmp_path / "cache")
    cached_in(tmp_path / "cache", monkeypatch)
    return tmp_path / "cache" / "jiqun"


def cached_in(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the small base be the only one, and its snapshot be in a folder."""
    monkeypatch.setattr(loading, "base_path", lambda: ROOT / "tests" / "tiny.yaml")
    monkeypatch.setenv("XDG_CACHE_HOME", str(path))
    monkeypatch.setattr(cache, "_read", {})
    monkeypatch.setattr(cache, "_forged", set())


def snapshot(folder: Path) -> Path:
    (path,) = folder.glob("*.snapshot")
    path.chmod(0o600)
    return path


def split(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the header of a snapshot and its tables."""
    header, content = path.read_bytes().split(b"\n", 1)
    described = json.loads(header)
    tables = {
        name: content[start : start + length]
        for name, (start, length, _) in described["tables"].items()
    }
    return described, {
        name: table if name.startswith("texts:") else json.loads(table)
        for name, table in tables.items()
    }


def forge(path: Path, tables: dict[str, Any]) -> None:
    """Write a snapshot with other tables, as whoever knows the format could."""
    path.write_bytes(cache.encode(tables, split(path)[0]["key"]))


FORGED: dict[str, Callable[[dict[str, Any]], object]] = {
    "no rows": lambda tables: tables.update(clusters=[]),
    "no list": lambda tables: tables.update(clusters={"a": 1}),
    "a number": lambda tables: tables.update(clusters=1),
    "rows that are none": lambda tables: tables.update(clusters=[1, None, "a"]),
    "short rows": lambda tables: tables.update(clusters=[row[:3] for row in tables["clusters"]]),
    "long rows": lambda tables: tables.update(clusters=[[*row, 1] for row in tables["clusters"]]),
    "other types": lambda tables: tables.update(clusters=[[7] * len(tables["clusters"][0])]),
    "lost sources": lambda tables: tables.update(sources=[]),
    "lost texts": lambda tables: tables.update({"texts:cluster": b""}),
    "other texts": lambda tables: tables.update({"texts:city": b"\xff" * 10_000}),
    "lost lengths": lambda tables: tables["names:cluster"][3].clear(),
    "no meta": lambda tables: tables.update(meta=[]),
    "no table": lambda tables: tables.pop("figures"),
    "all empty": lambda tables: tables.update({name: [] for name in tables}),
    "all wrong": lambda tables: tables.update({name: [[1]] for name in tables}),
}


@pytest.mark.parametrize("how", FORGED)
def test_forged_tables_never_break_an_answer(cli: Cli, folder: Path, how: str) -> None:
    path = snapshot(folder)
    expected = {tuple(question): cli(*question) for question in QUESTIONS}
    tables = split(path)[1]
    FORGED[how](tables)
    forge(path, tables)
    for question in QUESTIONS:
        result = cli(*question)
        assert "Traceback" not in result.err
        assert result.code in (0, 1)
    if how not in ("no rows", "all empty", "lost sources"):
        assert {tuple(question): cli(*question) for question in QUESTIONS} == expected


HEADERS: list[Callable[[dict[str, Any]], object]] = [
    lambda header: header.update(tables=[]),
    lambda header: header.update(tables={name: [0] for name in header["tables"]}),
    lambda header: header.update(tables={name: [-(10**9), 5, 0] for name in header["tables"]}),
    lambda header: header.update(tables={name: [10**30, 5, 0] for name in header["tables"]}),
    lambda header: header.update(tables={name: [0, -1, 0] for name in header["tables"]}),
    lambda header: header.update(tables={name: [0, 5, "x"] for name in header["tables"]}),
    lambda header: header.update(tables=dict.fromkeys(header["tables"])),
    lambda header: header.update(key="another"),
    lambda header: header.clear(),
]


@pytest.mark.parametrize("change", HEADERS)
def test_forged_headers_are_no_snapshot(
    cli: Cli, folder: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    path = snapshot(folder)
    expected = cli("list")
    header, rest = path.read_bytes().split(b"\n", 1)
    described = json.loads(header)
    change(described)
    path.write_bytes(json.dumps(described).encode() + b"\n" + rest)
    assert cli("list") == expected


@pytest.mark.parametrize(
    "line", [b"[" * 100_000, b'"\xff"', b"{}", b"nonsense", b"9" * 5000, b"[NaN]"]
)
def test_a_table_that_is_no_json_is_made_again(cli: Cli, folder: Path, line: bytes) -> None:
    path = snapshot(folder)
    expected = cli("list", "-f", "id")
    described = split(path)[0]
    described["tables"]["clusters"] = [0, len(line), zlib.crc32(line)]
    path.write_bytes(json.dumps(described).encode() + b"\n" + line)
    assert cli("list", "-f", "id") == expected


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes by name")
def test_a_pipe_or_a_device_in_the_cache_is_not_waited_for(cli: Cli, folder: Path) -> None:
    path = snapshot(folder)
    expected = cli("list", "--count")
    for make in (os.mkfifo, lambda at: os.symlink("/dev/zero", at)):
        path.unlink()
        make(path)
        assert cli("list", "--count") == expected
        assert path.is_file()


def test_a_link_in_the_cache_is_replaced_and_what_it_leads_to_stays(
    cli: Cli, folder: Path, tmp_path: Path
) -> None:
    path, victim = snapshot(folder), tmp_path / "victim"
    victim.write_text("mine")
    path.unlink()
    path.symlink_to(victim)
    assert cli("list", "--count").code == 0
    assert victim.read_text() == "mine"
    assert not path.is_symlink()


def loaded(key: str) -> bool:
    return cache.load_saved(key) is not None


def test_what_is_distrusted_is_closed_so_that_it_can_be_replaced(folder: Path) -> None:
    tables = cache.load_saved(split(snapshot(folder))[0]["key"])
    assert tables
    assert tables.rows("clusters")
    assert cache.distrust()
    with pytest.raises(DamagedError):
        tables.rows("clusters")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the folders of users apart")
def test_what_others_could_have_written_is_not_read(folder: Path) -> None:
    path = snapshot(folder)
    key = split(path)[0]["key"]
    assert loaded(key)
    for one, mode in ((path, 0o666), (path, 0o620), (folder, 0o777), (folder, 0o770)):
        kept = one.stat().st_mode
        one.chmod(mode)
        assert not loaded(key)
        one.chmod(kept)
    assert loaded(key)
    loading.load()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away"
)
def test_what_another_user_owns_is_not_read(folder: Path) -> None:
    path = snapshot(folder)
    key = split(path)[0]["key"]
    for one in (path, folder):
        os.chown(one, 65534, 65534)
        assert not loaded(key)
        os.chown(one, 0, 0)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mask")
def test_a_mask_that_lets_a_group_write_does_not_turn_the_cache_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    mask = os.umask(0o002)
    (tmp_path / "jiqun").mkdir()
    cache.save(cache.encode({}, "key"), "key")
    os.umask(mask)
    assert loaded("key")


@pytest.mark.parametrize("names", [["XDG_CACHE_HOME"], ["HOME", "USERPROFILE"]])
def test_a_relative_folder_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in names:
        monkeypatch.setenv(name, "relative")
    cache.save(b"", "key")
    assert not (tmp_path / "relative").exists()
    assert (tmp_path / "home").exists() == (names == ["XDG_CACHE_HOME"])


@pytest.mark.parametrize(
    ("system", "usual"),
    [("linux", "home/.cache"), ("darwin", "home/Library/Caches"), ("win32", "local")],
)
def test_every_system_has_its_folder_and_xdg_cache_home_names_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, usual: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert Path(cache.folder()) == tmp_path / "xdg" / "jiqun"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert Path(cache.folder()) == tmp_path / usual / "jiqun"


def test_what_a_killed_writer_left_in_the_cache_is_swept_by_the_next_start(
    cli: Cli, folder: Path
) -> None:
    left = folder / ".jiqun-0123456789ab.tmp"
    left.write_bytes(b"half")
    assert cli("list", "--count").code == 0
    assert not left.exists()


@pytest.fixture
def by_owner(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the same folder, with a snapshot whose every table is as one of a very large base."""
    snapshot(folder).unlink()
    monkeypatch.setattr(cache, "_LONG", 0)
    monkeypatch.setattr(cache, "_PART", 1)
    loading.load()
    return folder


def test_a_base_that_is_kept_by_owner_gives_the_same_answers(
    cli: Cli, folder: Path, request: pytest.FixtureRequest
) -> None:
    expected = [cli(*question) for question in QUESTIONS]
    request.getfixturevalue("by_owner")
    assert [cli(*question) for question in QUESTIONS] == expected


def test_of_a_long_table_only_what_is_asked_for_is_read(by_owner: Path) -> None:
    whole, path = loading.load(), snapshot(by_owner)
    cluster, (first, other) = whole.clusters[0], whole.sources[:2]
    figures, title = whole.figures(cluster), other.title.encode()
    path.write_bytes(path.read_bytes().replace(title, b"x" * len(title)))
    tables = cache.load(str(path), split(path)[0]["key"])
    assert tables is not None
    base = KnowledgeBase(tables)
    assert base.cluster(cluster.id) == cluster
    assert base.figures(base.cluster(cluster.id)) == figures
    assert base.source(first.id) == first
    assert base.named("source", "none-such") is None
    with pytest.raises(DamagedError):
        base.source(other.id)
    assert loading.load().source(other.id) == other


def test_what_was_read_alone_is_the_same_when_all_is_read(by_owner: Path) -> None:
    base = loading.load()
    cluster = base.cluster("zhuzhou-rail")
    (alone, *_) = base.figures(cluster)
    assert dict(base.cited_by(base.source(alone.source)))
    assert base.figures(cluster)[0] is alone


def test_clusters_are_chosen_from_columns_as_from_records(by_owner: Path) -> None:
    whole, base = loading.load(), loading.load()
    clusters = list(whole.clusters)
    assert list(base.clusters_where([])) == clusters
    cities = {name for one in clusters for name in one.cities}
    for city in sorted(cities)[:2]:
        tests = [("cities", lambda names, city=city: city in names), ("batch", bool)]
        expected = [one for one in clusters if city in one.cities]
        found = base.clusters_where(tests)
        assert (len(found), list(found), found[0], found[:1]) == (
            len(expected), expected, expected[0], expected[:1],
        )  # fmt: skip
    assert list(base.values("cluster", "name")) == [one.name for one in clusters]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 2)
    | st.sampled_from([1.0, 0.5])
    | st.text(max_size=2),
    lambda values: st.lists(values, max_size=2),
    max_leaves=3,
)


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=40))
def test_rows_come_out_of_columns_as_they_went_in(rows: list[tuple[Any, ...]]) -> None:
    owned = [(f"owner {at}", *row) for at, row in enumerate(rows)]
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(cache, "_LONG", 0)
        monkeypatch.setattr(cache, "_PART", 0)
        content = cache.encode({"facts": owned, "text": b"\n\xe4\xb8\xad"}, "key", {"facts": 0})
        tables = cache.snapshot(io.BytesIO(content), "key")
        assert tables is not None
        assert repr(tables.rows("facts")) == repr(owned)
        assert repr(tables.rows_of("facts", ["owner 0"])) == repr([list(owned[0])])
    assert tables.text("text").decode() == "\n中"


COLUMNS: list[Callable[[list[list[Any]]], object]] = [
    lambda columns: columns.clear(),
    lambda columns: columns.pop(),
    lambda columns: columns[0][1].pop(),
    lambda columns: columns.__setitem__(0, [["x"], "\x00" * len(columns[0][1])]),
    lambda columns: columns.__setitem__(0, 7),
    lambda columns: columns[0].__setitem__(1, 7),
]


@pytest.mark.parametrize("change", COLUMNS)
def test_forged_columns_never_break_an_answer(
    cli: Cli, by_owner: Path, change: Callable[[list[list[Any]]], object]
) -> None:
    path = snapshot(by_owner)
    expected = cli("list", "-f", "json")
    tables = split(path)[1]
    change(tables["clusters"])
    forge(path, tables)
    assert cli("list", "-f", "json") == expected


PARTS: list[Callable[[list[list[Any]]], object]] = [
    lambda parts: parts.pop(),
    lambda parts: parts[0].pop(),
    lambda parts: parts[1].__setitem__(0, "x"),
    lambda parts: parts[1].__setitem__(0, -1),
    lambda parts: parts[2].__setitem__(0, 0),
]


@pytest.mark.parametrize("change", PARTS)
def test_forged_parts_never_break_an_answer(
    cli: Cli, by_owner: Path, change: Callable[[list[list[Any]]], object]
) -> None:
    path = snapshot(by_owner)
    expected = cli("list", "-f", "json")
    tables = split(path)[1]
    change(tables["figures:parts"])
    forge(path, tables)
    assert cli("list", "-f", "json") == expected


def test_a_table_of_which_much_is_asked_for_is_read_whole(
    by_owner: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = snapshot(by_owner)
    monkeypatch.setattr(cache, "_PART", 50)
    tables = cache.load(str(path), split(path)[0]["key"])
    assert tables is not None
    (id_, *_), *_ = tables.rows("sources")
    answers = [tables.rows_of("sources", [id_]) for _ in range(100)]
    assert answers[0] is not None
    assert answers[-1] is None
