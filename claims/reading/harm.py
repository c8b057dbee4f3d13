"""Lexemes of what kills and wounds."""

from claims.reading.marks import Marks

HARM = ("kill", "injure")
"""Verbs, before those whom it is done to."""
HARMED = ("killed", "injured")
"""What is told behind them."""


def deed(marks: Marks, k: int) -> int | None:
    """Return where an English verb begins that ends right before word k and harms whom it counts: "killed 21", "left 21 dead"."""
    if k == 0 or marks.lang != "en":
        return None
    found = [at for name in HARM if (at := marks.ending(name, k)) is not None]
    return min(found, default=k - 1 if marks.low[k - 1] == "left" else None)
