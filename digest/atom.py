"""Conflicts as an Atom feed (RFC 4287) that any reader follows."""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from xml.etree import ElementTree as ET

from core.comparison import RELATION_CLASS, Comparison
from core.text import clean, line
from core.times import brief
from digest.markup import Markup, tag, text
from digest.record import Row, Voice
from digest.telling import Names, tell, which
from digest.words import SIGNS

_KEPT = 100
"""Entries of the feed: the newest."""
_VOICES = 20
"""Outlets that are told of in an entry, each with its words."""


def atom(rows: Sequence[Comparison], names: Names, negotiation: str) -> str:
    """Write the rows in conflict as an Atom feed, the newest first; the same rows give the same bytes.

    An entry keeps its id for as long as it is about the same question and event, and is updated when somebody new answers.
    """
    conflicts: dict[str, Comparison] = {}
    for row in sorted(rows, key=lambda row: (_updated(row), row.importance, _id(row)), reverse=True):
        if row.relation is not None and RELATION_CLASS[row.relation] == "conflict":
            conflicts.setdefault(_id(row), row)
    shown = dict(list(conflicts.items())[:_KEPT])
    feed = ET.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _add(feed, "title", f"{negotiation}: who differs")
    _add(feed, "subtitle", "Who says which number, where they cannot both be true. We show who says what, and never who is right.")
    _add(feed, "id", _urn(f"feed\n{negotiation}"))
    _add(feed, "updated", brief(max(map(_updated, shown.values()), default=datetime.fromtimestamp(0, UTC))))
    _add(feed, "generator", "negotiation-watch")
    _add(_add(feed, "author"), "name", "negotiation-watch")
    for number, row in shown.items():
        _entry(_add(feed, "entry"), number, row, tell([row], names, UTC)[0], names)
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _entry(entry: ET.Element, number: str, row: Comparison, told: Row, names: Names) -> None:
    values = line(" / ".join(dict.fromkeys(answer.value for answer in told.answers)), 200)
    # Of each answer its first voice, then the others: whatever is left out, every answer is there.
    firsts = [(answer.value, voice) for answer in told.answers for voice in answer.voices[:1]]
    voices = firsts + [(answer.value, voice) for answer in told.answers for voice in answer.voices[1:]]
    _add(entry, "title", f"{SIGNS['conflict']} {names.label(row.topic, row.question, row.side)} ({which(row, UTC)}): {values}")
    _add(entry, "id", number)
    _add(entry, "published", brief(min(claim.published for group in row.groups for claim in group.claims)))
    _add(entry, "updated", brief(_updated(row)))
    for source in dict.fromkeys(voice.source for _, voice in voices[:_VOICES]):
        _add(_add(entry, "author"), "name", source)
    _add(entry, "category", term=line(row.topic), label=line(told.topic))
    for url, source in {voice.url: voice.source for _, voice in voices[:_VOICES] if voice.url is not None}.items():
        _add(entry, "link", rel="related", href=url, title=line(source))
    _add(entry, "summary", told.why)
    # HTML is the text of this element: it is escaped once more as XML.
    more = [tag("p", f"and {len(voices) - _VOICES} more")] if len(voices) > _VOICES else []
    _add(entry, "content", "".join([*(_answer(value, voice) for value, voice in voices[:_VOICES]), *more]), type="html")


def _add(parent: ET.Element, name: str, words: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, name, attributes)
    made.text = None if words is None else clean(words)
    return made


def _answer(value: str, voice: Voice) -> Markup:
    who = f"{voice.source}, {voice.speaker}" if voice.speaker else voice.source
    name = tag("a", who, href=voice.url) if voice.url else text(who)
    return tag("p", tag("b", value), " ", name, f", {brief(voice.time)}: ", tag("q", voice.quote, lang=voice.language))


def _updated(row: Comparison) -> datetime:
    return max(max(claim.published, claim.seen or claim.published) for group in row.groups for claim in group.claims)


def _id(row: Comparison) -> str:
    return _urn("\n".join([row.topic, row.question, row.side or "", row.event or "", row.measure]))


def _urn(words: str) -> str:
    """Return a name that stays: a UUID made of words (RFC 9562, version 8)."""
    digits = sha256(f"negotiation-watch\n{words}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-a{digits[17:20]}-{digits[20:32]}"
