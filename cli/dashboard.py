"""The dashboard, over the user's feeds or over the built-in newsroom."""

import argparse
import os
import sys
from contextlib import closing
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path

from cli import say
from cli.context import database_path, open_writer, settings_of
from cli.hangup import end_with_terminal
from cli.logs import log_to
from cli.opening import Said
from cli.telling import Telling
from core.config import default_path, load
from core.frugal import give_back
from core.settings import Settings
from core.times import now
from store.sessions import end_session, last_session, start_session
from watch.apart import PollingApart

_HAND_OVER = 0.0005
"""Seconds after which a thread that reads or writes lets the screen go on: each key waits for that more than once."""
TOAST_SECONDS = 15.0
LOG_BYTES = 1024 * 1024


def dashboard(args: argparse.Namespace, said: Said) -> int:
    """Run the dashboard; `said` stands in its place until it is drawn."""
    settings = settings_of(args)
    return _show(args, settings, database_path(args, settings), said, network=not getattr(args, "no_network", False))


def demo(args: argparse.Namespace, said: Said) -> int:
    """Run the dashboard over the built-in newsroom, into a database that goes with it."""
    from tempfile import TemporaryDirectory

    from demo.newsroom import Newsroom, settings  # the dashboard proper does without

    with TemporaryDirectory(prefix="negotiation-watch-") as folder, Newsroom(pace=args.pace) as newsroom:
        path = getattr(args, "db", None) or Path(folder) / "demo.db"
        # The story is about the talks of the configuration that ships, whatever the user's own follows.
        return _show(args, settings(load(default_path()), newsroom), path, said, network=True)


def _mine(path: Path, ending: str) -> Path:
    """Return where a file of this user's belongs: beside the database, unless that is somebody else's place or has somebody else's file."""
    beside = path.with_suffix(ending)
    if os.access(beside if beside.exists() else path.absolute().parent, os.R_OK | os.W_OK):
        return beside
    from platformdirs import user_state_path  # for those who share a database

    folder = user_state_path("negotiation-watch", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / beside.name


def _show(args: argparse.Namespace, settings: Settings, path: Path, said: Said, *, network: bool) -> int:
    give_back()
    sys.setswitchinterval(_HAND_OVER)
    from tui.app import WatchApp  # Textual, for the dashboard alone

    # The screen is the terminal's only writer; what goes wrong behind it is kept beside the database.
    log_to(
        RotatingFileHandler(_mine(path, ".log"), maxBytes=LOG_BYTES, backupCount=1, delay=True, encoding="utf-8"),
        getattr(args, "verbose", 0),
    )

    notes: list[str] = []

    def note(words: str) -> None:
        # Once on the screen, which hides the line below it, and once where that is seen again: behind the dashboard.
        say.note(words)
        notes.append(words)

    with closing(open_writer(path, note)) as writer:
        before = writer.call(last_session)
        session = writer.call(start_session, now())
        polling = PollingApart(settings, path) if network else None
        since = None if before is None else before.ended or before.started

        def show(headline: str, text: str) -> None:
            app.call_from_thread(app.bell)
            # Not as markup: the words are those of news.
            app.call_from_thread(partial(app.notify, text, title=headline, severity="warning", timeout=TOAST_SECONDS, markup=False))

        telling = Telling(settings, writer, show, network=network)
        app = WatchApp(
            settings,
            path,
            session=session,
            polling=polling,
            act=writer.run,
            since=since,
            compared=telling.take,
            kept=_mine(path, ".view.json"),
            offline=not network,
            notes=notes,
        )
        said.erase()
        if sys.stdin.isatty():
            end_with_terminal(sys.stdin.fileno())
        try:
            app.run()
        finally:
            telling.close()
            writer.call(end_session, session.id, now())
    if app.wants_demo:
        # In a process of its own: this one may have the network switched off for good.
        os.execv(sys.executable, [sys.executable, "-m", "negotiation_watch", "demo"])  # noqa: S606  (this very program)
    return app.return_code or 0
