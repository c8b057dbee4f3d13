"""Addresses that may be linked."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

_MAX = 2000
# What RFC 3986 lets stand in path, query and fragment, less the characters that some format takes for its own:
# quotation marks, brackets, parentheses, asterisk. "%" stays: what is encoded already is not encoded twice.
_PLAIN = "/:?@!$&+,;=~-._%"
_HOST = r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}"
_REST = r"(?:[A-Za-z0-9/:@!$&+,;=~._-]|%[0-9A-Fa-f]{2})"
_SAFE = re.compile(rf"https?://{_HOST}(?:/{_REST}*(?:\?{_REST}+)?)?")
"""Most addresses: there is nothing to write in another way."""
_LOOSE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def safe_url(url: str | None) -> str | None:
    """Return an address as every format can carry it, or None where it must not be a link.

    Only http and https, with a host and without a user's name ("http://ours.example@theirs.example/" misleads). Names of hosts are
    written in ASCII (RFC 3490), everything else outside of RFC 3986's plain characters percent-encoded.

    >>> safe_url("https://courier.example/a (b)|c")
    'https://courier.example/a%20%28b%29%7Cc'
    >>> safe_url("javascript:alert(1)")
    """
    if url is None or len(url) > _MAX or not url.isprintable():
        return None
    if _SAFE.fullmatch(url):
        return url
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not re.fullmatch(r"[a-z0-9_.-]+", host):
        return None
    rest = (_LOOSE_PERCENT.sub("%25", quote(part, safe=_PLAIN)) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host if port is None else f"{host}:{port}", *rest))
