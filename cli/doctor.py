"""`doctor`: what is installed, where things lie, what is wrong, and how to mend it."""

import argparse
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib import metadata
from pathlib import Path

from cli import say
from cli.context import database_path
from core.config import check, find, load
from core.errors import WorkError
from core.text import line
from core.times import brief
from negotiation_watch import __version__
from store.alerts import alert_troubles
from store.database import check_store, open_reader
from store.feeds import feed_states
from store.stream import count_items

LIBRARIES = ("textual", "rich", "httpx", "feedparser", "sqlite-utils", "pydantic", "trafilatura", "lxml_html_clean", "platformdirs")
ROOM = 500 * 1024 * 1024
"""Bytes of free disk below which it is said."""


def doctor(args: argparse.Namespace) -> int:
    """Run `doctor`. The exit status is 1 where something is wrong."""
    troubles = []
    for words, trouble in _examine(args):
        say.out(("!  " if trouble else "   ") + words)
        troubles.append(trouble)
    say.out("\nnothing is wrong" if not any(troubles) else f"\n{sum(troubles)} to mend, marked with !")
    return int(any(troubles))


def _examine(args: argparse.Namespace) -> Iterator[tuple[str, bool]]:
    yield f"negotiation-watch {__version__}, Python {platform.python_version()} ({sys.executable}), SQLite {sqlite3.sqlite_version}", False
    for name in LIBRARIES:
        try:
            yield f"{name} {metadata.version(name)}", False
        except metadata.PackageNotFoundError:
            yield f"{name} is not installed: install negotiation-watch anew", True
    config = find(getattr(args, "config", None))
    mistakes = check(config)
    yield f"configuration: {config}", False
    for mistake in mistakes:
        yield str(mistake), True
    if not mistakes:
        settings = load(getattr(args, "config", None))
        yield from _database(database_path(args, settings))
    yield f"terminal: {os.environ.get('TERM', 'none')}, {'a terminal' if sys.stdout.isatty() else 'no terminal'}", False


def _database(path: Path) -> Iterator[tuple[str, bool]]:
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    free = shutil.disk_usage(folder).free
    yield f"free disk at {folder}: {free / 2**30:.1f} GiB", free < ROOM
    if not os.access(folder, os.W_OK):
        yield f"{folder} cannot be written: change its permissions, or give another file with --db", True
    if not path.exists():
        yield f"database: {path} (none yet; the first poll makes it)", False
        return
    try:
        with closing(open_reader(path)) as db:
            wrong = check_store(db)
            yield f"database: {path}, {path.stat().st_size / 2**20:.1f} MiB, {count_items(db)} items", False
            for words in wrong:
                yield f"database: {words}: run `negotiation-watch store repair`", True
            for state in feed_states(db):
                if state.failures:
                    since = "never" if state.last_good is None else brief(state.last_good)
                    yield f"{state.source}: {state.reason} ({state.failures} in a row, last good poll {since})", True
            for receiver, count, reason in alert_troubles(db):
                yield f"alerts to {receiver}: {count} not told: {line(reason)}", True
    except WorkError as error:
        yield str(error), True
    for aside in sorted(path.parent.glob(f"{path.stem}.damaged-*{path.suffix}")):
        yield f"set aside as damaged: {aside}, {aside.stat().st_size / 2**20:.1f} MiB; move it away once nothing is missed", False
