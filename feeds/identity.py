"""What identifies an entry, whatever its feed forgot."""

import hashlib
import re
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from core.addresses import untracked
from core.text import line

_LONGEST_ADDRESS = 2048
# An address that is whole, and says all in the plainest way: nothing of it needs to be resolved or mended.
_PLAIN = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}))?/[\w.~%!$&'()*+,;=:@/-]*(?:\?[\w.~%!$&'()*+,;=:@/?-]+)?(?:#[\w.~%-]+)?",
    re.ASCII,
)
LONGEST = 500
"""Characters of an id as we keep it; a longer one is replaced by its digest."""


def web_address(words: str | None, base: str = "") -> str | None:
    """Return an absolute http or https address, or None: a relative one is resolved against `base`.

    >>> web_address("/a?b=1", "https://example.org/feed.xml")
    'https://example.org/a?b=1'
    >>> web_address("javascript:alert(1)", "https://example.org/")
    """
    if not words:
        return None
    if len(words) <= _LONGEST_ADDRESS and _PLAIN.fullmatch(words):
        return words
    if not (wanted := line(words, _LONGEST_ADDRESS).replace(" ", "%20")):
        return None
    try:
        joined = urljoin(base, wanted)
        parts = urlsplit(joined)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 80) > 0
    except ValueError:
        return None
    return joined if usable else None


def identity(own: str | None, url: str | None, title: str, published: datetime | None) -> str:
    """Return an entry's id: its own, else its link without tracking, else a digest of its title and date."""
    if own and (kept := line(own, 10 * LONGEST)):
        return kept if len(kept) <= LONGEST else digest(own)
    if url:
        kept = untracked(url)
        return kept if len(kept) <= LONGEST else digest(kept)
    return digest(f"{title}\n{published.isoformat() if published else ''}")


def digest(words: str) -> str:
    """Return a short fingerprint of words: 32 hexadecimal digits."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]
