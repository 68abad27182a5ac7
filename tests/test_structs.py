"""Structs: named parts, as frozen dataclasses have them."""

from __future__ import annotations

import pickle

import pytest

from jiqun.structs import Struct


class Pair(Struct):
    """What the tests make."""

    left: int
    right: int | None = None


def test_parts_are_given_in_order_or_by_name() -> None:
    assert Pair(1, 2) == Pair(left=1, right=2) == Pair(right=2, left=1)
    assert Pair(1) == Pair(1, None) != Pair(2)
    assert repr(Pair(1)) == "Pair(left=1, right=None)"


def test_what_is_missing_or_unknown_is_refused() -> None:
    with pytest.raises(TypeError, match="Pair has the parts left, right"):
        Pair()
    with pytest.raises(TypeError):
        Pair(1, 2, 3)
    with pytest.raises(TypeError):
        Pair(1, middle=2)  # type: ignore[call-arg]


def test_parts_stand_in_their_order_and_equal_ones_are_one_key() -> None:
    one = Pair(right=2, left=1)
    assert list(one._asdict().items()) == [("left", 1), ("right", 2)]
    assert {one: "found"}[Pair(1, 2)] == "found"


def test_another_one_is_made_with_some_parts_replaced() -> None:
    one = Pair(1, 2)
    assert (one._replace(left=3), one) == (Pair(3, 2), Pair(1, 2))
    with pytest.raises(TypeError):
        one._replace(middle=1)


def test_one_survives_being_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Pair(1, 2))) == Pair(1, 2)
