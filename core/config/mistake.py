"""What is wrong with a config file, as records and as lines to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.config.keys import Keys
from core.errors import UsageError
from core.text import line

_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in a config file."""

    file: Path
    line: int | None
    """From 1; None where the file as a whole is meant."""
    text: str
    """What is wrong, and what to write instead."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        # What a file says is echoed here: it must not reach a terminal as anything but text.
        return line(f"{place}: {self.text}", _LONGEST)


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake that has not been found in the file yet: it says which value is meant, and not which line."""

    keys: Keys
    text: str
    first: Keys | None = None
    """Where the same thing stands already, for a duplicate."""


class ConfigErrors(UsageError):  # noqa: N818  (it holds several)
    """A config file that cannot be used; the message has a line for each mistake."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = tuple(mistakes)
