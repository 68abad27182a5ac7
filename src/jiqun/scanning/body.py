"""The body of a page: what it says, without menus, spam and what is about something else.

Rules of thumb over lines, each for a kind of page that is met: they look at punctuation, links
and separators, and at the words of ``words.toml``. What cannot be told is body.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from jiqun.scanning.pages import Line, entity_at, lines_of
from jiqun.scanning.words import any_of, listed
from jiqun.text.plain import plain

# A line with so many characters and a sign of a sentence says something.
_SENTENCE = 20
_ENDS = re.compile("[,。;!?]")
# A list of links or of spam has so many items, of so many characters at most.
_ITEMS = 4
_LONGEST_ITEM = 16
# So many items without a sentence are a farm of links, which is spam.
_FARM = 12
# So much of a line is looked at, and one that heads something is no longer.
_LOOKED_AT = 2000
_LONGEST_HEADING = 60
# A sentence that ends so is one of a list of articles.
_BROKEN_OFF = ("[详细]", "……", "...")
# What ends a paragraph; a line that ends otherwise may have been cut by a page.
_CLOSED = frozenset('。!?;:”"』」…)】—.')
# So does a new one: an item of a list, a quotation, or a label such as 产量:.
_OPENS = re.compile(r"[#•·●■◆▲★—*\-\d一二三四五六七八九十(【“《\"]|[\u4e00-\u9fff]{2,6}[:：]")

# A number at the end of a line, whose unit begins the next one.
_NUMBER = re.compile(r".{4}\d[余多]?[百千万亿]*[余多]?$")
_LONGEST_NUMBER = 20
_UNIT = re.compile(
    "[余多]?[百千万亿]*(?:元|家(?![电居具用])|户|个(?!体)|人(?![均工才])|辆|台|吨|%|倍|亿)"
)

# How a character is spoken, as converters put it behind one: 內(nèi)蒙古. It bears a tone.
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SPOKEN = re.compile(rf"[(（](?:[a-zü]{{0,4}}[{_TONES}][a-zü]{{0,4}}|[dlz]e|men)[)）]")
# Without tones it is told from abbreviations, (ai), by standing behind one after another.
_UNTONED = re.compile("(?:[(（][a-zü]{1,6}[)）][\u4e00-\u9fff]){2}[(（][a-zü]{1,6}[)）]")
_SPOKEN_UNTONED = re.compile(rf"{_SPOKEN.pattern}|(?<=[\u4e00-\u9fff])[(（][a-zü]{{1,6}}[)）]")


class Reading(NamedTuple):
    """The body as one text: paragraphs parted by line ends, plain.

    ``starts`` and ``origins`` say where pieces begin in ``text``, and in ``original``.
    """

    original: str
    text: str
    starts: list[int]
    origins: list[int]
    title: str
    condition: tuple[str, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` stands in the original."""
        starts, origins = self.starts, self.origins
        behind = bisect_right(starts, start)
        shift = origins[behind - 1] - starts[behind - 1]
        last = behind - 1
        if behind < len(starts) and end > starts[behind]:
            last = bisect_right(starts, end - 1, behind) - 1
        until = end + origins[last] - starts[last]
        entity = self._entity(last)
        return start + shift, until + len(entity) - 1 if entity else until

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``original[start:end]``, a span of the text, stands in it."""
        first, last = (bisect_right(self.origins, at) - 1 for at in (start, end - 1))
        until = min(end - self.origins[last], self._size(last))
        return self.starts[first] + start - self.origins[first], self.starts[last] + until

    def _size(self, piece: int) -> int:
        ends = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
        return ends - self.starts[piece]

    def _entity(self, piece: int) -> str | None:
        """Return the entity of HTML that a piece of one character is in the original."""
        origin = self.origins[piece]
        if self.original[origin : origin + 1] != "&" or self._size(piece) != 1:
            return None
        return entity_at(self.original, origin)

    def words(self, start: int, end: int) -> str:
        """Return ``text[start:end]`` as it is printed: in its script, without spaces and tags."""
        parts: list[str] = []
        at = start
        for piece in range(bisect_right(self.starts, start) - 1, len(self.starts)):
            if at >= end:
                break
            until = min(end, self.starts[piece] + self._size(piece))
            origin = self.origins[piece] + at - self.starts[piece]
            told, printed = self.text[at:until], self.original[origin : origin + until - at]
            if entity := self._entity(piece):
                told = html.unescape(entity)
            parts.append(told if told == printed or plain(printed) != told else printed)
            at = until
        return "".join("".join(parts).split())


class _Patterns(NamedTuple):
    related: re.Pattern[str]
    furniture: re.Pattern[str]
    spam: re.Pattern[str]
    separators: re.Pattern[str]


def read(original: str) -> Reading:
    """Return the body of a page, and its condition as far as lines tell it."""
    lines = lines_of(original)
    untoned = _SPOKEN_UNTONED if _UNTONED.search(original) else None
    spoken = untoned or (_SPOKEN if _SPOKEN.search(original) else None)
    if spoken:
        lines = [_without_spoken(one, spoken) if "(" in one.text else one for one in lines]
        lines = [line for line in lines if line.text.strip()]
    kept, spam = _told(lines)
    condition = ["spam around the body"] if spam else []
    if spoken:
        condition.append("words doubled")
    elif _doubled(kept):
        condition.append("words doubled")
        kept = [_undoubled(line) for line in kept]
    if "\ufffd" in original:
        condition.append("characters lost")
    return _joined(original, kept, tuple(condition))


@cache
def _patterns() -> _Patterns:
    separators = re.escape("".join(listed("page", "separators")))
    return _Patterns(
        re.compile(rf"[#\s【\[·•>|]*(?:{any_of(listed('page', 'related'))})"),
        re.compile(any_of(listed("page", "furniture"))),
        re.compile(any_of(listed("page", "spam"))),
        re.compile(rf"[{separators}]"),
    )


def _told(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """Return the lines of the body, and whether there is spam around it."""
    patterns = _patterns()
    kept: list[Line] = []
    spam = said = False
    for line in lines:
        text = line.text.strip()
        head = text[:_LOOKED_AT]
        if len(text) <= _LONGEST_HEADING and patterns.related.match(text):
            if said:
                # The farms of spam stand at the very end.
                last = [one.text.strip()[:_LOOKED_AT] for one in lines[-3:]]
                spam = spam or any(_is_spam(one, patterns) for one in last)
                break
            continue
        if head[-1] != "。" and ("。" not in head or head.endswith(_BROKEN_OFF)):
            # Only what tells nothing is one of these.
            if _is_spam(head, patterns):
                spam = True
                continue
            if _is_furniture(line, text, head, patterns):
                continue
        said = said or (len(text) >= _SENTENCE and "。" in text)
        kept.append(line)
    return kept, spam


def _is_spam(head: str, patterns: _Patterns) -> bool:
    if "。" in head:
        return False
    if len(_items(head, patterns)) >= _FARM and patterns.spam.search(head):
        return True
    return not _ENDS.search(head) and bool(patterns.spam.search(head))


def _is_furniture(line: Line, text: str, head: str, patterns: _Patterns) -> bool:
    if line.linked * 2 > len(text) and len(text) < 200:
        return True
    if text.endswith(("[详细]", "…", "...")) and len(text) > _SENTENCE:
        return True
    if len(text) < 60 and patterns.furniture.search(text):
        return True
    items = _items(head.replace(",", ""), patterns)
    return len(items) >= _ITEMS and not re.search(r"\d", head) and not re.search("集群", head)


def _items(text: str, patterns: _Patterns) -> list[str]:
    """Return the items of a line that is a list of short ones; none where it is no list."""
    items = [item for item in patterns.separators.split(text) if item.strip()]
    return items if max(map(len, items), default=0) <= 2 * _LONGEST_ITEM else []


def _doubled(lines: Sequence[Line]) -> bool:
    """Tell whether words stand parted by spaces, and parts of words beside the words."""
    tokens = list(islice((token for line in lines for token in line.text[:4000].split()), 2000))
    if len(tokens) < 40 or sum(map(len, tokens)) > 4 * len(tokens):
        return False
    return sum(map(len, (tokens[at] for at in _needless(tokens)))) * 10 > sum(map(len, tokens))


def _needless(tokens: Sequence[str]) -> Iterable[int]:
    """Yield which tokens are parts of a longer one near them: 一代 beside 新一代."""
    for at, token in enumerate(tokens):
        near = tokens[max(0, at - 3) : at + 4]
        # It stands more often in them than it is one of them.
        if " ".join(near).count(token) > near.count(token) or _overlaps(tokens, at):
            yield at


def _overlaps(tokens: Sequence[str], at: int) -> bool:
    """Tell whether a token is a seam of two words: 成电 of 集成 and 电路."""
    token = tokens[at]
    if len(token) != 2 or not 0 < at < len(tokens) - 1:
        return False
    return tokens[at - 1][-1] == token[0] and tokens[at + 1][0] == token[1]


def _undoubled(line: Line) -> Line:
    """Return a line whose words are joined, those left out that are parts of others."""
    found = list(re.finditer(r"\S+", line.text))
    tokens = [match.group() for match in found]
    needless = set(_needless(tokens))
    texts: list[str] = []
    pieces: list[tuple[int, int]] = []
    size = 0
    for at, match in enumerate(found):
        if at not in needless:
            pieces.append((size, _origin(line, match.start())))
            texts.append(match.group())
            size += len(match.group())
    return Line("".join(texts), pieces)


def _without_spoken(line: Line, spoken: re.Pattern[str]) -> Line:
    """Return a line without what tells how its characters are spoken."""
    texts: list[str] = []
    pieces: list[tuple[int, int]] = []
    size = at = 0
    for end, behind in [
        *(match.span() for match in spoken.finditer(line.text)),
        (len(line.text), len(line.text)),
    ]:
        pieces.append((size, _origin(line, at)))
        pieces += [(size + start - at, origin) for start, origin in line.pieces if at < start < end]
        texts.append(line.text[at:end])
        size += end - at
        at = behind
    return Line("".join(texts), pieces, line.linked)


def _origin(line: Line, at: int) -> int:
    start, origin = max(piece for piece in line.pieces if piece[0] <= at)
    return origin + at - start


def _joined(original: str, lines: Sequence[Line], condition: tuple[str, ...]) -> Reading:
    """Return lines as one text; paragraphs that a page has cut are whole again."""
    texts: list[str] = []
    starts, origins = [0], [0]
    size = 0
    title = ""
    # Where the last paragraph begins among the texts.
    first = 0
    for line in lines:
        stripped = line.text.rstrip()
        if texts and texts[-1] and not _cut(texts, first, stripped):
            first = len(texts) + 1
            texts.append("\n")
            starts.append(size)
            origins.append(line.pieces[0][1])
            size += 1
        for start, origin in line.pieces:
            starts.append(size + start)
            origins.append(origin)
        texts.append(stripped)
        size += len(stripped)
        if not title and 8 <= len(stripped) <= 60 and "。" not in stripped:
            title = stripped
    return Reading(original, "".join(texts), starts, origins, title, condition)


def _cut(texts: Sequence[str], first: int, text: str) -> bool:
    """Tell whether a paragraph, which is ``texts`` from the first one, goes on in the next line."""
    before = texts[-1]
    if before[-1] in _CLOSED:
        return False
    if _UNIT.match(text) and _NUMBER.search(before[-_LONGEST_NUMBER:]):
        return True
    if len(before) < _SENTENCE or _OPENS.match(text):
        return False
    return any(_ENDS.search(one) for one in texts[first:])
