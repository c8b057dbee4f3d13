"""How outlets could be followed: their feeds' states and polls, told an outlet at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Literal

from core.comparison import Outlet
from core.text import line
from digest.words import clock
from store.feeds import FeedState, PollRecord

if TYPE_CHECKING:
    from digest.record import SourceHealth, SourceState

Reach = Literal["ok", "gap", "unreachable"]


def outlets(states: Sequence[FeedState], polls: Sequence[PollRecord] | None = None) -> tuple[Outlet, ...]:
    """Return what comparing has to know of each outlet, by name.

    Args:
        states: the feeds.
        polls: those of the time compared; None: the last poll of each feed tells.
    """
    by_source = _by_source(states)
    return tuple(
        Outlet(
            source=source,
            owner=next((one.owner for one in feeds if one.owner), None),
            role=next((one.role for one in feeds if one.role != "neutral"), "neutral"),
            reach=_reach(feeds, None if polls is None else [poll for poll in polls if poll.source == source]),
        )
        for source, feeds in by_source.items()
    )


def health(
    states: Sequence[FeedState], polls: Sequence[PollRecord], new: Mapping[str, int], zone: tzinfo | None, until: datetime
) -> "tuple[SourceHealth, ...]":
    """Return how each outlet did in a span, those in trouble first, then by name.

    Args:
        states: the feeds.
        polls: those of the span.
        new: how many new items each outlet brought.
        zone: in which times are written.
        until: the end of the span.
    """
    by_source = _by_source(states)
    told = [
        _health(source, feeds, [poll for poll in polls if poll.source == source], new.get(source, 0), zone, until)
        for source, feeds in by_source.items()
    ]
    order: tuple[SourceState, ...] = ("unreachable", "gap", "not asked", "ok")
    return tuple(sorted(told, key=lambda one: (order.index(one.state), one.source)))


def remarks(feed: FeedState, zone: tzinfo | None, now: datetime) -> list[str]:
    """Return what else there is to know of a feed's health: a gap, items without a date, an address that changed, slow answers."""
    found: list[str] = []
    if feed.last_gap is not None:
        times = f", {feed.gaps} times in all" if feed.gaps > 1 else ""
        found.append(f"overrun at {clock(feed.last_gap, zone, now.year)}: items may have been missed between two polls{times}")
    if feed.outcome == "fetched" and feed.reason:
        found.append(feed.reason)
    if feed.undated:
        found.append(f"{feed.undated} of {feed.items} items have no date")
    if feed.moved_to is not None:
        found.append(f"moved for good, and asked at {feed.moved_to}")
    elif feed.moving_to is not None:
        found.append(f"says that it moved to {feed.moving_to}")
    return found


def _by_source(states: Sequence[FeedState]) -> dict[str, list[FeedState]]:
    found: dict[str, list[FeedState]] = {}
    for state in sorted(states, key=lambda one: (one.source, one.url)):
        found.setdefault(state.source, []).append(state)
    return found


def _reach(feeds: Sequence[FeedState], polls: Sequence[PollRecord] | None) -> Reach:
    if not polls:
        if all(one.outcome in {"failed", None} for one in feeds):
            return "unreachable"
        return "gap" if any(one.gap or one.outcome in {"failed", None} for one in feeds) else "ok"
    good = {poll.feed for poll in polls if poll.outcome != "failed"}
    if not good:
        return "unreachable"
    return "gap" if any(poll.gap for poll in polls) or any(poll.feed not in good for poll in polls) else "ok"


def _health(
    source: str, feeds: Sequence[FeedState], polls: Sequence[PollRecord], new: int, zone: tzinfo | None, until: datetime
) -> "SourceHealth":
    from digest.record import SourceHealth  # noqa: PLC0415  (the dashboard takes from this file what needs no digest)

    failed = [poll for poll in polls if poll.outcome == "failed"]
    good = [poll for poll in polls if poll.outcome != "failed"]
    last_good = max(
        (poll.at for poll in good), default=max((one.last_good for one in feeds if one.last_good and one.last_good < until), default=None)
    )
    state: SourceState
    if not polls:
        state, words = "not asked", "not asked in this time"
    elif not good:
        since = f" since {clock(last_good, zone, until.year)}" if last_good else ""
        state, words = "unreachable", f"not read{since}: {_reason(failed)}"
    elif gaps := [poll for poll in polls if poll.gap]:
        state = "gap"
        words = f"items may have been missed before {clock(gaps[-1].at, zone, until.year)}: the feed's window was overrun"
    elif failing := _failing(polls):
        state = "gap"
        words = f"failing since {clock(failing[0].at, zone, until.year)}: {_reason(failing)}"
    else:
        state, words = "ok", f"ok; {len(failed)} of {len(polls)} polls failed" if failed else "ok"
    return SourceHealth(source=line(source), state=state, words=words, polls=len(polls), failed=len(failed), new=new, last_good=last_good)


def _failing(polls: Sequence[PollRecord]) -> list[PollRecord]:
    """Return the failures that nothing good of the same feed has followed, oldest first."""
    last_good = {poll.feed: number for number, poll in enumerate(polls) if poll.outcome != "failed"}
    return [poll for number, poll in enumerate(polls) if poll.outcome == "failed" and number > last_good.get(poll.feed, -1)]


def _reason(failed: Sequence[PollRecord]) -> str:
    return line(failed[-1].reason or "no usable answer", 200)
