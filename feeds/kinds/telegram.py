"""Public channels of Telegram, by their preview pages (t.me/s/NAME): the last twenty posts or so."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice

from lxml.html import HtmlElement

from core.addresses import parted
from core.news import Document, Entry
from core.text import line
from feeds import nofeed
from feeds.kinds.moments import moment
from feeds.markup import lines_of
from feeds.page import page_tree
from feeds.record import MAX_ENTRIES, headline, without_repeats

HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})
_NAME = re.compile(r"[A-Za-z]\w{3,31}", re.ASCII)
_POST = re.compile(r"([A-Za-z]\w{3,31})/(\d{1,12})", re.ASCII)
_NO_CHANNELS = frozenset(
    {"addemoji", "addlist", "addstickers", "addtheme", "boost", "contact", "giftcode", "invoice", "joinchat", "login", "proxy"}
    | {"setlanguage", "share", "socks", "stars"}
)
_LONGEST_AUTHOR = 200


def address(url: str) -> str | None:
    """Return the preview page of a channel, given by any of its addresses, a post's too.

    >>> address("https://t.me/some_channel/1234?single")
    'https://t.me/s/some_channel'
    """
    parts = parted(url)
    host = (parts.hostname or "").removeprefix("www.")
    names = [name for name in parts.path.split("/") if name and name != "s"]
    if host.endswith(".t.me") and not names:
        names, host = [host.removesuffix(".t.me")], "t.me"
    if host not in HOSTS or not names or not _NAME.fullmatch(names[0]) or names[0].lower() in _NO_CHANNELS:
        return None
    return f"https://t.me/s/{names[0]}"


def looks_like(body: bytes) -> bool:
    """Whether a response is a channel's preview page."""
    return b"tgme_channel_history" in body or b"tgme_widget_message_wrap" in body


def read(body: bytes, headers: Mapping[str, str], url: str) -> Document:  # noqa: ARG001  (what every kind is given)
    """Read a preview page. Posts without words (pictures alone) and notes of the service are left out."""
    page = page_tree(body, headers)
    if page is None or not looks_like(body):
        return Document("", (), problem=_why_not(body, headers))
    found = page.find_class("tgme_channel_info_header_title")
    title = line(found[0].text_content()) if found else ""
    posts = islice(page.iterfind(".//div[@data-post]"), MAX_ENTRIES)
    return Document(title, without_repeats([entry for post in posts if (entry := _entry(post)) is not None]))


def earlier(url: str, document: Document, newest: datetime) -> str | None:
    """Return the address of the posts before those of a document, where all of them are later than `newest`; None: they are not.

    A channel's page shows its last posts; where more came since the last look, the others stand on the pages before.
    """
    dates = [entry.published for entry in document.entries if entry.published is not None]
    numbers = [int(entry.guid.rpartition("/")[2]) for entry in document.entries]
    if not dates or min(dates) <= newest or min(numbers) <= 1:
        return None
    return f"{url.partition('?')[0]}?before={min(numbers)}"


def _why_not(body: bytes, headers: Mapping[str, str]) -> str:
    if b"tgme_page" in body:
        return "no preview of this channel: it is private or restricted, a group, or there is none of this name"
    return nofeed.why(body, headers, feed=False)


def _entry(post: HtmlElement) -> Entry | None:
    named = _POST.fullmatch(post.get("data-post", ""))
    if named is None or "service_message" in post.get("class", ""):
        return None
    # What is quoted stands in elements of the same classes.
    for quoted in post.find_class("tgme_widget_message_reply"):
        quoted.drop_tree()
    forwarded = _first(post, "tgme_widget_message_forwarded_from_name")
    author = _first(post, "tgme_widget_message_from_author")
    published = _moment(post)
    text = "\n".join(part for part in _texts(post) if part)
    if not text:
        return None
    url = f"https://t.me/{named[1]}/{named[2]}"
    return Entry(
        guid=url,
        url=url,
        title=headline(text),
        text=text,
        published=published,
        author=author,
        publisher=forwarded,
        full=True,
    )


def _texts(post: HtmlElement) -> Iterator[str]:
    outer = next((found for name in ("js-message_text", "tgme_widget_message_text") for found in post.find_class(name)), None)
    if outer is not None:
        yield lines_of(outer)
    for question in post.find_class("tgme_widget_message_poll_question"):
        yield lines_of(question)


def _first(post: HtmlElement, name: str) -> str | None:
    found = post.find_class(name)
    return line(found[0].text_content(), _LONGEST_AUTHOR) or None if found else None


def _moment(post: HtmlElement) -> datetime | None:
    dated = [*post.iterfind(".//*[@class='tgme_widget_message_date']//time[@datetime]"), *post.iterfind(".//time[@datetime]")]
    return next((found for time in dated if (found := moment(time.get("datetime", ""), UTC)) is not None), None)
