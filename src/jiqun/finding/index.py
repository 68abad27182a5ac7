"""Indexes: which entities hold a text, and all texts of an entity."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, islice, pairwise

from jiqun.finding.query import Lexicon, strip_generic_words
from jiqun.kinds import kind_named
from jiqun.knowledge import KnowledgeBase
from jiqun.structs import Struct

# What ends each row of a bundle: a control character, which no text has.
ROW = "\x7f"

# One letter per field: what a row is.
FIELDS = {
    "name": "n", "alias": "a", "code": "c", "english": "e", "product": "p", "firm": "f",
    "place": "l", "domain": "d", "figure": "g", "prose": "x",
}  # fmt: skip
_FIELD_OF = {letter: field for field, letter in FIELDS.items()}
# Fields that hold what people may mean when they misspell a name.
_NAMES = frozenset({"name", "alias", "place", "product", "firm", "english", "domain"})
# Comparing a query with all names takes too long where a kind has more entities than this.
_MOST_COMPARED = 2000
_MOST_SHARING = 256
# Words of pinyin that are spelled together have so many syllables, or are a whole name.
_LONGEST_RUN = 4


class Strings(Struct):
    """A row or a bundle in the five forms that are searched.

    ``stored``, ``readings`` (``|zhu|zhou|``) and ``initials`` (``zz``) begin every row with the
    letter of its field. A folded text is in ``latin`` if it is ASCII and in ``han`` if not.
    """

    stored: str = ""
    han: str = ""
    latin: str = ""
    readings: str = ""
    initials: str = ""


class Row(Struct):
    """One text of an entity.

    ``reading`` (``|zhu|zhou|``) and ``initials`` (``zz``) are empty where a text has no pinyin;
    ``rank`` is its position in its bundle.
    """

    field: str
    text: str
    folded: str
    reading: str
    initials: str
    rank: int


class Entry(Struct):
    """All rows of an entity, and their texts, readings and initials joined, to search at once."""

    rows: Sequence[Row]
    folded: str
    readings: str
    initials: str


class Name(Struct):
    """A name as it may be typed, the number of the entity and the row it is from."""

    text: str
    number: int
    row: Row


class _Column:
    """Bundles one behind another, in a part of a text."""

    def __init__(self, text: bytes, starts: Sequence[int]) -> None:
        """Take where in the text each of them begins, and where the last one ends."""
        self._text, self._starts = text, starts

    def bundles_with(self, part: str) -> Iterator[int]:
        """Yield the numbers of the bundles that hold ``part``."""
        text, starts, sought = self._text, self._starts, part.encode()
        at = text.find(sought, starts[0], starts[-1])
        while at >= 0:
            number = bisect_right(starts, at) - 1
            yield number
            at = text.find(sought, starts[number + 1], starts[-1])

    def rows(self, number: int) -> list[str]:
        """Return the rows of a bundle."""
        start, end = self._starts[number], self._starts[number + 1]
        return self._text[start:end].decode().split(ROW)[:-1]


class Index:
    """All texts of all entities of one kind; entities are numbered in the order of ``ids``.

    The look-ups return the numbers of entities, each once, and not many more than ``most``.
    """

    def __init__(
        self,
        kind: str,
        ids: Sequence[str],
        shares: tuple[Sequence[Sequence[int]], Sequence[int]],
        single: Mapping[str, Sequence[int]],
        lengths: Sequence[int],
        text: bytes,
    ) -> None:
        """Take what `jiqun.finding.indexing` compiled.

        Bundles are numbered: one for each entity, in the order of ``ids``, then the shared ones.

        Args:
            kind: the kind of the entities.
            ids: the ids of the entities.
            shares: lists of the numbers of shared bundles, and which list each entity has; both
                are empty if there are none.
            single: the numbers of the bundles with a row of one character or syllable, by it.
            lengths: of the bundles in bytes, column by column.
            text: the columns, which are the fields of `Strings`.

        Raises:
            ValueError: the bundles are not just the text.
        """
        self.kind, self.ids = kind, ids
        self._shares, self._share_of = shares
        self._single = single
        starts = list(accumulate(lengths, initial=0))
        if starts[-1] != len(text):
            raise ValueError("bundles")
        size = len(lengths) // len(Strings._fields)
        self._size = size
        self._stored, self._han, self._latin, self._readings, self._initials = (
            _Column(text, starts[at * size : (at + 1) * size + 1])
            for at in range(len(Strings._fields))
        )
        self._bundles: dict[int, Sequence[Row]] = {}
        self._entries: dict[int, Entry] = {}

    @property
    def bundles(self) -> list[Sequence[Row]]:
        """The rows of all bundles."""
        return list(map(self.bundle, range(self._size)))

    @property
    def shared(self) -> list[Sequence[int]]:
        """The numbers of the shared bundles of each entity."""
        return [self._shares[share] for share in self._share_of]

    def number(self, id_: str) -> int:
        """Return the number of an entity."""
        return self._numbers[id_]

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {id_: number for number, id_ in enumerate(self.ids)}

    @property
    def singles(self) -> Iterable[str]:
        """The characters and syllables that are texts of their own."""
        return self._single

    def with_single(self, part: str, most: int) -> list[int]:
        """Return the entities one of whose texts is just this character or syllable."""
        return self._holders(self._single.get(part, ()), most)

    def with_text(self, part: str, most: int) -> list[int]:
        """Return the entities with ``part`` in a folded text."""
        latin = self._latin.bundles_with(part) if part.isascii() else ()
        return self._holders(chain(self._han.bundles_with(part), latin), most)

    def with_reading(self, part: str, most: int) -> list[int]:
        """Return the entities with ``part`` (``|zhu|``) in a reading.

        A letter of `FIELDS` before it asks for readings of that field that begin with it.
        """
        return self._holders(self._readings.bundles_with(part), most)

    def with_initials(self, part: str, most: int) -> list[int]:
        """Return the entities with ``part`` in the initials of a text; letters as above."""
        return self._holders(self._initials.bundles_with(part), most)

    def _holders(self, bundles: Iterable[int], most: int) -> list[int]:
        """Return the first entities that hold these bundles."""
        numbers: dict[int, None] = {}
        for bundle in bundles:
            if bundle < len(self.ids):
                numbers[bundle] = None
            else:
                numbers.update(dict.fromkeys(islice(self._sharers(bundle), most)))
            if len(numbers) >= most:
                break
        return list(numbers)

    def _sharers(self, bundle: int) -> Iterator[int]:
        """Yield the entities that hold a shared bundle."""
        shares = {at for at, bundles in enumerate(self._shares) if bundle in bundles}
        return (number for number, share in enumerate(self._share_of) if share in shares)

    def entry(self, number: int) -> Entry:
        """Return the texts of an entity, each folded text once."""
        if number not in self._entries:
            shared = self._shares[self._share_of[number]] if self._shares else ()
            by_text: dict[str, Row] = {}
            for bundle in (number, *shared):
                for row in self.bundle(bundle):
                    by_text.setdefault(row.folded, row)
            rows = list(by_text.values())
            readings = ROW.join(row.reading for row in rows)
            initials = ROW.join(row.initials for row in rows)
            self._entries[number] = Entry(rows, ROW.join(by_text), readings, initials)
        return self._entries[number]

    def bundle(self, number: int) -> Sequence[Row]:
        """Return the rows of a bundle."""
        if number not in self._bundles:
            columns = (self._stored, self._han, self._latin, self._readings, self._initials)
            rows = zip(*(column.rows(number) for column in columns), strict=True)
            self._bundles[number] = [
                Row(_FIELD_OF[stored[0]], stored[1:], han or latin, reading[1:], initials[1:], rank)
                for rank, (stored, han, latin, reading, initials) in enumerate(rows)
            ]
        return self._bundles[number]

    @cached_property
    def spellings(self) -> Mapping[str, Sequence[str]]:
        """The syllables of names, and of two to four neighbours in them, by how they are spelled.

        Of a kind with very many entities, only those of the first ones.
        """
        spellings: dict[str, Sequence[str]] = {}
        for number in range(min(len(self.ids), _MOST_COMPARED)):
            for row in self.entry(number).rows:
                parts = row.reading.strip("|").split("|")
                runs = [
                    parts[start:end]
                    for start in range(len(parts))
                    for end in range(start + 2, min(len(parts), start + _LONGEST_RUN) + 1)
                ]
                for run in (*runs, parts) if len(parts) > _LONGEST_RUN else runs:
                    spellings.setdefault("".join(run), run)
        return spellings

    def names_to_compare(self, typed: str) -> Mapping[int, Sequence[Name]]:
        """Return the names that folded text may be a typo of, by length.

        Names are spelled in letters if ``typed`` is. Of a kind with very many entities, only the
        names of those that have two neighbouring characters of it are returned.
        """
        if len(self.ids) > _MOST_COMPARED:
            pairs = map("".join, pairwise(typed))
            sharing = {number for pair in pairs for number in self.with_text(pair, _MOST_SHARING)}
            return self._names(sharing, _latin_forms if typed.isascii() else _han_forms)
        return self._latin_names if typed.isascii() else self._han_names

    @cached_property
    def _han_names(self) -> Mapping[int, Sequence[Name]]:
        return self._names(range(len(self.ids)), _han_forms)

    @cached_property
    def _latin_names(self) -> Mapping[int, Sequence[Name]]:
        return self._names(range(len(self.ids)), _latin_forms)

    def _names(
        self, numbers: Iterable[int], forms: Callable[[Row], set[str]]
    ) -> Mapping[int, Sequence[Name]]:
        by_length: dict[int, list[Name]] = {}
        for number in numbers:
            for row in self.entry(number).rows:
                for text in forms(row) if row.field in _NAMES else ():
                    by_length.setdefault(len(text), []).append(Name(text, number, row))
        return by_length


def _han_forms(row: Row) -> set[str]:
    """Return a name with and without generic words."""
    return {row.folded, strip_generic_words(row.folded)}


def _latin_forms(row: Row) -> set[str]:
    """Return an English name and its words, or how a Chinese name is spelled in pinyin."""
    if row.field == "english":
        return {row.folded, *row.text.lower().replace("-", " ").split()}
    spelled = row.reading.replace("|", "")
    return {spelled, spelled.removesuffix("shi"), spelled.removesuffix("jiqun")} - {""}


class _Lexicon:
    """The words of the entities of some kinds; those of letters are read when they are needed."""

    def __init__(self, indexes: "Indexes", kinds: Sequence[str]) -> None:
        self._all = indexes
        self._indexes = [indexes.of(kind) for kind in kinds]
        self.singles = {char for index in self._indexes for char in index.singles}
        self._words: dict[str, bool] = {}

    @property
    def syllables(self) -> set[str]:
        return self._all.syllables

    @property
    def words(self) -> set[str]:
        return self._all.latin_words

    def is_word(self, pair: str) -> bool:
        if pair not in self._words:
            self._words[pair] = len(pair) == 2 and any(
                index.with_text(pair, 1)
                for index in self._indexes
                if not kind_named(index.kind).document
            )
        return self._words[pair]


class Indexes:
    """What search needs to know of a base; each part is read when it is first asked for."""

    def __init__(self, base: KnowledgeBase) -> None:
        """Take the base whose compiled indexes are read."""
        self._base = base
        self._by_kind: dict[str, Index] = {}
        self._lexicons: dict[tuple[str, ...], Lexicon] = {}

    def of(self, kind: str) -> Index:
        """Return the index of a kind."""
        if kind not in self._by_kind:
            ids, shares, single, lengths = self._base.index(f"names:{kind}")
            text = self._base.text(f"texts:{kind}")
            self._by_kind[kind] = Index(kind, ids, shares, single, lengths, text)
        return self._by_kind[kind]

    @cached_property
    def syllables(self) -> set[str]:
        """All syllables of the names, and the beginnings of syllables, marked ``*``."""
        syllables = self._base.index("syllables")
        starts = (f"{part[:end]}*" for part in syllables for end in range(1, len(part)))
        return {*syllables, *starts}

    @cached_property
    def latin_words(self) -> set[str]:
        """All Latin words, and their beginnings of three letters or more."""
        words = self._base.index("words")
        return {*words, *(word[:end] for word in words for end in range(3, len(word)))}

    def lexicon(self, kinds: Sequence[str]) -> Lexicon:
        """Return what is known of the words of entities of these kinds."""
        key = tuple(kinds)
        if key not in self._lexicons:
            self._lexicons[key] = _Lexicon(self, key)
        return self._lexicons[key]

    @cached_property
    def character_readings(self) -> Mapping[str, str]:
        """The commonest reading of every character."""
        readings: Mapping[str, str] = self._base.index("readings")[0]
        return readings


def indexes_of(base: KnowledgeBase) -> Indexes:
    """Return the indexes of a base, which are kept with it."""
    return base.once("indexes", lambda: Indexes(base))
