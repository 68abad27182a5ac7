"""Traditional to simplified script, by the dictionaries of OpenCC, of which a little is looked up.

OpenCC itself reads them whole before it converts the first word, which takes as long as all else
that a search does. The rule is its own: the longest phrase first, and of several the first one.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

# Characters of GB 2312 that OpenCC's t2s still changes: all others there are simplified already.
_TRADITIONAL_IN_GB2312 = frozenset("乾菸薹捱摺吒後徵夥甯榘於麴醣麽")


def simplified(text: str) -> str:
    """Return ``text`` in simplified script, as OpenCC's ``t2s`` converts it."""
    return text if _is_simplified(text) else _converted(text)


def _converted(text: str) -> str:
    phrases = _phrases()
    found = [phrase for phrase in phrases if phrase in text]
    if not found:
        return "".join(map(_character, text))
    longest = max(found, key=lambda phrase: (len(phrase), -text.index(phrase)))
    before, _, after = text.partition(longest)
    return f"{_converted(before)}{phrases[longest]}{_converted(after)}"


def _is_simplified(text: str) -> bool:
    if text.isascii():
        return True
    if not _TRADITIONAL_IN_GB2312.isdisjoint(text):
        return False
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def dictionary(name: str) -> str:
    """Return a dictionary of OpenCC: lines of what it takes, a tab, and what it puts there.

    Of several choices, which blanks part, it puts the first. A line break stands before each line.
    """
    places = getattr(find_spec("opencc"), "submodule_search_locations", None) or ()
    (text,) = (Path(place, "dictionary", f"{name}.txt").read_text("utf-8") for place in places)
    return f"\n{text}"


@cache
def _phrases() -> dict[str, str]:
    """Return what is not simplified character by character, and what it becomes."""
    lines = (line.split("\t") for line in dictionary("TSPhrases").splitlines()[1:])
    return {taken: put.split(" ")[0] for taken, put in lines}


@cache
def _character(char: str) -> str:
    """Return the simplified form of a character; it may be several."""
    characters = dictionary("TSCharacters")
    at = characters.find(f"\n{char}\t")
    if at < 0:
        return char
    return characters[at + len(char) + 2 :].split("\n", 1)[0].split(" ")[0]
