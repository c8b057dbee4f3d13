"""What compares beside the screen; see `digest.apart`."""

import gc
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from core.comparison import Comparison
from core.rows import head
from core.settings import Settings
from core.sheet import packed
from digest.apart import Changed, Compare, Past, Write
from digest.board import LiveBoard, Newest, begins, board
from digest.files import Told
from store.database import open_reader
from store.query import Query

NEWEST = Newest(claims=12_000, articles=50_000)
"""What is compared while the dashboard is open; `compare` and `digest` know no such bound."""


class Boarding:
    """Answers what `digest.apart` asks."""

    def __init__(self, path: Path, settings: Settings) -> None:
        """Open the database."""
        self._db = open_reader(path)
        self._settings = settings
        self._board = LiveBoard(NEWEST)
        self._sent: dict[tuple[object, ...], tuple[int, Comparison]] = {}
        self._numbered = 0

    def __call__(self, question: Compare | Past | Write) -> Changed | Told:
        """Answer a question."""
        match question:
            case Compare(now):
                return self._compare(now)
            case Past(as_of):
                return self._past(as_of)
            case Write(form, since, now, topics):
                from digest.gather import gather  # noqa: PLC0415  (with all forms of a digest, which few ask for)
                from digest.render import told  # noqa: PLC0415  (as above)

                return told(gather(self._db, self._settings, since, now, now, topics), form)

    def _compare(self, now: datetime) -> Changed:
        first = not self._sent
        rows = self._board.rows(self._db, self._settings, now)
        origins = self._board.origins()
        told, order = [], []
        sent: dict[tuple[object, ...], tuple[int, Comparison]] = {}
        for row in rows:
            key: tuple[object, ...] = (row.topic, row.question, row.side, row.measure, row.event)
            while key in sent:
                # What is said of both sides, and of none, may bear one name.
                key = (*key, None)
            number, before = self._sent.get(key, (-1, None))
            if before is not row:
                same = before is not None and _alike(before, row)
                if before is None:
                    number = self._numbered = self._numbered + 1
                known = _with_origins(row, origins)
                told.append((number, head(known), None if same else packed(known)))
            sent[key] = (number, row)
            order.append(number)
        self._sent = sent
        if first:
            gc.collect()
            gc.freeze()
        return Changed(tuple(told), tuple(order), self._board.since)

    def _past(self, as_of: datetime) -> Changed:
        since = begins(self._db, NEWEST, as_of)
        rows = board(self._db, self._settings, Query(since=since, by="published", as_of=as_of), as_of)
        return Changed(tuple((at, head(row), packed(row)) for at, row in enumerate(rows)), (), since)


def _with_origins(row: Comparison, origins: Mapping[int | str, str]) -> Comparison:
    """Say of each claim from whom its outlet has it."""
    groups = [
        replace(
            group,
            claims=tuple(
                [one if one.origin or one.item not in origins else replace(one, origin=origins[one.item]) for one in group.claims]
            ),
        )
        for group in row.groups
    ]
    return replace(row, groups=tuple(groups))


def _alike(one: Comparison, other: Comparison) -> bool:
    """Whether nothing but the importance of a row changed with time."""
    return all(getattr(one, name) is getattr(other, name) for name in ("groups", "relations", "silent", "why"))
