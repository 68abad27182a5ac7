"""Texts of the page's data: each stands once, and all else refers to it by number."""

from __future__ import annotations

from collections import Counter
from typing import Any

from jiqun.formats.csv import escape_formula
from jiqun.text.width import cell_width, visible


class Number(int):
    """The number of a text, which no other number in the data is taken for."""


class Texts:
    """Texts by number, and how often each was asked for."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers: dict[str, Number] = {}
        self._uses: Counter[Number] = Counter()

    def number(self, text: str) -> Number:
        """Return the number of a text, in which nothing is left that a terminal obeys."""
        seen = visible(text)
        number = self._numbers.get(seen)
        if number is None:
            number = self._numbers[seen] = Number(len(self._numbers))
        self._uses[number] += 1
        return number

    def numbers(self, value: Any) -> Any:
        """Return nested sequences of texts as nested lists of their numbers; None stays None."""
        if isinstance(value, str):
            return self.number(value)
        return value if value is None else [self.numbers(one) for one in value]

    def by_use(self, value: Any) -> Any:
        """Return data with the texts numbered anew, shorter numbers for those of more use."""
        places = {number: at for at, (number, _) in enumerate(self._uses.most_common())}

        def renumbered(one: Any) -> Any:
            if isinstance(one, Number):
                return places[one]
            if isinstance(one, dict):
                return {key: renumbered(each) for key, each in one.items()}
            return [renumbered(each) for each in one] if isinstance(one, (list, tuple)) else one

        return renumbered(value)

    def all(self) -> list[str]:
        """Return all texts, those of most use first."""
        texts = list(self._numbers)
        return [texts[number] for number, _ in self._uses.most_common()]

    def harmless(self) -> dict[str, str]:
        """Return the texts that a spreadsheet would run, and what stands for them in CSV."""
        pairs = ((text, escape_formula(text)) for text in self._numbers)
        return {text: made for text, made in pairs if made != text}

    def widths(self) -> list[str]:
        """Return the characters that no cell and that one cell of a terminal takes.

        All other characters but ASCII take two.
        """
        chars = sorted({char for text in self._numbers for char in text if not char.isascii()})
        return ["".join(one for one in chars if cell_width(one) == width) for width in (0, 1)]
