"""The tables of cases: texts of our own in `cases/<language>/<what about>.txt`, with the claims that they hold.

    @ Ukraine, Russia 2025-08-15                                      the parties and the day of all cases that follow

    ^ A headline, where there is one
    Kyiv and Moscow swapped 84 prisoners each on Thursday.
    = pow-swaps.released both 84..84 exact happened | -               topic.question, side, value, qualifier, status class | speaker

    Tickets cost 84 euros.                                            a case without claims is a decoy

    ? A text that begins with a question mark is known to be read wrong.

A line that begins with # is a comment; an empty line ends a case.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """A text, and the claims that it holds, as `said.told` writes them."""

    lang: str
    about: str
    parties: tuple[str, ...]
    day: str
    title: str
    text: str
    claims: tuple[str, ...]
    known: bool
    """Whether it is known to be read wrong."""

    def __str__(self) -> str:
        """Return its name among the tests."""
        return f"{self.lang}/{self.about}: {self.title or self.text}"


@cache
def cases() -> tuple[Case, ...]:
    """Return the cases of all tables, in the order of languages and files."""
    return tuple(case for path in sorted(FOLDER.glob("*/*.txt")) for case in _table(path))


def _table(path: Path) -> list[Case]:
    found: list[Case] = []
    parties: tuple[str, ...] = ()
    day = ""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines and lines[0].startswith("@ "):
            names, _, day = lines.pop(0).removeprefix("@ ").rpartition(" ")
            parties = tuple(name.strip() for name in names.split(","))
        if not lines:
            continue
        known = lines[0].startswith("? ")
        lines[0] = lines[0].removeprefix("? ")
        title = " ".join(line.removeprefix("^ ") for line in lines if line.startswith("^ "))
        claims = tuple(line.removeprefix("= ") for line in lines if line.startswith("= "))
        text = "\n".join(line for line in lines if not line.startswith(("= ", "^ ")))
        found.append(Case(path.parent.name, path.stem, parties, day, title, text, claims, known))
    return found
