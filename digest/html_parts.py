"""What every part of the page is made of: links, times and names."""

from collections.abc import Iterator
from datetime import datetime

from core.text import line
from core.times import brief
from digest.link import safe_url
from digest.markup import Markup, tag
from digest.record import Digest, Voice
from digest.words import clock


def time_of(digest: Digest, moment: datetime) -> Markup:
    """Write a moment in the zone and the manner of the digest, with what machines read beside it."""
    return tag("time", clock(moment, digest.zone, digest.until.year), datetime=brief(moment))


def link(words: str, url: str | None, lang: str | None = None) -> Markup:
    """Return a link that tells the other side nothing of where it was followed from, or the words alone."""
    safe = safe_url(url)
    words = line(words)
    if safe is None:
        return tag("span", words, lang=lang)
    return tag("a", words, href=safe, rel="noopener noreferrer", lang=lang)


def speaker_of(voice: Voice) -> Iterator[str]:
    """Name who says so; in whatever direction the name is written, what follows it stays in its place."""
    if voice.speaker:
        yield from (", ", tag("bdi", voice.speaker))


def lang_of(language: str) -> str | None:
    """Return what the page is told of a language other than its own; None: nothing."""
    return None if language == "en" or not language.isalpha() else language
