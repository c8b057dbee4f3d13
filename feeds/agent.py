"""What every request says of us: who asks, and what we read."""

from collections.abc import Mapping
from functools import cache

ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.9, */*;q=0.8"
ACCEPT_PAGE = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"
ENCODINGS = "gzip, deflate, br, zstd"
"""Those that `feeds.decode` undoes."""


@cache
def our_headers() -> Mapping[bytes, bytes]:
    """Return the headers of every request for a feed or a page."""
    names = {"Accept": ACCEPT, "Accept-Encoding": ENCODINGS, "Connection": "keep-alive", "User-Agent": user_agent()}
    return {name.encode(): words.encode() for name, words in names.items()}


def user_agent() -> str:
    """Return how we name ourselves: the program, its version, and its home page where the package states one."""
    from importlib import metadata  # noqa: PLC0415  (33 ms, and wanted only here)

    try:
        about = metadata.metadata("negotiation-watch")
    except metadata.PackageNotFoundError:
        return "Mozilla/5.0 (compatible; negotiation-watch)"
    pages = [row.partition(",")[2].strip() for row in about.get_all("Project-URL") or ()]
    home = f"; +{pages[0]}" if pages else ""
    return f"Mozilla/5.0 (compatible; negotiation-watch/{about['Version']}{home})"
