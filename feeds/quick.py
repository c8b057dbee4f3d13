"""Well-formed feeds, quickly: RSS, RDF and Atom read with libxml2. Whatever is in doubt is left to feedparser.

`tests/feeds/test_quick.py` holds the two to the same entries; only what Media RSS says of pictures is no title and no text here.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from lxml import etree

from feeds.record import MAX_ENTRIES, Raw, RawFeed, looks_literal

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_SY = "http://purl.org/rss/1.0/modules/syndication/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_FEEDBURNER = "http://rssnamespace.org/feedburner/ext/1.0"
_RSS = frozenset({"", "http://purl.org/rss/1.0/", "http://backend.userland.com/rss2", "http://my.netscape.com/rdf/simple/0.9/"})
_KNOWN_PREFIXES = {"content": _CONTENT, "dc": _DC, "sy": _SY, "atom": _ATOM, "rdf": _RDF, "feedburner": _FEEDBURNER}
_XML = "{http://www.w3.org/XML/1998/namespace}"
_FULL_TEXT = frozenset({"fulltext", "full-text", "full_text"})
_NONE: frozenset[str] = frozenset()
_TITLES, _TEXTS, _AUTHORS = frozenset({"title"}), frozenset({"description", "summary"}), frozenset({"author", "creator", "publisher"})
_DATES = frozenset({"created", "issued", "date", "modified", "updated", "published", "valid"})
# What feedparser treats in ways of its own; rare, and left to it. Each pattern is looked for only where its mark stands. In text as ASCII,
# in small letters, each other character a "?".
_ODD = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        (b"<!doctype", b"<!doctype"),
        (b"<!entity", b"<!entity"),
        (b"xml:base", b"xml:base"),
        (b"mode=", rb"\smode="),
        (b"&#", rb"&#(?:x0*(?:[01]?[0-8]|[89][0-9a-f])|0*(?:[0-8]|12[89]|1[345]\d));"),
        *(
            (name, rb"<(?:[\w?]+:)?%b\b" % name)
            for name in (b"modified", b"issued", b"body", b"fullitem", b"prodlink", b"tagline", b"abstract")
        ),
    )
)
_TWICE_ENCODED = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")
_RFC_822 = re.compile(r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? (?:GMT|UTC|([+-])(\d\d)(\d\d))")
_DAY = 24
_MONTHS = {name: at // 3 + 1 for at in range(0, 36, 3) if (name := "JanFebMarAprMayJunJulAugSepOctNovDec"[at : at + 3])}
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)")
# References within a title that feedparser has rules of its own for.
_ODD_TITLE = re.compile(r"&(?:#(?!\d{2,5};)|(?!#|(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|laquo|raquo);)\w+;)")
_FRACTION = re.compile(r"\.\d+")
_PIECE = 256 * 1024
"""Characters that are handed to libxml2 at a time."""


class TooDeepError(Exception):
    """Elements stand in elements, deeper than in any feed; feedparser would take seconds, and all memory."""


class _DoubtError(Exception):
    """The document holds something that is feedparser's to judge."""


def read(text: str) -> RawFeed | None:
    """Read a feed; None where it is not well-formed, of an unknown kind, or odd.

    Raises:
        TooDeepError: it is none, and a danger.
    """
    if _odd(text):
        return None
    try:
        root = _tree(text)
        del text  # large, and used up
        kind = etree.QName(root)
        if any(prefix in _KNOWN_PREFIXES and _KNOWN_PREFIXES[prefix] != space for prefix, space in root.nsmap.items() if prefix):
            return None
        if kind.localname == "feed" and kind.namespace == _ATOM:
            return _atom(root)
        if kind.localname == "rss" and not kind.namespace:
            return _rss(root, root.find("channel"))
        if kind.localname == "RDF" and kind.namespace == _RDF:
            return _rss(root, root.find("{http://purl.org/rss/1.0/}channel"))
    except etree.XMLSyntaxError as trouble:
        if "Excessive depth" in str(trouble):
            raise TooDeepError from None
    except (UnicodeError, ValueError, _DoubtError):
        pass
    return None


def _tree(text: str) -> etree._Element:
    """Return the root of a document, which is read no further than entries are taken from it.

    Raises:
        etree.XMLSyntaxError, UnicodeError: it is not well-formed.
    """
    # Entities are declared nowhere (a document type was refused), so nothing can expand; libxml2 bounds depth and size.
    parser = etree.XMLPullParser(
        ("end",),
        tag=("{*}item", "{*}entry"),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    entries = 0
    # Piece by piece: a second copy of a document of many megabytes would be in the way.
    for at in range(0, len(text), _PIECE):
        parser.feed(text[at : at + _PIECE].encode("utf-8"))
        for _, entry in parser.read_events():
            entries += 1
            if entries > MAX_ENTRIES:
                return entry.getroottree().getroot()
    return parser.close()


def _odd(text: str) -> bool:
    # Not as text: lowering that takes twelve bytes a character for a while.
    lowered = text.encode("ascii", "replace").lower()
    if any(mark in lowered and pattern.search(lowered) for mark, pattern in _ODD):
        return True
    return not text.isascii() and _TWICE_ENCODED.search(text) is not None


def _rss(root: etree._Element, channel: etree._Element | None) -> RawFeed | None:
    if channel is None:
        return None
    head = _Fields(channel)
    items = list(root.iter("item", "{http://purl.org/rss/1.0/}item"))
    if not items or head.first("title") is None:
        return None
    return RawFeed(
        title=head.text("title"),
        lang=head.text("language") or head.text(f"{{{_DC}}}language") or root.get(f"{_XML}lang", ""),
        ttl=head.text("ttl"),
        period=head.text(f"{{{_SY}}}updatePeriod"),
        frequency=head.text(f"{{{_SY}}}updateFrequency"),
        entries=[_used_up(item, _item) for item in items[:MAX_ENTRIES]],
    )


def _used_up(entry: etree._Element, read: Callable[[etree._Element], Raw]) -> Raw:
    """Read an entry, and give back what the tree holds of it: else a large document is there twice."""
    raw = read(entry)
    entry.clear()
    return raw


def _item(item: etree._Element) -> Raw:
    fields = _Fields(item)
    title = fields.only("title", f"{{{_DC}}}title")
    fields.refuse_strays(_TITLES if not title else _NONE)
    if _ODD_TITLE.search(title):
        raise _DoubtError
    summary = fields.only("description", f"{{{_DC}}}description", f"{{{_ATOM}}}summary")
    content = max((fields.text(f"{{{_CONTENT}}}encoded"), *fields.own_texts()), key=len)
    fields.refuse_strays(_TEXTS if not summary and not content else _NONE)
    published = _date(fields.text("pubDate")) or _date(fields.only(f"{{{_DC}}}date", f"{{{_ATOM}}}updated"))
    fields.refuse_strays(_DATES if published is None else _NONE)
    author = fields.only("author", f"{{{_DC}}}creator", f"{{{_DC}}}author", f"{{{_ATOM}}}author")
    fields.refuse_strays(_AUTHORS if not author else _NONE)
    own = fields.text("guid")
    guid = fields.first("guid")
    permanent = guid is not None and guid.get("isPermaLink", "true").lower() != "false" and own.startswith(("http://", "https://"))
    link = fields.text("link")
    # A link that is only the id once more is none, as in the other reader.
    link = "" if link == own and not link.startswith(("http://", "https://")) else link
    links = (fields.text(f"{{{_FEEDBURNER}}}origLink"), link, own if permanent else "")
    return Raw(
        id=own or item.get(f"{{{_RDF}}}about", ""),
        links=tuple(words for words in links if words),
        title=title,
        literal=looks_literal(title),
        summary=summary,
        content=content,
        published=published,
        author=author,
        publisher=fields.text("source"),
        lang=item.get(f"{_XML}lang", ""),
    )


def _atom(root: etree._Element) -> RawFeed | None:
    head = _Fields(root)
    entries = list(root.iter(f"{{{_ATOM}}}entry"))
    if not entries:
        return None
    return RawFeed(
        title=head.markup(f"{{{_ATOM}}}title"),
        lang=root.get(f"{_XML}lang", ""),
        ttl="",
        period=head.text(f"{{{_SY}}}updatePeriod"),
        frequency=head.text(f"{{{_SY}}}updateFrequency"),
        entries=[_used_up(entry, _entry) for entry in entries[:MAX_ENTRIES]],
    )


def _entry(entry: etree._Element) -> Raw:
    fields = _Fields(entry)
    title = fields.first(f"{{{_ATOM}}}title")
    words = fields.markup(f"{{{_ATOM}}}title")
    source = fields.first(f"{{{_ATOM}}}source")
    own = fields.text(f"{{{_ATOM}}}id")
    links = (fields.text(f"{{{_FEEDBURNER}}}origLink"), *_pages(fields.every(f"{{{_ATOM}}}link"), own if own.startswith("http") else ""))
    if not any(links):
        raise _DoubtError
    return Raw(
        id=own,
        links=tuple(words for words in links if words),
        title=words,
        literal=title is not None and title.get("type", "text") == "text" and looks_literal(words),
        summary=fields.markup(f"{{{_ATOM}}}summary"),
        content=max((fields.markup(f"{{{_ATOM}}}content"), *fields.own_texts()), key=len),
        published=_date(fields.text(f"{{{_ATOM}}}published")) or _date(fields.text(f"{{{_ATOM}}}updated")),
        author=_person(fields.every(f"{{{_ATOM}}}author")),
        publisher=_Fields(source).markup(f"{{{_ATOM}}}title") if source is not None else "",
        lang=next(
            (
                row.get(f"{_XML}lang")
                for row in (title if title is not None else fields.first(f"{{{_ATOM}}}summary"), entry)
                if row is not None and row.get(f"{_XML}lang")
            ),
            "",
        ),
    )


class _Fields:
    """The children of an element by name; names of RSS's own namespaces stand without them."""

    def __init__(self, parent: etree._Element) -> None:
        self._rows: dict[str, list[etree._Element]] = {}
        for row in parent:
            tag = row.tag
            if tag[0] == "{":
                space, _, name = tag[1:].partition("}")
                tag = name if space in _RSS else tag
            self._rows.setdefault(tag, []).append(row)

    def every(self, name: str) -> list[etree._Element]:
        return self._rows.get(name, [])

    def first(self, name: str) -> etree._Element | None:
        rows = self._rows.get(name)
        if rows is None:
            return None
        if len(rows) > 1:
            raise _DoubtError
        return rows[0]

    def text(self, name: str) -> str:
        """Return the text of the one child of a name, "" where there is none."""
        row = self.first(name)
        if row is None:
            return ""
        if len(row):
            raise _DoubtError  # markup that is not escaped
        return (row.text or "").strip()

    def only(self, *names: str) -> str:
        """Return the text of the one child that has one of these names, "" where there is none."""
        there = [name for name in names if name in self._rows]
        if len(there) > 1:
            raise _DoubtError
        return self.text(there[0]) if there else ""

    def markup(self, name: str) -> str:
        """Return the markup of an Atom text construct (RFC 4287, section 3.1)."""
        row = self.first(name)
        if row is None:
            return ""
        kind = row.get("type", "text")
        if kind in ("text", "html", "text/plain", "text/html") and not len(row):
            return (row.text or "").strip()
        if kind == "xhtml" and len(row) == 1 and not (row.text or "").strip():
            return str(etree.tostring(row[0], encoding="unicode", with_tail=False))
        raise _DoubtError

    def refuse_strays(self, names: frozenset[str]) -> None:
        """Raise where a child of another namespace has one of these names: feedparser may take it for what is missing."""
        if names and any(name[0] == "{" and name.rpartition("}")[2] in names for name in self._rows):
            raise _DoubtError

    def own_texts(self) -> list[str]:
        """Return the whole texts that outlets give in elements of their own."""
        names = [name for name in self._rows if name.rpartition("}")[2] in _FULL_TEXT]
        return [self.text(name) for name in names]


def _pages(links: list[etree._Element], own: str) -> list[str]:
    """Return the addresses of an entry's links: the last one to the page itself, as feedparser has it, then others that may be it.

    `own` is the id, where it is an address: it stands for a page that no link leads to.
    """
    rows = [(link.get("rel", "alternate"), link.get("type", "text/html"), link.get("href", "")) for link in links]
    if not all(href.strip() for _, _, href in rows):
        raise _DoubtError
    pages = [href for rel, kind, href in rows if rel == "alternate" and kind in ("text/html", "application/xhtml+xml")]
    others = [href for rel, _, href in rows if rel in ("alternate", "related", "via")]
    return [*(pages[-1:] or [own]), *others]


def _person(people: list[etree._Element]) -> str:
    if len(people) > 1:
        raise _DoubtError
    if not people:
        return ""
    fields = _Fields(people[0])
    name, mail = fields.text(f"{{{_ATOM}}}name"), fields.text(f"{{{_ATOM}}}email")
    return f"{name} ({mail})" if name and mail else name or mail


def _date(words: str) -> datetime | None:
    """Read a date as the formats ask for it; None where there is none.

    Raises:
        _DoubtError: it is written in another way.
    """
    if not words:
        return None
    try:
        if found := _RFC_822.fullmatch(words):
            day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
            if month not in _MONTHS or int(hours or 0) >= _DAY:
                raise _DoubtError
            east = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
            moment = datetime(int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second or 0), tzinfo=UTC)
            return moment + east if sign == "-" else moment - east
        if _RFC_3339.fullmatch(words):
            return datetime.fromisoformat(_FRACTION.sub("", words)).astimezone(UTC)
    except (ValueError, OverflowError) as trouble:
        raise _DoubtError from trouble
    raise _DoubtError
