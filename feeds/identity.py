"""What identifies an entry, whatever its feed forgot."""

import hashlib
from datetime import datetime
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from core.text import line

LONGEST = 500
"""Characters of an id as we keep it; a longer one is replaced by its digest."""
# Query parameters that tell where a reader came from, and nothing about the article.
_TRACKING = frozenset(
    "fbclid gclid dclid"  # noqa: SIM905  (a list to be read and extended as words)
    " gbraid wbraid msclkid yclid ysclid igshid mc_cid mc_eid mkt_tok oly_anon_id oly_enc_id vero_id wickedid _hsenc"
    " _hsmi __twitter_impression at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 cmpid ns_mchannel ns_source"
    " ns_campaign ns_linkname ns_fee ocid smid smtyp xtor".split()
)
_TRACKING_START = ("utm_", "pk_", "mtm_", "hsa_")


def web_address(words: str | None, base: str = "") -> str | None:
    """Return an absolute http or https address, or None: a relative one is resolved against `base`.

    >>> web_address("/a?b=1", "https://example.org/feed.xml")
    'https://example.org/a?b=1'
    >>> web_address("javascript:alert(1)", "https://example.org/")
    """
    if not words or not (wanted := line(words, 2048).replace(" ", "%20")):
        return None
    try:
        joined = urljoin(base, wanted)
        parts = urlsplit(joined)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 80) > 0
    except ValueError:
        return None
    return joined if usable else None


def untracked(url: str) -> str:
    """Return an address without the parameters that only track readers.

    >>> untracked("https://example.org/a?utm_source=rss&id=7#top")
    'https://example.org/a?id=7'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(parts._replace(query=_query(parts), fragment=""))


def same_page(url: str) -> str:
    """Return what two addresses of one page have in common: no scheme, no `www.`, no tracking, no closing slash.

    For comparing only; it is no address.

    >>> same_page("http://www.Example.org/a/?utm_medium=x") == same_page("https://example.org/a")
    True
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    except ValueError:
        return url
    query = _query(parts)
    return f"{host}{port}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def _query(parts: SplitResult) -> str:
    return "&".join(
        part
        for part in parts.query.split("&")
        if (name := part.partition("=")[0].lower()) and name not in _TRACKING and not name.startswith(_TRACKING_START)
    )


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
