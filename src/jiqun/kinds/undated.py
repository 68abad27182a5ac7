"""What may have been known on a day in the past, but cannot be told to have been."""

from jiqun.structs import Struct


class Undated(Struct):
    """What may or may not have been known on the day that was asked for.

    ``owner`` is the entry that it hangs on, or is, as ``clusters/zhuzhou-rail``, and ``name``
    what that is called; ``title`` is what it is, ``text`` its words, None where it is the entry.
    ``published_by`` is the day by which it was published at the latest.
    """

    owner: str
    name: str
    title: str
    text: str | None
    source: str | None
    published_by: str
