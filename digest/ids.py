"""Names that rows keep from one digest to the next."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from core.text import line
from digest.record import Row


def row_ids(rows: Sequence[Row]) -> list[str]:
    """Return a name for each row, in their order: its topic, question, side and event; where that is not enough, with a number.

    It is the same in every digest that has the row, so that readers of feeds and calendars know it again.
    """
    seen: Counter[str] = Counter()
    names = []
    for row in rows:
        one = row.comparison
        name = line(":".join((one.topic, one.question, one.side or "", one.event or "", one.measure)), 300)
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}:{seen[name]}")
    return names


def urn(*parts: str) -> str:
    """Return an address that names a thing and leads nowhere (RFC 8141): the same for the same parts.

    >>> urn("pow-swaps:released:Ukraine", "207")
    'urn:negotiation-watch:aa4483ac28718ce2'
    """
    return f"urn:negotiation-watch:{sha256(chr(0).join(parts).encode(errors='replace')).hexdigest()[:16]}"
