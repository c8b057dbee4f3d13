"""Web addresses: what of one names a page, and what only tells where a reader came from."""

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

# Query parameters that tell where a reader came from, and nothing about the article.
_TRACKING = frozenset(
    "fbclid gclid dclid"  # noqa: SIM905  (a list to be read and extended as words)
    " gbraid wbraid msclkid yclid ysclid igshid mc_cid mc_eid mkt_tok oly_anon_id oly_enc_id vero_id wickedid _hsenc"
    " _hsmi __twitter_impression at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 cmpid ns_mchannel ns_source"
    " ns_campaign ns_linkname ns_fee ocid smid smtyp xtor traffic_source rsscampaign ftag ito cmp".split()
)
_TRACKING_START = ("utm_", "pk_", "mtm_", "hsa_")
_PLACE = re.compile(r"(?:top|main|content|comments?|respond|rss|ref|xtor|echobox|intcid|at_|ns_|utm_)\b|(?:at|ns|utm)_.*", re.IGNORECASE)
"""A fragment that names no part of a page: a place on every page, or again where a reader came from."""
_TWINS = re.compile(r"^(?:www|m|amp|mobile)\.")
_AMP = re.compile(r"/amp/?$")
_PLAIN = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)*)(:(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}))?(/[\w.~%!$&'()*+,;=:@/-]*)?", re.ASCII)
"""An address without query and fragment, written in the plainest way: most are, and urllib takes its time."""


def parted(url: str) -> SplitResult:
    """Return the parts of an address; of one that cannot be read, none.

    >>> parted("https://[").hostname
    """
    try:
        parts = urlsplit(url)
        _ = parts.port, parts.hostname
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def host(url: str) -> tuple[str, str | None, int | None]:
    """Return what names a host: scheme, name and port.

    >>> host("https://Example.org/feed") == host("https://example.org:443/")
    True
    """
    parts = parted(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def untracked(url: str) -> str:
    """Return an address without the parameters that only track readers.

    >>> untracked("https://example.org/a?utm_source=rss&id=7#top")
    'https://example.org/a?id=7'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(parts._replace(query=_query(parts), fragment=_fragment(parts)))


def same_page(url: str) -> str:
    """Return what two addresses of one page have in common: no scheme, no `www.` or `m.`, no tracking, no closing slash.

    For comparing only; it is no address.

    >>> same_page("http://www.Example.org/a/?utm_medium=x") == same_page("https://m.example.org/a/amp")
    True
    >>> same_page("https://example.org/live#post-1") == same_page("https://example.org/live#post-2")
    False
    """
    if plain := _PLAIN.fullmatch(url):
        host, colon, path = plain.groups("")
        return _TWINS.sub("", host) + ("" if colon in (":80", ":443") else colon) + _AMP.sub("", path).rstrip("/")
    try:
        parts = urlsplit(url)
        host = _TWINS.sub("", parts.hostname or "")
        port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    except ValueError:
        return url
    query, fragment = _query(parts), _fragment(parts)
    path = _AMP.sub("", parts.path).rstrip("/")
    return f"{host}{port}{path}" + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _fragment(parts: SplitResult) -> str:
    """Return the part of a page that an address names, such as a post of a live blog; "" where it names none."""
    return "" if _PLACE.match(parts.fragment) else parts.fragment


def _query(parts: SplitResult) -> str:
    return "&".join(
        part
        for part in parts.query.split("&")
        if (name := part.partition("=")[0].lower()) and name not in _TRACKING and not name.startswith(_TRACKING_START)
    )
