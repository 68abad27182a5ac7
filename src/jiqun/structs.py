"""What is made of named parts, told as a ``NamedTuple`` is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any, ClassVar, Self, dataclass_transform

_MISSING = object()


@dataclass_transform(frozen_default=True)
class Struct(tuple[Any, ...]):
    """A tuple of named parts, with the members of a ``NamedTuple``.

    To make such a class takes a tenth of the time, and every start makes two score of them; to
    make one of it takes three times as long.
    """

    _fields: ClassVar[tuple[str, ...]]
    _field_defaults: ClassVar[dict[str, Any]]
    # In the order of the parts, what stands for one that is not given.
    _ungiven: ClassVar[list[Any]]

    def __init_subclass__(cls) -> None:
        """Read the names of the parts, and the defaults of those that may be left out."""
        parts = vars(cls)
        cls._fields = tuple(cls.__annotations__)
        cls._field_defaults = {name: parts[name] for name in cls._fields if name in parts}
        cls._ungiven = [parts.get(name, _MISSING) for name in cls._fields]
        for at, name in enumerate(cls._fields):
            setattr(cls, name, property(itemgetter(at)))

    def __new__(cls, *values: Any, **named: Any) -> Self:
        """Take values in the order of the parts, or by name.

        Raises:
            TypeError: one is missing, or there is no such part.
        """
        if not named and len(values) == len(cls._fields):
            return cls._make(values)
        given = [*values, *cls._ungiven[len(values) :]]
        for name, value in named.items():
            if name not in cls._fields:
                raise cls._refusal()
            given[cls._fields.index(name)] = value
        if _MISSING in given:
            raise cls._refusal()
        return cls._make(given)

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Self:
        """Return one of values in the order of the parts; raise TypeError for too many or few."""
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise cls._refusal()
        return made

    @classmethod
    def _make_all(cls, rows: Sequence[Sequence[Any]]) -> list[Self]:
        """Return one of each of many rows, as `_make` does."""
        if not {*map(len, rows)} <= {len(cls._fields)}:
            raise cls._refusal()
        return [*map(tuple.__new__, repeat(cls), rows)]

    @classmethod
    def _refusal(cls) -> TypeError:
        return TypeError(f"{cls.__name__} has the parts {', '.join(cls._fields)}")

    def _asdict(self) -> dict[str, Any]:
        """Return the parts by name, in order."""
        return dict(zip(self._fields, self, strict=True))

    def _replace(self, **parts: Any) -> Self:
        """Return another one in which some parts are these."""
        return type(self)(*self, **parts)

    def __getnewargs__(self) -> tuple[Any, ...]:
        """Return what it is made of again in another process."""
        return tuple(self)

    def __repr__(self) -> str:
        """Return it as the call that makes it."""
        parts = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
        return f"{type(self).__name__}({parts})"
