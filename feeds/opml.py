"""Lists of feeds as other readers keep them: OPML 2.0 (opml.org/spec2.opml)."""

from collections.abc import Iterable
from typing import cast

from lxml import etree

from core.errors import UsageError
from core.settings import Feed, Language
from core.text import line
from feeds.identity import web_address
from feeds.record import language

_LANGUAGES = ("en", "uk", "ru")


def read_opml(body: bytes) -> list[Feed]:
    """Return the feeds of a list in its order, each address once; groups are looked into, and what has no address is passed over.

    Raises:
        UsageError: this is no OPML, or it names no feed.
    """
    # No entity is expanded and nothing is loaded: a list from elsewhere may be a bomb.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        raise UsageError(f"no OPML: {line(str(trouble), 200)}") from trouble
    if root is None or not isinstance(root.tag, str) or root.tag.lower() != "opml":
        raise UsageError("no OPML: the file does not begin with an opml element")
    feeds: dict[str, Feed] = {}
    for outline in root.iter("outline"):
        given = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        url = web_address(given.get("xmlurl") or given.get("url"))
        if url is None:
            continue
        name = line(given.get("title") or given.get("text") or url)
        lang = language(given.get("language", ""))
        feeds.setdefault(url, Feed(name=name, url=url, lang=cast("Language", lang) if lang in _LANGUAGES else "en"))
    if not feeds:
        raise UsageError('no feed in this OPML: an outline needs an "xmlUrl"')
    return list(feeds.values())


def write_opml(feeds: Iterable[Feed]) -> str:
    """Return a list of feeds as OPML, names and addresses and languages; the rest of a feed's settings has no place in it."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Feeds of negotiation-watch"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        name = line(feed.name)
        etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=line(feed.url, 4096), language=feed.lang)
    words: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return words.decode()
