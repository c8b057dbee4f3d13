"""`poll`: which feeds a call names, and into which database; `cli.polling` polls them."""

import argparse
import asyncio
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from cli import say
from cli.context import database_path, open_writer, refuse_network, settings_of
from cli.given import read_list
from core.errors import UsageError, WorkError
from core.settings import Feed, Settings
from feeds.secrets import Secrets, bare, basic
from store.database import may_pass
from store.feeds import mostly_unread
from watch.forks import begin_server

TRY_AGAIN = 30.0
"""Seconds between two tries to begin, where the database cannot be opened or written yet."""


def poll(args: argparse.Namespace) -> int:
    """Run `poll`."""
    refuse_network(args, "poll")
    settings, secrets = _narrowed(args, settings_of(args))
    urls = [feed.url for feed in settings.feed if feed.enabled]
    if not urls:
        raise UsageError("there is no enabled feed to poll; add one to the configuration, or give --feed URL")
    path = database_path(args, settings)

    def run() -> int:
        with closing(open_writer(path)) as writer:
            if writer.call(mostly_unread, urls):  # documents will have to be read
                begin_server()
            from cli.polling import forever, once  # while that reads the program, too

            return asyncio.run((once if args.once else forever)(settings, secrets, writer, args))

    return run() if args.once else patiently(path, run)


def patiently(path: Path, run: Callable[[], int]) -> int:
    """Return what `run` returns; it is tried again for as long as what is in its way at the database may pass.

    Raises:
        WorkError: something else is in its way.
    """
    said = ""
    while True:
        try:
            return run()
        except WorkError as trouble:
            if not may_pass(path, trouble):
                raise
            if str(trouble) != said:
                said = str(trouble)
                say.note(f"{said}; tried again every {TRY_AGAIN:g} seconds")
            time.sleep(TRY_AGAIN)


def _narrowed(args: argparse.Namespace, settings: Settings) -> tuple[Settings, Secrets]:
    """Return the settings with the feeds and the interval that the call names, and the logins that stand in its addresses."""
    named = [_named(url) for url in args.feed]
    if args.opml is not None:
        named += read_list(args.opml, f"--opml {args.opml}")
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
    from feeds.kinds.known import kind_of_address  # 40 ms that a call without it saves

    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"}:
        raise UsageError(f"--feed {bare(url)[0]}: give an http or https address")
    return Feed(name=parts.netloc.rpartition("@")[2], url=url, kind=kind_of_address(url))
