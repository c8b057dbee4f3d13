"""Polling without a screen: once, or until told to end."""

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from cli import say
from cli.context import database_path
from core.contract import Json
from core.errors import WorkError
from core.settings import Settings
from core.text import line
from core.times import brief
from feeds.secrets import Secrets
from store.alerts import next_alert
from store.feeds import PollRecord
from store.writer import Writer
from watch.absorb import Absorbed
from watch.limits import settle
from watch.poller import Poller
from watch.workers import Workers

if TYPE_CHECKING:
    from alerts.lookout import Lookout

log = logging.getLogger("negotiation_watch.poll")

_MANY = 50
"""Feeds for which a second process is worth its start."""
_HAND_OVER = 0.0005
"""Seconds after which one thread lets another one run: what storing keeps waiting are the processes that read documents."""


async def once(settings: Settings, secrets: Secrets, writer: Writer, args: argparse.Namespace) -> int:
    """Poll every feed once, and return the exit status."""
    settle()
    sys.setswitchinterval(_HAND_OVER)
    bar, task = say.progress("polling", sum(feed.enabled for feed in settings.feed))
    asked = set[str]()

    def said(absorbed: Absorbed) -> None:
        _log(absorbed)
        if args.json:
            asked.add(absorbed.record.feed)
            say.out_json_line(_json(absorbed.record))
        bar.advance(task)

    many = sum(feed.enabled for feed in settings.feed) >= _MANY
    workers = Workers(settings, min(os.cpu_count() or 1, 2) if many else 1, niceness=0, ahead=2)
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


async def forever(settings: Settings, secrets: Secrets, writer: Writer, args: argparse.Namespace) -> int:
    """Poll until told to end, and return the exit status."""
    settle()

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
