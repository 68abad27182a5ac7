"""What may stand in a file of data: no character, date or digit that deceives."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, Result
from jiqun.errors import DataError
from jiqun.loading import reader
from jiqun.loading.compiling import compile_tables, examine
from jiqun.loading.files import content_of
from jiqun.text.width import visible

Cli = Callable[..., Result]
TINY = ROOT / "tests" / "tiny.yaml"

DECEPTIVE = [
    0x00, 0x08, 0x0B, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xA0, 0xAD, 0x034F, 0x061C, 0x115F, 0x1160,
    0x180E, 0x2007, 0x200B, 0x200D, 0x200E, 0x2028, 0x2029, 0x202A, 0x202E, 0x202F, 0x2060, 0x2061,
    0x2066, 0x2067, 0x2068, 0x2069, 0x2800, 0x2F2F, 0x3164, 0xE000, 0xF8FF, 0xFDD0, 0xFE0F, 0xFEFF,
    0xFFA0, 0xFFF9, 0xFFFE, 0xFFFF, 0x1D173, 0x1FFFE, 0xE0001, 0xE0100, 0xF0000, 0x10FFFF,
]  # fmt: skip


def refused(text: str) -> str:
    with pytest.raises(DataError) as caught:
        reader.read(Path("x.yaml"), text.encode())
    return str(caught.value)


@pytest.mark.parametrize("code", DECEPTIVE, ids=hex)
def test_deceptive_characters_are_refused_as_written(code: int) -> None:
    said = refused(f"clusters:\n  - id: 株{chr(code)}洲\n")
    assert said == f"x.yaml:2:10: 有看不见或易混的字符 U+{code:04X}，请删去或改写"


@pytest.mark.parametrize("code", [0x09, *DECEPTIVE], ids=hex)
def test_deceptive_characters_are_refused_as_escapes(code: int) -> None:
    said = refused(f'clusters:\n  - id: "株\\U{code:08X}洲"\n')
    assert said == f"x.yaml:2:9: 有看不见或易混的字符 U+{code:04X}，请删去或改写"


def test_deceptive_characters_are_refused_in_keys() -> None:
    assert refused('"a\\u202Eb": 1\n').startswith("x.yaml:1:1: ")


def test_a_lone_surrogate_is_refused_as_an_escape() -> None:
    assert refused('a: "\\uD800"\n').startswith("x.yaml:1:")


def test_a_tab_in_a_value_is_refused_and_one_between_values_is_not() -> None:
    assert "U+0009" in refused('a: "x\ty"\n')
    assert reader.read(Path("x.yaml"), b"a:\tx\t# why\n").values.keys() == {"a"}


def test_lines_may_end_as_windows_ends_them() -> None:
    read = reader.read(Path("x.yaml"), b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert read.keys["b"].line == 2


def test_bytes_that_are_no_utf_8_are_told_with_their_place() -> None:
    with pytest.raises(DataError, match=r"^x\.yaml:2:4: 不是 UTF-8 文本$"):
        reader.read(Path("x.yaml"), "a: 株\nb: ".encode() + "株洲".encode("gbk"))


def test_the_reader_refuses_whatever_a_terminal_is_spared() -> None:
    # Planes 4 to 13 have no character but the last two, which are none for ever.
    empty = [range(at, at + 0xFFFE) for at in range(0x40000, 0xE0000, 0x10000)]
    codes = set(range(sys.maxunicode + 1)).difference(*empty)
    every = "".join(map(chr, codes))
    spared = [char for char, shown in zip(every, visible(every), strict=True) if char != shown]
    assert len(spared) > 100_000
    assert reader._IN_VALUE.sub("", "".join(spared)) == ""


def test_what_is_wrong_with_the_yaml_is_told_in_chinese() -> None:
    for text in ("a: [1", "a: {", 'a: "', "a: %", "a: b: c", 'a: "\\q"', " a: 1\nb: 2", "a: |99"):
        assert re.fullmatch(r"x\.yaml:\d+:\d+: 不是合格的 YAML：[^a-z]+", refused(text))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('version: "2026-01-01"', 'version: "2021-02-31"', "“2021-02-31”这一天不存在"),
        ('version: "2026-01-01"', 'version: "2023-02-29"', "“2023-02-29”这一天不存在"),
        ('version: "2026-01-01"', 'version: "0000"', "“0000”不合格"),
        ('version: "2026-01-01"', 'version: "2021-00"', "“2021-00”不合格"),
        ('version: "2026-01-01"', 'version: "２０２１"', "“２０２１”不合格"),
        ('adcode: "430200"', 'adcode: "٤٣٠٢٠٠"', "六位"),
        ("year: 2025", "year: ٢٠٢٥", "不带引号的整数"),
        ("year: 2025", "year: 0", "至少是 1000"),
        ("year: 2025", "year: 20250", "至多是 9999"),
        ("value: 2000", "value: ２０００", "不带引号的数"),
        ("round: 1", "round: -1", "至少是 0"),
    ],
)
def test_dates_that_do_not_exist_and_foreign_digits_are_refused(
    old: str, new: str, problem: str
) -> None:
    text = TINY.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(DataError) as caught:
        compile_tables([TINY], [text.replace(old, new, 1).encode()])
    assert problem in str(caught.value)
    assert caught.value.mark.line == text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "javascript:alert(1)", "https://", "https:///x", "http://a b", "ftp://a",
     "http://x/{}", "http://x/\\", 'http://x/"', "http://x/<b>", "HTTP://x"],
)  # fmt: skip
def test_addresses_that_a_browser_should_not_get_are_refused(url: str) -> None:
    over = f"sources:\n  - {{id: page, url: '{url}'}}\n"
    with pytest.raises(DataError, match="网址"):
        compile_tables([TINY, Path("over.yaml")], [TINY.read_bytes(), over.encode()])


@pytest.mark.parametrize(
    "text", ["", "\n", "# nothing yet\n", "---\n", "\ufeff# nothing\n", "clusters:\n#  - id: a\n"]
)
def test_an_overlay_that_says_nothing_is_valid(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr("jiqun.loading.base_path", lambda: TINY)
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    assert cli("list", "--data", str(path), "--count") == cli("list", "--count")
    compile_tables([TINY, path])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes by name")
def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    content = b"clusters:\n  - {id: zhuzhou-rail, round: x}\n"
    writer = threading.Thread(target=pipe.write_bytes, args=[content])
    writer.start()
    paths = [TINY, pipe]
    _, _, errors = examine(paths, [content_of(path) for path in paths])
    writer.join()
    assert [error.mark.line for error in errors] == [2]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such devices")
def test_a_device_is_no_file() -> None:
    with pytest.raises(DataError, match="是设备，不是文件"):
        content_of("/dev/zero")
