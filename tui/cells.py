"""The words of the cells: records in, text or lines out. No clock, no database, no Textual."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from core.claim import Claim
from core.comparison import RELATION_CLASS, Comparison
from core.rows import Head
from core.sheet import Latest
from digest.health import remarks
from store.feeds import FeedState
from store.stream import ItemRow
from tui.glyphs import Glyphs, Sign
from tui.ink import Ink, Line, Run, crop, fit, right

_MINUTE, _HOUR, _DAY, _YEAR = 60, 3600, 86400, 365 * 86400
_WEEK = 7 * _DAY
_UNITS = {"minutes": "min", "hours": "h", "days": "d", "weeks": "wk", "months": "mo", "years": "y", "percent": "%"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_IN_YEAR = re.compile(rf"\b((?:{'|'.join(_MONTHS)})[a-z]*) \d\d(\d\d)\b")
_MONTH_NAME = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\b")
_TIGHT, _NARROW, _MIDDLE = 46, 60, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What all cells share: signs, the reader's time zone, the short marks of topics, and the names of questions."""

    glyphs: Glyphs
    zone: tzinfo = UTC
    marks: Mapping[str, str]
    """Topic id to at most five characters."""
    topics: Mapping[str, str]
    """Topic id to its name."""
    labels: Mapping[tuple[str, str], str]
    """Topic and question id to the question's name."""

    def topic(self, topic: str) -> str:
        """Return the name of a topic; of a question's that nobody configured its id, readable."""
        return self.topics.get(topic) or topic.replace("-", " ").capitalize()

    def side(self, topic: str, question: str, side: str | None) -> str:
        """Return whose an answer is, for the eye: nothing where the question says that it is of both."""
        return "" if side is None or (side == "both" and "both sides" in self.question(topic, question)) else side

    def question(self, topic: str, question: str) -> str:
        """Return the name of a question; one that is not known is named after its id."""
        return self.labels.get((topic, question)) or question.replace("-", " ").capitalize()

    def clock(self, moment: datetime, now: datetime) -> str:
        """Return a time of day, with the date where that is not today's, and the zone.

        >>> from tui.glyphs import UNICODE
        >>> noon = datetime(2026, 2, 5, 12, 0, tzinfo=UTC)
        >>> Look(glyphs=UNICODE, marks={}, topics={}, labels={}).clock(noon, noon)
        '12:00Z'
        """
        local, here = moment.astimezone(self.zone), now.astimezone(self.zone)
        zone = "Z" if local.utcoffset() == timedelta(0) else ""
        time = f"{local:%H:%M}{zone}"
        if local.date() == here.date():
            return time
        return f"{self.day(moment, year=local.year != here.year)} {time}"

    def day(self, moment: datetime, *, year: bool = False) -> str:
        """Return the day of a moment: `5 Feb`, or with its year `5 Feb 2026`."""
        local = moment.astimezone(self.zone)
        return f"{local.day} {_MONTHS[local.month - 1]}" + (f" {local.year}" if year else "")


def recent(moment: datetime, now: datetime) -> bool:
    """Whether a moment lies within the last week, so that its age says more than its day."""
    return (now - moment).total_seconds() <= _WEEK


def when(moment: datetime, now: datetime, look: Look) -> str:
    """Return in at most six characters how long ago a moment was, or beyond a week its day: `2h`, `5 Feb`; of another year `Feb 25`.

    >>> from tui.glyphs import UNICODE
    >>> look = Look(glyphs=UNICODE, marks={}, topics={}, labels={})
    >>> now = datetime(2026, 2, 15, 12, 0, tzinfo=UTC)
    >>> [when(datetime(*day, 12, 0, tzinfo=UTC), now, look) for day in ((2026, 2, 14), (2026, 2, 5), (2025, 10, 2))]
    ['1d', '5 Feb', 'Oct 25']
    """
    if recent(moment, now):
        return age(moment, now)
    local, here = moment.astimezone(look.zone), now.astimezone(look.zone)
    return look.day(moment) if local.year == here.year else f"{_MONTHS[local.month - 1]} {local.year % 100:02}"


def age(moment: datetime, now: datetime) -> str:
    """Return how long ago a moment was, in at most three characters ("now" within a minute, and for what lies ahead).

    >>> now = datetime(2026, 2, 5, 12, 0, tzinfo=UTC)
    >>> age(datetime(2026, 2, 5, 9, 30, tzinfo=UTC), now)
    '2h'
    """
    seconds = (now - moment).total_seconds()
    for size, unit in ((_YEAR, "y"), (_DAY, "d"), (_HOUR, "h"), (_MINUTE, "m")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count}{unit}" if count < 100 else f"{count // 7}w"  # noqa: PLR2004  (only days reach three digits)
    return "now"


def until(moment: datetime, now: datetime) -> str:
    """Return how long until a moment ("due" where it has come)."""
    seconds = (moment - now).total_seconds()
    if seconds <= 0:
        return "due"
    for size, unit in ((_DAY, "d"), (_HOUR, "h"), (_MINUTE, "m")):
        if seconds >= size:
            return f"{int(seconds // size)}{unit}"
    return "<1m"


def thousands(number: int) -> str:
    """Return a count with its thousands apart.

    >>> thousands(312405)
    '312 405'
    """
    return f"{number:,}".replace(",", " ")


def short_value(claim: Claim | Latest, glyphs: Glyphs) -> str:
    """Return a claim's value in as few characters as tell it apart: `314`, `≈5 h`, `≥2`, `2 Oct 25`; words stay as printed."""
    value = claim.value
    low, high = value.low, value.high
    known = low if low is not None else high
    if known is None:
        return value.text
    if isinstance(known, str):
        if value.kind != "date":
            return known
        ends = [_short_date(end) for end in (low, high) if isinstance(end, str)]
        words = ends[0] if len(set(ends)) == 1 else "-".join(ends)
    elif low is not None and high is not None and low != high:
        words = f"{_number(low)}-{_number(high)}"
    else:
        words = _number(known)
    prefix = {"exact": "", "about": glyphs.about, "nearly": glyphs.about, "at-least": glyphs.at_least, "at-most": glyphs.at_most}
    unit = value.unit or ""
    if value.kind in ("duration", "percent", "length", "area"):
        words += "%" if unit in ("%", "percent") else f" {_UNITS.get(unit, unit)}" if unit else ""
    return prefix[claim.qualifier] + words


def short_words(text: str) -> str:
    """Return a value in words with its dates in short.

    >>> short_words("2 October 2025")
    '2 Oct 25'
    """
    return _MONTH_NAME.sub(r"\1", _IN_YEAR.sub(r"\1 \2", text))


def _number(number: float | str) -> str:
    return number if isinstance(number, str) else f"{number:,.10g}" if number != int(number) else f"{int(number):,}"


def _short_date(text: str) -> str:
    """`2025-10-02` as `2 Oct 25`; `2025-10` as `Oct 25`; anything else as it is."""
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    if not (year.isdigit() and month.isdigit() and 1 <= int(month) <= len(_MONTHS)):
        return text
    name = f"{_MONTHS[int(month) - 1]} {year[-2:]}"
    return f"{int(day)} {name}" if day.isdigit() else name


def item_line(row: ItemRow, look: Look, now: datetime, width: int, *, cursor: bool = False) -> Line:
    """Return an item as a line of the stream: fixed columns first, free text last, so that no title moves a column."""
    glyphs = look.glyphs
    source_width, topic_width = (14, 5) if width < _NARROW else (13, 9) if width < _MIDDLE else (18, 14)
    mark: Run = (glyphs.starred, "reconcile") if row.starred else (glyphs.unread, "accent") if row.unread else (" ", "faint")
    marks = topic_marks([look.marks.get(topic, topic) for topic in row.topics], topic_width, glyphs)
    body: Ink = "strong" if row.unread else "text"
    head: list[Run] = [
        (glyphs.cursor if cursor else " ", "accent"),
        mark,
        (right(when(row.published or row.seen, now, look), 6), "faint"),
        (" ", "text"),
        (fit(row.source, source_width, glyphs.more), body),
        (" ", "text"),
        (fit(marks, topic_width, glyphs.more), "mark"),
        (" ", "text"),
    ]
    if row.versions > 1:
        head.append((f"v{row.versions} ", "update"))
    return crop([*head, (row.title or "(no title)", body)], width, glyphs.more)


def topic_marks(marks: Sequence[str], width: int, glyphs: Glyphs) -> str:
    """Return as many marks as fit, and how many more there are.

    >>> from tui.glyphs import UNICODE
    >>> topic_marks(["pow", "talks", "hit"], 9, UNICODE), topic_marks(["pow", "talks", "hit"], 5, UNICODE)
    ('pow+2', 'pow+2')
    """
    whole = glyphs.dot.join(marks)
    shown = len(marks)
    while len(whole) > width and shown > 1:
        shown -= 1
        whole = f"{glyphs.dot.join(marks[:shown])}+{len(marks) - shown}"
    return whole


def feed_state(feed: FeedState) -> tuple[str, Ink]:
    """Return how a feed is doing, in one word, and its ink."""
    if not feed.enabled:
        return "off", "faint"
    if feed.outcome is None:
        return "new", "faint"
    if feed.outcome == "failed":
        return "fail", "bad"
    return ("gap", "reconcile") if feed.gap else ("ok", "good")


def feed_line(feed: FeedState, look: Look, now: datetime, width: int, *, cursor: bool = False) -> Line:
    """Return a feed as a line: state, name, last and next poll, and what is the matter."""
    glyphs = look.glyphs
    word, ink = feed_state(feed)
    name_width = _name_width(width)
    last = age(feed.last_poll, now) if feed.last_poll else "-"
    ahead = until(feed.next_poll, now) if feed.next_poll and feed.enabled else "-"
    return crop(
        [
            (glyphs.cursor if cursor else " ", "accent"),
            (fit(word, 4), ink),
            (" ", "text"),
            (fit(feed.source, name_width, glyphs.more), "text" if feed.enabled else "faint"),
            (right(last, 4), "faint"),
            (right(ahead, 5), "faint"),
            *(
                (
                    (right(str(feed.failures) if feed.failures else "", 3), "bad"),
                    ("  ", "text"),
                    (feed_words(feed, glyphs.dot), ink if ink in ("bad", "reconcile") else "faint"),
                )
                if width >= _TIGHT
                else ()
            ),
        ],
        width,
        glyphs.more,
    )


def feed_head(width: int) -> Line:
    """Return the names of the columns of `feed_line`."""
    what = "  !  what happened" if width >= _TIGHT else ""
    return crop([(f" {'':4} {fit('source', _name_width(width))}last next{what}", "faint")], width)


def _name_width(width: int) -> int:
    """Cells for a feed's name: in a tight list there is no room for what happened, and all of it for the name."""
    return max(8, width - 16) if width < _TIGHT else max(10, min(16, width - 42))


def feed_details(feed: FeedState, look: Look, now: datetime) -> list[Line]:
    """Return all that is known of a feed's health, a line a fact."""
    every = f"every {feed.every / _MINUTE:.0f} min" if feed.every >= _MINUTE else f"every {feed.every:.0f} s"
    facts = [
        ("", feed.url),
        (
            "",
            f" {look.glyphs.dot} ".join(
                part for part in (feed.lang, feed.owner, feed.role, every, "full text" if feed.full_text else "") if part
            ),
        ),
        ("last poll  ", look.clock(feed.last_poll, now) if feed.last_poll else "never"),
        ("last good  ", look.clock(feed.last_good, now) if feed.last_good else "never"),
        ("next poll  ", (look.clock(feed.next_poll, now) if feed.next_poll else "never") + (f", {feed.why_next}" if feed.why_next else "")),
        ("newest     ", look.clock(feed.newest, now) if feed.newest else "unknown"),
        ("answers    ", "never" if feed.usual is None else f"usually in {feed.usual:.1f} s"),
        *(("remark     ", remark) for remark in remarks(feed, look.zone, now)),
    ]
    lines: list[Line] = [((name, "faint"), (words, "accent" if words == feed.url else "text")) for name, words in facts]
    return [((feed_words(feed, look.glyphs.dot), feed_state(feed)[1]),), *lines]


def feed_words(feed: FeedState, dot: str = "·") -> str:
    """Return what the last poll of a feed brought, in words."""
    if not feed.enabled:
        return "switched off in the configuration"
    match feed.outcome:
        case None:
            return feed.why_next or "not asked yet"
        case "failed":
            return f" {dot} ".join(part for part in (feed.reason or "failed", feed.why_next) if part)
        case "unchanged":
            return f"unchanged, {feed.items} items"
        case "fetched":
            gap = "some items may have been missed; " if feed.gap else ""
            return f"{gap}{feed.items} items" + (f" in {feed.seconds:.1f} s" if feed.seconds is not None else "")


def topic_line(name: str, items: int, new: int, conflicts: int, look: Look, width: int, *, chosen: bool, cursor: bool) -> Line:
    """Return a topic as a line: name, conflicts, items new since the last look, items."""
    glyphs = look.glyphs
    counts: list[Run] = [
        (right(f"{conflicts}{glyphs.conflict}" if conflicts else "", 4), "conflict"),
        (right(f"+{thousands(new)}" if new else "", 5), "update"),
        (right(thousands(items), 7), "faint"),
        (" ", "text"),
    ]
    room = width - 17 - 2
    return crop(
        [
            (glyphs.cursor if cursor else " ", "accent"),
            (fit(name, room, glyphs.more), "strong" if chosen else "text"),
            (glyphs.left if chosen else " ", "accent"),
            *counts,
        ],
        width,
        glyphs.more,
    )


def row_sign(row: Comparison | Head) -> Sign:
    """Return the sign of a whole row: of its weightiest relation."""
    return RELATION_CLASS[row.relation] if row.relation else "alone"
