"""Lists of feeds as other readers keep them: OPML 2.0 (opml.org/spec2.opml).

Sources of other kinds stand in it by `type`; what else the configuration says of a source stands in attributes of a namespace of our
own, which the format allows and other readers pass over.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any, get_args

from lxml import etree

from core.errors import UsageError
from core.language import LANGUAGES
from core.settings import WEEK, ArticlePage, Feed, Kind, ListPage, Role
from core.text import line
from feeds.identity import web_address
from feeds.record import language

_OURS = "urn:negotiation-watch:opml"
_LONGEST = 4096
_FEED_TYPE = "rss"


def read_opml(body: bytes, passed_over: Callable[[str], object] = lambda _: None) -> list[Feed]:
    """Return the feeds of a list in its order, each address once; groups are looked into.

    What has no address is passed over, and `passed_over` is told of each address that is none of the web's.

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
    for outline in root.iter("outline", "OUTLINE"):
        given = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        written = given.get("xmlurl") or given.get("url") or ""
        url = web_address(written)
        if url is None:
            if shown := line(written, _LONGEST):
                passed_over(shown)
            continue
        name = line(given.get("title") or given.get("text") or url)
        lang = language(given.get("language", ""))
        known = next((one for one in LANGUAGES if one == lang), LANGUAGES[0])
        feeds.setdefault(url, Feed(name=name, url=url, lang=known, **_ours(given)))
    if not feeds:
        raise UsageError('no feed in this OPML: an outline needs an "xmlUrl"')
    return list(feeds.values())


def _ours(given: Mapping[str, str]) -> dict[str, Any]:
    """Return what an outline says in our own attributes; what is not as we would write it is passed over."""
    found: dict[str, Any] = {}
    kind = given.get("type", "").lower()
    select = {one.name: words for one in fields(ListPage) if (words := line(_own(given, f"select-{one.name}"), _LONGEST))}
    if kind in get_args(Kind) and (kind != "page" or "item" in select):
        found["kind"] = kind
        if kind == "page":
            found["select"] = ListPage(**select)
    article = {one.name: tuple(rows) for one in fields(ArticlePage) if (rows := _rows(_own(given, f"article-{one.name}")))}
    if article:
        found["article"] = ArticlePage(**article)
    if owner := line(_own(given, "owner")):
        found["owner"] = owner
    if (role := _own(given, "role")) in get_args(Role):
        found["role"] = role
    every = _own(given, "every")
    if every.isascii() and every.isdigit() and 1 <= float(every[:9]) <= WEEK:
        found["every"] = float(every[:9])
    if _own(given, "full_text") == "true" and kind != "googlenews":
        found["full_text"] = True
    if _own(given, "enabled") == "false":
        found["enabled"] = False
    return found


def _own(given: Mapping[str, str], name: str) -> str:
    return given.get(f"{{{_OURS}}}{name}", "")


def _rows(words: str) -> list[str]:
    return [row for part in words.split("\n") if (row := line(part, _LONGEST))]


def write_opml(feeds: Iterable[Feed]) -> str:
    """Return a list of feeds as OPML, with all that the configuration says of them."""
    root = etree.Element("opml", version="2.0", nsmap={"watch": _OURS})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Feeds of negotiation-watch"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        name = line(feed.name)
        kind = _FEED_TYPE if feed.kind == "feed" else feed.kind
        outline = etree.SubElement(body, "outline", type=kind, text=name, title=name, xmlUrl=line(feed.url, _LONGEST), language=feed.lang)
        for key, told in _told(feed).items():
            outline.set(f"{{{_OURS}}}{key}", told)
    words: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return words.decode()


def _told(feed: Feed) -> dict[str, str]:
    """Return our own attributes of a feed: what is not as it is by default."""
    told = {
        "owner": feed.owner or "",
        "role": "" if feed.role == "neutral" else feed.role,
        "every": "" if feed.every is None else f"{feed.every:.0f}",
        "full_text": "true" if feed.full_text else "",
        "enabled": "" if feed.enabled else "false",
    }
    for prefix, record in (("select", feed.select), ("article", feed.article)):
        for one in fields(record) if record is not None else ():
            value = getattr(record, one.name)
            told[f"{prefix}-{one.name}"] = "" if value in (None, one.default) else value if isinstance(value, str) else "\n".join(value)
    return {key: words for key, words in told.items() if words}
