"""What types cannot say of a config: names that are taken twice, addresses that lead nowhere, names that nobody bears."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from core.config.keys import Document, Keys, label, value_at
from core.config.meant import instead, quoted
from core.config.mistake import Fault
from core.text import clean

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACE = re.compile(r"env:[A-Za-z_][A-Za-z0-9_]*|keyring:[^/]+/.+")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_QUIET = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")
_SERVER = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}")
_SOONEST = 60
_MARK = 5
_SIDES = 2

Named = tuple[Keys, str]
"""A text of the document, and where it stands."""


def faults(document: Document) -> Iterator[Fault]:
    """Find what contradicts itself or the world in a document; values of the wrong type are passed over."""
    for check in (_texts, _parties, _speakers, _feeds, _kinds, _intervals, _topics, _questions, _display, _alerts):
        yield from check(document)


def _texts(value: Any, keys: Keys = ()) -> Iterator[Fault]:
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _texts(member, (*keys, name))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _texts(member, (*keys, index))
    elif isinstance(value, str) and (reason := _unusable(value)):
        yield Fault(keys, f"{label(keys)} {reason}")


def _unusable(value: str) -> str | None:
    if not value.strip():
        return "is empty; write something in it"
    if value != value.strip():
        return f"has spaces at its ends; write {quoted(value.strip())}"
    odd = "" if value.isprintable() else next((char for char in value if char == "\n" or clean(char) != char), "")
    return f"holds a character that is no text (U+{ord(odd):04X}); leave it out" if odd else None


def _parties(document: Document) -> Iterator[Fault]:
    parties = _list(document, "negotiation", "parties")
    if parties is not None and len(parties) < _SIDES:
        yield Fault(("negotiation", "parties"), 'a negotiation has two parties or more; add { name = "..." } for each side')
    yield from _taken(_aliases(document, "parties", "mediators"))


def _speakers(document: Document) -> Iterator[Fault]:
    yield from _taken(_aliases(document, "speakers"))
    known = [name for group in ("parties", "mediators") for _, name in _each(document, "name", "negotiation", group)]
    for keys, name in _each(document, "party", "negotiation", "speakers"):
        if known and name not in known:
            yield Fault(keys, f"party {quoted(name)} is neither a party nor a mediator; {instead(name, known)}")


def _aliases(document: Document, *groups: str) -> Iterator[Named]:
    for group in groups:
        for keys, table in _tables(document, "negotiation", group):
            names = [((*keys, "name"), table.get("name"))]
            aliases = table.get("aliases")
            if isinstance(aliases, list):
                names += [((*keys, "aliases", index), alias) for index, alias in enumerate(aliases)]
            seen = set()
            for place, name in names:
                # A name among its own aliases harms nobody.
                if isinstance(name, str) and name.casefold() not in seen:
                    seen.add(name.casefold())
                    yield place, name


def _feeds(document: Document) -> Iterator[Fault]:
    urls = list(_each(document, "url", "feed"))
    bad = {keys: reason for keys, url in urls if (reason := _no_address(url))}
    for keys, reason in bad.items():
        yield Fault(keys, reason)
    yield from _taken((keys, url) for keys, url in urls if keys not in bad)
    for keys, table in _tables(document, "feed"):
        headers = table.get("headers")
        places: list[tuple[Keys, Any]] = [(("login",), table.get("login"))]
        places += [(("headers", name), place) for name, place in headers.items()] if isinstance(headers, dict) else []
        for key, place in places:
            # What stands there may be the secret itself, and is not printed.
            if isinstance(place, str) and not _PLACE.fullmatch(place):
                yield Fault(
                    (*keys, *key),
                    f"{key[-1]} is to say where the secret is, not what it is; write {key[-1]} = {quoted('env:COURIER_LOGIN')}",
                )
        for name in headers if isinstance(headers, dict) else ():
            if not _HEADER.fullmatch(name):
                yield Fault((*keys, "headers", name), f"{quoted(name)} is no name of a header")


def _kinds(document: Document) -> Iterator[Fault]:
    for keys, feed in _tables(document, "feed"):
        kind, select = feed.get("kind", "feed"), feed.get("select")
        if kind == "page" and "select" not in feed:
            yield Fault((*keys, "kind"), 'a page needs to be told where it has what; add select = { item = "li.news" }, a CSS selector')
        if kind != "page" and "select" in feed:
            yield Fault((*keys, "select"), 'only a page is read by selectors; write kind = "page", or take select out')
        if kind == "googlenews" and feed.get("full_text") is True:
            yield Fault((*keys, "full_text"), "the links of Google News end on a consent page, and no article; take full_text out")
        if isinstance(select, dict):
            yield from _zone((*keys, "select", "timezone"), select.get("timezone"))


def _no_address(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError as error:
        return f"url {quoted(url)} cannot be read: {error}; write it as your browser shows it"
    if known and "@" in parts.netloc:
        return f"url of {parts.hostname} holds a name or a password; take them out, and write login = {quoted('env:COURIER_LOGIN')}"
    if known and not re.search(r"\s", url):
        return None
    if known:
        return f"url {quoted(url)} has a space in it; write %20 for a space, or take it out"
    rest = url.rpartition("://")[2].lstrip("/")
    return f"url {quoted(url)} is no http or https address; write url = {quoted('https://' + (rest or 'example.org/feed'))}"


def _intervals(document: Document) -> Iterator[Fault]:
    poll = document.get("poll")
    if isinstance(poll, dict) and poll.get("allow_local") is True:
        return
    everywhere: list[tuple[Keys, Document]] = [(("poll",), poll)] if isinstance(poll, dict) else []
    for keys, table in [*everywhere, *_tables(document, "feed")]:
        every = table.get("every")
        if isinstance(every, int | float) and not isinstance(every, bool) and 1 <= every < _SOONEST:
            yield Fault((*keys, "every"), f"every is {every} seconds, and servers take offence below 60; write every = 60 or more")


def _topics(document: Document) -> Iterator[Fault]:
    for key in ("id", "name", "mark"):
        yield from _taken(_each(document, key, "topic"))
    yield from _ids(_each(document, "id", "topic"))
    for keys, mark in _each(document, "mark", "topic"):
        if len(mark) > _MARK:
            yield Fault(
                keys, f"mark {quoted(mark)} is too long for its column; write {_MARK} characters at most: mark = {quoted(mark[:_MARK])}"
            )
    for topic, _ in _tables(document, "topic"):
        yield from _taken(_each(document, "id", *topic, "rule"))
        yield from _ids(_each(document, "id", *topic, "rule"))
        for keys, rule in _tables(document, *topic, "rule"):
            if not any(rule.get(key) for key in ("any", "all", "none")):
                yield Fault(keys, 'a rule needs words to look for; add any = ["...", "..."]')


def _questions(document: Document) -> Iterator[Fault]:
    known = [name for _, name in _each(document, "id", "topic")]
    for keys, name in _each(document, "topic", "question"):
        if name not in known:
            yield Fault(keys, f"there is no [[topic]] with the id {quoted(name)}; {instead(name, known)}")
    yield from _ids(_each(document, "id", "question"))
    for topic in known:
        yield from _taken(
            (keys, name) for keys, name in _each(document, "id", "question") if value_at(document, (*keys[:-1], "topic")) == topic
        )


def _alerts(document: Document) -> Iterator[Fault]:
    yield from _taken(_each(document, "id", "alert"))
    yield from _ids(_each(document, "id", "alert"))
    known = {
        "topic": [name for _, name in _each(document, "id", "topic")],
        "party": [name for group in ("parties", "mediators") for _, name in _each(document, "name", "negotiation", group)],
        "source": [name for _, name in _each(document, "name", "feed")],
        "by": ["screen", "desktop", *(way for way in ("mail", "webhook", "chat", "command") if value_at(document, ("alerts", way)))],
    }
    for place, _ in _tables(document, "alert"):
        for key, names in known.items():
            for index, name in enumerate(_list(document, *place, key) or ()):
                if isinstance(name, str) and name not in names:
                    unset = key == "by" and name in ("mail", "webhook", "chat", "command")
                    advice = f"set it up in [alerts.{name}]" if unset else instead(name, names)
                    yield Fault((*place, key, index), f"{key} {quoted(name)} is not known; {advice}")
    quiet = value_at(document, ("alerts", "quiet"))
    if isinstance(quiet, str) and not _QUIET.fullmatch(quiet):
        yield Fault(("alerts", "quiet"), f'quiet {quoted(quiet)} is no span of hours; write quiet = "22:00-07:00"')
    server = value_at(document, ("alerts", "mail", "server"))
    if isinstance(server, str) and not _SERVER.fullmatch(server):
        yield Fault(("alerts", "mail", "server"), f'server {quoted(server)} is no name and port; write server = "smtp.example.org:587"')
    password = value_at(document, ("alerts", "mail", "password"))
    if isinstance(password, str) and not _PLACE.fullmatch(password):
        yield Fault(
            ("alerts", "mail", "password"), 'password says where it is, and not what it is; write password = "env:DESK_MAIL_PASSWORD"'
        )
    for index, url in enumerate(_list(document, "alerts", "webhook", "urls") or ()):
        if isinstance(url, str) and not _PLACE.fullmatch(url) and (reason := _no_address(url)):
            yield Fault(("alerts", "webhook", "urls", index), reason)


def _display(document: Document) -> Iterator[Fault]:
    keys = ("display", "timezone")
    zone = value_at(document, keys)
    if zone != "local":
        yield from _zone(keys, zone, "local")


def _zone(keys: Keys, zone: Any, *others: str) -> Iterator[Fault]:
    if not isinstance(zone, str) or zone == "UTC":
        return
    from zoneinfo import ZoneInfo, available_timezones  # noqa: PLC0415  (10 ms that most do without)

    try:
        ZoneInfo(zone)
    except (ValueError, KeyError, OSError):
        known = [*others, *sorted(available_timezones())]
        ends = [name for name in known if name.rpartition("/")[2].casefold() == zone.strip().casefold()]
        yield Fault(keys, f"timezone {quoted(zone)} is not known; {instead(zone, ends or known)}")


def _taken(names: Iterable[Named]) -> Iterator[Fault]:
    """Find the names that stand twice; upper and lower case are one."""
    seen: dict[str, Keys] = {}
    for keys, name in names:
        first = seen.setdefault(name.casefold(), keys)
        if first != keys:
            yield Fault(keys, f"{label(keys)} {quoted(name)} stands in {{first}} already; remove or change one of the two", first)


def _ids(names: Iterable[Named]) -> Iterator[Fault]:
    for keys, name in names:
        if not _ID.fullmatch(name):
            better = "-".join(re.findall("[a-z0-9]+", name.casefold())) or "my-id"
            yield Fault(keys, f"id {quoted(name)} has more than lower-case letters, digits and hyphens; write id = {quoted(better)}")


def _each(document: Document, key: str, *keys: str | int) -> Iterator[Named]:
    """Give a text that each table of a list has, with its place."""
    for place, table in _tables(document, *keys):
        if isinstance(text := table.get(key), str):
            yield (*place, key), text


def _tables(document: Document, *keys: str | int) -> Iterator[tuple[Keys, Document]]:
    for index, table in enumerate(_list(document, *keys) or ()):
        if isinstance(table, dict):
            yield (*keys, index), table


def _list(document: Document, *keys: str | int) -> list[Any] | None:
    value = value_at(document, keys)
    return value if isinstance(value, list) else None
