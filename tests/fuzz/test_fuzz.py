"""A short run of every target; ``JIQUN_FUZZ`` is the number of executions of a long one."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fuzz import targets
from jiqun.cli import COMMANDS
from jiqun.formats import FORMATS
from jiqun.kinds import KINDS
from jiqun.knowledge import KnowledgeBase

_LONG = int(os.environ.get("JIQUN_FUZZ", "0"))
_COUNTS: Counter[str] = Counter()


def fuzz(short: int, share: float) -> settings:
    """Return how often a target is run: ``short`` times, or its share of a long run."""
    return settings(
        max_examples=max(short, int(_LONG * share)),
        deadline=None,
        database=None,
        derandomize=not _LONG,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="module", autouse=True)
def _counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run where nothing can be spoilt, and tell at the end how often each target was run."""
    folder = os.getcwd()
    os.chdir(tmp_path_factory.mktemp("fuzz"))
    yield
    os.chdir(folder)
    if _LONG:
        print("\n", dict(_COUNTS), sum(_COUNTS.values()))


# Pieces that mean something to one of the languages that texts end up in.
PIECES = [
    "\"'\"", "<script>", "</text>", "<![CDATA[", "&amp;", "]]>", "=cmd()", "@a", "＝1+1", "-1", "{",
    "}", "\\", "\\end", "%", "$", "#", "_", "~", "^", "|", "`", "*", "[1]", "](x)", "<!--", ";--",
    "')", "''", "$(x)", "${x}", "$version", "{0}", "%s", ": ", "- ", "? ", "!", "&a", "*a", "# ",
    "\u3000", "、", "〔", "https://a.cn/b", "javascript:x", "null", "NaN", "\U0001f600", "e\u0301",
    "ﬀ", "İ", "ß", "株洲", "2000亿元", "ẞ", "９", "٣", "Ⅷ", "㎡", "\u0e33", "\u1100\u1161",
]  # fmt: skip
# Pieces that the reader refuses.
REFUSED = ["\r", "\n", "\t", "\x00", "\x1b[31m", "\u202e", "\u2028", "\ufffe", "\ue000", "\u200b"]
words = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=5).map("".join)
clean = words.map(lambda text: "".join(filter(str.isprintable, text)).strip()).filter(bool)
TEXT = targets.TINY.read_text(encoding="utf-8")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return a whole base in which some pieces were cut, doubled or replaced."""
    text = TEXT
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 30))
        piece = draw(st.sampled_from([*PIECES, *REFUSED, text[start:end] * 2, ""]) | words)
        text = text[:start] + piece + text[end:]
    return text.encode("utf-8", "surrogatepass")


@fuzz(60, 0.15)
@given(damaged() | st.binary(max_size=60) | words.map(lambda text: text.encode("utf-8", "replace")))
def test_loader(content: bytes) -> None:
    _COUNTS["loader"] += 1
    targets.loader(content)


queries = st.lists(words | st.sampled_from(REFUSED), max_size=4).map(" ".join)
near = st.sampled_from(["株洲", "zhuzhou", "高端装备", "2000亿元", "轨道交通", "中车株机"])


@fuzz(100, 0.5)
@given(query=queries | near.flatmap(lambda name: words.map(lambda text: name[:3] + text + name)))
def test_finder(tiny: KnowledgeBase, query: str) -> None:
    _COUNTS["finder"] += 1
    targets.finder(tiny, query)


@fuzz(15, 0.2)
@given(st.lists(clean, min_size=3, max_size=3), st.sampled_from(KINDS))
def test_formats(texts: list[str], kind: str) -> None:
    _COUNTS["formats"] += 1
    if base := targets.base_with(texts):
        targets.formats(base, kind)


@fuzz(40, 0.1)
@given(st.lists(clean, min_size=3, max_size=3))
def test_citations(texts: list[str]) -> None:
    _COUNTS["citations"] += 1
    if base := targets.base_with(texts):
        targets.citations(base)


@fuzz(3, 0.01)
@given(st.lists(clean, min_size=3, max_size=3))
def test_exports(texts: list[str]) -> None:
    _COUNTS["exports"] += 1
    if base := targets.base_with(texts):
        targets.exports(base)


# Whose server waits for questions; what changes files of the shell; what is written elsewhere.
_COMMANDS = sorted({*COMMANDS, "cities", "domains"} - {"mcp"})
_OPTIONS = [
    "-d", "-p", "-b", "-f", "--city", "--firm", "--scope", "--year", "--has", "--sort", "--limit",
    "--columns", "--count", "--kind", "--why", "--script", "--no-color", "--bom", "--by", "--and",
    "--style", "--figure", "--due", "--chart", "--help", "--version", "--", "--data", "-k",
]  # fmt: skip
_VALUES = [
    *FORMATS,
    "hant",
    "株洲",
    "高端装备",
    "2021",
    "name",
    "-batch",
    "bibtex",
    "domain",
    "0",
    "9",
]
typed = (words | st.sampled_from([*_VALUES, *REFUSED])).filter(
    lambda text: "/" not in text and "install" not in text and "\x00" not in text
)


@fuzz(25, 0.04)
@given(st.sampled_from([*_COMMANDS, ""]), st.lists(st.sampled_from(_OPTIONS) | typed, max_size=5))
def test_command_line(command: str, rest: list[str]) -> None:
    _COUNTS["command line"] += 1
    targets.command_line([*filter(None, [command]), *rest])
