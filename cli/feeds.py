"""`feeds`: listed, checked, added, found, exchanged."""

import argparse
import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never
from urllib.parse import urlsplit

from cli import say
from cli.context import reader, refuse_network, settings_of
from core.config import find, user_path
from core.config.add import add_feeds
from core.errors import UsageError, WorkError
from core.news import Failed, Fetched, Outcome, Request, Unchanged
from core.settings import Feed, Poll, Settings
from core.times import brief
from feeds.discover import common_places, feeds_of_page
from feeds.fetch import Fetcher
from feeds.opml import read_opml, write_opml
from feeds.parse import parse
from feeds.secrets import bare, secrets_of
from store.feeds import FeedState, feed_states


def feeds(args: argparse.Namespace) -> int:
    """Run `feeds`."""
    settings = settings_of(args)
    if bare(getattr(args, "url", ""))[1] is not None:
        raise UsageError(f"{bare(args.url)[0]}: give it without name and password; in the configuration, `login` says where they are")
    match args.action:
        case "list":
            return _list(args, settings)
        case "check":
            refuse_network(args, "feeds check")
            return asyncio.run(_check(settings))
        case "discover":
            refuse_network(args, "feeds discover")
            return asyncio.run(_discover(args.url, settings.poll))
        case "add":
            refuse_network(args, "feeds add")
            return _add(args, [asyncio.run(_named(args.url, args.name, settings.poll))])
        case "import":
            try:
                return _add(args, _without_logins(read_opml(args.file.read_bytes())))
            except OSError as error:
                raise UsageError(f"{args.file}: cannot be read: {error.strerror}") from None
        case _:
            say.out(write_opml(settings.feed).rstrip("\n"))
            return 0


def _without_logins(found: list[Feed]) -> list[Feed]:
    """Leave out the names and passwords in addresses: the configuration says where they are, and not what they are."""
    for feed in found:
        url, login = bare(feed.url)
        if login is not None:
            say.note(f"{url}: its name and password were left out; write in the configuration where they are (`login`)")
    return [replace(feed, name=bare(feed.name)[0], url=bare(feed.url)[0]) for feed in found]


def _list(args: argparse.Namespace, settings: Settings) -> int:
    with reader(args, settings) as db:
        states = {state.url: state for state in feed_states(db, disabled=True)}
    if args.json:
        say.out_json([_json(feed, states.get(feed.url)) for feed in settings.feed])
    else:
        say.table(("source", "state", "last good", "next", "items", "url"), (_row(feed, states.get(feed.url)) for feed in settings.feed))
    return 0


def _row(feed: Feed, state: FeedState | None) -> tuple[object, ...]:
    if not feed.enabled:
        return feed.name, "off", None, None, None, feed.url
    if state is None or state.outcome is None:
        return feed.name, "not asked yet", None, None, None, feed.url
    good, following = (moment and brief(moment) for moment in (state.last_good, state.next_poll))
    return feed.name, state.reason or state.outcome, good, following or state.why_next, state.items, feed.url


def _json(feed: Feed, state: FeedState | None) -> Mapping[str, object]:
    known = state is not None and state.outcome is not None
    return {
        "source": feed.name,
        "url": feed.url,
        "lang": feed.lang,
        "owner": feed.owner,
        "role": feed.role,
        "enabled": feed.enabled,
        "outcome": state.outcome if state else None,
        "status": state.status if state else None,
        "reason": state.reason if state else None,
        "failures": state.failures if state else 0,
        "items": state.items if state else 0,
        "last_good": brief(state.last_good) if state and state.last_good else None,
        "next_poll": brief(state.next_poll) if state and state.next_poll and known else None,
    }


async def _check(settings: Settings) -> int:
    """Ask each feed once; nothing is stored. A feed that fails makes the exit status 1."""
    enabled = [feed for feed in settings.feed if feed.enabled]
    bar, task = say.progress("asking", len(enabled))
    with bar:
        async with Fetcher(settings.poll, secrets=secrets_of(enabled)) as fetcher:

            async def ask(feed: Feed) -> tuple[Feed, Outcome]:
                outcome = await fetcher.fetch(Request(feed.url), trusted=True)
                bar.advance(task)
                return feed, outcome

            asked = await asyncio.gather(*(ask(feed) for feed in enabled))
    rows = [_checked(feed, outcome) for feed, outcome in asked]
    say.table(("source", "verdict", "items", "newest", "seconds", "url"), rows)
    return int(any(row[1] != "good" for row in rows))


def _checked(feed: Feed, outcome: Outcome) -> tuple[object, ...]:
    match outcome:
        case Failed():
            return feed.name, outcome.reason, None, None, f"{outcome.seconds:.2f}", feed.url
        case Unchanged():
            return feed.name, "answered 304 to a first question", None, None, f"{outcome.seconds:.2f}", feed.url
        case Fetched():
            document = parse(outcome.body, outcome.headers, outcome.url)
            dates = [entry.published for entry in document.entries if entry.published is not None]
            newest = brief(max(dates)) if dates else None
            return feed.name, document.problem or "good", len(document.entries), newest, f"{outcome.seconds:.2f}", feed.url
        case _:
            assert_never(outcome)


async def _discover(url: str, poll: Poll) -> int:
    async with Fetcher(poll) as fetcher:
        outcome = await fetcher.fetch(Request(url), trusted=True)
        if not isinstance(outcome, Fetched):
            raise WorkError(f"{url}: {outcome.reason if isinstance(outcome, Failed) else 'nothing came back'}")
        found = feeds_of_page(outcome.body, outcome.headers, outcome.url)
        if not found:
            say.note(f"{url} names no feed; trying where sites often keep one")
            for place in common_places(outcome.url):
                answer = await fetcher.fetch(Request(place), trusted=False)
                if isinstance(answer, Fetched):
                    found += feeds_of_page(answer.body, answer.headers, answer.url) if place.startswith("http") else []
    if not found:
        raise WorkError(f"{url}: no feed was found")
    say.table(("title", "url"), found)
    return 0


async def _named(url: str, name: str | None, poll: Poll) -> Feed:
    """Ask a feed for its title, so that it need not be typed."""
    async with Fetcher(poll) as fetcher:
        outcome = await fetcher.fetch(Request(url), trusted=True)
    if not isinstance(outcome, Fetched):
        raise WorkError(f"{url}: {outcome.reason if isinstance(outcome, Failed) else 'nothing came back'}")
    document = parse(outcome.body, outcome.headers, outcome.url)
    if document.problem is not None:
        raise WorkError(f"{url}: {document.problem}; `feeds discover` finds the feeds of a page")
    return Feed(name=name or document.title or urlsplit(url).netloc, url=url)


def _add(args: argparse.Namespace, new: list[Feed]) -> int:
    given = getattr(args, "config", None)
    path = given if given is not None else user_path()
    added = add_feeds(path, new)
    say.note(f"{path}: {added} added" + ("" if added == len(new) else f", {len(new) - added} known already"))
    if find(given) != path:
        say.note(f"{find(given)} is in use, not {path}")
    return 0
