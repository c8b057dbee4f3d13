"""A page's bytes as a tree."""

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

from feeds.charset import decode, header_charset
from feeds.markup import tree

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_START = 4096


def page_tree(body: bytes, headers: Mapping[str, str]) -> HtmlElement | None:
    """Parse a page in the character set of its header, or of its own declaration; None where there is nothing in it."""
    declared = _CHARSET.search(body[:_START])
    text = decode(body, (header_charset(headers.get("content-type", "")), declared[1].decode("ascii") if declared else None))
    return tree(text.replace("\0", ""))
