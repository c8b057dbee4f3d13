"""HTML to plain text: block elements make lines, what is no text is dropped."""

import re
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from core.text import MAX_TEXT, clean, line, paragraphs

BLOCKS = frozenset(
    "address article aside"  # noqa: SIM905  (a list to be read and extended as words)
    " blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1"
    " h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre section summary table tbody td tfoot th thead"
    " title tr ul".split()
)
DROPPED = frozenset(
    "applet audio base"  # noqa: SIM905  (the same)
    " button canvas datalist frame frameset head iframe input link map math meta noembed noframes noscript object"
    " param script select style svg template textarea video".split()
)
_EMPTY = ("embed", "source", "track", "wbr")
"""Elements without an end, which libxml2 does not know as such: it takes what follows for theirs."""
_DEEPEST = 100
"""Elements within one another for which looking at them all at each tag costs little."""
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(r"[<&]")
# Markup of which the text can be told without a tree: tags of these elements, well written, and references that all readers know.
_INLINE = "a abbr b cite code del em font i img ins kbd mark q s small span strong sub sup time tt u"
_SIMPLE = "blockquote br dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre ul"
_TAG = re.compile(
    rf"<(/?)({'|'.join((_INLINE + ' ' + _SIMPLE).split())})"
    r"(?:\s+[a-zA-Z][\w:-]*(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))?)*\s*(/?)>"
)
_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|nbsp|[lr][sd]quo|[mn]dash|hellip|laquo|raquo|#(?:3[2-9]|[4-9]\d|1[01]\d|82\d\d));")
_BLOCK = frozenset(_SIMPLE.split())
_VOID = frozenset({"br", "hr", "img"})
_NARROW = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "pre"})
"""Elements that others may end before their own end comes."""
_LARGEST = 4 * MAX_TEXT
"""Characters of markup that are read: what makes more text than we keep is not looked at."""


def tree(markup: str | bytes, encoding: str = "utf-8") -> HtmlElement | None:
    """Parse a page or a fragment, however broken; None where there is nothing in it."""
    source = markup.encode(encoding, "replace") if isinstance(markup, str) else markup
    if not source.strip():
        return None
    parser = HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True, no_network=True)
    try:
        return document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, LookupError):
        return None


def text_of(markup: str) -> str:
    """Return the text of HTML, a paragraph a line, harmless (`core.text`).

    >>> text_of("<p>Both sides <b>freed</b> 157.</p><script>x()</script><p>Talks resume&nbsp;Monday.</p>")
    'Both sides freed 157.\\nTalks resume Monday.'
    """
    markup = unwrapped(markup[:_LARGEST])
    if not _MARKUP.search(markup):
        return paragraphs(markup)
    if (quick := _plain_text(markup)) is not None:
        return quick
    # Tags that control characters split would come together only after cleaning. Line feeds of the source are blanks in HTML.
    page = _parsed(clean(markup.replace("\n", " "), _LARGEST).replace("\n", " "))
    return "" if page is None else lines_of(page)


def _plain_text(markup: str) -> str | None:
    """Return what `text_of` makes of simple, well-written markup; None where it is not that."""
    if not markup.replace("\n", "").isprintable() or (text := _untagged(markup)) is None:
        return None
    if "&" in text:
        if len(_REFERENCE.findall(text)) != text.count("&"):
            return None
        text = unescape(text)
    return paragraphs(text)


def _untagged(markup: str) -> str | None:
    """Return simple markup with line feeds for its tags, its references as they are; None where an element may end out of its turn."""
    parts: list[str] = []
    within: list[str] = []
    at = 0
    for tag in _TAG.finditer(markup):
        closes, name, closed = tag.groups()
        if closes:
            if closed or not within or within.pop() != name:
                return None
        elif name in _BLOCK and name != "br" and not _NARROW.isdisjoint(within):
            return None
        elif name not in _VOID:
            if closed:
                return None
            if len(within) == _DEEPEST:
                return None
            within.append(name)
        # A line feed of the source is a blank, and stands for itself until the blanks are folded.
        parts += (markup[at : tag.start()], "\r" if name in _BLOCK else "")
        at = tag.end()
    text = "".join((*parts, markup[at:]))
    return None if within or "<" in text else text.replace("\n", " ").replace("\r", "\n")


def lines_of(page: etree._Element) -> str:
    """Return the text under an element, a paragraph a line, harmless; the tree is changed for it, and of no more use."""
    etree.strip_tags(page, *_EMPTY)
    etree.strip_elements(page, *DROPPED, with_tail=False)
    for block in page.iter(*BLOCKS):
        block.text = "\n" + _settable(block.text)
        block.tail = "\n" + _settable(block.tail)
    return paragraphs(etree.tostring(page, method="text", encoding="unicode", with_tail=False))


def _settable(text: str | None) -> str:
    """Return text that an element may hold: libxml2 reads references to controls, and lxml refuses to write what they stand for."""
    return "" if not text else text if text.isprintable() else _NO_XML.sub("", text)


def title_of(markup: str) -> str:
    """Return the text of HTML on one line."""
    markup = unwrapped(markup)
    return line(text_of(markup).replace("\n", " ")) if _MARKUP.search(markup) else line(markup)


def unwrapped(markup: str) -> str:
    """Take off a CDATA section that was escaped along with what it holds."""
    return markup.strip().removeprefix("<![CDATA[").removesuffix("]]>") if markup.lstrip().startswith("<![CDATA[") else markup


def _parsed(markup: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None
