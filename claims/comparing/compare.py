"""Comparing claims: rows of the matrix, who says what in each, and how the answers relate. We never say who is right."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from claims.comparing.board import Board, Given
from claims.comparing.others import comparable
from claims.lasting import uncollected
from core.claim import Claim
from core.comparison import Comparison, Coverage, Outlet
from core.correction import Ruling


def compare(
    claims: Sequence[Claim],
    *,
    parties: Sequence[str] = (),
    outlets: Sequence[Outlet] = (),
    coverage: Sequence[Coverage] = (),
    earlier: Sequence[Claim] = (),
    origins: Mapping[int | str, str] | None = None,
    speakers: Mapping[str, str] | None = None,
    rulings: Sequence[Ruling] = (),
    now: datetime,
) -> list[Comparison]:
    """Put claims side by side: one row a question, side and event, sorted by these; the order of the claims does not matter.

    Args:
        claims: what the sources say, of the latest version of each item (or several versions of one address).
        parties: the names of the sides; a difference between two of them is "contested". Sides that claims name count as well.
        outlets: all sources followed, for telling the kinds of silence apart, and their owners.
        coverage: the items that cover a topic, with or without claims.
        earlier: claims of superseded versions, for "corrected" and "updated".
        origins: the origin of an item's text, by item id, as `claims.comparing.origins` finds it.
        speakers: the party of people and bodies that the gazetteer does not know, by name.
        rulings: what a reader ruled on events and conflicts.
        now: the moment of comparing (aware), for importance.
    """
    with uncollected():
        board = Board(parties, speakers, rulings)
        board.change(Given([*comparable(claims)], earlier, coverage))
        return board.rows(now, outlets=outlets, origins=origins)
