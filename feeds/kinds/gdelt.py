"""Queries to GDELT's DOC 2.0 interface (mode=artlist): headlines of the world's press, with the outlet's domain.

The interface wants at most one request in five seconds, and says what it minds in plain text.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlunsplit

from core.addresses import parted
from core.news import Document, Entry
from core.text import line
from feeds import nofeed
from feeds.charset import decode
from feeds.identity import identity, web_address
from feeds.record import MAX_ENTRIES, without_repeats

_HOST, _PATH = "api.gdeltproject.org", "/api/v2/doc/doc"
_ASKED = {"mode": "artlist", "format": "json", "sort": "datedesc", "maxrecords": "75", "timespan": "1d"}
_SHORT = 1000
_LANGUAGES = {
    "Arabic": "ar",
    "Belarusian": "be",
    "Bulgarian": "bg",
    "Chinese": "zh",
    "Croatian": "hr",
    "Czech": "cs",
    "Danish": "da",
    "Dutch": "nl",
    "English": "en",
    "Estonian": "et",
    "Finnish": "fi",
    "French": "fr",
    "Georgian": "ka",
    "German": "de",
    "Greek": "el",
    "Hebrew": "he",
    "Hindi": "hi",
    "Hungarian": "hu",
    "Indonesian": "id",
    "Italian": "it",
    "Japanese": "ja",
    "Korean": "ko",
    "Latvian": "lv",
    "Lithuanian": "lt",
    "Norwegian": "no",
    "Persian": "fa",
    "Polish": "pl",
    "Portuguese": "pt",
    "Romanian": "ro",
    "Russian": "ru",
    "Serbian": "sr",
    "Slovak": "sk",
    "Slovenian": "sl",
    "Spanish": "es",
    "Swedish": "sv",
    "Turkish": "tr",
    "Ukrainian": "uk",
    "Urdu": "ur",
    "Vietnamese": "vi",
}
_OTHER = "und"
"""A language that is none of those (ISO 639-2: undetermined)."""


def address(url: str) -> str | None:
    """Return the address that answers a query with a list of articles, newest first; what the address says itself stays.

    >>> address("https://api.gdeltproject.org/api/v2/doc/doc?query=swap&timespan=2h")
    'https://api.gdeltproject.org/api/v2/doc/doc?query=swap&timespan=2h&mode=artlist&format=json&sort=datedesc&maxrecords=75'
    """
    parts = parted(url)
    if parts.hostname != _HOST or parts.path != _PATH:
        return None
    given = dict(parse_qsl(parts.query))
    dated = {} if "startdatetime" not in given else {"timespan": ""}
    query = {**given, **{name: value for name, value in (_ASKED | dated).items() if name not in given and value}, "format": "json"}
    return urlunsplit(parts._replace(query=urlencode(query, safe=':/()"'), fragment=""))


def looks_like(body: bytes) -> bool:
    """Whether a response is a list of articles."""
    start = body[:_SHORT]
    return b'"articles"' in start and b'"seendate"' in start


def read(body: bytes, headers: Mapping[str, str], url: str) -> Document:
    """Read a list of articles; a query without results is a good answer."""
    text = decode(body, ("utf-8",))
    try:
        answer = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        # The interface's complaints are sentences.
        said = line(text, 200) if body.strip() and len(body) < _SHORT and "<" not in text else None
        return Document("", (), problem=f"GDELT says: {said}" if said else nofeed.why(body, headers, feed=False))
    rows = answer.get("articles", []) if isinstance(answer, dict) else None
    if not isinstance(rows, list):
        return Document("", (), problem="JSON, and no list of articles")
    entries = [entry for row in rows[:MAX_ENTRIES] if isinstance(row, dict) and (entry := _entry(row, url)) is not None]
    return Document("GDELT", without_repeats(entries))


def _entry(row: Mapping[str, Any], base: str) -> Entry | None:
    url = web_address(_text(row, "url"), base)
    title = _title(_text(row, "title"))
    if url is None or not title:
        return None
    published = _moment(_text(row, "seendate"))
    named = _text(row, "language")
    return Entry(
        guid=identity(None, url, title, published),
        url=url,
        title=title,
        text="",
        published=published,
        publisher=line(_text(row, "domain"), 200) or None,
        lang=_LANGUAGES.get(named.title(), _OTHER) if named else None,
    )


def _title(words: str) -> str:
    """Return a headline without the blanks that GDELT puts round its signs.

    >>> _title("Talks resume , officials say : 157 home")
    'Talks resume, officials say: 157 home'
    """
    title = line(words)
    for sign in (",", ".", ":", ";", "?", "!", "%", ")"):
        title = title.replace(f" {sign}", sign)
    return title.replace("( ", "(").replace("$ ", "$").replace(" ' s ", "'s ").replace(" 's ", "'s ")


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _moment(words: str) -> datetime | None:
    try:
        return datetime.strptime(words, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
