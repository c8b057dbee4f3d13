"""`feeds`: listed, checked, added, found, exchanged."""

import argparse
import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from cli import say
from cli.context import reader, refuse_network, settings_of
from cli.given import read_list
from core.config import find, user_path
from core.config.add import add_feeds
from core.errors import RunawayError, UsageError, WorkError
from core.news import Document, Failed, Fetched, Outcome, Request, Unchanged
from core.settings import Feed, Kind, Settings
from core.times import brief
from core.times import now as clock
from digest.health import remarks
from feeds.fetch import Fetcher
from feeds.finding import Found, Looker, NothingFoundError
from feeds.kinds.known import read_source, request_address
from feeds.opml import write_opml
from feeds.robots import KEPT_OUT, RobotsCheck
from feeds.secrets import bare, secrets_of
from store.feeds import FeedState, feed_states
from watch.workers import Workers


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
            return asyncio.run(_check(args, settings))
        case "discover":
            refuse_network(args, "feeds discover")
            found = asyncio.run(_found(args.url, None, settings))
            say.table(("title", "kind", "url"), ((one.title, one.kind, one.url) for one in found))
            return 0
        case "add":
            refuse_network(args, "feeds add")
            return _add(args, [_named(args, settings)])
        case "import":
            return _add(args, _without_logins(read_list(args.file, str(args.file))))
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
        heads = ("source", "state", "last good", "next", "why then", "items", "newest", "seconds", "remarks", "url")
        say.table(heads, (_row(feed, states.get(feed.url), clock()) for feed in settings.feed))
    return 0


def _row(feed: Feed, state: FeedState | None, now: datetime) -> tuple[object, ...]:
    if not feed.enabled or state is None or state.outcome is None:
        return feed.name, "not asked yet" if feed.enabled else "off", *([None] * 7), feed.url
    good, following, newest = (moment and brief(moment) for moment in (state.last_good, state.next_poll, state.newest))
    word = (state.reason or state.outcome) + (f" ({state.failures} times)" if state.failures > 1 else "")
    took = None if state.usual is None else f"{state.usual:.2f}"
    told = "; ".join(remarks(state, UTC, now)) or None
    return feed.name, word, good, following, state.why_next, state.items, newest, took, told, feed.url


def _json(feed: Feed, state: FeedState | None) -> Mapping[str, object]:
    known = state is not None and state.outcome is not None
    return {
        "source": feed.name,
        "url": feed.url,
        "kind": feed.kind,
        "lang": feed.lang,
        "owner": feed.owner,
        "role": feed.role,
        "enabled": feed.enabled,
        "outcome": state.outcome if state else None,
        "status": state.status if state else None,
        "reason": state.reason if state else None,
        "failures": state.failures if state else 0,
        "items": state.items if state else 0,
        "undated": state.undated if state else 0,
        "newest": _brief(state.newest if state else None),
        "last_poll": _brief(state.last_poll if state else None),
        "last_good": _brief(state.last_good if state else None),
        "next_poll": _brief(state.next_poll if state else None) if known else None,
        "why_next": state.why_next if state and known else None,
        "not_before": _brief(state.not_before if state else None),
        "seconds": round(state.seconds, 3) if state and state.seconds is not None else None,
        "usual_seconds": round(state.usual, 3) if state and state.usual is not None else None,
        "gap": state.gap if state else False,
        "gaps": state.gaps if state else 0,
        "last_gap": _brief(state.last_gap if state else None),
        "moved_to": state.moved_to if state else None,
    }


def _brief(moment: datetime | None) -> str | None:
    return None if moment is None else brief(moment)


@dataclass(frozen=True, slots=True)
class _Checked:
    """What came of asking a feed."""

    feed: Feed
    outcome: Outcome
    document: Document | None
    """None: nothing came that could be read."""

    @property
    def verdict(self) -> str:
        match self.outcome:
            case Failed(reason=reason):
                return reason
            case Unchanged():
                return "answered 304 to a first question"
            case _:
                return (self.document.problem if self.document is not None else None) or "good"


async def _check(args: argparse.Namespace, settings: Settings) -> int:
    """Ask each feed once; nothing is stored. A feed that fails makes the exit status 1."""
    enabled = [feed for feed in settings.feed if feed.enabled]
    bar, task = say.progress("asking", len(enabled))
    workers = Workers(settings)
    try:
        with bar:
            async with Fetcher(settings.poll, secrets=secrets_of(enabled)) as fetcher:

                async def ask(feed: Feed) -> _Checked:
                    checked = await _asked(feed, fetcher, workers)
                    bar.advance(task)
                    return checked

                asked = await asyncio.gather(*(ask(feed) for feed in enabled))
    finally:
        workers.close()
    rows = [_checked(one) for one in asked]
    if args.json:
        say.out_json(rows)
    else:
        say.table(tuple(name for name in rows[0] if name != "good") if rows else (), ([*row.values()][1:] for row in rows))
    return int(not all(row["good"] for row in rows))


async def _asked(feed: Feed, fetcher: Fetcher, workers: Workers) -> _Checked:
    if feed.kind == "page" and not await RobotsCheck(fetcher).may_fetch(feed.url, trusted=True):
        return _Checked(feed, Failed(KEPT_OUT, 0.0), None)
    outcome = await fetcher.fetch(Request(request_address(feed.kind, feed.url)), trusted=True)
    if not isinstance(outcome, Fetched):
        return _Checked(feed, outcome, None)
    try:
        read = workers.apply(read_source, feed.kind, feed.select, outcome.body, dict(outcome.headers), outcome.url)
        return _Checked(feed, outcome, await read)
    except RunawayError as runaway:
        return _Checked(feed, outcome, Document("", (), problem=str(runaway)))


def _checked(one: _Checked) -> Mapping[str, object]:
    entries = one.document.entries if one.document is not None else ()
    dates = [entry.published for entry in entries if entry.published is not None]
    return {
        "good": one.verdict == "good",
        "source": one.feed.name,
        "kind": one.feed.kind,
        "verdict": one.verdict,
        "items": len(entries),
        "undated": len(entries) - len(dates),
        "newest": brief(max(dates)) if dates else None,
        "seconds": round(one.outcome.seconds, 2),
        "url": one.feed.url,
    }


async def _found(url: str, kind: Kind | None, settings: Settings) -> list[Found]:
    workers = Workers(settings)
    try:
        async with Fetcher(settings.poll) as fetcher:
            looker = Looker(fetcher, workers)
            return await looker.sources_at(url) if kind is None else [await looker.source_at(url, kind)]
    except NothingFoundError as nothing:
        raise WorkError(str(nothing)) from None
    finally:
        workers.close()


def _named(args: argparse.Namespace, settings: Settings) -> Feed:
    """Look at an address for what can be polled there, and for its title, so that it need not be typed."""
    found = asyncio.run(_found(args.url, args.kind, settings))
    if len(found) > 1:
        places = "\n".join(f"  {one.url}" for one in found)
        raise WorkError(f"{args.url}: there are several; add one of them:\n{places}")
    return Feed(name=args.name or found[0].title, url=found[0].url, kind=found[0].kind)


def _add(args: argparse.Namespace, new: list[Feed]) -> int:
    given = getattr(args, "config", None)
    path = given if given is not None else user_path()
    added = add_feeds(path, new)
    say.note(f"{path}: {added} added" + ("" if added == len(new) else f", {len(new) - added} known already"))
    if find(given) != path:
        say.note(f"{find(given)} is in use, not {path}")
    return 0
