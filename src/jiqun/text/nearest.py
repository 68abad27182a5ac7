"""Names near one that is not known."""

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], most: int = 3, cutoff: float = 0.6) -> list[str]:
    """Return at most ``most`` of the ``known`` names that are spelled like ``name``, best first.

    ``cutoff`` (0 to 1) is the share of characters in common from which on two are alike.
    """
    import difflib

    return difflib.get_close_matches(name, known, n=most, cutoff=cutoff)
