"""From somebody's archive to the store: as a poll's news go there, but years of them, and in as many processes as there are cores."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from core.claim import Claim
from core.errors import UsageError
from core.news import Archive, Archived, Article, Entry, Tag, Unreadable
from core.settings import Feed, Settings
from core.text import line, paragraphs
from core.times import now as clock
from feeds.archives import PARQUET, open_lines, open_table
from feeds.identity import identity, web_address
from feeds.record import Raw, entry, headline, language
from store.archives import SQLITE, open_reader_database
from store.claims import save_claims
from store.database import Connection
from store.feeds import FeedState, keep_feed
from store.items import is_known, save_archived
from store.tags import save_tags
from store.versions import mark_claims_read
from store.writer import Writer
from watch.desk import Desk, in_language, read_all, tag_all
from watch.patient import each
from watch.workers import Workers

BATCH = 50
"""Pieces that one process goes over at a time, and that one transaction stores."""


@dataclass(frozen=True, slots=True)
class Made:
    """A piece of an archive, as we keep it."""

    entry: Entry
    tags: tuple[Tag, ...]
    claims: tuple[Claim, ...]


@dataclass(slots=True)
class Tally:
    """What became of an archive's pieces."""

    stored: int = 0
    known: int = 0
    claims: int = 0
    unreadable: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of an archive, and the feed that it is counted to."""

    archived: Archived
    feed: Feed
    named: bool
    """Whether that feed brought it, or is only its outlet's."""

    @property
    def id(self) -> str:
        return self.archived.id


def open_archive(path: Path) -> Archive:
    """Open an archive of any kind that is read, told by how the file begins.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
    if head == SQLITE:
        return open_reader_database(path)
    return open_table(path) if head.startswith(PARQUET) else open_lines(path)


async def backfill(
    settings: Settings, workers: Workers, writer: Writer, archive: Archive, *, at_once: int, told: Callable[[int], None]
) -> Tally:
    """Take an archive over, and say what became of it. What is stored already is left as it is, so an interrupted call is made again.

    `at_once` batches are under way together; `told` is given the steps that each batch was.

    Raises:
        WorkError: no worker could be started, or the database cannot be written; what was stored by then stays.
    """
    tally = Tally()
    batches = _batches(settings, archive, tally)
    turn = asyncio.Lock()

    async def following() -> tuple[int, list[_Piece]] | None:
        async with turn:
            return await asyncio.to_thread(next, batches, None)

    async def take() -> None:
        while (batch := await following()) is not None:
            steps, pieces = batch
            fresh = await writer.run(_unknown, pieces)
            made = await each(workers, make, fresh)
            tally.known += len(pieces) - len(fresh)
            tally.unreadable += [f"{line(piece.id)}: could not be read" for piece, one in zip(fresh, made, strict=True) if one is None]
            stored = await writer.run(_store, [(piece, one) for piece, one in zip(fresh, made, strict=True) if one is not None], clock())
            tally.stored += len(stored)
            tally.known += len([one for one in made if one is not None]) - len(stored)
            tally.claims += sum(len(one.claims) for one in stored)
            told(steps)

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(take())
    return tally


def _batches(settings: Settings, archive: Archive, tally: Tally) -> Iterator[tuple[int, list[_Piece]]]:
    urls = {feed.url: feed for feed in settings.feed}
    names = {feed.name.casefold(): feed for feed in reversed(settings.feed)}
    done = 0
    while chunk := list(islice(archive.pieces, BATCH)):
        pieces = []
        for _, found in chunk:
            if isinstance(found, Unreadable):
                tally.unreadable.append(line(found.reason))
            else:
                pieces.append(_counted(found, urls, names))
        yield chunk[-1][0] - done, pieces
        done = chunk[-1][0]


def _counted(found: Archived, urls: dict[str, Feed], names: dict[str, Feed]) -> _Piece:
    """Count a piece to the configured feed that brought it, else to its outlet's, else to one that is not polled."""
    if (feed := urls.get(found.feed or "")) is not None:
        return _Piece(found, feed, named=True)
    address = web_address(found.feed)
    name = line(found.source) or (urlsplit(address).hostname if address else None) or "unknown"
    known = names.get(name.casefold())
    if address is None and known is not None:
        return _Piece(found, known, named=False)
    lang = known.lang if known is not None else "en"
    return _Piece(found, Feed(name=known.name if known else name, url=address or f"archive:{name}", lang=lang), named=address is not None)


def _unknown(db: Connection, pieces: Sequence[_Piece]) -> list[_Piece]:
    return [piece for piece in pieces if not is_known(db, piece.feed.name, piece.archived.id, None, piece.feed.url)]


def _store(db: Connection, made: Sequence[tuple[_Piece, Made]], now: datetime) -> list[Made]:
    """Store pieces with their tags and claims, and return those that were not there before."""
    stored = []
    feeds: dict[str, FeedState] = {}
    for piece, one in made:
        feed = feeds.get(piece.feed.url) or feeds.setdefault(piece.feed.url, keep_feed(db, piece.feed, now))
        if is_known(db, feed.source, one.entry.guid, one.entry.url, feed.url if piece.named else ""):
            continue
        seen = piece.archived.seen or one.entry.published or now
        version = save_archived(db, feed, one.entry, min(seen, now))
        save_tags(db, version, one.tags)
        save_claims(db, version, one.claims)
        mark_claims_read(db, version, now)
        stored.append(one)
    return stored


def make(desk: Desk, pieces: Sequence[_Piece]) -> list[Made]:
    """Clean pieces, tag them and read their claims."""
    entries = [_entry(piece) for piece in pieces]
    articles = [
        Article(
            *(one.guid, piece.feed.name, one.published or datetime.now(UTC), one.title, one.text, one.lang, one.url),
            full=one.full,
            author=one.author,
        )
        for piece, one in zip(pieces, entries, strict=True)
    ]
    return [Made(*one) for one in zip(entries, tag_all(desk, articles), read_all(desk, articles), strict=True)]


def _entry(piece: _Piece) -> Entry:
    found = piece.archived
    if found.html:
        raw = Raw(
            id=found.id,
            links=(found.url or "",),
            title=found.title,
            literal=False,
            summary=found.summary,
            content=found.content,
            published=found.published,
            author=found.author,
            publisher="",
            lang=found.lang or "",
        )
        made = entry(raw, found.feed or "", piece.feed.lang)
    else:
        text, url = paragraphs(found.content), web_address(found.url)
        made = Entry(
            guid=identity(found.id, url, found.title, found.published),
            url=url,
            title=line(found.title) or headline(text),
            text=text,
            published=found.published,
            author=line(found.author, 200) or None,
            lang=language(found.lang or piece.feed.lang),
            full=True,
        )
    return in_language(made, piece.feed.lang)
