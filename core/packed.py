"""Records on their way to another process."""

from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def packed(cls: type[T]) -> type[T]:
    """Let the records of a dataclass of two fields or more be pickled as calls with their fields.

    What `dataclass(frozen=True, slots=True)` gives them for it is slow (Python 3.11 to 3.14): it looks up the fields of each record.
    """
    values = attrgetter(*(field.name for field in fields(cls)))  # type: ignore[arg-type]

    def reduce(self: T) -> tuple[type[T], tuple[Any, ...]]:
        return cls, values(self)

    cls.__reduce__ = reduce  # type: ignore[assignment]
    return cls
