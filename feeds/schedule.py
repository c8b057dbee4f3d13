"""When to ask a feed again. Pure: the moment and the chance come in as arguments."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.news import Document, Failed, Outcome

_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86_400.0
LONGEST_TTL = _DAY
"""A feed that asks for more is asked once a day all the same."""
LONGEST_SILENT = _HOUR
"""Longest pause after failures without any answer: the fault may be our own network's."""
LONGEST_REFUSED = 6 * _HOUR
"""Longest pause after failures that the server told us of."""
_SPREAD, _SPREAD_FAILED = 0.05, 0.25
"""How much of a pause chance adds at most, so that feeds that fell into step fall out of it."""
_LONGEST_SPREAD = 600.0
"""Seconds that it adds at most to a pause which the server asked for."""
SKIPPED = "the feed asks not to be polled before"
_DOUBLINGS = 16
_LIVE = timedelta(hours=3)
"""After its last post a live blog counts as ended."""
_LIVE_PAUSE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Plan:
    """When to ask a feed again."""

    at: datetime | None
    """None: never."""
    why: str
    """Why then, in words for the screen."""
    asked_until: datetime | None = None
    """Until when the server or the feed asks to be left alone; None: they ask for nothing."""


def next_poll(outcome: Outcome, document: Document | None, every: float, failures: int, now: datetime, jitter: float) -> Plan:
    """Return when to ask again.

    `document` is the last one read of this feed, also where this poll brought none: its ttl and its skipped hours hold on. `every` is
    in seconds; `failures` counts those in a row, this one included; `jitter` is a chance from 0 to 1.
    """
    if isinstance(outcome, Failed) and outcome.gone:
        return Plan(None, "gone for good: not asked again")
    pause, why, spread = every, f"every {span(every)}", _SPREAD
    asked = outcome.wait or 0.0
    if isinstance(outcome, Failed) or (document is not None and document.problem is not None):
        pause, why, spread = _back_off(outcome, every, failures)
    elif document is not None and document.ttl:
        ttl = min(document.ttl, LONGEST_TTL)
        if ttl > pause:
            pause, why = ttl, f"the feed asks for {span(ttl)} between polls"
        asked = max(asked, ttl)
    if outcome.wait is not None and outcome.wait > pause:
        # What chance adds to so long a pause need be no more than what parts those that wait with us.
        pause, why, spread = outcome.wait, f"the server asks to wait {span(outcome.wait)}", min(spread, _LONGEST_SPREAD / outcome.wait)
    wanted = now + timedelta(seconds=pause * (1 + spread * jitter))
    moment = not_skipped(wanted, document)
    return Plan(moment, why if moment == wanted else SKIPPED, now + timedelta(seconds=asked) if asked else None)


def _back_off(outcome: Outcome, every: float, failures: int) -> tuple[float, str, float]:
    again = f" after {failures} failures" if failures > 1 else ""
    doubled = 2 ** min(max(failures - 1, 0), _DOUBLINGS)
    if isinstance(outcome, Failed) and outcome.offline:
        # No server hears of it, and the network may be back at once: a laptop that was opened finds it within seconds.
        pause = min(_MINUTE * doubled, every)
        return pause, f"no network: tried again in {span(pause)}{again}", _SPREAD_FAILED
    longest = LONGEST_SILENT if isinstance(outcome, Failed) and outcome.status is None else LONGEST_REFUSED
    pause = min(every * doubled, max(longest, every))
    return pause, f"tried again in {span(pause)}{again}", _SPREAD_FAILED


def not_skipped(moment: datetime, document: Document | None) -> datetime:
    """Move a moment out of the hours and days in which the feed asks not to be polled."""
    hours: AbstractSet[int] = document.skip_hours if document is not None else frozenset()
    days: AbstractSet[int] = document.skip_days if document is not None else frozenset()
    # Every hour of a week is looked at, so that a feed which skips all of them is polled at the end of it. The first moment of the
    # first allowed hour would bring all such feeds at once; each keeps its minute.
    for _ in range(7 * 24 if hours or days else 0):
        if moment.hour not in hours and moment.weekday() not in days:
            break
        moment += timedelta(hours=1)
    return moment


def next_look(first_seen: datetime, hours: Sequence[float], after: datetime) -> datetime | None:
    """Return when to look at an article's page again: the first of so many hours after it was seen that is still to come; None: never.

    `after` is now, or the end of the time for which the server called its answer fresh.
    """
    return min((look for each in hours if (look := first_seen + timedelta(hours=each)) > after), default=None)


def live_look(newest: datetime | None, look: datetime | None, now: datetime) -> datetime | None:
    """Return when to look at a live blog again: soon while it goes on, else when any page would be (`look`).

    `newest` is when its last post was published; None: it does not say.
    """
    live = newest is not None and now - newest < _LIVE
    return min(now + _LIVE_PAUSE, look or now + _LIVE_PAUSE) if live else look


def span(seconds: float) -> str:
    """Write a length of time for people, in its two largest units.

    >>> span(900), span(5400), span(45), span(90000)
    ('15 min', '1 h 30 min', '45 s', '1 d 1 h')
    """
    if seconds < _MINUTE:
        return f"{seconds:.3g} s"
    rest = round(seconds)
    words: list[str] = []
    for unit, length in (("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)):
        count, rest = divmod(rest, length)
        if count:
            words.append(f"{count} {unit}")
        elif words:
            break
        if len(words) == 2:  # noqa: PLR2004  (two units say enough)
            break
    return " ".join(words)
