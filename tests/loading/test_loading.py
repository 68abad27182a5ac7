"""Strict YAML, typed tables, references, overlays and the cache."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from jiqun import loading
from jiqun.loading import DataError, cache, reader
from jiqun.loading.compiling import compile_tables

SPAN = '{start: "2021", end: "2025"}'
TINY = ROOT / "tests" / "tiny.yaml"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", "3:1", "重复"),
        ("a: &x [1]\nb: 2\n", "1:4", "锚点"),
        ("a: 1\nb: *x\n", "2:4", "锚点"),
        ("a: !!python/name:os.system x\n", "1:4", "标签"),
        ("a: !t x\n", "1:4", "标签"),
        ("<<: {b: 1}\n", "1:1", "合并键"),
        ("a: 1\n---\nb: 2\n", "3:1", "一份"),
        ("a: [1\n", "2:1", "YAML"),
        ("a: x\n\tb: y\n", "2:1", "YAML"),
        ("a: 株\u200b洲\n", "1:5", "U+200B"),
        ("a: ⼯业\n", "1:4", "U+2F2F"),
        ("- 1\n", "1:1", "顶层"),
        ("? [a]\n: b\n", "1:3", "键"),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_place(
    tmp_path: Path, text: str, place: str, problem: str
) -> None:
    path = write(tmp_path / "x.yaml", text)
    with pytest.raises(DataError) as caught:
        reader.read(path, path.read_bytes())
    assert str(caught.value).startswith(f"{path}:{place}: ")
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    "word",
    ["NO", "on", "Off", "y", "~", "null", "010", "0x1F", "1_000", "20:30", "2022-11-30", "1e3",
     "2022-11", ".inf"],
)  # fmt: skip
def test_text_that_yaml_1_1_reads_otherwise_must_be_quoted(tmp_path: Path, word: str) -> None:
    text = TINY.read_text(encoding="utf-8").replace("short: 装备,", f"short: {word},")
    path = write(tmp_path / "x.yaml", text)
    with pytest.raises(DataError, match="引号"):
        compile_tables([path])
    path = write(tmp_path / "y.yaml", text.replace(f"short: {word},", f'short: "{word}",'))
    tables, _ = compile_tables([path])
    assert tables["domains"][0].short == word


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("    batch: 2021\n    round: 1", "    batch: 2021\n    rond: 1", "没有“rond”这个键"),
        ("    batch: 2021\n    round: 1", "    batch: 2021\n    round: 一", "整数"),
        ("    batch: 2021\n    round: 1", "    batch: 2022\n    round: 1", "batches 里没有“2022”"),
        ("    round: 1", '    round: "1"', "不带引号"),
        ("cities: [株洲]", "cities: [株州]", "相近的有"),
        ("cities: [株洲]", "cities: 株洲", "列表"),
        ("cities: [株洲]", "cities: []", "至少"),
        ("domain: 高端装备", "domain: 装备", "domains 里没有“装备”"),
        ("        op: gt", "        op: 大于", "可用：eq、ge、gt"),
        ("        value: 2000\n", "", "缺少“value”"),
        ("        value: 2000", "        value: 2,000", "不合格"),
        ("evidence: 集群规模突破2000亿元", f"evidence: {'长' * 26}", "最多 25"),
        ("        year: 2025", "        period: {end: \"2025\"}", "缺少“start”"),
        ("        year: 2025", f"        year: 2025\n        period: {SPAN}", "只能写一个"),
        ("id: suzhou-nano", "id: zhuzhou-rail", "重复"),
        ("id: suzhou-nano", "id: Suzhou_Nano", "小写"),
        ("adcode: \"430200\"", "adcode: \"4302\"", "六位"),
        ("source: copy}", "source: nowhere}", "sources 里没有“nowhere”"),
        ("clusters: [zhuzhou-rail]", "clusters: [zhuzhou-rai]", "相近的有：zhuzhou-rail"),
        ("scope_note: 全省装备", 'scope_note: ""', "不能为空"),
        ("policies:\n", "policy:\n", "没有“policy”这个表"),
        ("cities_status: partial", "cities_status: some", "complete、partial"),
        ("focus_open: true", "focus_open: 是", "true 或 false"),
    ],
)  # fmt: skip
def test_data_that_breaks_a_rule_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    text = TINY.read_text(encoding="utf-8")
    assert old in text
    damaged = text.replace(old, new, 1)
    path = write(tmp_path / "x.yaml", damaged)
    with pytest.raises(DataError) as caught:
        compile_tables([path])
    assert problem in str(caught.value)
    mark = caught.value.mark
    assert mark.file == str(path)
    line = damaged.splitlines()[mark.line - 1]
    assert 1 <= mark.column <= len(line) + 1


def test_tiny_tables_are_typed_and_flat() -> None:
    tables, marks = compile_tables([TINY])
    rail = tables["clusters"][0]
    assert (rail.id, rail.batch, rail.cities) == ("zhuzhou-rail", 2021, ["株洲"])
    target, actual = tables["figures"]
    assert target.owner == actual.owner == "clusters/zhuzhou-rail"
    assert (target.value, target.year, target.period) == (2000, 2025, None)
    assert (actual.value, actual.period.start, actual.growth.value) == (1500.5, "2024-01", 6.7)
    assert tables["measures"][1].source == "page"  # from the policy's first source
    assert marks["clusters/zhuzhou-rail/figures/0"].line > marks["clusters/zhuzhou-rail"].line


def test_overlay_changes_by_id_and_adds(tmp_path: Path) -> None:
    over = write(
        tmp_path / "over.yaml",
        """
clusters:
  - id: zhuzhou-rail
    short: 轨交
  - {id: mine, name: 我的集群, short: 我的, english: Mine, english_basis: translated,
     domain: 新材料, domain_basis: inferred, batch: 2021, provinces: [湖南], cities: [株洲],
     products: [火箭], confidence: single, sources: [mine]}
sources:
  - {id: mine, title: 我的, publisher: 我, quality: press, seen_on: original, accessed: "2026"}
""",
    )
    tables, _ = compile_tables([TINY, over])
    first, _, added = tables["clusters"]
    assert (first.short, first.name) == ("轨交", "株洲市先进轨道交通装备集群")
    assert added.id == "mine"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('clusters:\n  - {id: zhuzhou-rail, short: "a\\x00b"}\n', "U+0000"),
        ("clusters:\n  - {id: a1, short: x}\n  - {id: a1, short: y}\n", "重复"),
        ("clusters:\n  - {id: zhuzhou-rail, round: 9999999999999999}\n", "数太长"),
        ('sources:\n  - {id: page, date: "2021-99"}\n', "日期"),
    ],
)
def test_what_an_overlay_may_not_say(tmp_path: Path, text: str, problem: str) -> None:
    over = write(tmp_path / "over.yaml", text)
    with pytest.raises(DataError, match=re.escape(problem)):
        compile_tables([TINY, over])


def test_error_in_an_overlay_names_the_overlay(tmp_path: Path) -> None:
    over = write(tmp_path / "over.yaml", "clusters:\n  - id: zhuzhou-rail\n    round: x\n")
    with pytest.raises(DataError) as caught:
        compile_tables([TINY, over])
    assert str(caught.value).startswith(f"{over}:3:12: ")


@pytest.fixture
def count_compilations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    from jiqun.loading import compiling

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "folder", lambda: str(tmp_path / "cache" / "jiqun"))
    monkeypatch.setattr(loading, "base_path", lambda: tmp_path / "base.yaml")
    write(tmp_path / "base.yaml", TINY.read_text(encoding="utf-8"))
    calls: list[object] = []
    compile_once = compiling.compile_tables

    def counted(paths: list[Path], contents: list[bytes]) -> object:
        calls.append(paths)
        return compile_once(paths, contents)

    monkeypatch.setattr(compiling, "compile_tables", counted)

    def load() -> int:
        assert loading.load().clusters[0].id == "zhuzhou-rail"
        return len(calls)

    return load


def test_snapshot_is_made_once_and_again_when_the_content_changes(
    tmp_path: Path, count_compilations: Callable[[], int]
) -> None:
    assert count_compilations() == 1
    assert count_compilations() == 1
    path = tmp_path / "base.yaml"
    write(path, path.read_text(encoding="utf-8").replace("第一批", "第1批"))
    assert count_compilations() == 2


@pytest.mark.parametrize("damage", [b"", b"{}", b"not json\n", None])
def test_damaged_snapshot_is_made_again(
    tmp_path: Path, count_compilations: Callable[[], int], damage: bytes | None
) -> None:
    count_compilations()
    (path,) = (tmp_path / "cache" / "jiqun").iterdir()
    content = path.read_bytes()
    at = content.index("株洲市先进".encode())
    flipped = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    path.write_bytes(flipped if damage is None else damage)
    assert count_compilations() == 2
    assert count_compilations() == 2


def test_snapshot_folder_that_cannot_be_written_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count_compilations: Callable[[], int]
) -> None:
    write(tmp_path / "file", "")
    monkeypatch.setattr(cache, "folder", lambda: str(tmp_path / "file" / "jiqun"))
    assert count_compilations() == 1
    assert count_compilations() == 2


def test_old_snapshots_are_dropped(tmp_path: Path, count_compilations: Callable[[], int]) -> None:
    path = tmp_path / "base.yaml"
    text = path.read_text(encoding="utf-8")
    for number in range(12):
        write(path, text.replace("第一批", f"第{number}批"))
        count_compilations()
    assert len(list((tmp_path / "cache" / "jiqun").iterdir())) <= 8


def test_edits_of_an_overlay_do_not_push_out_the_base(
    tmp_path: Path, count_compilations: Callable[[], int]
) -> None:
    assert count_compilations() == 1
    over = tmp_path / "over.yaml"
    for number in range(12):
        write(over, f"clusters:\n  - {{id: zhuzhou-rail, short: 轨交{number}}}\n")
        loading.load([over])
    made = sorted((tmp_path / "cache" / "jiqun").iterdir())
    assert 2 <= len(made) <= 9
    assert count_compilations() == 13  # the twelve overlays, and the base only the first time


def test_base_is_plain_yaml_for_other_readers(plain_data: dict[str, Any]) -> None:
    """Any YAML 1.1 reader gets what ours gets: strings are strings, numbers are numbers."""
    data = plain_data
    tables, _ = compile_tables([loading.base_path()])
    for name in ("clusters", "cities", "policies", "indicators", "sources"):
        assert [entry["id"] for entry in data[name]] == [entity.id for entity in tables[name]]
    figures = [figure for one in data["clusters"] for figure in one.get("figures", [])]
    assert [figure["value"] for figure in figures] == [one.value for one in tables["figures"]]
    assert [figure.get("year") for figure in figures] == [one.year for one in tables["figures"]]
    assert [source.get("date") for source in data["sources"]] == [
        source.date for source in tables["sources"]
    ]


def test_the_newest_snapshots_are_kept(
    tmp_path: Path, count_compilations: Callable[[], int]
) -> None:
    path = tmp_path / "base.yaml"
    text = path.read_text(encoding="utf-8")
    for number in range(10):
        write(path, text.replace("第一批", f"第{number}批"))
        assert count_compilations() == number + 1
    for number in range(9, 1, -1):
        write(path, text.replace("第一批", f"第{number}批"))
        assert count_compilations() == 10


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the compiled base where a wheel has it, as the build does."""
    path = tmp_path / "clusters.snapshot"
    base = loading.base_path()
    contents = [base.read_bytes()]
    path.write_bytes(loading.compiled([base], contents, cache.content_key(contents)))
    monkeypatch.setattr(loading, "shipped_path", lambda: str(path))
    return path


def test_what_a_wheel_has_compiled_is_used_and_the_cache_left_alone(
    tmp_path: Path, count_compilations: Callable[[], int], shipped: Path
) -> None:
    assert count_compilations() == 1  # the build
    assert not (tmp_path / "cache").exists()
    base = tmp_path / "base.yaml"
    write(base, base.read_text(encoding="utf-8").replace("第一批", "第1批"))
    assert count_compilations() == 2
    assert count_compilations() == 2


def test_what_a_wheel_has_compiled_is_made_again_when_damaged(
    count_compilations: Callable[[], int], shipped: Path
) -> None:
    shipped.write_bytes(shipped.read_bytes().replace("株洲市先进".encode(), "株洲市后进".encode()))
    assert count_compilations() == 2
    assert count_compilations() == 2
