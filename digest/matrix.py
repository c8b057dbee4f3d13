"""The matrix as tables: a topic's rows against the outlets that answer any of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.record import Row


@dataclass(frozen=True, slots=True)
class Matrix:
    """One topic's rows, by importance, and its columns, the outlet that answers most first."""

    topic: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def matrices(rows: Sequence[Row]) -> Iterator[Matrix]:
    """Yield a matrix a topic, the topic of the weightiest row first. Outlets that are only silent get no column."""
    for topic in dict.fromkeys(row.topic for row in rows):
        mine = tuple(row for row in rows if row.topic == topic)
        answers = Counter(cell.source for row in mine for cell in row.cells if not cell.silent)
        yield Matrix(topic, tuple(sorted(answers, key=lambda source: (-answers[source], source))), mine)
