"""Records that are put together when somebody looks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class Late(Sequence[T]):
    """Records that rows have by the hundred and few look at: made each time that somebody does, and never held. Packed it is a tuple."""

    __slots__ = ("_make", "_number")

    def __init__(self, make: Callable[[], Iterable[T]], number: int | None = None) -> None:
        """Take what makes them, the same ones each time, and how many they are where that is known."""
        self._make = make
        self._number = number

    def _all(self) -> tuple[T, ...]:
        return tuple(self._make())

    def __len__(self) -> int:
        return len(self._all()) if self._number is None else self._number

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...

    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self._all()[at]

    def __iter__(self) -> Iterator[T]:
        return iter(self._make())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[type[tuple[T, ...]], tuple[tuple[T, ...]]]:
        return tuple, (self._all(),)
