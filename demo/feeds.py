"""The documents of the demo's newsroom at a moment: feeds in four formats, article pages, a front page. Pure: no clock, no network."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree as ET

from core.times import brief
from demo.story import Format, Item, Outlet, Story, shown

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RSS1 = "http://purl.org/rss/1.0/"
_XML = "http://www.w3.org/XML/1998/namespace"
for _prefix, _space in (("atom", _ATOM), ("content", _CONTENT), ("dc", _DC), ("rdf", _RDF), ("rss", _RSS1)):
    ET.register_namespace(_prefix, _space)

NOTE = "An invented outlet of the negotiation-watch demo. Public events of February 2026 are retold; outlets and some figures are made up."

# What article pages carry beside the article, as real ones do: none of these numbers belongs to the story.
_RELATED = (
    "Read also: 500 prisoners could be swapped in March, analysts say",
    "Ferry accident: toll rises to 90",
    "Ten drones you can build at home",
)


_HTML = "text/html; charset=utf-8"
Entries = tuple[tuple[Item, datetime], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A document as it is served."""

    body: bytes
    type: str
    """Content-Type."""
    modified: datetime
    """When it last changed, in the story's time."""

    @property
    def etag(self) -> str:
        """A weak validator: it stands for the content, compressed or not (RFC 9110, 8.8.3)."""
        return f'W/"{hashlib.sha256(self.body).hexdigest()[:16]}"'


def feed(outlet: Outlet, moment: float, root: str) -> Page | None:
    """Return an outlet's feed at a moment, `root` being the newsroom's address; None before its first item is out."""
    entries = shown(outlet, moment)
    if not entries:
        return None
    return Page(_FORMATS[outlet.format](outlet, entries, root), _TYPES[outlet.format], max(updated for _, updated in entries))


def article(outlet: Outlet, name: str, moment: float, root: str) -> Page | None:
    """Return the page of the item with this id, furniture and all; None before it is out."""
    for item, updated in shown(outlet, moment):
        if item.id == name:
            return Page(_html(_article(outlet, item, updated, root)), _HTML, updated)
    return None


def front(outlet: Outlet, moment: float, root: str) -> Page | None:
    """Return an outlet's front page, which names its feed and lists its articles; None before its first item is out."""
    entries = shown(outlet, moment)
    if not entries:
        return None
    page, body = _page(outlet.name, outlet.lang)
    _add(page[0], "link", rel="alternate", type=_TYPES[outlet.format], href=f"{root}/{outlet.id}/feed", title=outlet.name)
    _add(body, "h1", outlet.name)
    _links(body, ((item.title, _address(outlet, item, root)) for item, _ in entries))
    _add(body, "footer", NOTE)
    return Page(_html(page), _HTML, max(updated for _, updated in entries))


def index(story: Story, root: str) -> Page:
    """Return the page that lists the outlets."""
    page, body = _page("Newsroom", "en")
    _add(body, "h1", "Newsroom")
    _links(body, ((outlet.name, f"{root}/{outlet.id}/") for outlet in story.outlets))
    _add(body, "footer", NOTE)
    return Page(_html(page), _HTML, min(item.published for outlet in story.outlets for item in outlet.items))


def _rss(outlet: Outlet, entries: Entries, root: str) -> bytes:
    """RSS 2.0 (rssboard.org/rss-specification), full texts in `content:encoded`."""
    top = ET.Element("rss", version="2.0")
    channel = _add(top, "channel")
    _add(channel, "title", outlet.name)
    _add(channel, "link", f"{root}/{outlet.id}/")
    _add(channel, "description", NOTE)
    _add(channel, "language", outlet.lang)
    _add(channel, f"{{{_ATOM}}}link", rel="self", type=_TYPES["rss"], href=f"{root}/{outlet.id}/feed")
    for item, _ in entries:
        node = _add(channel, "item")
        _add(node, "title", item.title)
        _add(node, "link", _address(outlet, item, root))
        _add(node, "guid", _identity(outlet, item), isPermaLink="false")
        _add(node, "pubDate", format_datetime(item.published, usegmt=True))
        if item.author:
            _add(node, f"{{{_DC}}}creator", item.author)
        _add(node, "description", _summary(item))
        if outlet.full:
            _add(node, f"{{{_CONTENT}}}encoded", _markup(item.text))
    return _bytes(top, outlet.encoding)


def _rdf(outlet: Outlet, entries: Entries, root: str) -> bytes:
    """RSS 1.0 (web.resource.org/rss/1.0/spec) with the Dublin Core module."""
    top = ET.Element(f"{{{_RDF}}}RDF")
    channel = _add(top, f"{{{_RSS1}}}channel", **{f"{{{_RDF}}}about": f"{root}/{outlet.id}/feed"})
    _add(channel, f"{{{_RSS1}}}title", outlet.name)
    _add(channel, f"{{{_RSS1}}}link", f"{root}/{outlet.id}/")
    _add(channel, f"{{{_RSS1}}}description", NOTE)
    _add(channel, f"{{{_DC}}}language", outlet.lang)
    order = _add(_add(channel, f"{{{_RSS1}}}items"), f"{{{_RDF}}}Seq")
    for item, _ in entries:
        address = _address(outlet, item, root)
        _add(order, f"{{{_RDF}}}li", **{f"{{{_RDF}}}resource": address})
        node = _add(top, f"{{{_RSS1}}}item", **{f"{{{_RDF}}}about": address})
        _add(node, f"{{{_RSS1}}}title", item.title)
        _add(node, f"{{{_RSS1}}}link", address)
        _add(node, f"{{{_RSS1}}}description", _summary(item))
        _add(node, f"{{{_DC}}}date", brief(item.published))
        if item.author:
            _add(node, f"{{{_DC}}}creator", item.author)
        if outlet.full:
            _add(node, f"{{{_CONTENT}}}encoded", _markup(item.text))
    return _bytes(top, outlet.encoding)


def _atom(outlet: Outlet, entries: Entries, root: str) -> bytes:
    """Atom (RFC 4287); a republished item names its outlet in `atom:source`."""
    top = ET.Element(f"{{{_ATOM}}}feed", {f"{{{_XML}}}lang": outlet.lang})
    _add(top, f"{{{_ATOM}}}title", outlet.name)
    _add(top, f"{{{_ATOM}}}subtitle", NOTE)
    _add(top, f"{{{_ATOM}}}id", f"tag:newsroom.example,2026:{outlet.id}")
    _add(top, f"{{{_ATOM}}}updated", brief(max(updated for _, updated in entries)))
    _add(top, f"{{{_ATOM}}}link", rel="self", href=f"{root}/{outlet.id}/feed")
    _add(top, f"{{{_ATOM}}}link", rel="alternate", type="text/html", href=f"{root}/{outlet.id}/")
    for item, updated in entries:
        node = _add(top, f"{{{_ATOM}}}entry")
        _add(node, f"{{{_ATOM}}}title", item.title)
        _add(node, f"{{{_ATOM}}}id", _identity(outlet, item))
        _add(node, f"{{{_ATOM}}}link", rel="alternate", type="text/html", href=_address(outlet, item, root))
        _add(node, f"{{{_ATOM}}}published", brief(item.published))
        _add(node, f"{{{_ATOM}}}updated", brief(updated))
        _add(_add(node, f"{{{_ATOM}}}author"), f"{{{_ATOM}}}name", item.author or outlet.name)
        if item.credit:
            _add(_add(node, f"{{{_ATOM}}}source"), f"{{{_ATOM}}}title", item.credit)
        _add(node, f"{{{_ATOM}}}summary", _summary(item), type="text")
        if outlet.full:
            _add(node, f"{{{_ATOM}}}content", _markup(item.text), type="html")
    return _bytes(top, outlet.encoding)


def _json(outlet: Outlet, entries: Entries, root: str) -> bytes:
    """JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "description": NOTE,
        "language": outlet.lang,
        "home_page_url": f"{root}/{outlet.id}/",
        "feed_url": f"{root}/{outlet.id}/feed",
        "items": [
            {
                "id": _identity(outlet, item),
                "url": _address(outlet, item, root),
                "title": item.title,
                "date_published": brief(item.published),
                "date_modified": brief(updated),
                **({"authors": [{"name": item.author}]} if item.author else {}),
                "summary": _summary(item),
                **({"content_html": _markup(item.text)} if outlet.full else {}),
            }
            for item, updated in entries
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


_FORMATS: dict[Format, Callable[[Outlet, Entries, str], bytes]] = {"rss": _rss, "atom": _atom, "rdf": _rdf, "json": _json}
_TYPES: dict[Format, str] = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "rdf": "application/rdf+xml",
    "json": "application/feed+json",
}


def _article(outlet: Outlet, item: Item, updated: datetime, root: str) -> ET.Element:
    page, body = _page(item.title, outlet.lang)
    _links(_add(body, "nav"), ((outlet.name, f"{root}/{outlet.id}/"), ("Newsroom", f"{root}/")))
    main = _add(_add(body, "main"), "article")
    _add(main, "h1", item.title)
    _add(main, "p", ", ".join(filter(None, (item.author, item.credit, brief(updated)))), **{"class": "byline"})
    for paragraph in item.text.splitlines():
        _add(main, "p", paragraph)
    aside = _add(body, "aside", **{"class": "related"})
    _links(aside, ((line, f"{root}/{outlet.id}/") for line in _RELATED))
    _add(body, "footer", NOTE)
    return page


def _page(title: str, lang: str) -> tuple[ET.Element, ET.Element]:
    """Return an empty HTML page and its body."""
    page = ET.Element("html", lang=lang)
    head = _add(page, "head")
    _add(head, "meta", charset="utf-8")
    _add(head, "title", title)
    return page, _add(page, "body")


def _links(node: ET.Element, links: Iterable[tuple[str, str]]) -> None:
    rows = _add(node, "ul")
    for words, address in links:
        _add(_add(rows, "li"), "a", words, href=address)


def _add(parent: ET.Element, tag: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    node = ET.SubElement(parent, tag, attributes)
    node.text = text
    return node


def _address(outlet: Outlet, item: Item, root: str) -> str:
    return f"{root}/{outlet.id}/{item.id}"


def _identity(outlet: Outlet, item: Item) -> str:
    return f"tag:newsroom.example,2026:{outlet.id}/{item.id}"


def _summary(item: Item) -> str:
    return item.summary or item.text.partition("\n")[0]


def _markup(text: str) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.splitlines())


def _bytes(top: ET.Element, encoding: str) -> bytes:
    return bytes(ET.tostring(top, encoding=encoding, xml_declaration=True))


def _html(page: ET.Element) -> bytes:
    return b"<!doctype html>\n" + bytes(ET.tostring(page, encoding="utf-8", method="html"))
