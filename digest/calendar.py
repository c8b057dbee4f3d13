"""The dates that a digest tells of what is to come, as iCalendar (RFC 5545): all tentative."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from core.claim import Claim
from core.comparison import Group
from core.text import line
from digest.ids import row_ids, urn
from digest.link import safe_url
from digest.quote import excerpt
from digest.record import Digest, Row
from digest.telling import speaker_of
from digest.words import clock

_AHEAD = {"planned", "agreed", "demanded", "alleged"}
_FOLD = 75
"""Most octets of a line."""
_MONTHS = 12


def calendar(digest: Digest) -> str:
    """Write the days that were announced or agreed on: the next round of talks, a next exchange.

    Where outlets name different days each of them is an event, and says so.
    """
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//negotiation-watch//digest//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"),
        f"X-WR-CALNAME:{_escaped(digest.negotiation)}",
    ]
    for row, name in zip(digest.rows, row_ids(digest.rows), strict=True):
        ahead = [(group, days) for group in row.comparison.groups if (days := _days(group)) is not None]
        for group, (first, last) in ahead:
            lines += _event(digest, row, group, urn(name, group.value, group.status), (first, last), several=len(ahead) > 1)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for whole in lines for part in _folded(whole))


def _event(digest: Digest, row: Row, group: Group, uid: str, days: tuple[date, date], *, several: bool) -> Iterator[str]:
    first, last = days
    said = list({(claim.source, claim.speaker): claim for claim in reversed(group.claims)}.values())[::-1]
    label = row.label + (": one of several dates" if several else "")
    words = (f"{group.status}: {line(group.value)}", *(_who(digest, claim) for claim in said), "Tentative: read from articles by rules.")
    address = next((url for url in map(safe_url, (claim.url for claim in said)) if url), None)
    yield from ("BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{_stamp(digest.until)}")
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(f'{label} (tentative)')}"
    yield "DESCRIPTION:" + "\\n".join(map(_escaped, words))
    if address is not None:
        yield f"URL:{address}"
    yield f"CATEGORIES:{_escaped(row.topic)}"
    yield from ("STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "END:VEVENT")


def _days(group: Group) -> tuple[date, date] | None:
    """Return the first and the last day of an answer that was a date to come when it was published; None: it is none."""
    claim = group.claims[0]
    if group.derived or claim.value.kind != "date" or claim.status_class not in _AHEAD:
        return None
    low, high = claim.value.low or claim.value.high, claim.value.high or claim.value.low
    if not isinstance(low, str) or not isinstance(high, str):
        return None
    try:
        first, last = _first(low), _last(high)
    except ValueError:
        return None
    return (first, last) if first <= last and min(one.published for one in group.claims).date() <= last else None


def _first(day: str) -> date:
    return date.fromisoformat(day if day.count("-") > 1 else f"{day}-01")


def _last(day: str) -> date:
    if day.count("-") > 1:
        return date.fromisoformat(day)
    first = _first(day)
    return date(first.year + first.month // _MONTHS, first.month % _MONTHS + 1, 1) - timedelta(days=1)


def _who(digest: Digest, claim: Claim) -> str:
    speaker = speaker_of(claim)
    who = f"{line(claim.source)}{f', {speaker}' if speaker else ''}, {clock(claim.published, digest.zone, digest.until.year)}"
    return f"{who}: “{excerpt(claim.quote, claim.value.text)}” {safe_url(claim.url) or ''}".rstrip()


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """Write a text so that it ends neither its line nor its value (RFC 5545, 3.3.11)."""
    words = line(text, 1000)
    for sign in "\\;,":
        words = words.replace(sign, f"\\{sign}")
    return words


def _folded(whole: str) -> Iterator[str]:
    """Yield the pieces of a line, none longer than 75 octets and none ending within a character; each but the first after a space."""
    piece, size = "", 0
    for sign in whole.encode(errors="replace").decode():
        octets = len(sign.encode())
        if size + octets > _FOLD:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    yield piece
