"""What a command starts from: its settings, its database, its moments."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection, Error

from cli import say
from core.config import load
from core.errors import UsageError, WorkError
from core.settings import Settings
from core.text import line
from core.times import now, read_moment
from store.database import explain, open_reader, open_store
from store.keeping import Repaired, damaged, first_look, left_open, ours, repair, take_back
from store.query import Query
from store.sessions import last_session
from store.writer import Writer


def settings_of(args: argparse.Namespace) -> Settings:
    """Return the settings in force.

    Raises:
        UsageError: the configuration has mistakes.
    """
    return load(getattr(args, "config", None))


def database_path(args: argparse.Namespace, settings: Settings) -> Path:
    """Return where the database lies: `--db`, else the configured place, else the platform's data folder."""
    if (given := getattr(args, "db", None)) is not None:
        return Path(given)
    if settings.store.path is not None:
        return Path(settings.store.path).expanduser()
    from platformdirs import user_data_path  # 20 ms that a call with --db saves

    return user_data_path("negotiation-watch", appauthor=False) / "negotiation-watch.db"


def existing_path(args: argparse.Namespace, settings: Settings) -> Path:
    """Return where the database lies, for a command that would make none of a mistyped name.

    Raises:
        WorkError: `--db` names a file that is not there.
    """
    path = database_path(args, settings)
    if getattr(args, "db", None) is not None and not path.exists():
        raise WorkError(f"{path}: there is no such database yet; poll first, or give another file with --db")
    return path


def open_writer(path: Path, note: Callable[[str], None] = say.note) -> Writer:
    """Open the database for writing. One that a cut-off run left open is looked over; a damaged one is set aside, and mended.

    What was done is said by `note`, a sentence a time.

    Raises:
        WorkError: it cannot be written, is no database, or is damaged and open elsewhere.
    """
    cut_off = left_open(path)
    if cut_off and first_look(path) and ours(path):
        return _mended(path, note)
    try:
        writer = Writer(path)
    except WorkError as error:
        if not (damaged(error) and ours(path)):
            raise
        return _mended(path, note)
    if cut_off:
        writer.call(take_back, now())
        note(f"{path}: the last run was cut off before its end; the database was looked over, and nothing is wrong with it")
    return writer


def _mended(path: Path, note: Callable[[str], None]) -> Writer:
    for words in repaired(path, repair(path, now())):
        note(words)
    return Writer(path)


def repaired(path: Path, done: Repaired) -> list[str]:
    """Say what a repair came to, a sentence a line."""
    lost = f"; up to {done.lost} rows could not be read" if done.lost else ""
    return [
        f"{path} was damaged: a new one was made of what could be read, {done.items} items{lost}",
        f"the damaged one was set aside: {done.aside}",
        "claims are read again by the next poll; `negotiation-watch retag` tags everything again",
    ]


@contextmanager
def reader(args: argparse.Namespace, settings: Settings) -> Iterator[Connection]:
    """Open the database for reading; where there is none yet, an empty one is made.

    Raises:
        WorkError: it cannot be opened, or what is read of it is damaged.
    """
    path = existing_path(args, settings)
    if not path.exists():
        open_store(path).close()
    with closing(open_reader(path)) as db:
        try:
            yield db
        except Error as error:
            if not damaged(error):
                raise
            raise WorkError(explain(path, error)) from error


def moment(args: argparse.Namespace, name: str, db: Connection) -> datetime | None:
    """Return the moment that an option names; None where it was not given.

    Raises:
        UsageError: it names none.
    """
    words: str | None = getattr(args, name)
    if words is None:
        return None
    if words.strip().lower() == "session":
        session = last_session(db)
        if session is None:
            raise UsageError(f"--{name.replace('_', '-')} session: there has been no session yet; give a time (2h, yesterday, 2026-02-05)")
        return session.started
    try:
        return read_moment(words, now())
    except ValueError as error:
        raise UsageError(f"--{name.replace('_', '-')}: {error}") from None


def selection(args: argparse.Namespace, settings: Settings, db: Connection) -> Query:
    """Return the query that a listing command's options ask for.

    Raises:
        UsageError: a time is none, or a topic or question is not known.
    """
    topics = {topic.id for topic in settings.topic}
    question = getattr(args, "question", None)
    if question is not None or args.topic not in {*topics, None}:
        from claims.asked import shipped_questions  # for these options alone

        asked = (*shipped_questions(), *settings.question)
        _known("question", question, {one.id for one in asked})
        # A question may belong to a topic for which there are no rules.
        _known("topic", args.topic, topics if args.command == "items" else topics | {one.topic for one in asked})
    source, search = (None if words is None else line(words) for words in (args.source, args.search))
    query = Query(topic=args.topic, source=source, by=args.by, search=search, question=question)
    return replace(query, since=moment(args, "since", db), until=moment(args, "until", db), as_of=moment(args, "as_of", db))


def _known(option: str, given: str | None, known: set[str]) -> None:
    if given is not None and given not in known:
        raise UsageError(f"--{option} {given}: there is no such {option}; there are {', '.join(sorted(known))}")


def refuse_network(args: argparse.Namespace, what: str) -> None:
    """Stop a command that needs the network where it was forbidden.

    Raises:
        UsageError: `--no-network` was given.
    """
    if getattr(args, "no_network", False):
        raise UsageError(f"{what} needs the network, and --no-network forbids it")
