"""Bytes to text: encodings are recognised, and what is no text is refused at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jiqun.errors import UnreadableTextError, UsageError
from jiqun.scanning import documents
from jiqun.scanning.documents import decoded, documents_of, paths_of, text_of

TEXT = "株洲市先进轨道交通装备集群规模突破2000亿元，集聚企业400余家。"
TRADITIONAL = "株洲市先進軌道交通裝備集群規模突破2000億元，集聚企業400餘家。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TEXT, "utf-8"), (TEXT, "utf-8-sig"), (TEXT, "utf-16"), (TEXT, "gb18030"), (TEXT, "gbk"),
        (TRADITIONAL, "big5"), (TRADITIONAL, "utf-8"), (TRADITIONAL, "gb18030"), ("", "utf-8"),
        ("5 of 10", "ascii"),
    ],
)  # fmt: skip
def test_encodings_are_recognised(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding), "a") == text


def test_a_file_cut_within_a_character_is_still_read() -> None:
    data = (TEXT * 20).encode()[:-1]
    assert decoded(data, "a").endswith("400余家\ufffd")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\x00" * 70_000, "不是文本，是二进制文件"),
        (b"%PDF-1.7\n\x00\x01", "不是文本，是二进制文件"),
        (bytes(range(1, 256)) * 40, "不是 UTF-8、GB18030 或 Big5 的文本"),
    ],
)
def test_what_is_no_text_is_told_in_one_line(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableTextError) as caught:
        text_of(str(path))
    assert str(caught.value) == f"{path}：{problem}"


def test_a_gigabyte_of_zeros_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "zeros.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(UnreadableTextError, match="二进制文件"):
        text_of(str(path))


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST", 1 << 20)
    path = tmp_path / "a.txt"
    path.write_text("集群" * (1 << 19), encoding="utf-8")
    with pytest.raises(UnreadableTextError, match="超过 1 MB，请拆开再读"):
        text_of(str(path))


def test_a_folder_is_its_texts_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.png", "sub/d.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("", encoding="utf-8")
    found = [Path(one).name for one in paths_of([str(tmp_path)])]
    assert found == ["a.html", "b.txt", "d.md"]


def test_missing_files_and_empty_folders_are_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有 nowhere 这个文件或文件夹"):
        paths_of(["nowhere"])
    with pytest.raises(UsageError, match="里没有文本"):
        paths_of([str(tmp_path)])


def test_lines_of_json_are_documents(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    lines = [json.dumps({"id": 7, "text": TEXT, "date": "2024-01-02"}), "{", '{"text": 5}', ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    first, broken, other = documents_of([str(path)])
    assert (first.name, first.text, first.date) == ("7", TEXT, "2024-01-02")
    assert (broken.name, broken.problem) == (f"{path}:2", "这一行不是 JSON")
    assert (other.name, other.problem) == (f"{path}:3", "没有 text 这一项")
