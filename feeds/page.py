"""A page's bytes as a tree: its character set told as browsers tell it."""

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

from feeds.markup import tree

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_START = 4096
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def page_text(body: bytes, headers: Mapping[str, str]) -> str:
    """Decode a page: by its byte order mark, its header, its own declaration, as UTF-8, and last by what it looks like."""
    declared = (_CHARSET.search(headers.get("content-type", "")), _CHARSET.search(body[:_START].decode("latin-1")))
    names = [name for mark, name in _MARKS if body.startswith(mark)] + [found[1] for found in declared if found]
    for name in [*names, "utf-8"]:
        try:
            return body.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    if names:
        try:  # a few broken bytes do not make another character set
            return body.decode(names[0], "replace")
        except (LookupError, UnicodeError, ValueError):
            pass
    import charset_normalizer  # noqa: PLC0415  (heavy, and seldom needed)

    best = charset_normalizer.from_bytes(body[:200_000]).best()
    return body.decode(best.encoding if best else "utf-8", "replace")


def page_tree(body: bytes, headers: Mapping[str, str]) -> HtmlElement | None:
    """Parse a page; None where there is nothing in it."""
    return tree(page_text(body, headers).replace("\0", ""))
