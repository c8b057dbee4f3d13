"""What a reader types to find items: words, and what narrows them (`source:courier since:2d is:unread`). Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.times import read_moment
from store.query import Query

HINT = "source:courier  topic:talks  since:2d  until:2026-02-05  is:unread  is:starred"
_PART = re.compile(r'(?:(source|topic|since|until|is):)?("[^"]*"?|\S+)')


def narrows(words: str) -> bool:
    """Whether something of what was typed is more than a word to look for."""
    return any(found[1] for found in _PART.finditer(words))


def query(words: str, sources: Sequence[str], topics: Sequence[tuple[str, str]], now: datetime) -> tuple[Query, str | None]:
    """Return what was asked, and what of it was not understood; None: nothing.

    A source, or a topic (by id and name), may be given by a part of its name. Times are those of publication.
    """
    asked = Query(by="published")
    plain: list[str] = []
    trouble = None
    for found in _PART.finditer(words):
        key, value = found[1], found[2].strip('"')
        if key is None:
            plain.append(found[0])
        elif value:
            try:
                asked = _narrowed(asked, key, value, sources, topics, now)
            except ValueError as error:
                trouble = str(error)
    text = " ".join(plain)
    return replace(asked, search=text or None), trouble


def _narrowed(asked: Query, key: str, value: str, sources: Sequence[str], topics: Sequence[tuple[str, str]], now: datetime) -> Query:
    match key:
        case "source":
            return replace(asked, source=_named(value, [(name, name) for name in sources], "source"))
        case "topic":
            return replace(asked, topic=_named(value, topics, "topic"))
        case "since":
            return replace(asked, since=read_moment(value, now))
        case "until":
            return replace(asked, until=read_moment(value, now))
        case _ if value in ("unread", "starred"):
            return replace(asked, unread=asked.unread or value == "unread", starred=asked.starred or value == "starred")
        case _:
            raise ValueError(f"is:{value} is not known: is:unread or is:starred")


def _named(value: str, known: Sequence[tuple[str, str]], kind: str) -> str:
    """Return the id of what is named; a name that begins so goes before one that holds it."""
    wanted = value.casefold()
    for matches in (str.startswith, str.__contains__):
        for key, name in known:
            if matches(name.casefold(), wanted) or matches(key.casefold(), wanted):
                return key
    raise ValueError(f'no {kind} is called "{value}"')
