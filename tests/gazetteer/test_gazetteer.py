"""Every place of China: the table, and what names in it stand for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun import gazetteer
from jiqun.gazetteer import around, place_with, places_in, places_named, places_spelled, prefectures
from jiqun.knowledge import KnowledgeBase

LINES = [
    line
    for line in gazetteer._TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_every_line_is_a_place_in_another_one() -> None:
    for line in LINES:
        assert re.fullmatch(r"[+-]?\d{6} [a-z]+ \S{2,}( \S+)?", line), line
        code, _, name, *suffix = line.split(" ")
        place = next(one for one in places_named(name) if one.suffix == "".join(suffix))
        assert place.level == "province" or around(place), line
        assert place_with(code[-6:]), line


def test_the_units_are_complete() -> None:
    # The yearbook of 2023: 34 provincial units, and 333 prefectures beside those of Hainan's kind.
    codes = [line[:6] for line in LINES if line[0].isdigit()]
    assert len(codes) == len(set(codes))
    assert sum(code.endswith("0000") for code in codes) == 34
    assert sum(code.endswith("00") and not code.endswith("0000") for code in codes) == 333
    assert sum(not code.endswith("00") for code in codes) > 2800


def test_places_of_the_base_are_those_of_the_table(base: KnowledgeBase) -> None:
    for one in (*base.provinces, *base.cities):
        place = place_with(one.adcode)
        assert place is not None
        assert (place.name, place.full) == (one.name, one.full)
        assert place.pinyin == one.pinyin.replace(" ", "")


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("昆山", ["江苏省苏州市昆山市"]),
        ("昆山市", ["江苏省苏州市昆山市"]),
        ("恩施", ["湖北省恩施土家族苗族自治州", "湖北省恩施土家族苗族自治州恩施市"]),
        ("雄安新区", ["河北省保定市雄安新区"]),
        ("苏州工业园区", ["江苏省苏州市苏州工业园区"]),
        ("襄樊", ["湖北省襄阳市襄樊市"]),
        ("清新", ["广东省清远市清新区"]),
        ("万柏林区", ["山西省太原市万柏林区"]),
        ("广东市", []),
        ("高新区", []),
    ],
)
def test_names(name: str, full: list[str]) -> None:
    found = [one for one in places_named(name) if one.level != "former" or name == "襄樊"]
    assert sorted(map(gazetteer.with_parents, found)) == sorted(full)


@pytest.mark.parametrize(
    ("pinyin", "names"),
    [
        ("fuzhou", {"福州", "抚州"}),
        ("shanxi", {"山西", "陕西"}),
        ("luohe", {"漯河"}),
        ("chengdu", {"成都"}),
        ("luan", {"六安"}),
        ("luhe", {"六合", "陆河"}),
        ("kunshanshi", {"昆山"}),
        ("kashi", {"喀什"}),
    ],
)
def test_pinyin(pinyin: str, names: set[str]) -> None:
    assert {one.name for one in places_spelled(pinyin)} >= names


@given(st.lists(st.sampled_from(["昆山市", "福州", "汽车", "的", "Ab1", "海淀区", "火星"])))
def test_places_are_found_where_they_stand(parts: list[str]) -> None:
    text = "".join(parts)
    for at, name in places_in(text):
        assert text.startswith(name, at)
        assert places_named(name)
    assert {name for _, name in places_in(text)} >= {"昆山市", "海淀区"} & set(parts)


@pytest.mark.parametrize("word", ["拼音", "简称", "通名", "来源", "旧名", "全国", "每行"])
def test_the_comments_of_the_table_are_no_places(word: str) -> None:
    """Found by fuzzing: a word of the comments was a place that lies in nothing."""
    assert places_named(word) == []
    assert list(places_in(word)) == []


def test_prefectures_are_neither_provinces_nor_counties() -> None:
    names = {one.full for one in prefectures()}
    assert {"苏州市", "凉山彝族自治州", "厦门市"} <= names
    assert names.isdisjoint({"江苏省", "上海市", "昆山市"})
