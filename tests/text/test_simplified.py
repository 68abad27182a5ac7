"""Traditional to simplified: what OpenCC would say, without loading it."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from opencc import OpenCC

from jiqun.text.simplified import dictionary, simplified

OPENCC = OpenCC("t2s")
WORDS = [line.split("\t")[0] for line in dictionary("TSPhrases").splitlines()[1:]]
CHARACTERS = [line.split("\t")[0] for line in dictionary("TSCharacters").splitlines()[1:]]
_PIECES = (
    st.sampled_from(WORDS) | st.sampled_from(CHARACTERS) | st.sampled_from([*"的中0a，。 著覆"])
)
# A character that no text in simplified script has.
_MARK = "廣"


@given(st.lists(_PIECES, max_size=9).map("".join), st.integers(0, 9))
@example("鍊有序回覆", 0)  # 覆 alone stays, and is another character behind 回
def test_it_is_what_opencc_says(text: str, cut: int) -> None:
    # Cut, so that phrases overlap and begin in the middle.
    text = _MARK + text[cut:] + text[:cut]
    assert simplified(text) == OPENCC.convert(text)


def test_every_character_is_what_opencc_says() -> None:
    assert [simplified(one) for one in CHARACTERS] == [OPENCC.convert(one) for one in CHARACTERS]


@pytest.mark.parametrize("text", ["", "abc", "株洲", "广深佛莞", "𠮷", "㎡"])
def test_what_is_simplified_stays(text: str) -> None:
    assert simplified(text) == text


def test_opencc_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opencc", None)
    assert simplified("廣深佛莞") == "广深佛莞"
