"""What stands round an article on its page, and is none of it: found by class words, by kind of element, and by how much is links."""

import re
from collections.abc import Mapping

from lxml import etree
from lxml.html import HtmlElement

_ELEMENTS = frozenset(
    {"nav", "aside", "footer", "figcaption", "form", "button", "dialog", "noscript", "iframe", "template", "style", "menu"}
)
# Words of class and id attributes, as they stand between hyphens, underscores and capitals.
_WORDS = frozenset(
    "related recommend recommended recommendation recommendations recirc recirculation promo promos promotion newsletter newsletters"  # noqa: SIM905  (a list to be read and extended as words)
    " subscribe subscription signup share sharing social socials comment comments disqus sidebar footer nav navbar navigation menu"
    " breadcrumb breadcrumbs advert adverts advertisement advertising ad ads adv sponsor sponsored sponsors cookie cookies consent gdpr"
    " popup modal caption captions gallery popular trending mostread teaser teasers ticker outbrain taboola widget widgets pagination pager"
    " toolbar hidden byline tags hashtags readmore readalso alsoread seealso also more latest similar donate donation support correction"
    " transcript".split()
)
_PHRASES = (
    "most-read",
    "read-more",
    "read-also",
    "also-read",
    "see-also",
    "sign-up",
    "more-on",
    "more-from",
    "more-stories",
    "top-stories",
)
_SAFE = frozenset({"html", "body", "main", "article", "h1"})
_SINGLE = frozenset({"also", "more", "latest", "similar", "support", "correction", "transcript", "hidden", "tags", "widget", "caption"})
"""Words that say enough only where they are the whole name, or stand with one other word."""
_BLOCKS = frozenset({"div", "ul", "ol", "section", "table", "li", "p", "dl", "h2", "h3", "h4", "h5", "h6"})
_LINKS = 0.6
"""Share of its text that a block of links has in links (Kohlschütter et al., 2010, call it link density)."""
_MUCH = 0.5
"""Share of a page's text from which an element is kept, whatever it is called: some sites name the whole page for its sidebar."""
_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_LONGEST_ROW = 200
_ROW = re.compile(
    r"(?:read (?:also|more|next)|also read|see also|related(?: (?:articles?|stories|news|topics))?|more (?:on this|from|stories|about)"
    r"|watch|recommended|sign up(?: now)?|subscribe|share(?: this)?|follow us|advertisement|listen to|photo|image|video|tags?|topics"
    r"|читайте також|читайте также|читати також|дивіться також|смотрите также|також читайте|также читайте|підписуйтесь|подписывайтесь"
    r"|реклама|фото|відео|видео|теги)\b\s*(?::|$|\u2013|\u2014)"
    r"|this post has \d+ comments?|\d+ comments?$|sign up now|sign up for (?:our|the)|subscribe to (?:our|the)"
    r"|get the latest|all rights reserved|©|follow us on|join our (?:telegram|whatsapp)"
    r"|our (?:telegram|whatsapp) channel|підписуйтесь на|подписывайтесь на",
    re.IGNORECASE,
)


def is_furniture(row: str) -> bool:
    """Whether a paragraph is none of the article's: a teaser, a call to sign up, a caption's label.

    >>> is_furniture("READ ALSO: 500 prisoners could be swapped in March")
    True
    >>> is_furniture("Read in the square, the names took an hour.")
    False
    """
    return len(row) <= _LONGEST_ROW and _ROW.match(row.lstrip("•·-\u2013\u2014>▪■● ")) is not None


def strip(page: HtmlElement) -> None:
    """Take out of a page, in place, what is none of its article. Linear in the size of the page."""
    lengths: dict[HtmlElement, int] = {}
    linked: dict[HtmlElement, int] = {}
    for _, element in etree.iterwalk(page, events=("end",)):
        own = _size(element.text) + sum(lengths.get(child, 0) + _size(child.tail) for child in element)
        lengths[element] = own
        linked[element] = own if element.tag == "a" else sum(linked.get(child, 0) for child in element)
    much = lengths.get(page, 0) * _MUCH
    doomed = [element for element in lengths if lengths[element] < much and _is_round(element, lengths[element], linked[element])]
    for element in doomed:
        element.drop_tree()


def _is_round(element: HtmlElement, size: int, linked: int) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in _SAFE:
        return False
    if tag in _ELEMENTS or _named(element.attrib):
        return True
    return tag in _BLOCKS and size > 0 and linked > _LINKS * size


def _named(attributes: Mapping[str, str]) -> bool:
    """Whether an element's class or id says what it is."""
    if attributes.get("aria-hidden") == "true" or attributes.get("role") in ("navigation", "complementary", "banner", "contentinfo"):
        return True
    for name in f"{attributes.get('class', '')} {attributes.get('id', '')}".split():
        words = [word.lower() for word in _NAME.findall(name)]
        joined = "-".join(words)
        if any(word in _WORDS and (word not in _SINGLE or len(words) <= 2) for word in words):  # noqa: PLR2004  (a name and what it is of)
            return True
        if any(phrase in joined for phrase in _PHRASES):
            return True
    return False


def _size(text: str | None) -> int:
    return len(text.strip()) if text else 0
