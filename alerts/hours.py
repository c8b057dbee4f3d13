"""When an alert may be told."""

from datetime import datetime, time, timedelta, tzinfo

from core.settings import Alerts


def due(alerts: Alerts, where: tzinfo | None, now: datetime) -> datetime:
    """Return when to tell what comes up now: after the time for bundling, and not in quiet hours.

    `where` is the zone of the quiet hours; None: the machine's.
    """
    return after_quiet(alerts.quiet, where, now + timedelta(seconds=alerts.bundle))


def after_quiet(quiet: str | None, where: tzinfo | None, moment: datetime) -> datetime:
    """Return the moment itself, or the end of the quiet hours ("22:00-07:00") in which it lies.

    >>> from datetime import UTC
    >>> after_quiet("22:00-07:00", UTC, datetime(2026, 2, 5, 23, 30, tzinfo=UTC)).isoformat()
    '2026-02-06T07:00:00+00:00'
    """
    if quiet is None:
        return moment
    begin, end = (time.fromisoformat(words) for words in quiet.split("-"))
    local = moment.astimezone(where)
    clock = local.time().replace(tzinfo=None)
    within = begin <= clock < end if begin <= end else clock >= begin or clock < end
    if not within:
        return moment
    day = local.date() + timedelta(days=1 if clock >= end else 0)
    # The clock may be set in between. Without a zone the time is the machine's.
    return max(datetime.combine(day, end, where).astimezone(moment.tzinfo), moment)
