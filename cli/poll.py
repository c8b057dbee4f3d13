"""`poll`: polling without a screen."""

import argparse
import asyncio
import logging
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cli import say
from cli.context import database_path, open_writer, refuse_network, settings_of
from core.contract import Json
from core.errors import UsageError, WorkError
from core.settings import Feed, Settings
from core.text import line
from core.times import brief
from feeds.kinds.known import kind_of_address
from feeds.opml import read_opml
from feeds.secrets import Secrets, bare, basic
from store.alerts import next_alert
from store.database import may_pass
from store.feeds import PollRecord
from store.writer import Writer
from watch.absorb import Absorbed
from watch.poller import Poller
from watch.workers import Workers

if TYPE_CHECKING:
    from alerts.lookout import Lookout

log = logging.getLogger("negotiation_watch.poll")

_MANY = 50
"""Feeds for which a second process is worth its start."""

TRY_AGAIN = 30.0
"""Seconds between two tries to open a database that cannot be opened yet."""


def poll(args: argparse.Namespace) -> int:
    """Run `poll`."""
    refuse_network(args, "poll")
    settings, secrets = _narrowed(args, settings_of(args))
    if not any(feed.enabled for feed in settings.feed):
        raise UsageError("there is no enabled feed to poll; add one to the configuration, or give --feed URL")
    writer = opened(database_path(args, settings), patient=args.forever)
    try:
        return asyncio.run((_once if args.once else _forever)(settings, secrets, writer, args))
    finally:
        writer.close()


def opened(path: Path, *, patient: bool) -> Writer:
    """Open the database; where `patient`, wait for what keeps it from being opened and may pass.

    Raises:
        WorkError: it cannot be opened.
    """
    said = ""
    while True:
        try:
            return open_writer(path)
        except WorkError as trouble:
            if not patient or not may_pass(path, trouble):
                raise
            if str(trouble) != said:
                said = str(trouble)
                say.note(f"{said}; tried again every {TRY_AGAIN:g} seconds")
            time.sleep(TRY_AGAIN)


def _narrowed(args: argparse.Namespace, settings: Settings) -> tuple[Settings, Secrets]:
    """Return the settings with the feeds and the interval that the call names, and the logins that stand in its addresses."""
    named = [_named(url) for url in args.feed]
    if args.opml is not None:
        try:
            named += read_opml(args.opml.read_bytes())
        except OSError as error:
            raise UsageError(f"--opml {args.opml}: cannot be read: {error.strerror}") from None
        except UsageError as error:
            raise UsageError(f"--opml {args.opml}: {error}") from None
    parted = [(feed, *bare(feed.url)) for feed in named]
    secrets = {url: {"Authorization": basic(login)} for _, url, login in parted if login}
    named = [replace(feed, name=bare(feed.name)[0], url=url) for feed, url, _ in parted]
    # A feed that is configured stays the outlet that it is.
    known = {feed.url: feed for feed in settings.feed}
    chosen = tuple(replace(known.get(feed.url, feed), enabled=True) for feed in named) if named else settings.feed
    if args.interval is not None:
        chosen = tuple(replace(feed, every=args.interval) for feed in chosen)
    return replace(settings, feed=chosen), secrets


def _named(url: str) -> Feed:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"}:
        raise UsageError(f"--feed {bare(url)[0]}: give an http or https address")
    return Feed(name=parts.netloc.rpartition("@")[2], url=url, kind=kind_of_address(url))


async def _once(settings: Settings, secrets: Secrets, writer: Writer, args: argparse.Namespace) -> int:
    bar, task = say.progress("polling", sum(feed.enabled for feed in settings.feed))
    asked = set[str]()

    def said(absorbed: Absorbed) -> None:
        _log(absorbed)
        if args.json:
            asked.add(absorbed.record.feed)
            say.out_json_line(_json(absorbed.record))
        bar.advance(task)

    many = sum(feed.enabled for feed in settings.feed) >= _MANY
    workers = Workers(settings, min(os.cpu_count() or 1, 2) if many else 1, niceness=0)
    with bar:
        async with Poller(settings, writer, whole=not (args.feed or args.opml), said=said, workers=workers, secrets=secrets) as poller:
            records = await poller.once()
    if args.json:
        for record in records:
            if record.feed not in asked:
                say.out_json_line(_json(record))
    else:
        say.table(("source", "outcome", "new", "changed", "seconds", "why"), (_row(record) for record in records))
    # Where nothing came in, nothing compares in another way than before; what waits to be told may be due by now.
    from alerts.ways import Ways  # with all that tells and compares, which polling does without until here

    anew = args.feed_out is not None or any(record.items_new or record.items_changed for record in records)
    if not anew and await writer.run(next_alert, list(Ways(settings).used())) is None:
        return 0
    say.flush()
    return 0 if await _look_once(settings, writer, args) else 1


async def _look_once(settings: Settings, writer: Writer, args: argparse.Namespace) -> bool:
    """Compare what is stored now, tell what is to be told, write the feed of conflicts; say whether all could be done."""
    from alerts.lookout import Lookout  # as above
    from alerts.ways import Ways

    try:
        await Lookout(settings, writer, Ways(settings).used(), feed=args.feed_out).once(database_path(args, settings))
    except WorkError as trouble:
        say.note(str(trouble))
        return False
    except Exception:
        # What was polled is stored, whatever comparing makes of it.
        log.exception("comparing what is stored")
        return False
    return True


async def _look_on(settings: Settings, writer: Writer, args: argparse.Namespace) -> None:
    """Compare whenever something changed, tell what is to be told, write the feed of conflicts, until cancelled."""
    lookout_of, ways = await asyncio.to_thread(lambda: [import_module(name) for name in ("alerts.lookout", "alerts.ways")])
    lookout: Lookout = lookout_of.Lookout(settings, writer, ways.Ways(settings).used(), feed=args.feed_out)
    await lookout.run(database_path(args, settings))


async def _forever(settings: Settings, secrets: Secrets, writer: Writer, args: argparse.Namespace) -> int:
    def said(absorbed: Absorbed) -> None:
        _log(absorbed)
        if args.json:
            say.out_json_line(_json(absorbed.record))

    async with Poller(settings, writer, whole=not (args.feed or args.opml), said=said, secrets=secrets) as poller:
        running = asyncio.ensure_future(poller.run())
        looking = asyncio.ensure_future(_look_on(settings, writer, args))
        looking.add_done_callback(_looked)
        _stop_on_signals(running.cancel)
        try:
            with suppress(asyncio.CancelledError):
                await running
        finally:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)
    return 0


def _looked(looking: "asyncio.Future[None]") -> None:
    """Say why nothing is told any more; polling goes on."""
    if not looking.cancelled() and (error := looking.exception()) is not None:
        log.error("alerts and comparisons ended: %s", line(str(error)), exc_info=None if isinstance(error, WorkError) else error)


def _stop_on_signals(stop: Callable[[], object]) -> None:
    """End quietly, everything stored, when told to by a terminal or a service manager."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop)


def _log(absorbed: Absorbed) -> None:
    record = absorbed.record
    for guid in absorbed.stored:
        log.info("stored %s", guid)
    log.info("%s: %s", record.source, record.reason or f"{record.outcome}, {record.items_new} new, {record.items_changed} changed")


def _row(record: PollRecord) -> tuple[object, ...]:
    return record.source, record.outcome, record.items_new, record.items_changed, f"{record.seconds:.2f}", record.reason


def _json(record: PollRecord) -> Json:
    return {
        "feed": record.feed,
        "outcome": record.outcome,
        "status": record.status,
        "reason": record.reason,
        "items_new": record.items_new,
        "items_changed": record.items_changed,
        "seconds": round(record.seconds, 3),
        "next_poll": None if record.next_poll is None else brief(record.next_poll),
    }
